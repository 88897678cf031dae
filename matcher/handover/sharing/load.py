"""What hangs on one person, what nobody holds and for what nobody stands in; pure.

Everything is told by project. Persons are named for who manages alone, and nobody is counted or
put in an order.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from db.kommune.handing.ownership import Change
from matcher.handover.acting import Acting, LookedAfter
from matcher.handover.sharing.matters import Matter

Lack = Literal["owner", "one_account", "deputy", "behind"]
LACKS: tuple[Lack, ...] = ("owner", "one_account", "deputy")
"""What can be wrong with a project, the worst first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A project: its id, its title and its department, perhaps ""."""

    id: str
    title: str
    department: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something open that nobody holds, or for which nobody stands in; `holder` is who acts.

    „behind“: who has it is away, the deputy acts, and behind that one stands nobody.
    """

    matter: Matter
    lack: Lack
    holder: Acting


@dataclass(frozen=True, slots=True)
class ProjectLoad:
    """How a project is held. `lack` is the worst of it, None where two people know it; `day` is
    the next one that something of it is due, `open` how much is open."""

    place: Place
    holder: Acting
    deputy: int | None
    lack: Lack | None
    open: int
    day: date | None
    gaps: tuple[Gap, ...] = ()

    def count(self, lack: Lack, kind: str) -> int:
        """How many gaps of a kind."""
        return sum(one.lack == lack and one.matter.kind == kind for one in self.gaps)


@dataclass(frozen=True, slots=True)
class Turnover:
    """What changed hands in a project since a day: how often, and the last time."""

    place: Place
    changes: tuple[Change, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Kind of an entry -> how many."""
        return Counter(one.kind for one in self.changes)


@dataclass(frozen=True, slots=True)
class Load:
    """All projects, those first where something is to be done first; what changed hands since
    the day `since`, by project, and the whole handovers."""

    projects: tuple[ProjectLoad, ...]
    turnovers: tuple[Turnover, ...]
    handovers: tuple[Change, ...]
    since: date

    def lacking(self, lack: Lack) -> list[ProjectLoad]:
        """The projects whose worst is this, the most pressing first."""
        return [one for one in self.projects if one.lack == lack]

    def gaps(self, lack: Lack, kind: str) -> list[tuple[Place, Gap]]:
        """Of all projects the gaps of a kind, the most pressing first."""
        found = [
            (project.place, gap)
            for project in self.projects
            for gap in project.gaps
            if gap.lack == lack and gap.matter.kind == kind
        ]
        return sorted(found, key=lambda one: (one[1].matter.day or date.max, one[0].title))


def load_of(
    places: Sequence[Place],
    matters: Iterable[Matter],
    known: LookedAfter,
    changes: Iterable[Change],
    since: date,
) -> Load:
    """How the load is shared on a day; `changes` are those since a day."""
    open_of: dict[str, list[Matter]] = {one.id: [] for one in places}
    for matter in matters:
        if matter.match[0] in open_of:
            open_of[matter.match[0]].append(matter)
    projects = [_project(place, open_of[place.id], known) for place in places]
    seen = list(changes)
    return Load(
        tuple(sorted(projects, key=_urgency)),
        tuple(
            Turnover(place, found)
            for place in places
            if (found := tuple(one for one in seen if one.project_id == place.id))
        ),
        handovers=tuple(one for one in seen if not one.project_id),
        since=since,
    )


def _project(place: Place, matters: Sequence[Matter], known: LookedAfter) -> ProjectLoad:
    line = known.line_of_project(place.id)
    accounts = {*line}
    gaps = []
    for matter in matters:
        own_line = matter.line(known)
        accounts.update(own_line)
        if len(own_line) < 2:  # one who acts, one who stands in
            holder = _holder(matter, known)
            lack: Lack = "behind" if holder.instead_of is not None else "deputy"
            gaps.append(Gap(matter, lack if own_line else "owner", holder=holder))
    deputy = line[1] if len(line) > 1 else None
    return ProjectLoad(
        place,
        known.of_project(place.id),
        deputy=deputy,
        lack=_lack(line, accounts, deputy),
        open=len(matters),
        day=min((one.day for one in matters if one.day is not None), default=None),
        gaps=tuple(gaps),
    )


def _lack(line: tuple[int, ...], accounts: set[int], deputy: int | None) -> Lack | None:
    """Nobody has it; all of it hangs on one; the project alone has no deputy."""
    if not line:
        return "owner"
    if len(accounts) == 1:
        return "one_account"
    return "deputy" if deputy is None else None


def _holder(matter: Matter, known: LookedAfter) -> Acting:
    if matter.kind == "duty":
        return known.of_project(matter.match[0], matter.named)
    return known.of_match(matter.match, matter.named)


def _urgency(one: ProjectLoad) -> tuple[bool, bool, int, date, int, str]:
    """What lacks something comes first, the worst before the rest, by its nearest day, then by how
    much is open; an idea of which nothing is open waits behind all that would be left lying."""
    worst = 0 if one.lack is None else LACKS.index(one.lack)
    day, title = one.day or date.max, one.place.title.casefold()
    return one.lack is None, one.open == 0, worst, day, -one.open, title
