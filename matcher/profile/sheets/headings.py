"""Where the headings of a list stand, and how they are compared."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Any

from matcher.profile.sheets.cells import seen

LOOKED_AT = 40
"""Filled rows at the top of a sheet among which the headings are looked for."""
_BREAKS = re.compile(r"\s+")


def heading(cell: Any) -> str:
    """A heading as people read it: in one line, without a mark for duty or a colon."""
    text = unicodedata.normalize("NFC", "" if cell is None else seen(str(cell)))
    return _BREAKS.sub(" ", text).rstrip(" *:")


def folded(cell: Any) -> str:
    """A heading for comparing."""
    return heading(cell).casefold()


def best_row(rows: Sequence[tuple[Any, ...]], known: Collection[str]) -> tuple[int, int]:
    """Which of the first rows has the most of the known headings, and how many; 0, 0 for none."""
    best, most = 0, 0
    for place, cells in enumerate(rows[:LOOKED_AT]):
        count = len({folded(cell) for cell in cells if isinstance(cell, str)} & {*known})
        if count > most:
            best, most = place, count
    return best, most
