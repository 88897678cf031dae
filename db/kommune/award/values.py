"""How this file holds what has cents, halves or a day: whole hundredths, and days as ISO text."""

from datetime import date
from decimal import Decimal
from typing import overload

_HUNDREDTH = Decimal("0.01")


@overload
def in_hundredths(number: Decimal) -> int: ...
@overload
def in_hundredths(number: Decimal | None) -> int | None: ...
def in_hundredths(number: Decimal | None) -> int | None:
    """Cents of euros; None stays unknown."""
    return None if number is None else int(number / _HUNDREDTH)


@overload
def of_hundredths(number: int) -> Decimal: ...
@overload
def of_hundredths(number: int | None) -> Decimal | None: ...
def of_hundredths(number: int | None) -> Decimal | None:
    """Euros of cents."""
    return None if number is None else number * _HUNDREDTH


def iso(day: date | None) -> str | None:
    """2027-03-31."""
    return day.isoformat() if day else None


def day_of(text: str | None) -> date | None:
    """The day of such a text."""
    return date.fromisoformat(text) if text else None
