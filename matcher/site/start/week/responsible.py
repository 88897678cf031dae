"""Who looks after what people follow, so that the start page can begin with one's own; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.kommune.matches import Pair
from db.kommune.people import Person
from db.kommune.work.decisions import Decision
from db.kommune.work.owners import ProjectPeople
from db.vocabulary import FINISHED
from matcher.handover.acting import LookedAfter, Match
from matcher.site.frame.work import Work

MINE, ALL = "mir", "alle"
"""Values of ?wer= on the start page."""


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who looks after matches and projects on a day, seen by `me`; `chosen` is MINE or ALL.

    A match belongs to the people whom it names; where it names none, to those of its project. What
    somebody holds who is away is its deputy's, too.
    """

    me: Person
    work: Work
    projects: Mapping[str, ProjectPeople]
    today: date
    chosen: str = ALL

    @property
    def looked_after(self) -> LookedAfter:
        """Who acts for whom."""
        return self.work.looked_after(self.projects, self.today)

    def people(self, match: Match) -> tuple[int, ...]:
        """Numbers of who looks after a match and who stands in."""
        decision = self.work.of(*match)
        named = (decision.responsible, decision.deputy)
        if named == (None, None) and match[0] in self.projects:
            owner = self.projects[match[0]]
            named = (owner.responsible, owner.deputy)
        return tuple(one for one in named if one is not None)

    def name(self, match: Match) -> str:
        """The name of who acts for it, and for whom; "" for nobody."""
        known = self.looked_after
        return known.words(known.of_match(match))

    def is_mine(self, match: Match) -> bool:
        """Whether the match is one's own, or lands with one because somebody is away."""
        known = self.looked_after
        return self.me.id in self.people(match) or known.is_for(known.of_match(match), self.me)

    def is_my_project(self, project: str) -> bool:
        """Whether one looks after a project or stands in for it."""
        owner = self.projects.get(project)
        if owner is None:
            return False
        known = self.looked_after
        named = self.me.id in (owner.responsible, owner.deputy)
        return named or known.is_for(known.of_project(project), self.me)

    def tasks(self) -> list[Decision]:
        """Unfinished, shown matches that name somebody and are one's own."""
        found = map(self.work.decisions.__getitem__, self.looked_after.matches_of(self.me))
        return [
            one
            for one in found
            if one.status not in FINISHED
            and not self.work.hides(one.project_id, one.source, one.programme_key)
        ]

    @property
    def has_any(self) -> bool:
        """Whether anything is one's own, so that one's own is what the page begins with."""
        return any(map(self.is_my_project, self.projects)) or bool(self.tasks())

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
