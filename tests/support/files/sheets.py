"""Spreadsheets that the site hands out, opened again."""

import io
from typing import Any

from datasette.app import Datasette
from openpyxl import load_workbook

from matcher.spreadsheet import MEDIA_TYPE
from tests.support.site.pages import ask


async def sheet(site: Datasette, path: str, login: bool = False) -> Any:
    """The only sheet of the .xlsx file at this address."""
    answer = await ask(site, path, login)
    assert answer.status_code == 200, (path, answer.status_code, answer.text[:200])
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert "attachment" in answer.headers["content-disposition"]
    return load_workbook(io.BytesIO(answer.content)).active


def headings(opened: Any) -> list[str]:
    """Texts of the first line."""
    return [cell.value for cell in opened[1]]


def column(opened: Any, heading: str) -> list[Any]:
    """Cell values below a heading."""
    place = headings(opened).index(heading)
    return [row[place] for row in opened.iter_rows(min_row=2, values_only=True)]
