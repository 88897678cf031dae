"""When a town makes its budget, as its profile states it: „30.04.“ or, for a meeting, „Dezember“.

Both come every year. Nothing is guessed: what is not stated stays unknown and is asked for.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from matcher import german

_DAY = re.compile(r"(\d{1,2})\. ?(?:(\d{1,2})\.?|([A-Za-zä]+))")
_LEAP_YEAR = 2028


@dataclass(frozen=True, slots=True)
class Yearly:
    """A day of every year, or a month (`day` 0)."""

    month: int
    day: int = 0

    @property
    def words(self) -> str:
        """As it is written: 30.04. or Dezember."""
        return f"{self.day:02}.{self.month:02}." if self.day else german.MONTHS[self.month - 1]

    def first(self, year: int) -> date:
        """That day of a year, or the first day of the month."""
        return date(year, self.month, min(self.day or 1, monthrange(year, self.month)[1]))

    def last(self, year: int) -> date:
        """That day of a year, or the last day of the month."""
        return date(year, self.month, min(self.day or 31, monthrange(year, self.month)[1]))

    def said(self, year: int) -> str:
        """14.12.2027, or Dezember 2027."""
        day = self.first(year)
        return german.day(day) if self.day else german.month_name(day)


@lru_cache(100)
def yearly(text: str) -> Yearly:
    """The day or month that a text states; ValueError says in German what is wrong with it."""
    said = " ".join(text.split())
    if month := _month(said):
        return Yearly(month)
    found = _DAY.fullmatch(said)
    if found:
        month = int(found[2]) if found[2] else _month(found[3])
    if not found or not month:
        raise ValueError(f"„{text}“ ist weder ein Tag (30.04.) noch ein Monat (Dezember)")
    try:
        date(_LEAP_YEAR, month, int(found[1]))
    except ValueError as error:
        raise ValueError(f"den Tag „{text}“ gibt es nicht") from error
    return Yearly(month, int(found[1]))


def checked_day(value: str) -> str:
    """A day as it is written; "" stays. ValueError for anything else, a month included."""
    if not value.strip():
        return ""
    found = yearly(value)
    if not found.day:
        raise ValueError("hier wird ein Tag ohne Jahr erwartet: 30.04.")
    return found.words


def checked(value: str) -> str:
    """A day or a month as it is written; "" stays. ValueError for anything else."""
    return yearly(value).words if value.strip() else ""


def not_a_number(value: Any) -> Any:
    """YAML reads 30.10 as 30.1, which could mean two days: a number is refused."""
    if isinstance(value, float):
        raise ValueError("bitte mit Punkt am Ende oder in Anführungszeichen schreiben: „30.04.“")
    return value


def _month(word: str) -> int:
    """The number of a month by its German name; 0 for none."""
    names = [name.casefold() for name in german.MONTHS]
    return names.index(word.casefold()) + 1 if word.casefold() in names else 0
