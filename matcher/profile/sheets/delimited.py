"""From the bytes of a .csv file, as Excel and other programs write them, to rows."""

import csv
import io
import re
from collections.abc import Collection, Iterator
from typing import Any

from db.errors import FoerderlageError
from matcher.profile.sheets import raw
from matcher.profile.sheets.headings import best_row
from matcher.profile.sheets.raw import RawSheet, is_filled, trimmed

_DELIMITERS = ";,\t|"
_SEP_LINE = re.compile(r'\s*"?sep=(?P<sign>\\t|[^\r\n"])"?[;,\t ]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_AS_TEXT = re.compile(r'="(?P<text>.*)"', re.DOTALL)
"""How a program keeps Excel from taking 06440008 for a number."""
_FORMULA = re.compile(r"=\s*(?:[A-ZÄÖÜ][A-ZÄÖÜ.]*\(|[+-]?\$?[A-Z]{1,3}\$?\d)", re.IGNORECASE)
_GUARDED = re.compile(r"'(?=[=+\-@\d])(?!.*')", re.DOTALL)
"""An apostrophe that marks a text; one of two is a quotation mark."""
_ONE_BYTE = ("cp1252", "cp850", "mac_roman")
"""What German Windows, „CSV (MS-DOS)“ and „CSV (Macintosh)“ write, the usual first."""
_UMLAUT = re.compile(r"[A-Za-zÄÖÜäöüß][äöüß]|[ÄÖÜäöü][a-zß]")
_END = "\0ende"


def delimited(name: str, title: str, content: bytes, known: Collection[str]) -> RawSheet:
    """The rows of a .csv file; `known` are headings, by which the delimiter is told.

    Raises FoerderlageError for what is no text or too large.
    """
    if len(content) > raw.MOST_BYTES:
        raise raw.too_large(name)
    text, sign = _without_sep_line(_decoded(name, content))
    rows: list[tuple[int, tuple[Any, ...]]] = []
    faults: dict[tuple[int, int], str] = {}
    for number, found in enumerate(_parsed(name, text, sign or _delimiter(text, known)), 1):
        filled = trimmed(tuple(found))
        if len(filled) > raw.MOST_COLUMNS:
            raise raw.too_many_columns(name, title, number)
        if number > raw.LAST_ROW:
            raise raw.too_many_rows(name, title)
        cells = trimmed(tuple(map(_plain, filled)))
        if not cells:
            continue
        rows.append((number, cells))
        if len(rows) > raw.MOST_ROWS + raw.MOST_COLUMNS:
            raise raw.too_many_rows(name, title)
        for column, cell in enumerate(cells, 1):
            if _FORMULA.match(cell):
                faults[number, column] = "Formel statt eines Wertes; bitte aus Excel neu speichern"
    return RawSheet(title, tuple(rows), faults=faults)


def _without_sep_line(text: str) -> tuple[str, str]:
    """The text below a line `sep=;`, which only tells the delimiter, and that delimiter."""
    found = _SEP_LINE.match(text)
    if not found:
        return text, ""
    sign = "\t" if found["sign"] == "\\t" else found["sign"]
    return text[found.end() :], sign


def _parsed(name: str, text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows; a quotation mark that is never closed would swallow all rows behind it."""
    ended = f"{text}\n{_END}" if not text.endswith(("\n", "\r")) else text + _END
    before: list[str] | None = None
    begun = 0
    try:
        for row in csv.reader(io.StringIO(ended, newline=""), delimiter=delimiter):
            if before is not None:
                yield before
            before, begun = row, begun + 1
    except csv.Error as error:
        raise FoerderlageError(
            f"{name} ist ab Zeile {begun + 1} keine lesbare CSV-Datei.",
            "Bitte als .xlsx speichern.",
        ) from error
    if before != [_END]:
        raise FoerderlageError(
            f"{name}: In Zeile {begun} beginnt ein Anführungszeichen, das nicht geschlossen wird.",
            "Bitte dort berichtigen oder als .xlsx speichern.",
        )


def _plain(cell: str) -> str:
    """A cell without the signs by which programs mark it as a text."""
    bare = cell.strip()
    if found := _AS_TEXT.fullmatch(bare):
        return found["text"].replace('""', '"')
    return bare[1:] if _GUARDED.match(bare) else cell


def _delimiter(text: str, known: Collection[str]) -> str:
    """The one that makes the most known headings; else whichever the first line has most of."""
    head = "\n".join(text[:20_000].splitlines()[:60])
    first = next((line for line in head.splitlines() if line.strip()), "")

    def worth(sign: str) -> tuple[int, int]:
        try:
            rows = [tuple(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=sign)]
        except csv.Error:
            return 0, 0
        filled = [row for row in rows if any(map(is_filled, row))]
        return best_row(filled, known)[1], first.count(sign)

    return max(_DELIMITERS, key=worth)


def _decoded(name: str, content: bytes) -> str:
    """The text, in UTF-8, in UTF-16 with or without its mark, or in the letters of a system."""
    if wide := _wide(content):
        encodings: tuple[str, ...] = (wide,)
    else:
        encodings = ("utf-8-sig", *_ONE_BYTE)
    found = []
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            found.append(text)
            if encoding not in _ONE_BYTE:
                break
    if not found:
        raise FoerderlageError(
            f"{name} ist keine Textdatei.", "Bitte als „CSV UTF-8“ oder als .xlsx speichern."
        )
    if len(found) == 1:
        return found[0]
    return max(found, key=lambda text: len(_UMLAUT.findall(text)))


def _wide(content: bytes) -> str:
    """The encoding of a text with two bytes for each letter; "" for any other."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = content[:400]
    if len(start) < 4 or len(content) % 2:
        return ""
    odd, even = start[1::2].count(0), start[0::2].count(0)
    if odd > 0.7 * len(start[1::2]) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * len(start[0::2]) and not odd else ""
