"""Amounts and numbers as people write them; what could mean two sums is never guessed at."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

_CURRENCY = re.compile(r"€|Euro?", re.IGNORECASE)
_NO_DIGIT = re.compile(r"\D")
_MARKS = r"['’‘ʼ´`]"
_SIGN = r"(?P<sign>-?)"
_GERMAN = re.compile(_SIGN + r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+|-+))?")
_SPACED = re.compile(_SIGN + rf"(?P<whole>\d{{1,3}}(?:(?: |{_MARKS})\d{{3}})+)"
                     r"(?:[.,](?P<part>\d{1,2}|-+))?")  # fmt: skip
_ENGLISH = re.compile(_SIGN + r"(?P<whole>\d{1,3}(?:,\d{3})+)\.(?P<part>\d{1,2})|"
                      r"(?P<sign2>-?)(?P<whole2>\d{1,3}(?:,\d{3}){2,})")  # fmt: skip
_PLAIN = re.compile(r"-?\d+\.(?:\d{1,2}|\d{4,})")
_UNIT = re.compile(r"(?P<number>.*\d[\d,.\s-]*?)\s*(?:(?P<thousand>T|Tsd\.?|Tausend|k)|"
                   r"(?P<million>Mio\.?|Mill\.?|Million(?:en)?)|"
                   r"(?P<billion>Mrd\.?|Milliarden?))", re.IGNORECASE)  # fmt: skip
_TWO_MEANINGS = re.compile(r"-?[1-9]\d{0,2},\d{3}")
"""1,250 is one and a quarter in German and a thousand in English."""
_TWO_MILLIONS = re.compile(r"-?\d{1,3}\.\d{3}")
"""So is 1.250 before „Mio.“."""


def amount(cell: Any, *, of_percent: bool = False) -> Any:
    """The number of a cell: int, or Decimal with a part; what cannot be read as it is."""
    if isinstance(cell, bool | date):
        return str(cell)
    if isinstance(cell, int | float | Decimal):
        return whole(cell)
    if not isinstance(cell, str):
        return str(cell)
    bare = " ".join(_CURRENCY.sub(" ", cell).replace("−", "-").replace("–", "-").split())
    if found := _UNIT.fullmatch(bare):
        return _in_units(found, cell)
    if _TWO_MEANINGS.fullmatch(bare) and not of_percent:
        return cell
    read = _read(bare)
    return cell if read is None else whole(read)


def _in_units(found: re.Match[str], cell: str) -> Any:
    number = found["number"].strip()
    power = 3 if found["thousand"] else 6 if found["million"] else 9
    if power > 3 and _TWO_MILLIONS.fullmatch(number):
        return cell
    read = _read(number)
    return cell if read is None else whole(read.scaleb(power))


def _read(bare: str) -> Decimal | None:
    for form in (_GERMAN, _SPACED):
        if found := form.fullmatch(bare):
            return _decimal(found["sign"], found["whole"], found["part"])
    if found := _ENGLISH.fullmatch(bare):
        return _decimal(
            found["sign"] or found["sign2"] or "", found["whole"] or found["whole2"], found["part"]
        )
    # 185000.50 cannot be read as thousands, so it may only be an amount with cents
    return Decimal(bare) if _PLAIN.fullmatch(bare) else None


def _decimal(sign: str, digits: str, part: str | None) -> Decimal:
    behind = (part or "").replace("-", "") or "0"
    return Decimal(f"{sign}{_NO_DIGIT.sub('', digits)}.{behind}")


def whole(number: int | float | Decimal) -> Any:
    """An integer where there are no cents; floats by their shortest digits."""
    try:
        exact = Decimal(str(number))
        return int(exact) if exact == exact.to_integral_value() else exact
    except (InvalidOperation, OverflowError, ValueError):
        return str(number)
