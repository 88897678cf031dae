"""Dates, months, amounts and numbers as German readers expect them."""

from datetime import date, datetime
from decimal import Decimal

UNKNOWN = "unbekannt"


def day(value: date | str | None) -> str:
    """24.11.2026; ISO text is accepted, an unknown date says so."""
    if not value:
        return UNKNOWN
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{found:%d.%m.%Y}"


def moment(value: str | None) -> str:
    """24.11.2026, 03:10 Uhr from an ISO timestamp."""
    return f"{datetime.fromisoformat(value):%d.%m.%Y, %H:%M} Uhr" if value else UNKNOWN


def month(value: str | None) -> str:
    """04/2027 from 2027-04."""
    return f"{value[5:]}/{value[:4]}" if value else UNKNOWN


def euros(value: Decimal | str | None) -> str:
    """1.450.000 € with a no-break space, and cents only where there are some."""
    if value is None:
        return UNKNOWN
    amount = Decimal(value)
    return f"{number(amount, 0 if amount == amount.to_integral_value() else 2)}\u00a0€"


def number(value: Decimal | float | int, places: int = 0) -> str:
    """German separators: 1.234,5."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))
