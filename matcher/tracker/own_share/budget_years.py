"""Money spread over budget years, and costs outside a period: by months, cent exact.

The budget year of a municipality is the calendar year (§ 78 GO NRW and its like in each Land).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from db.records import Fact
from matcher import german
from matcher.facts.validity import end_of_validity

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class AwardPeriod:
    """First and last day of the Bewilligungszeitraum, as awarded or applied for."""

    first: date
    last: date


def by_year(amount: Decimal, start: str | None, end: str | None) -> tuple[tuple[int, Decimal], ...]:
    """The amount spread evenly over the months from start to end (YYYY-MM, both included).

    Empty if one is unknown. Each year's running total is rounded to the cent, halves up, so that
    the years add up to the amount and none is negative.
    """
    if start is None or end is None:
        return ()
    first, last = _months(start), _months(end)
    count = last - first + 1
    found: list[tuple[int, Decimal]] = []
    before = Decimal("0.00")
    for year in range(first // 12, last // 12 + 1):
        passed = min(last, year * 12 + 11) - first + 1
        until = (amount * passed / count).quantize(_CENT, ROUND_HALF_UP)
        found.append((year, until - before))
        before = until
    return tuple(found)


def period_warnings(
    total: Decimal | None,
    start: str | None,
    end: str | None,
    facts: Sequence[Fact],
    award: AwardPeriod | None = None,
) -> tuple[str, ...]:
    """German warnings about months of the project outside the guideline or the award period.

    What is spent outside the award period is not eligible; after the end of the guideline
    nothing can be awarded, and projects that run on may not be covered.
    """
    if start is None or end is None:
        return ()
    warnings: list[str] = []
    ends = end_of_validity(facts)
    if ends is not None:
        late = _share(total, start, end, None, ends)
        if late:
            warnings.append(f"Die Richtlinie gilt bis {german.day(ends)}; danach liegen {late}.")
    if award is not None:
        outside = _share(total, start, end, award.first, award.last)
        if outside:
            span = f"{german.day(award.first)} bis {german.day(award.last)}"
            warnings.append(f"Außerhalb des Bewilligungszeitraums ({span}) liegen {outside}.")
    return tuple(warnings)


def _share(total: Decimal | None, start: str, end: str, first: date | None, last: date) -> str:
    """Months and costs outside a period in words; a month counts if a day of it is outside."""
    months = range(_months(start), _months(end) + 1)
    outside = [m for m in months if (first and _first(m) < first) or _first(m + 1) > _after(last)]
    if not outside:
        return ""
    words = f"{len(outside)} von {len(months)} Monaten"
    if total is None:
        return words
    costs = (total * len(outside) / len(months)).quantize(_CENT, ROUND_HALF_UP)
    return f"{words} (gleichmäßig verteilt {german.euros(costs)} der Kosten)"


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
