"""When it is asked what becomes of what ends with the money: 18, 12 and 6 months before, and eight
weeks before the last day for a decision, until it is decided; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.kommune.award.endings import Choice, Decided, EndingRow, Resolution
from matcher.award.lasting.budget import Budget, budget_for
from matcher.award.lasting.funds import Entered, Fund, Place, end_day, fund_of, funds
from matcher.award.periods import months_later

STAGES = (18, 12, 6)
"""Months before the end at which it is told."""
BEFORE_WISHES = 56
"""Days before the last day for a decision at which it is told: between two stages that day would
pass though nobody was asked for months."""
NEAR_STAGE = 28
"""So many days before or after a stage that one is enough."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What ends on one day with one money of a project, as far as it is not decided.

    Without `rows` nobody said yet what ends.
    """

    project_id: str
    fund: Fund
    end: date
    rows: tuple[EndingRow, ...]
    budget: Budget

    @property
    def too_late(self) -> str:
        """That the last day for a decision was over before anybody could know of the end; "" where
        it was not: then nobody missed it."""
        by, known = self.budget.decide_by, self.fund.known_on(self.end)
        if by is None or known is None or known <= by:
            return ""
        return f"zu spät für Haushalt {self.budget.year}, jetzt entscheiden"

    def due(self, today: date) -> date:
        """The day by which it is listed: the last one for a decision, else the end; today where it
        is too late for that."""
        return today if self.too_late else self.budget.decide_by or self.end

    @property
    def leads(self) -> tuple[int, ...]:
        """Days before the end at which it is told, the earliest first."""
        found = {(self.end - months_later(self.end, -months)).days for months in STAGES}
        if by := self.budget.decide_by:
            early = (self.end - by).days + BEFORE_WISHES
            if all(abs(early - stage) > NEAR_STAGE for stage in found):
                found.add(early)
        return tuple(sorted(found, reverse=True))

    @property
    def first_day(self) -> date:
        """The day from which it is told."""
        return self.end - timedelta(days=self.leads[0])


@dataclass(frozen=True, slots=True)
class Shortened:
    """Something decided whose money ends earlier than was known then."""

    title: str
    decided: Decided
    end: date


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that can be said of a project: its money, what is entered with its last day, what is to
    be decided, and what was decided by an end that is none any more."""

    place: Place
    funds: Sequence[Fund]
    rows: Sequence[tuple[EndingRow, date | None]]
    matters: Sequence[Matter]
    shortened: Sequence[Shortened]
    whole: Resolution

    @property
    def without_end(self) -> list[Fund]:
        """Money whose end nobody states."""
        return [one for one in self.funds if one.end is None]

    def matter_of(self, row: EndingRow) -> Matter | None:
        """What is to be decided about something that ends; None once it is, or without an end."""
        return next((one for one in self.matters if row in one.rows), None)


def outlook(place: Place, entered: Entered, today: date) -> Outlook | None:
    """A project on a day; None for one without money that ends."""
    rows = entered.of(place.project.id)
    whole = entered.resolution(place.project.id)
    found = funds(place, rows)
    if not found:
        return None
    dated = [(one, end_day(one, found)) for one in rows]
    return Outlook(
        place,
        found,
        rows=dated,
        matters=_matters(place, found, dated, whole.decided, today),
        shortened=_shortened(place, found, dated, whole.decided),
        whole=whole,
    )


def on_radar(outlooks: Iterable[Outlook], today: date) -> list[Matter]:
    """What is told on a day, what must be decided first at the top."""
    found = [one for known in outlooks for one in known.matters if one.first_day <= today]
    return sorted(found, key=lambda one: (one.budget.decide_by or one.end, one.end, one.project_id))


def choice_of(row: EndingRow) -> Choice | None:
    """What was decided about something; None: nothing yet."""
    return row.decided.choice if row.decided else None


def _matters(
    place: Place, found: Sequence[Fund], rows: Sequence[tuple[EndingRow, date | None]],
    whole: Decided | None, today: date,
) -> list[Matter]:  # fmt: skip
    matters = []
    for fund in found:
        of_fund = [(one, end) for one, end in rows if fund_of(one, found) == fund]
        open_ = [(one, end) for one, end in of_fund if one.decided is None and end is not None]
        for end in sorted({end for _, end in open_}):
            ending = tuple(one for one, day in open_ if day == end)
            matters.append(_matter(place, fund, end, ending))
        # what ended long ago and nobody spoke of is not asked about
        if not of_fund and whole is None and fund.end and fund.end >= today:
            matters.append(_matter(place, fund, fund.end, ()))
    return matters


def _matter(place: Place, fund: Fund, end: date, rows: tuple[EndingRow, ...]) -> Matter:
    budget = budget_for(end, place.budget, place.workdays)
    return Matter(place.project.id, fund, end=end, rows=rows, budget=budget)


def _shortened(
    place: Place, found: Sequence[Fund], rows: Sequence[tuple[EndingRow, date | None]],
    whole: Decided | None,
) -> list[Shortened]:  # fmt: skip
    """What was decided stays decided; that its money ends earlier now is named."""
    decided = [(one.title, one.decided, end) for one, end in rows]
    if not rows:
        end = first_end(found)
        decided.append((place.project.titel, whole, end))
    return [
        Shortened(title, made, end=end)
        for title, made, end in decided
        if made and made.end and end and end < made.end
    ]


def first_end(found: Iterable[Fund]) -> date | None:
    """The first day on which money of a project ends."""
    return min((one.end for one in found if one.end), default=None)
