"""The coming deadlines of the programmes that projects can use, for commands and pages; pure.

Every programme asked about is accounted for: either it has deadlines in the time looked at,
or it belongs to one of the groups of GROUP_LABELS.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.kommune.corrections import Correction
from db.kommune.matches import Pair
from db.programmes.catalogue import Listed
from db.records import Fact
from matcher.corrections.standing import Identity, Standing, corrected
from matcher.deadlines.timing import (
    STATE_LABELS,
    DueDate,
    Timing,
    doubtful_deadlines,
    due_dates,
    is_over,
    timing,
)
from matcher.facts.certainty import is_sure
from matcher.facts.validity import end_of_validity

GROUP_LABELS: dict[str, str] = {
    "rolling": STATE_LABELS["rolling"],
    "per_call": STATE_LABELS["per_call"],
    "unknown": STATE_LABELS["unknown"],
    "later": "erst später",
    "closed": STATE_LABELS["closed"],
    "unread": "nicht ausgewertet",
    "gone": "nicht mehr im Katalog",
}
"""Why a programme has no deadline in the time looked at -> German label."""

DATING_KINDS = ("application_mode", "deadline", "valid_until")
"""Kinds of facts that say when one can apply."""


@dataclass(frozen=True, slots=True)
class Named:
    """A programme as lists of deadlines name it; one that the catalogue lost by its key."""

    source: str
    key: str
    title: str
    url: str = ""
    level: str = "unknown"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a programme's texts say about applying, seen from one day.

    `state` is that of its timing, or "unread" or "gone"; `reason` says it in German. `dues`
    are all coming sure due dates in order, none once the programme has closed or is gone; `facts`
    say so. `timing` is what the texts say also of a programme that is gone, None where they
    were not evaluated.
    """

    programme: Named
    state: str = "gone"
    reason: str = "Die Quelle führt das Programm nicht mehr."
    dues: tuple[DueDate, ...] = ()
    facts: tuple[Fact, ...] = ()
    timing: Timing | None = None

    @property
    def identity(self) -> Identity:
        """Source and key of the programme."""
        return self.programme.source, self.programme.key


@dataclass(frozen=True, slots=True)
class Possible:
    """A programme with the projects that may use it, best first; perhaps none."""

    outlook: Outlook
    pairs: tuple[Pair, ...]

    @property
    def best_rank(self) -> int:
        """Rank for the project it is closest to; large when it suits none."""
        return min((pair.rank for pair in self.pairs), default=sys.maxsize)


@dataclass(frozen=True, slots=True)
class Coming:
    """One due date of one programme."""

    possible: Possible
    due: DueDate
    days_left: int

    @property
    def doubtful(self) -> bool:
        """Whether it is unsure: lists show it with a question mark, and nothing rests on it."""
        return not is_sure(self.due.deadline)

    @property
    def rhythm(self) -> str:
        """Whether the day comes again, in a German word."""
        if self.due.deadline.details["form"] == "annual":
            return "jährlich"
        facts = self.possible.outlook.facts
        again = any(f.kind == "application_mode" and f.value == "recurring" for f in facts)
        return "wiederkehrend" if again else "einmalig"


def with_corrections(
    known: dict[Identity, Outlook], said: Standing, today: date
) -> dict[Identity, Outlook]:
    """The outlooks in their order, the corrected ones by what people state."""
    changed = {
        identity: _corrected(
            known[identity], tuple(c for c in said[identity] if c.kind in DATING_KINDS), today
        )
        for identity in said.keys() & known.keys()
    }
    return {**known, **changed} if changed else known


def possible(
    known: Mapping[Identity, Outlook],
    pairs: Mapping[Identity, tuple[Pair, ...]],
    everything: bool = False,
) -> list[Possible]:
    """The programmes that projects may use, or with `everything` all, in the order of `known`.

    A match whose programme the catalogue has lost is kept under its key, at the end.
    """
    lost = [
        Outlook(Named(*identity, title=identity[1])) for identity in sorted(pairs.keys() - known)
    ]
    return [
        Possible(outlook, pairs.get(outlook.identity, ()))
        for outlook in (*known.values(), *lost)
        if everything or outlook.identity in pairs
    ]


def coming(
    programmes: Iterable[Possible], today: date, until: date, *, doubtful: bool = False
) -> list[Coming]:
    """Their due dates up to and including `until`, by day, then the best-ranked first.

    Equal ones keep the order of the programmes. With `doubtful` also the unsure ones, after what
    is sure on a day.
    """
    found = [
        Coming(programme, due, days_left=(due.day - today).days)
        for programme in programmes
        for due in (*programme.outlook.dues, *(_to_check(programme, today) if doubtful else ()))
        if due.day <= until
    ]
    return sorted(found, key=lambda c: (c.due.day, c.doubtful, c.possible.best_rank))


def _to_check(programme: Possible, today: date) -> list[DueDate]:
    outlook = programme.outlook
    over = outlook.state == "gone" or is_over(outlook.facts, today)
    return [] if over else doubtful_dues(outlook, today)


def without_date(programmes: Iterable[Possible], until: date) -> dict[str, list[Possible]]:
    """Those that have no due date up to `until`, under the keys of GROUP_LABELS."""
    groups: dict[str, list[Possible]] = {name: [] for name in GROUP_LABELS}
    for programme in programmes:
        dues = programme.outlook.dues
        if not dues:
            groups[programme.outlook.state].append(programme)
        elif dues[0].day > until:
            groups["later"].append(programme)
    return {name: group for name, group in groups.items() if group}


def outlook_of(row: Listed, facts: tuple[Fact, ...], today: date) -> Outlook:
    """The outlook of a programme as lists have it, with the facts that say when one can apply."""
    named = Named(row.source, row.key, title=row.title, url=row.url, level=row.level)
    if row.gone:
        return _seen(Outlook(named), facts, today) if row.read else Outlook(named)
    if not row.read:
        return Outlook(named, "unread", reason="Die Texte des Programms sind nicht ausgewertet.")
    return _seen(Outlook(named, "unknown"), facts, today)


def doubtful_dues(outlook: Outlook, today: date) -> list[DueDate]:
    """The coming days of the unsure deadlines of a programme, which `dues` leaves out."""
    until = end_of_validity(outlook.facts)
    return due_dates(doubtful_deadlines(outlook.facts), today, until)


def _corrected(outlook: Outlook, said: Sequence[Correction], today: date) -> Outlook:
    if not said or (outlook.state == "gone" and outlook.timing is None):
        return outlook
    return _seen(outlook, corrected(outlook.facts, said), today)


def _seen(outlook: Outlook, facts: tuple[Fact, ...], today: date) -> Outlook:
    """The outlook that these facts give; what is gone stays so, with its timing."""
    now = timing(facts, today)
    if outlook.state == "gone":
        return replace(outlook, facts=facts, timing=now)
    dues: list[DueDate] = []
    if now.state != "closed":
        dated = [fact for fact in facts if fact.kind == "deadline" and is_sure(fact)]
        dues = due_dates(dated, today, end_of_validity(facts))
    return replace(
        outlook, state=now.state, reason=now.reason, dues=tuple(dues), facts=facts, timing=now
    )
