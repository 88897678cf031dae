"""Which old versions of a programme are no longer needed.

Every version that applied within the last months (24 unless set otherwise) stays. Of older
ones the last of each calendar month stays, of those older than ten years the last of each
year. The first version, the current one and those that something refers to stay for ever.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

MONTHLY_UNTIL = 120
"""Months back for which the last version of each month is kept; before that of each year."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of one programme and the day on which it was first seen."""

    number: int
    seen_on: date


def superfluous(
    versions: list[Version], today: date, months: int, referred: Set[int] = frozenset()
) -> list[int]:
    """Numbers of the versions that may go, of all versions of one programme in any order."""
    ordered = sorted(versions, key=lambda version: version.number)
    recent, monthly = _month_count(today) - months, _month_count(today) - MONTHLY_UNTIL
    kept = {ordered[0].number, ordered[-1].number} | referred if ordered else set(referred)
    last_of: dict[tuple[int, int], int] = {}
    for version, successor in pairwise(ordered):
        # it applied until its successor came; a clock that was wrong must not let it go
        if not _before(max(version.seen_on, successor.seen_on), recent, today):
            kept.add(version.number)
        month = version.seen_on.month if not _before(version.seen_on, monthly, today) else 0
        last_of[version.seen_on.year, month] = version.number
    kept |= set(last_of.values())
    return [version.number for version in ordered if version.number not in kept]


def _before(day: date, month_count: int, today: date) -> bool:
    """Whether a day lies before today's day of the month counted so."""
    return (_month_count(day), day.day) < (month_count, today.day)


def _month_count(day: date) -> int:
    return day.year * 12 + day.month
