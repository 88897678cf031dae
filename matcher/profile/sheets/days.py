"""Months and days in the forms that people and spreadsheets write; never guessed at.

Of two figures between 1 and 12 nobody knows which is the month, so such a form is left as it is;
two figures of a year are of this century, from 00 to 79.
"""

import re
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any, NamedTuple

from matcher.german import MONTHS

_NAMES: tuple[tuple[str, ...], ...] = tuple(
    (german.casefold(), *more)
    for german, more in zip(
        MONTHS,
        (("january", "jänner"), ("february", "feber"), ("mrz", "maerz", "march"), (), ("may",),
         ("june",), ("july",), (), ("sept",), ("october",), (), ("december",)),
        strict=True,
    )
)  # fmt: skip
_LATEST = 79
"""Two figures up to this are a year of this century; 98 could be meant for 1998."""
_SERIALS = range(36_526, 73_051)
"""Numbers by which spreadsheets count the days from 2000 to 2099."""
_DAY_ZERO = date(1899, 12, 30)
_CLOCK = re.compile(r"[T\s]\s*0{1,2}:00(?::00(?:[.,]0+)?)?(?:\s*Uhr|Z)?$")
_WEEKDAY = re.compile(
    r"^(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend|Mo|Di|Mi|Do|Fr|Sa|So)[.,]*\s+",
    re.IGNORECASE,
)
_YEAR = r"(?P<year>\d{4}|['’]?\d{2})"
_NUMBERS = re.compile(rf"(?P<day>\d{{1,2}})\.\s*(?P<month>\d{{1,2}})\.\s*{_YEAR}")
_SLASHED = re.compile(r"(?P<one>\d{1,2})[/-](?P<two>\d{1,2})[/-](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})")
_ISO_MONTH = re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})")
_COMPACT = re.compile(r"(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)?")
_MONTH_YEAR = re.compile(r"(?P<month>\d{1,2})\s*[./-]\s*(?P<year>\d{4})")
_SHORT = re.compile(r"(?P<month>\d{1,2})\s*[./]\s*(?P<year>\d{2})")
_NAMED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})[.\s-]+\s*)?(?P<name>[A-Za-zäöüÄÖÜ]{{3,}})\.?[\s/,-]*{_YEAR}"
)
_NAMED_LAST = re.compile(r"(?P<year>\d{4})[\s/,-]+(?P<name>[A-Za-zäöüÄÖÜ]{3,})\.?")


class Read(NamedTuple):
    """What a text says: a month, and the day in it where one is named; may not exist."""

    year: int
    month: int
    day: int | None = None


def month(cell: Any, shift: int = 0) -> Any:
    """YYYY-MM; what cannot be read as it is, as text.

    `shift` are the days by which the spreadsheet's count begins later than usual.
    """
    found = _read(cell, shift)
    if found is None or (found.day is not None and not _exists(found)):
        return cell if isinstance(cell, str) else str(cell)
    return f"{found.year:04}-{found.month:02}"


def day(cell: Any, shift: int = 0) -> Any:
    """YYYY-MM-DD; a day that does not exist is left for the rules of the profile to name."""
    found = _read(cell, shift)
    if found is None or found.day is None:
        return cell if isinstance(cell, str) else str(cell)
    return f"{found.year:04}-{found.month:02}-{found.day:02}"


def _exists(found: Read) -> bool:
    try:
        date(found.year, found.month, found.day or 1)
    except ValueError:
        return False
    return True


def _read(cell: Any, shift: int) -> Read | None:
    if isinstance(cell, datetime | date):
        return Read(cell.year, cell.month, day=cell.day)
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _counted(cell, shift) or _written(str(cell))
    if not isinstance(cell, str):
        return None
    return _written(_WEEKDAY.sub("", _CLOCK.sub("", cell.strip()), count=1), shift)


def _counted(number: float, shift: int) -> Read | None:
    """A day by the number that a spreadsheet keeps for it."""
    if not isfinite(number) or int(number) + shift not in _SERIALS:
        return None
    found = _DAY_ZERO + timedelta(days=int(number) + shift)
    return Read(found.year, found.month, day=found.day)


def _written(text: str, shift: int = 0) -> Read | None:
    if text.isascii() and text.isdigit() and len(text) == 5:
        return _counted(int(text), shift)
    for form in (_NUMBERS, _ISO, _ISO_MONTH, _COMPACT, _MONTH_YEAR):
        if found := form.fullmatch(text):
            return _of(found)
    if found := _SLASHED.fullmatch(text):
        return _of_slashes(found)
    if (found := _SHORT.fullmatch(text)) and int(found["year"]) > 12:
        return _of(found)
    found = _NAMED.fullmatch(text) or _NAMED_LAST.fullmatch(text)
    return _of(found, _number_of(found["name"])) if found else None


def _of(found: re.Match[str], named: int | None = -1) -> Read | None:
    """The parts of a form; `named` is the month where it is a word, None for an unknown word."""
    parts = found.groupdict()
    year = _full_year(parts["year"])
    number = int(parts["month"]) if named == -1 else named
    if year is None or number is None:
        return None
    return Read(year, number, day=int(parts["day"]) if parts.get("day") else None)


def _of_slashes(found: re.Match[str]) -> Read | None:
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    if one > 12 or one == two:
        return Read(year, two, day=one)
    return Read(year, one, day=two) if two > 12 else None


def _full_year(figures: str) -> int | None:
    bare = figures.lstrip("'’")
    if len(bare) == 4:
        return int(bare)
    return 2000 + int(bare) if int(bare) <= _LATEST else None


def _number_of(name: str) -> int | None:
    """The month that a word begins, when it is only one; "Juni" and "Juli" share two letters."""
    wanted = name.casefold()
    found = {
        number
        for number, names in enumerate(_NAMES, 1)
        if any(one.startswith(wanted) for one in names)
    }
    return found.pop() if len(found) == 1 else None
