"""What people write in a cell or a form field, as the value that a profile has.

A cell that cannot be read is left as it is: the rules of matcher.profile.model then refuse it with
advice. What could mean two things is never guessed at.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from matcher.profile.sheets.amounts import amount
from matcher.profile.sheets.days import day, month
from matcher.profile.sheets.fields import Field

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f"))
_SPACES = {**dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000"), " "),
           **dict.fromkeys(range(0x2000, 0x200B), " ")}  # fmt: skip
_SEEN = str.maketrans({**_INVISIBLE, **_SPACES})
_NOTHING = re.compile(r"[-–—]+\s*€?|k\.?\s?A\.?|n\.?\s?b\.?|unbekannt|offen", re.IGNORECASE)
"""How people write that they do not know a number or a month."""
_LONGEST = 1_000
"""Characters up to which a text may be a number, a day or some choices."""
_ERRORS = re.compile(
    r"#(?:REF|BEZUG|VALUE|WERT|DIV/0|NAME|NUM|ZAHL|NULL|SPILL|ÜBERLAUF|CALC|KALK|FIELD|FELD"
    r"|CONNECT|BLOCKED|BUSY|UNKNOWN)[!?]|#N/?A|#NV|#(?:GETTING_DATA|DATEN_ABRUFEN)|Err:\d{3}"
)
_TOO_NARROW = re.compile(r"#{2,}")


def seen(text: str) -> str:
    """The text with plain spaces and without characters that nobody sees, such as soft hyphens."""
    return text.translate(_SEEN).strip()


def fault_in(cell: Any) -> str:
    """What is wrong with a cell that holds an error of the spreadsheet; "" for any other."""
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return ""
    if _ERRORS.fullmatch(cell.strip()):
        return f"hier steht der Fehler {cell.strip()} statt eines Wertes; bitte berichtigen"
    if _TOO_NARROW.fullmatch(cell.strip()):
        return "hier steht ### statt eines Wertes, die Spalte war zu schmal; bitte neu speichern"
    return ""


def value_of(field: Field, cell: Any, shift: int = 0) -> Any:
    """The value for the profile; None for an empty cell.

    `shift` are the days by which the spreadsheet counts its days from a later one than usual.
    """
    if isinstance(cell, str):
        cell = seen(cell)
    if cell is None or cell == "":
        return None
    if field.form in ("line", "text"):
        return _text(cell)
    if isinstance(cell, str):
        cell = cell.removeprefix("'").strip()
        if len(cell) > _LONGEST:
            return cell
        if cell == "" or (field.form not in ("choice", "choices") and _NOTHING.fullmatch(cell)):
            return None
    return _typed(field, cell, shift)


def _typed(field: Field, cell: Any, shift: int) -> Any:
    if field.form == "month":
        return month(cell, shift)
    if field.form == "day":
        return day(cell, shift)
    if field.form == "percent":
        bare = cell.removesuffix("%").strip() if isinstance(cell, str) else cell
        return amount(bare, of_percent=True)
    if field.form in ("euros", "count"):
        return amount(cell)
    if field.form == "choices":
        listed = [cell] if not isinstance(cell, str) else re.split(r"[,;\n]", cell)
        return [_code(field.options or {}, part) for part in listed if str(part).strip()]
    return _code(field.options or {}, cell)


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
    if isinstance(cell, bool):
        return "WAHR" if cell else "FALSCH"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
