"""Spreadsheets of projects as people write them."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

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
