"""A calendar file sent from the browser: read whole or not at all, by who may change things."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from httpx import Response

from db.files import DataDir, kommune_at
from matcher.site.frame.serving import build
from matcher.site.tracker.meeting_upload_page import LARGEST
from tests.support.servers.council import event
from tests.support.site.forms import Browser, fields, form_to
from tests.support.towns.planned import dated_pair, follow

PATH = "/sitzungen-einlesen"


def ics(*events: str) -> bytes:
    text = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rat//DE", *events, "END:VCALENDAR", "")
    return "\r\n".join(text).encode()


GOOD = ics(event("a", "20270128", "Gemeindevertretung"), event("b", "20270225", "Bauausschuss"))


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), today=date(2026, 11, 24))


def rows(data: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        return connection.execute(sql).fetchall()


async def upload_form(browser: Browser) -> Tag:
    return form_to(await browser.get("/sitzungen"), PATH)


async def send(browser: Browser, content: bytes, name: str = "rat.ics", **given: str) -> Response:
    form = await upload_form(browser)
    return await browser.post(str(form["action"]), fields(form) | given, (name, content))


def alert(answer: Response) -> str:
    found = BeautifulSoup(answer.text, "lxml").select_one("[role=alert]")
    return found.text if found else ""


async def test_a_file_fills_the_calendar_and_says_so(site: Datasette, data: Path) -> None:
    browser = Browser(site)
    assert (await send(browser, GOOD)).status_code == 303
    assert "rat.ics: 2 Sitzungen; 2 neu." in (await browser.get("/sitzungen")).text
    assert rows(data, "select body, kind, source from meeting order by start") == [
        ("Gemeindevertretung", "council", "rat.ics"), ("Bauausschuss", "committee", "rat.ics"),
    ]  # fmt: skip
    (name,) = rows(data, "select p.name from event e join person p on p.id = e.person_id"
                         " where e.kind = 'meetings_read'")  # fmt: skip
    assert name == ("Testperson edit",)


async def test_plans_follow_what_the_file_says(site: Datasette, data: Path) -> None:
    pair, _ = dated_pair(data)
    with kommune_at(data / "kommune.db") as own:
        follow(own, pair)
    await send(Browser(site), GOOD)
    assert rows(data, "select day from plan_step where kind = 'council'") == [("2027-01-28",)]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rat.ics", b"", "nicht leer"),
        ("rat.ics", b"kein Kalender", "kein lesbarer Kalender"),
        ("rat.ics", b"\xff\xfe", "kein lesbarer Kalender"),
        ("rat.ics", b"PK\x03\x04\x81\xff", "kein lesbarer Kalender"),
        ("typed", GOOD, "darf nicht „typed“ heißen"),
        ("x" * 200 + ".ics", GOOD, "zu lang"),
        ("rat.ics", GOOD + b" " * LARGEST, "möglich sind 2,0\u00a0MB"),
    ],
)
async def test_a_faulty_file_stores_nothing(
    site: Datasette, data: Path, name: str, content: bytes, words: str
) -> None:
    answer = await send(Browser(site), content, name)
    assert answer.status_code == 400
    assert words in alert(answer)
    assert rows(data, "select * from meeting") == []
    assert rows(data, "select * from meeting_source") == []
    assert rows(data, "select * from event") == []


async def test_a_faulty_file_leaves_the_calendar_as_it_was(site: Datasette, data: Path) -> None:
    browser = Browser(site)
    await send(browser, GOOD)
    before = rows(data, "select * from meeting")
    assert (await send(browser, b"kein Kalender")).status_code == 400
    nothing_readable = GOOD.replace(b"DTSTART:2027", b"DTSTART:bald")
    assert (await send(browser, nothing_readable)).status_code == 303
    assert rows(data, "select * from meeting") == before


async def test_an_entry_that_cannot_be_read_is_told_and_the_others_are_taken(
    site: Datasette, data: Path
) -> None:
    answer = await send(Browser(site), GOOD.replace(b"20270225", b"20279999"))
    assert answer.status_code == 303
    assert rows(data, "select date(start) from meeting") == [("2027-01-28",)]
    ((notes,),) = rows(data, "select notes from meeting_source")
    assert "ausgelassen: Beginn (DTSTART) „20279999T180000“ ist keine Zeit" in notes


async def test_a_later_file_replaces_the_one_of_its_name_or_the_one_chosen(
    site: Datasette, data: Path
) -> None:
    browser = Browser(site)
    await send(browser, GOOD, "C:\\Rat\\rat.ics")
    await send(browser, ics(event("a", "20270204", "Gemeindevertretung")))
    assert rows(data, "select date(start), source from meeting") == [("2027-02-04", "rat.ics")]
    await send(browser, GOOD, "rat (1).ics", ersetzt="rat.ics")
    assert rows(data, "select distinct source from meeting") == [("rat.ics",)]
    assert len(rows(data, "select * from meeting")) == 2
    answer = await send(browser, GOOD, "x.ics", ersetzt="https://fremd.example/a.ics")
    assert "gibt es nicht (mehr)" in alert(answer)


async def test_a_form_sent_twice_counts_once(site: Datasette, data: Path) -> None:
    browser = Browser(site)
    form = await upload_form(browser)
    for _ in range(2):
        answer = await browser.post(str(form["action"]), fields(form), ("rat.ics", GOOD))
        assert answer.status_code == 303
    assert "Schon gespeichert" in (await browser.get(answer.headers["location"])).text
    assert len(rows(data, "select * from event")) == 1


async def test_readers_visitors_and_other_sites_store_nothing(site: Datasette, data: Path) -> None:
    browser = Browser(site)
    form = await upload_form(browser)
    sent = fields(form)
    wrong = await browser.post(PATH, sent | {"csrftoken": "A" * 40}, ("rat.ics", GOOD))
    browser.login = Browser(site, "read").login
    reader = await browser.post(PATH, sent, ("rat.ics", GOOD))
    browser.login = {}
    visitor = await browser.post(PATH, sent, ("rat.ics", GOOD))
    assert [one.status_code for one in (wrong, reader, visitor)] == [403, 403, 403]
    assert rows(data, "select * from meeting") == []


async def test_its_address_leads_to_the_calendar(site: Datasette) -> None:
    browser = Browser(site)
    answer = await site.client.get(PATH, cookies=browser.login)
    assert (answer.status_code, answer.headers["location"]) == (302, "/sitzungen?kommune=06799001")
