"""Reading the page of deadlines as officers and the public see it."""

import io

import httpx
from bs4 import BeautifulSoup
from datasette.app import Datasette
from openpyxl import load_workbook

from tests.support.site.login import logged_in


async def answer(site: Datasette, path: str, login: bool = True) -> httpx.Response:
    """The answer to an officer, or to the public."""
    await site.invoke_startup()
    cookies = logged_in(site) if login else {}
    got: httpx.Response = await site.client.get(path, cookies=cookies)
    assert got.status_code == 200, (path, got.status_code)
    return got


async def page(site: Datasette, path: str, login: bool = True) -> BeautifulSoup:
    """The same as a parsed page."""
    return BeautifulSoup((await answer(site, path, login)).text, "lxml")


async def sheet(site: Datasette, path: str, login: bool = True) -> list[dict[str, object]]:
    """Rows of a spreadsheet by heading."""
    got = await answer(site, path, login)
    rows = load_workbook(io.BytesIO(got.content)).active.iter_rows(values_only=True)
    head = [str(name) for name in next(rows)]
    return [dict(zip(head, row, strict=True)) for row in rows]


def entries(soup: BeautifulSoup, which: str = "li") -> list[tuple[str, str]]:
    """(ISO day, title) of the list, of all its entries or those that a selector names."""
    return [
        (str(li.select("time")[0]["datetime"]), li.select("h3 a")[0].text)
        for li in soup.select(f"ol.due > {which}")
    ]


def groups(soup: BeautifulSoup) -> dict[str, int]:
    """Groups of programmes without a deadline, and how many each has."""
    found = {}
    for link in soup.select(".groups a"):
        number, words = link.text.split(" ", 1)
        found[words] = int(number.replace(".", ""))
    return found
