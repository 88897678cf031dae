"""From the bytes of an .xlsx file to rows with the values that people see.

openpyxl reads the values; what it does not tell apart (a formula whose result was never stored,
hidden rows, merged cells) is read from the XML of the sheet beside it.
"""

import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from db.errors import FoerderlageError
from matcher.files.contents import Expands, counted_texts
from matcher.files.signs import fit_for_xml
from matcher.profile.sheets import raw
from matcher.profile.sheets.raw import Area, RawSheet, trimmed

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _MERGED = f"{_NAMESPACE}row", f"{_NAMESPACE}c", f"{_NAMESPACE}mergeCell"
_FORMULA, _VALUE = f"{_NAMESPACE}f", f"{_NAMESPACE}v"
_INLINE = f"{_NAMESPACE}is"
_RECALCULATED = re.compile(rb"fullCalcOnLoad\s*=\s*[\"'](?:1|true)")
"""Written by programs that store 0 for every formula and leave the sum to Excel."""
_COUNTED = re.compile(rb"<(?:\w+:)?(?:c|row|si|xf)[ >/]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSAVED = "Formel ohne gespeicherten Wert; bitte die Datei in Excel öffnen und speichern"
_DAYS_TO_1904 = 1_462


def sheets(name: str, content: bytes) -> list[RawSheet]:
    """All sheets of a workbook; raises FoerderlageError when it is broken or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_large(name, archive)
            # before openpyxl, which reads a sheet for its size as soon as it opens a book
            scans = {title: _Scan(name, title, part) for title, part in _sheet_parts(archive)}
            waits = bool(_RECALCULATED.search(archive.read(_BOOK)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells in English what it leaves out
            return _read(content, scans, waits)
    except FoerderlageError:
        raise
    except Exception as error:  # openpyxl lets through whatever its parts raise on a broken file
        raise FoerderlageError(
            f"{name} ist keine lesbare Excel-Datei; sie ist beschädigt.",
            "Bitte in Excel oder LibreOffice öffnen und neu als .xlsx speichern.",
        ) from error


def _read(content: bytes, scans: Mapping[str, "_Scan"], waits: bool) -> list[RawSheet]:
    book: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        shift = _DAYS_TO_1904 if book.epoch == CALENDAR_MAC_1904 else 0
        made = []
        for sheet in book.worksheets:
            # a wrong „dimension“ in the file would hide rows or invent a million of them
            sheet.reset_dimensions()
            scan = scans[sheet.title]
            faults = scan.unstored | (scan.noughts if waits else set())
            made.append(
                RawSheet(
                    sheet.title, tuple(_rows(sheet, scan)), faults=dict.fromkeys(faults, _UNSAVED),
                    merged=tuple(scan.merged), hidden=frozenset(scan.hidden),
                    visible=sheet.sheet_state == "visible", shift=shift,
                )
            )  # fmt: skip
        return made
    finally:
        book.close()


def _refuse_large(name: str, archive: zipfile.ZipFile) -> None:
    counted = 0
    try:
        for text in counted_texts(archive, raw.BOUNDS):
            counted += len(_COUNTED.findall(text))
            if counted > raw.MOST_ELEMENTS:
                raise Expands
    except Expands as error:
        raise raw.too_large(name) from error


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, IO[bytes]]]:
    """The title and the XML of each worksheet."""
    targets = {
        one.get("Id"): one.get("Target", "")
        for one in _parsed(archive.read(_RELATIONS)).iter(f"{_PACKAGE}Relationship")
        if one.get("Type", "").endswith("/worksheet")
    }
    for sheet in _parsed(archive.read(_BOOK)).iter(f"{_NAMESPACE}sheet"):
        target = targets.get(sheet.get(_LINK))
        if target:
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            with archive.open(posixpath.normpath(path)) as part:
                yield sheet.get("name"), part


def _parsed(text: bytes) -> Any:
    return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))


def _rows(sheet: Any, scan: "_Scan") -> Iterator[tuple[int, tuple[Any, ...]]]:
    if not scan.last_row:
        return
    faulty = {row for row, _ in scan.unstored}
    listed: Iterable[tuple[Any, ...]] = sheet.iter_rows(
        max_row=scan.last_row, max_col=scan.last_column, values_only=True
    )
    before: tuple[Any, ...] | None = None
    for number, found in enumerate(listed, 1):
        if found is before:  # the rows of a gap, of which there may be a million, are one
            continue
        before = found
        cells = trimmed(tuple(_unescaped(c) if isinstance(c, str) else c for c in found))
        if cells or number in faulty:
            yield number, cells


class _Scan:
    """What the XML of a sheet says beside the values; rows and columns count from 1.

    Raises FoerderlageError for a sheet that holds more than is read, as soon as that shows.
    """

    def __init__(self, name: str, title: str, part: IO[bytes]) -> None:
        self.unstored: set[tuple[int, int]] = set()
        """Formulas without a result."""
        self.noughts: set[tuple[int, int]] = set()
        """Formulas whose result is 0, which may only wait to be counted."""
        self.merged: list[Area] = []
        self.hidden: set[int] = set()
        self.last_row = self.last_column = 0
        self._file, self._title, self._filled = name, title, 0
        self._row = self._column = 0
        for event, element in _elements(part):
            if element.tag == _ROW and event == "start":
                self._begin_row(element)
            elif element.tag == _CELL and event == "end":
                self._end_cell(element)
            elif element.tag == _MERGED and event == "end":
                self._end_merged(element)

    def _begin_row(self, row: Any) -> None:
        number = int(row.get("r") or self._row + 1)
        if not self._row < number <= raw.LAST_ROW:
            raise ValueError(f"row {number} after row {self._row}")
        self._row, self._column = number, 0
        if row.get("hidden") in ("1", "true"):
            self.hidden.add(number)

    def _end_cell(self, cell: Any) -> None:
        place = cell.get("r")
        row, column = coordinate_to_tuple(place) if place else (self._row, self._column + 1)
        if row != self._row:
            raise ValueError(f"cell {place} in row {self._row}")
        self._column = column
        has_formula = cell.find(_FORMULA) is not None
        stored = cell.findtext(_VALUE) or ""
        if not has_formula and not stored and cell.find(_INLINE) is None:
            return
        self._count(row, column)
        if has_formula and not stored:
            # a formula whose result is an empty text is stored as such
            if cell.get("t") != "str" or cell.find(_VALUE) is None:
                self.unstored.add((row, column))
        elif has_formula and stored == "0":
            self.noughts.add((row, column))

    def _count(self, row: int, column: int) -> None:
        if column > raw.MOST_COLUMNS:
            raise raw.too_many_columns(self._file, self._title, row)
        self._filled += row != self.last_row
        if self._filled > raw.MOST_ROWS + raw.MOST_COLUMNS:
            raise raw.too_many_rows(self._file, self._title)
        self.last_row, self.last_column = row, max(column, self.last_column)

    def _end_merged(self, merged: Any) -> None:
        first_column, first_row, last_column, last_row = range_boundaries(merged.get("ref") or "")
        self.merged.append((int(first_row or 1), int(first_column or 1), int(last_row or 1),
                            int(last_column or 1)))  # fmt: skip
        if len(self.merged) > raw.MOST_MERGED:
            raise ValueError("too many merged cells")


def _elements(part: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """Begin and end of rows, cells and merged areas; what was handled is let go."""
    found = etree.iterparse(
        part, events=("start", "end"), tag=(_ROW, _CELL, _MERGED), resolve_entities=False,
        no_network=True,
    )  # fmt: skip
    for event, element in found:
        yield event, element
        if event == "end" and element.tag != _CELL:
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _unescaped(text: str) -> str:
    """A text with the signs that Excel writes as _x000D_; line ends as \\n, no control signs."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return fit_for_xml(text.replace("\r\n", "\n").replace("\r", "\n"))
