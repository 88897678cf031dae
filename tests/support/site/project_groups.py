"""A project's page read by groups: their numbers, what a group lists, and its spreadsheet."""

import io

from bs4 import BeautifulSoup
from datasette.app import Datasette
from openpyxl import load_workbook

from tests.support.site.pages import ask, page

PROJECTS = ("kita-wiesengrund", "digitales-auental", "marktplatz-klimafit")
"""The projects of the demo."""


def chips(soup: BeautifulSoup) -> dict[str, int]:
    """Heading of a group -> its number."""
    return {
        " ".join(a.text.split()[:-1]): int(a.text.split()[-1]) for a in soup.select(".groups a")
    }


def current(soup: BeautifulSoup) -> str:
    """Heading of the chosen group."""
    (chosen,) = soup.select(".groups a[aria-current]")
    return " ".join(chosen.text.split()[:-1])


def titles(soup: BeautifulSoup) -> list[str]:
    """Titles of the programmes that the page lists."""
    return [a.text for a in soup.select(".match h3 a")]


async def every_rank(site: Datasette, path: str) -> list[str]:
    """Ranks on all pages of a list."""
    found: list[str] = []
    for number in range(1, 10):
        soup = await page(site, f"{path}&seite={number}")
        found += [rank.text for rank in soup.select(".match .rank")]
        if not soup.select("a[rel=next]"):
            return found
    raise AssertionError("endless pages")


async def rows(site: Datasette, path: str) -> list[dict[str, object]]:
    """The rows of a spreadsheet by its headings."""
    answer = await ask(site, path)
    assert answer.status_code == 200
    head, *found = load_workbook(io.BytesIO(answer.content)).active.values
    return [dict(zip(head, row, strict=True)) for row in found]
