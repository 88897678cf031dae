"""One sheet as it stands in a file, before anybody asks what its columns mean, and how large it
may be: every limit refuses in words before memory or time run out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from db.errors import FoerderlageError
from matcher import german
from matcher.files.contents import Bounds

MOST_ROWS = 5_000
"""Filled rows of one sheet; more is no list that a town hall keeps by hand."""
MOST_COLUMNS = 100
MOST_BYTES = 20_000_000
"""Of a text, or of all the parts of a workbook that are read, unpacked."""
MOST_ELEMENTS = 400_000
"""Rows, cells and texts of all sheets; more takes long even when nothing stands in them."""
BOUNDS = Bounds(
    parts=2_000, text=MOST_BYTES, pictures=60_000_000, tags=1_300_000, short_tags=100_000,
    long_parts=("xl/worksheets/", "xl/sharedStrings"),
)  # fmt: skip
"""What a workbook may come to; styles and names take longer to read than cells."""
MOST_MERGED = 5_000
LAST_ROW = 1_048_576
"""Where spreadsheets end; cells beyond it are damage."""
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; all count from 1."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The filled rows with their numbers, and what the file says about rows and cells."""

    name: str
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Row and column of a cell -> why it has no value."""
    merged: tuple[Area, ...] = ()
    hidden: frozenset[int] = frozenset()
    visible: bool = True
    shift: int = 0
    """Days by which the file counts its days from a later one than usual (1904)."""


def is_filled(cell: Any) -> bool:
    """Whether something stands in a cell that one can see."""
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def trimmed(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    """The cells up to the last one that is filled."""
    end = len(cells)
    while end and not is_filled(cells[end - 1]):
        end -= 1
    return cells[:end]


def too_large(name: str) -> FoerderlageError:
    """That a file is larger than is read."""
    return FoerderlageError(
        f"{name} ist zu groß; gelesen werden höchstens {german.size(MOST_BYTES)}.",
        "Bitte nur das Blatt mit den Vorhaben in eine eigene Datei kopieren.",
    )


def too_many_rows(name: str, sheet: str) -> FoerderlageError:
    """That a sheet has more filled rows than are read."""
    return FoerderlageError(
        f"{name}, Blatt „{sheet}“ hat mehr als {german.number(MOST_ROWS)} Zeilen.",
        "Bitte aufteilen.",
    )


def too_many_columns(name: str, sheet: str, row: int) -> FoerderlageError:
    """That something stands further right than is read."""
    return FoerderlageError(
        f"{name}, Blatt „{sheet}“, Zeile {row}: rechts von Spalte {MOST_COLUMNS} steht noch etwas.",
        "Bitte dort leeren.",
    )
