"""From the bytes of an .xlsx or .csv file to plain rows, with the numbers people see."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

from db.errors import FoerderlageError
from matcher.profile.sheets.fields import PROJECTS

ENDINGS = (".xlsx", ".csv")
MOST_ROWS = 5_000
"""Filled rows of one sheet; more is no list that a town hall keeps by hand."""
_UNPACKED = 100_000_000
"""Bytes that an .xlsx file may hold unpacked."""
_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its headings, and the filled rows below with their numbers."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Any, ...]], ...]


def read_tables(name: str, content: bytes) -> list[Table]:
    """The sheets of an .xlsx file, or the one table of a .csv file.

    Raises FoerderlageError for a file that is neither or too large.
    """
    if name.lower().endswith(".xlsx"):
        return _sheets(name, content)
    text = _decoded(name, content)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise FoerderlageError(
            f"{name} ist keine lesbare CSV-Datei ({error}).", "Bitte als .xlsx speichern."
        ) from error
    return [_table(name, PROJECTS, rows)]


def _sheets(name: str, content: bytes) -> list[Table]:
    unreadable = FoerderlageError(
        f"{name} ist keine lesbare Excel-Datei.",
        "Bitte in Excel oder LibreOffice öffnen und neu als .xlsx speichern.",
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _UNPACKED:
                raise FoerderlageError(f"{name} ist entpackt zu groß.", "Bitte aufteilen.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            # a wrong „dimension“ in the file would hide rows or invent a million of them
            for sheet in book.worksheets:
                sheet.reset_dimensions()
            return [_table(name, s.title, s.iter_rows(values_only=True)) for s in book.worksheets]
        finally:
            book.close()
    except FoerderlageError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parts raise on a broken file
        raise unreadable from error


def _table(name: str, title: str, rows: Iterable[Iterable[Any]]) -> Table:
    filled: Iterator[tuple[int, tuple[Any, ...]]] = (
        (number, cells)
        for number, cells in enumerate((tuple(row)[:_COLUMNS] for row in rows), 1)
        if any(map(_filled, cells))
    )
    first = next(filled, (0, ()))
    kept = []
    for row in filled:
        kept.append(row)
        if len(kept) > MOST_ROWS:
            raise FoerderlageError(
                f"{name}, Blatt „{title}“ hat mehr als {MOST_ROWS} Zeilen.", "Bitte aufteilen."
            )
    headings = tuple("" if cell is None else str(cell).strip() for cell in first[1])
    return Table(title, headings, rows=tuple(kept))


def _filled(cell: Any) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _decoded(name: str, content: bytes) -> str:
    """UTF-8, with or without its mark, else what Excel writes on a German Windows."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FoerderlageError(
        f"{name} ist keine Textdatei.", "Bitte als „CSV UTF-8“ oder als .xlsx speichern."
    )


def _delimiter(text: str) -> str:
    """Semicolon or comma, whichever the line of headings has more of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(";,\t", key=first.count)
