"""Single values as people type them, in German: days, periods, shares, sums, numbers; pure.

Each reader raises ValueError with a German sentence.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from matcher import german

YEARS = range(1990, 2101)
"""Years that a day may lie in."""
LONGEST = 300
"""Characters of a text."""
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?")
_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?")
_PERIOD = re.compile(
    r"(\d{1,3})\s*(Tag|Woche|Monat|Jahr)(?:en|e|n)?(?: vor Beginn)?", re.IGNORECASE
)
_UNITS = {"tag": "D", "woche": "W", "monat": "M", "jahr": "Y"}


def day(text: str) -> str:
    """2026-12-31 from 31.12.2026."""
    found = _DAY.fullmatch(text)
    try:
        if found is None or found[3] is None or int(found[3]) not in YEARS:
            raise ValueError
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        raise ValueError(f"„{text}“ ist kein Tag wie 31.12.2026.") from None


def day_or_yearly(text: str) -> str:
    """A day, --10-31 from 31.10., or P6W from 6 Wochen."""
    if _PERIOD.fullmatch(text):
        return period(text)
    bare = re.sub(r"(?i)^jährlich\s+", "", text)
    found = _DAY.fullmatch(bare)
    if found is None or found[3] is not None:
        if bare == text and found is not None:
            return day(text)
        raise ValueError(f"„{text}“ ist weder ein Tag wie 31.12.2026 noch jährlich wie 31.10. noch "
                         "ein Zeitraum wie 6 Wochen.")  # fmt: skip
    try:
        return f"--{date(2000, int(found[2]), int(found[1])):%m-%d}"
    except ValueError:
        raise ValueError(f"Den Tag „{text}“ gibt es nicht.") from None


def written_day(value: str) -> str:
    """The words that `day_or_yearly` reads as this value."""
    if value.startswith("P"):
        return german.duration(value)
    return german.yearly_day(value) if value.startswith("--") else german.day(value)


def period(text: str) -> str:
    """P6W from 6 Wochen."""
    found = _PERIOD.fullmatch(text)
    if found is None or not int(found[1]):
        raise ValueError(f"„{text}“ ist kein Zeitraum wie 6 Monate.")
    return f"P{int(found[1])}{_UNITS[found[2].lower()]}"


def _number(text: str, unit: str) -> Decimal | None:
    bare = re.sub(rf"\s*(?:{unit})$", "", text, flags=re.IGNORECASE)
    found = _NUMBER.fullmatch(bare)
    if found is None or len(found[1]) > 15:
        return None
    return Decimal(f"{found[1].replace('.', '')}.{found[2] or '0'}")


def percent(text: str) -> float:
    """80.0 from 80 %."""
    number = _number(text, "%|Prozent")
    if number is None or number > 100:
        raise ValueError(f"„{text}“ ist kein Anteil wie 80 % oder 33,33 %.")
    return float(number)


def euros(text: str) -> float:
    """1234.5 from 1.234,50 €."""
    number = _number(text, "€|Euro|EUR")
    if number is None or not number:
        raise ValueError(f"„{text}“ ist kein Betrag wie 1.234,50 €.")
    return float(number)


def whole(most: int, example: str) -> Callable[[str], int]:
    """A reader of whole numbers from 1 to `most`."""

    def read(text: str) -> int:
        number = _number(text, "Jahre?|Einwohner.*")
        if number is None or number != int(number) or not 0 < number <= most:
            raise ValueError(f"„{text}“ ist keine ganze Zahl wie {example}.")
        return int(number)

    return read


def words(text: str) -> str:
    """A text that is not too long."""
    if len(text) > LONGEST:
        raise ValueError(f"Bitte höchstens {LONGEST} Zeichen.")
    return text
