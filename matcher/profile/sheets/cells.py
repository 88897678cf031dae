"""What people write in a cell or a form field, as the value that a profile has.

A cell that cannot be read is left as it is: the rules of matcher.profile.model then refuse it with
advice. What could mean two things is never guessed at.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from matcher.german import MONTHS
from matcher.profile.sheets.fields import Field

_AMOUNT = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+|-))?")
_PLAIN = re.compile(r"-?\d+\.(?:\d{1,2}|\d{4,})")
_CURRENCY = re.compile(r"€|Euro?", re.IGNORECASE)
_SPACES = re.compile(r"[\s'\u202f\u00a0]")
_MONTH_FIRST = re.compile(r"(?:\d{1,2}\.)?(?P<month>\d{1,2})\s*[./-]\s*(?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-\d{1,2})?")
_DAY = re.compile(r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})")
_NAMED = re.compile(r"(?P<name>[A-Za-zäöüÄÖÜ]+)\.?\s+(?P<year>\d{4})")


def value_of(field: Field, cell: Any) -> Any:
    """The value for the profile; None for an empty cell."""
    if isinstance(cell, str):
        cell = cell.strip()
    if cell is None or cell == "":
        return None
    if field.form == "month":
        return _month(cell)
    if field.form == "day":
        return _day(cell)
    if field.form == "percent" and isinstance(cell, str):
        return _number(cell.removesuffix("%"))
    if field.form in ("euros", "percent", "count"):
        return _number(cell)
    if field.form == "choices":
        listed = [cell] if not isinstance(cell, str) else re.split(r"[,;\n]", cell)
        return [_code(field.options or {}, part) for part in listed if str(part).strip()]
    if field.form == "choice":
        return _code(field.options or {}, cell)
    return _text(cell)


def _number(cell: Any) -> Any:
    if isinstance(cell, bool | date):
        return str(cell)
    if isinstance(cell, int | float | Decimal):
        return _whole(cell)
    bare = _SPACES.sub("", _CURRENCY.sub("", cell))
    if found := _AMOUNT.fullmatch(bare):
        part = (found["part"] or "").replace("-", "")
        return _whole(Decimal(f"{found['sign']}{found['whole'].replace('.', '')}.{part or 0}"))
    # 185000.50 cannot be read as thousands, so it may only be an amount with cents
    return _whole(Decimal(bare)) if _PLAIN.fullmatch(bare) else cell


def _whole(number: int | float | Decimal) -> Any:
    """An integer where there are no cents; floats by their shortest digits."""
    try:
        exact = Decimal(str(number))
        return int(exact) if exact == exact.to_integral_value() else exact
    except (InvalidOperation, OverflowError, ValueError):
        return str(number)


def _day(cell: Any) -> Any:
    """2027-05-03; a day that does not exist is left for the rules of the profile to name."""
    if isinstance(cell, datetime | date):
        return f"{cell.year:04}-{cell.month:02}-{cell.day:02}"
    found = _DAY.fullmatch(cell) if isinstance(cell, str) else None
    if found is None:
        return str(cell)
    return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"


def _month(cell: Any) -> Any:
    if isinstance(cell, date):
        return f"{cell.year:04}-{cell.month:02}"
    if not isinstance(cell, str):
        return str(cell)
    found = _MONTH_FIRST.fullmatch(cell) or _YEAR_FIRST.fullmatch(cell)
    if found:
        return f"{found['year']}-{int(found['month']):02}"
    if named := _NAMED.fullmatch(cell):
        wanted = named["name"].casefold()
        numbers = [n for n, m in enumerate(MONTHS, 1) if m.casefold().startswith(wanted)]
        if len(wanted) >= 3 and len(numbers) == 1:
            return f"{named['year']}-{numbers[0]:02}"
    return cell


def _code(options: Mapping[str, str], cell: Any) -> Any:
    wanted = _folded(str(cell))
    for code, word in options.items():
        if wanted in (_folded(code), _folded(word)):
            return code
    return str(cell).strip()


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFC", words).strip().casefold()
    return plain.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace(" ", "_")


def _text(cell: Any) -> str:
    """Text of a cell that Excel may have taken for a number or a day."""
    if isinstance(cell, datetime | date):
        return f"{cell.day:02}.{cell.month:02}.{cell.year}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
