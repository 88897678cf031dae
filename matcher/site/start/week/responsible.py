"""Who looks after what people follow, so that the start page can begin with one's own; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.kommune.matches import Pair
from db.kommune.people import Person
from db.kommune.work.owners import ProjectPeople
from matcher.site.frame.work import Work

Match = tuple[str, str, str]
"""Project, source and key of a programme."""
MINE, ALL = "mir", "alle"
"""Values of ?wer= on the start page."""


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who looks after matches and projects, seen by `me`; `chosen` is MINE or ALL.

    A match belongs to the people whom it names; where it names none, to those of its project.
    """

    me: Person
    work: Work
    projects: Mapping[str, ProjectPeople]
    chosen: str = ALL

    def people(self, match: Match) -> tuple[int, ...]:
        """Numbers of who looks after a match and who stands in."""
        decision = self.work.of(*match)
        named = (decision.responsible, decision.deputy)
        if named == (None, None) and match[0] in self.projects:
            owner = self.projects[match[0]]
            named = (owner.responsible, owner.deputy)
        return tuple(one for one in named if one is not None)

    def name(self, match: Match) -> str:
        """The name of the first of them; "" for nobody."""
        return self.work.name(next(iter(self.people(match)), None))

    def is_mine(self, match: Match) -> bool:
        """Whether the match is one's own."""
        return self.me.id in self.people(match)

    def is_my_project(self, project: str) -> bool:
        """Whether one looks after a project or stands in for it."""
        owner = self.projects.get(project)
        return owner is not None and self.me.id in (owner.responsible, owner.deputy)

    @property
    def has_any(self) -> bool:
        """Whether anything is one's own, so that one's own is what the page begins with."""
        mine = any(map(self.is_my_project, self.projects))
        return mine or bool(self.work.of_person(self.me.id))

    def shows(self, match: Match) -> bool:
        """Whether the choice leaves a match that somebody follows."""
        return self.chosen == ALL or self.is_mine(match)

    def shows_pair(self, identity: tuple[str, str], pair: Pair) -> bool:
        """The same for a project that may use a programme."""
        return self.shows((pair.project, *identity))


def chosen(given: str | None, has_any: bool) -> str:
    """What an address asks for; without a word one's own, and all where nothing is one's own."""
    if given in (MINE, ALL):
        return str(given)
    return MINE if has_any else ALL
