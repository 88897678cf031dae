"""Lists as .xlsx: real dates and numbers, and text that stays text."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

Kind = Literal["text", "day", "month", "moment", "number", "euros", "percent", "link"]
Value = str | int | float | Decimal | date | None
"""None is unknown and leaves the cell empty; 80 percent is 80.

A day and a moment may be ISO text; text that is none, or too early for a spreadsheet, stays text.
"""

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_YEAR = 1900
"""Spreadsheets know no earlier dates."""
LONGEST, CUT = 32_767, " … [gekürzt]"
"""Characters that Excel takes in a cell, and how a longer text ends."""

_FORMATS = {
    "day": "dd.mm.yyyy",
    "month": "mm/yyyy",
    "moment": "dd.mm.yyyy hh:mm",
    "euros": '#,##0.00 "€"',
    "percent": '0.##" %"',
}
_WIDTHS = {
    "text": 30,
    "day": 12,
    "month": 10,
    "moment": 17,
    "number": 12,
    "euros": 16,
    "percent": 10,
    "link": 40,
}
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
BOLD = Font(name="Calibri", size=11, bold=True)
"""The usual font; without its name programs take another one."""
_HEAD = PatternFill("solid", fgColor="E8EBE6")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its German heading and what its cells hold; width in characters."""

    heading: str
    kind: Kind = "text"
    width: int | None = None


def workbook(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], note: str = ""
) -> bytes:
    """A workbook with one sheet: headings that stay in view, a filter, one line per row.

    A note stands in a line of its own above the headings.
    """
    book = Workbook(write_only=True)
    add_sheet(book, title, columns, rows, note)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def add_sheet(
    book: Workbook,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    note: str = "",
) -> Any:
    """One more sheet of a write-only workbook, made as `workbook` says; a WriteOnlyWorksheet."""
    sheet: Any = book.create_sheet(_sheet_name(title))
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width or _WIDTHS[column.kind]
    first = count = 2 if note else 1
    sheet.freeze_panes = f"A{first + 1}"
    if note:
        sheet.append([_text(sheet, Column(""), note)])
    sheet.append([_heading(sheet, column) for column in columns])
    for row in rows:
        sheet.append(
            [_cell(sheet, column, value) for column, value in zip(columns, row, strict=True)]
        )
        count += 1
    sheet.auto_filter.ref = f"A{first}:{get_column_letter(len(columns))}{count}"
    return sheet


def append(
    sheet: Any, columns: Sequence[Column], row: Sequence[Value], *, bold: bool = False
) -> None:
    """One more row, of a total for instance; text stays text here, too."""
    cells = [_cell(sheet, column, value) for column, value in zip(columns, row, strict=True)]
    for cell in cells if bold else ():
        cell.font = BOLD
    sheet.append(cells)


def append_heading(sheet: Any, columns: Sequence[Column]) -> None:
    """A row with the headings of columns."""
    sheet.append([_heading(sheet, column) for column in columns])


def on_a4(sheet: Any, footer: str, repeated: int = 0, *, across: bool = False) -> None:
    """Print a sheet on A4, upright or across, as wide as the page, with a footer and the page
    number.

    The first `repeated` rows stand on every page.
    """
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if across else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.7, right=0.6, top=0.7, bottom=0.8)
    if repeated:
        sheet.print_title_rows = f"1:{repeated}"
    # & begins a code in footers
    sheet.oddFooter.left.text = ILLEGAL_CHARACTERS_RE.sub("", footer).replace("&", "&&")
    sheet.oddFooter.right.text = "Seite &P von &N"
    for part in (sheet.oddFooter.left, sheet.oddFooter.right):
        part.size = 8


def _heading(sheet: WriteOnlyWorksheet, column: Column) -> Any:
    cell = WriteOnlyCell(sheet, column.heading)
    cell.font, cell.fill = BOLD, _HEAD
    right = "right" if column.kind in ("euros", "number", "percent") else None
    cell.alignment = Alignment(horizontal=right, vertical="top", wrap_text=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, column: Column, value: Value) -> Any:
    if isinstance(value, str):
        words = ILLEGAL_CHARACTERS_RE.sub("", value)
        value = _dated(column, words)
        if value is None:
            return _text(sheet, column, words)
    number: Any = value  # the stubs know neither Decimal nor date
    cell = WriteOnlyCell(sheet, number)
    cell.number_format = _FORMATS.get(column.kind, "General")
    return cell


def _dated(column: Column, words: str) -> date | None:
    if column.kind not in ("day", "moment"):
        return None
    try:
        found = datetime.fromisoformat(words if column.kind == "moment" else words[:10])
    except ValueError:
        return None
    # the clock of the place, which is how the page shows it
    return found.replace(tzinfo=None) if found.year >= FIRST_YEAR else None


def _text(sheet: WriteOnlyWorksheet, column: Column, words: str) -> Any:
    if len(words) > LONGEST:
        words = words[: LONGEST - len(CUT)] + CUT
    is_link = column.kind == "link" and words.startswith(("https://", "http://"))
    # what looks like Excel's own way of writing a sign, _x000D_, is written so that it stays
    words = words if is_link else _LIKE_ESCAPED.sub("_x005F_", words)
    cell = WriteOnlyCell(sheet, words or None)
    # "=HYPERLINK(…)" in a source's text must neither run here nor after saving as CSV
    cell.data_type = "s" if words else "n"
    cell.quotePrefix = words[:1] in ("=", "+", "-", "@", "\t", "\r")
    if is_link:
        cell.hyperlink = words
        cell.font = Font(color="0B5C73", underline="single")
    return cell


def _sheet_name(title: str) -> str:
    """A name that Excel accepts: no []:*?/\\, 31 characters at most."""
    kept = "".join(" " if c in "[]:*?/\\" else c for c in ILLEGAL_CHARACTERS_RE.sub("", title))
    return kept.strip(" '")[:31] or "Liste"
