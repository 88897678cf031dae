"""Spreadsheets of projects as people write them."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

TITLES = ("Titel", "Status", "Beginn", "Kosten in Euro")


def xlsx(*rows: Sequence[Any], headings: Sequence[str] = TITLES, **sheets: Any) -> bytes:
    """A workbook with a sheet „Vorhaben“ of these rows; more sheets as name=rows."""
    book = Workbook()
    book.remove(book.active)
    for name, lines in {"Vorhaben": [headings, *rows], **sheets}.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(content: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with words in the XML of a part replaced, as other programs write them."""

    def replaced(text: bytes) -> bytes:
        assert old in text.decode(), (old, text.decode()[:3_000])
        return text.replace(old.encode(), new.encode())

    return with_changed(content, part, replaced)


def with_changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, change(text) if name == part else text)
    return written.getvalue()


def edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    """The workbook after `edit` changed its first sheet."""
    book, written = load_workbook(io.BytesIO(content)), io.BytesIO()
    edit(book.worksheets[0])
    book.save(written)
    return written.getvalue()
