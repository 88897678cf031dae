"""Applications and money in numbers by year, for the council; pure, sums in euros.

Counted are applications for money. Nothing here names or ranks people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from db.kommune.award.applications import ApplicationRow
from db.kommune.award.movements import MoneyRow
from matcher import german
from matcher.award.applying.following import FOR_MONEY
from matcher.award.money.terms import ZERO
from matcher.award.outcomes.deriving import Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there were, what they come to, and of how many nobody knows the sum."""

    number: int = 0
    euros: Decimal = ZERO
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Took:
    """The median of days from handing in to the authority's decision, and of how many; None where
    both days are known of none."""

    days: int | None = None
    number: int = 0

    @property
    def words(self) -> str:
        """5 Monate."""
        if self.days is None:
            return german.UNKNOWN
        return german.passed(self.days) if self.days else "am selben Tag"


@dataclass(frozen=True, slots=True)
class Year:
    """A year; None for what has no day, and for all years together.

    Applications count in the year in which they were handed in, `pending` are those of them that
    nobody has decided yet; the rest counts in the year of decision. `drawn` is what came in.
    """

    year: int | None
    applied: Tally
    awarded: Tally
    rejected: int
    withdrawn: int
    pending: int
    drawn: Decimal
    took: Took


@dataclass(frozen=True, slots=True)
class Balance:
    """All years from the first to the last, the latest first, what has no day last; all together;
    and how many were decided of which nobody knows when they were handed in."""

    years: tuple[Year, ...]
    total: Year
    undated: int


def balance(
    ended: Sequence[Outcome],
    handed_in: Iterable[ApplicationRow],
    money: Iterable[MoneyRow],
    today: date,
) -> Balance:
    """The numbers as of today; money that is to come later does not count yet."""
    applied = [one for one in handed_in if one.kind in FOR_MONEY and _was_handed_in(one)]
    drawn = [one for one in money if one.kind == "received" and one.day <= today]
    known = {
        *(_year(one.submitted) for one in applied),
        *(_year(one.decided) for one in ended),
        *(one.day.year for one in drawn),
    }
    dated = [year for year in known if year is not None]
    listed: list[int | None] = []
    if dated:
        listed += range(max(dated), min(dated) - 1, -1)
    if None in known:
        listed.append(None)
    return Balance(
        tuple(
            _counted(
                year,
                [one for one in applied if _year(one.submitted) == year],
                [one for one in ended if _year(one.decided) == year],
                [one for one in drawn if one.day.year == year],
            )
            for year in listed
        ),
        _counted(None, applied, ended, drawn),
        undated=sum(one.submitted is None and one.result != "withdrawn" for one in ended),
    )


def _was_handed_in(one: ApplicationRow) -> bool:
    return one.submitted is not None or one.state in ("submitted", "awarded", "rejected")


def _year(day: date | None) -> int | None:
    return day.year if day else None


def _counted(
    year: int | None,
    applied: Sequence[ApplicationRow],
    ended: Sequence[Outcome],
    drawn: Sequence[MoneyRow],
) -> Year:
    results = [one.result for one in ended]
    return Year(
        year,
        _tally([one.amount for one in applied]),
        awarded=_awarded(ended),
        rejected=results.count("rejected"),
        withdrawn=results.count("withdrawn"),
        pending=sum(one.state == "submitted" for one in applied),
        drawn=sum((one.euros for one in drawn), ZERO),
        took=_took(ended),
    )


def _tally(sums: Sequence[Decimal | None]) -> Tally:
    known = [one for one in sums if one is not None]
    return Tally(len(sums), sum(known, ZERO), unknown=len(sums) - len(known))


def _awarded(ended: Sequence[Outcome]) -> Tally:
    """Sums as they count now: nothing of what was revoked as a whole."""
    grants = [one.grant for one in ended if one.grant is not None]
    sums = [ZERO if one.revoked or one.elsewhere else one.euros for one in grants]
    return _tally(sums)


def _took(ended: Sequence[Outcome]) -> Took:
    """A withdrawal is no decision of the authority."""
    days = [one.days for one in ended if one.result != "withdrawn" and one.days is not None]
    return Took(int(median(days) + 0.5), len(days)) if days else Took()
