"""Reading the page of deadlines as officers and the public see it, and what subscriptions hold."""

import io
from datetime import date
from urllib.parse import urlsplit

import httpx
import vobject
from bs4 import BeautifulSoup
from datasette.app import Datasette
from icalendar import Calendar
from openpyxl import load_workbook

from tests.support.site.forms import Browser, Form
from tests.support.site.login import logged_in

KITA = "project:kita-wiesengrund"
"""A subscription of the demo's project."""
ATOM = "{http://www.w3.org/2005/Atom}"


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


async def opened(site: Datasette, role: str) -> Form:
    """The page as somebody with this role has it, with the form for a new one."""
    browser = Browser(site, role)
    return Form(browser, await browser.get("/abonnements"))


async def made(
    site: Datasette, scope: str = KITA, role: str = "edit", holds: str = "alles"
) -> tuple[str, str]:
    """Paths of the calendar and the feed of a new subscription."""
    answer = await (await opened(site, role)).send(umfang=scope, inhalt=holds)
    assert answer.status_code == 200, answer.text
    assert "no-store" in answer.headers["cache-control"]
    calendar, atom = (a.text for a in BeautifulSoup(answer.text, "lxml").select(".address"))
    return urlsplit(calendar).path, urlsplit(atom).path


async def anonymous(site: Datasette, path: str, **headers: str) -> httpx.Response:
    """What a program gets that knows an address and nobody."""
    got: httpx.Response = await site.client.get(path, headers=headers)
    return got


def events(content: bytes) -> list[tuple[date, str]]:
    """Day and title of every event, as two parsers agree on them."""
    one = sorted((e["dtstart"].dt, str(e["summary"])) for e in Calendar.from_ical(content).events)
    parsed = vobject.readOne(content.decode())
    other = sorted((e.dtstart.value, e.summary.value) for e in parsed.contents.get("vevent", []))
    assert one == other
    return one
