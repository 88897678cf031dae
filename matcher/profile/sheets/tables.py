"""From the bytes of a file to tables: headings wherever they stand, and the filled rows below."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter

from db.errors import FoerderlageError
from matcher.files import kinds
from matcher.profile.sheets import raw
from matcher.profile.sheets.delimited import delimited
from matcher.profile.sheets.fields import PROJECTS
from matcher.profile.sheets.headings import LOOKED_AT, best_row, folded, heading
from matcher.profile.sheets.raw import Area, RawSheet, is_filled
from matcher.profile.sheets.workbooks import sheets

BOOKS = (".xlsx", ".xlsm", ".xltx")
ENDINGS = (*BOOKS, ".csv", ".tsv")
UNREAD = (".xls", ".xlsb", ".ods", ".fods", ".numbers", ".xlt", ".xltm", ".sxc", ".slk", ".dif",
          ".htm", ".html", ".mht", ".docx", ".doc", ".odt", ".pdf", ".zip")  # fmt: skip
"""Endings of files that people take for such a list, and that are refused by their kind."""
WANTED, REPLACED_BY = "eine Liste als Excel-Datei (.xlsx) oder CSV", "als .xlsx"


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its headings, and the filled rows below with their numbers.

    `faults` say of a cell, by row and column, why it has no value; `notes` what was left out or
    read although one would not expect it; `shift` as in `RawSheet`.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Any, ...]], ...]
    faults: Mapping[tuple[int, int], str]
    notes: tuple[str, ...] = ()
    visible: bool = True
    shift: int = 0


def is_list(name: str, content: bytes) -> bool:
    """Whether a file is read as a list, or refused as one: by its ending, for Excel writes
    „Unicode-Text“ as .txt also by the tabs between its headings, and by its kind."""
    ending = name.lower()
    if ending.endswith((*ENDINGS, *UNREAD)):
        return True
    if ending.endswith((".yml", ".yaml", ".json")):
        return False
    if ending.endswith(".txt"):
        first = content[:2_000].replace(b"\0", b"").partition(b"\n")[0]
        return (
            first.count(b"\t") > 1 or first.lower().lstrip(b"\xef\xbb\xbf\xff\xfe")[:4] == b"sep="
        )
    kind = kinds.kind_of(content)
    return kind is not None and kind.group in ("book", "old_book", "locked")


def read_tables(name: str, content: bytes, known: Collection[str]) -> list[Table]:
    """The sheets of a workbook, or the one table of a .csv file.

    `known` are the headings that tell where a list begins, folded. Raises FoerderlageError for a
    file that is neither, saying which kind it is and what to save instead, or is too large.
    """
    kinds.refuse_other(name, content, WANTED, REPLACED_BY, kinds.XLSX, kinds.DAMAGED)
    kind = kinds.kind_of(content)
    if kind is kinds.XLSX or kind is kinds.DAMAGED:
        found = sheets(name, content)
    elif name.lower().endswith((*BOOKS, *UNREAD)):
        raise FoerderlageError(
            f"{name} ist keine lesbare Excel-Datei.",
            "Eine CSV-Datei braucht die Endung .csv; sonst bitte neu als .xlsx speichern.",
        )
    else:
        found = [delimited(name, PROJECTS, content, known)]
    return [_table(name, sheet, known) for sheet in found]


def _table(name: str, sheet: RawSheet, known: Collection[str]) -> Table:
    numbered = _spread(sheet)
    place, _ = best_row([cells for _, cells in numbered], known)
    top, cells = numbered[place] if numbered else (0, ())
    names = tuple(map(heading, cells))
    below = [(number, cells) for number, cells in sheet.rows if number > top]
    repeated = {number for number, cells in below if _repeats(cells, names)}
    areas = [area for area in sheet.merged if area[0] > top]
    broad = {first: (left, right) for first, left, last, right in areas if first == last}
    titles = {n for n, cells in below if n in broad and _is_title(cells, names, broad[n])}
    kept = tuple(row for row in below if row[0] not in repeated | titles)
    if len(kept) > raw.MOST_ROWS:
        raise raw.too_many_rows(name, sheet.name)
    faults = {place: f"Zelle {_cell(*place)}: {why}" for place, why in sheet.faults.items()}
    faults |= _torn(kept, names, areas)
    notes = _notes(sheet, top, sorted(repeated), sorted(titles))
    return Table(sheet.name, names, rows=kept, faults=faults, notes=tuple(notes),
                 visible=sheet.visible, shift=sheet.shift)  # fmt: skip


def _spread(sheet: RawSheet) -> list[tuple[int, tuple[Any, ...]]]:
    """The rows at the top with the value of a merged area in each of its cells, for headings of
    two lines."""
    rows = {number: [*cells] for number, cells in sheet.rows[:LOOKED_AT]}
    for first_row, first_column, last_row, last_column in sheet.merged:
        cells = rows.get(first_row, [])
        value = cells[first_column - 1] if first_column <= len(cells) else None
        if first_row == last_row or not isinstance(value, str):
            continue
        for number in range(first_row, min(last_row, first_row + LOOKED_AT) + 1):
            for column in range(first_column, min(last_column, raw.MOST_COLUMNS) + 1):
                row = rows.get(number)
                if row is None:
                    continue
                row += [None] * (column - len(row))
                if not is_filled(row[column - 1]):
                    row[column - 1] = value
    return [(number, tuple(cells)) for number, cells in rows.items()]


def _repeats(cells: Sequence[Any], names: Sequence[str]) -> bool:
    """Whether a row says the headings again, as long lists do on every page."""
    pairs = [(folded(c), folded(n)) for c, n in zip(cells, names, strict=False) if is_filled(c)]
    return len(pairs) > 1 and all(cell == name for cell, name in pairs)


def _is_title(cells: Sequence[Any], names: Sequence[str], broad: tuple[int, int]) -> bool:
    """Whether a row is one text across several columns: a title between the rows.

    `broad` are the first and last column of the row's merged cells.
    """
    left, right = broad
    filled = [place for place, cell in enumerate(cells, 1) if is_filled(cell)]
    return filled == [left] and sum(map(bool, names[left - 1 : right])) > 1


def _torn(
    rows: Sequence[tuple[int, Sequence[Any]]], names: Sequence[str], areas: Sequence[Area]
) -> dict[tuple[int, int], str]:
    """Cells that several filled rows share: nobody knows whose value it is, or if it is a sum."""
    numbers = [number for number, _ in rows]
    found = {}
    for first, left, last, right in areas:
        shared = bisect_right(numbers, last) - bisect_left(numbers, first)
        if shared > 1 and any(names[left - 1 : right]):
            area = f"{_cell(first, left)} bis {_cell(last, right)}"
            found[first, left] = (
                f"Zellen {area} sind verbunden; bitte den Verbund aufheben und jede Zeile ausfüllen"
            )
    return found


def _notes(sheet: RawSheet, top: int, repeated: Sequence[int], titles: Sequence[int]) -> list[str]:
    above = [number for number, _ in sheet.rows if number < top]
    hidden = [number for number, _ in sheet.rows if number > top and number in sheet.hidden]
    said = []
    if above:
        said.append(f"Die Überschriften stehen in Zeile {top}; {_rows(above)} darüber "
                    f"{_was(above)} nicht gelesen.")  # fmt: skip
    if repeated:
        said.append(f"{_rows(repeated)} {_was(repeated)} als wiederholte Überschrift übergangen.")
    if titles:
        said.append(f"{_rows(titles)} {_was(titles)} als Zwischentitel übergangen (verbundene "
                    "Zellen).")  # fmt: skip
    if hidden:
        is_hidden = "ist" if len(hidden) == 1 else "sind"
        said.append(f"{_rows(hidden)} {is_hidden} ausgeblendet und {_was(hidden)} mitgelesen.")
    return [f"Blatt „{sheet.name}“: {words}" for words in said]


def _rows(numbers: Sequence[int]) -> str:
    listed = ", ".join(map(str, numbers[:8])) + (", …" if len(numbers) > 8 else "")
    return f"Zeile {listed}" if len(numbers) == 1 else f"Zeilen {listed}"


def _was(numbers: Sequence[int]) -> str:
    return "wurde" if len(numbers) == 1 else "wurden"


def _cell(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"
