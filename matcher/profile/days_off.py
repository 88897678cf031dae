"""Days on which a town hall does no work beside weekends and holidays, as a profile states them.

„24.12.–31.12.“ is every year, „15.05.2026“ and „15.05.2026–18.05.2026“ once. Days are inclusive.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

TURN_OF_YEAR = "24.12.–31.12."
"""What counts where a profile states nothing."""
MOST_DAYS = 92
"""Days that one entry may cover, and all yearly ones together; a plan must find days of work."""
_LEAP_YEAR, _DAYS_OF_YEAR = date(2028, 1, 1), 366
_DAY = r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?"
_SPAN = re.compile(rf"{_DAY}(?: ?(?:–|—|-|bis) ?{_DAY})?")


@dataclass(frozen=True, slots=True)
class DaysOff:
    """From one day to another: (month, day) of every year, or (year, month, day) of one.

    A yearly span may run over the turn of the year.
    """

    first: tuple[int, ...]
    last: tuple[int, ...]

    def holds(self, day: date) -> bool:
        """Whether the day is one of these."""
        place = (day.year, day.month, day.day)[-len(self.first) :]
        if self.first <= self.last:
            return self.first <= place <= self.last
        return place >= self.first or place <= self.last

    @property
    def is_yearly(self) -> bool:
        """Whether it comes again every year."""
        return len(self.first) == 2

    @property
    def words(self) -> str:
        """The entry as it is written: 24.12.–31.12."""
        first, last = _written(self.first), _written(self.last)
        return first if first == last else f"{first}–{last}"


@lru_cache(1000)
def days_off(text: str) -> DaysOff:
    """The entry that a text states; ValueError says in German what is wrong with it."""
    said = _SPAN.fullmatch(" ".join(text.split()))
    if said is None:
        raise ValueError(
            f"„{text}“ ist kein Tag und kein Zeitraum; möglich sind 24.12., 24.12.–31.12.,"
            " 15.05.2026 und 15.05.2026–18.05.2026"
        )
    first = _place(text, *said.groups()[:3])
    last = _place(text, *said.groups()[3:]) if said[4] else first
    if len(first) != len(last):
        raise ValueError(f"in „{text}“ hat nur einer der beiden Tage ein Jahr")
    found = DaysOff(first, last)
    if not found.is_yearly and last < first:
        raise ValueError(f"„{text}“ endet vor dem ersten Tag")
    if _length(found) > MOST_DAYS:
        raise ValueError(f"„{text}“ ist länger als {MOST_DAYS} Tage")
    return found


def checked(texts: Iterable[str]) -> list[str]:
    """The entries as they are written, each once; ValueError also for too many days of a year."""
    found = list(dict.fromkeys(map(days_off, texts)))
    yearly = [one for one in found if one.is_yearly]
    count = sum(map(_length, yearly))
    if count > MOST_DAYS:  # which counts twice what two entries have in common
        year = (_LEAP_YEAR + timedelta(days=n) for n in range(_DAYS_OF_YEAR))
        count = sum(any(one.holds(day) for one in yearly) for day in year)
    if count > MOST_DAYS:
        raise ValueError(f"das sind {count} Tage im Jahr, möglich sind höchstens {MOST_DAYS}")
    return [one.words for one in found]


def _place(text: str, day: str, month: str, year: str | None) -> tuple[int, ...]:
    try:
        # a leap year knows every day that a year can have
        found = date(int(year or _LEAP_YEAR.year), int(month), int(day))
    except ValueError as error:
        raise ValueError(f"in „{text}“ steht ein Tag, den es nicht gibt") from error
    return (found.year, found.month, found.day) if year else (found.month, found.day)


def _length(span: DaysOff) -> int:
    """How many days an entry covers, in a leap year if it is yearly."""
    year = (_LEAP_YEAR.year,) if span.is_yearly else ()
    passed = date(*year, *span.last) - date(*year, *span.first)
    return passed.days % _DAYS_OF_YEAR + 1 if span.is_yearly else passed.days + 1


def _written(place: tuple[int, ...]) -> str:
    *year, month, day = place
    return f"{day:02}.{month:02}.{year[0] if year else ''}"
