"""Hostile words in the catalogue stay words, on every page and in every export."""

import csv
import io
import re
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from datasette.app import Datasette
from openpyxl import load_workbook
from playwright.sync_api import expect

from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.award.movements import MoneyRow
from db.kommune.log import Act, Subject
from matcher.award.stored import enter_money
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.applied import apply
from tests.support.awards.under_way import enter_award
from tests.support.crawls.crawling import crawl_members, members, spec
from tests.support.crawls.export_builder import contact, link
from tests.support.processes.demo_site import running_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.hostile.leaks import own_pages
from tests.support.site.hostile.poisoned import (
    ACTIVE,
    FORMULA,
    LONG,
    OVERRIDE,
    SCRIPT,
    active_markup,
    poison,
)
from tests.support.site.links import walk
from tests.support.site.pages import PROGRAMME, ask
from tests.support.site.watched import watched_page
from tests.support.stored.moments import NIGHT

BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TABLES = ("programme", "programme_version", "contact", "link", "text", "code", "issue", "crawl_run",
          "programme_text", "source", "fact")  # fmt: skip

FILES = (".json", ".csv", ".xlsx", ".docx", ".ics")
"""Endings of what a browser would save instead of showing."""


@pytest.fixture
def poisoned(data: Path) -> Path:
    poison(data / "katalog.db")
    with kommune_at(data / "kommune.db") as own:
        award = enter_award(own)
        act = Act(people.stand_in(own, "Ben Tal", "edit", NIGHT).id, NIGHT)
        paid = MoneyRow(award.id, "spent", day=SAMPLE_DAY, euros=Decimal(1), note=FORMULA)
        enter_money(own, award, paid, act)
        source, key = PROGRAMME.split("/", 3)[2:]
        match = Subject("kita-wiesengrund", source, programme_key=key)
        apply(own, match, act, notiz=SCRIPT + FORMULA, aktenzeichen=FORMULA)
    return data


@pytest.fixture
def site(poisoned: Path) -> Datasette:
    return build(DataDir(poisoned), SAMPLE_DAY)


@pytest.mark.slow
@pytest.mark.parametrize("login", [False, True], ids=["anonymous", "logged in"])
async def test_no_page_turns_words_of_the_catalogue_into_markup(
    site: Datasette, login: bool
) -> None:
    found = await walk(site, "/", login, 150)
    assert [w for w in found.wrong if not w.startswith("404")] == []
    pages = {path: html for path, html in found.pages.items() if html.startswith("<!DOCTYPE")}
    assert len(pages) > 80
    assert {path: active_markup(html) for path, html in pages.items() if active_markup(html)} == {}
    assert any("&lt;script&gt;alert(1)" in html for html in pages.values())
    assert not any(re.search(r"\b49\b\s*&#39;|alert\(7\) 49", html) for html in pages.values())


@pytest.mark.slow
@pytest.mark.parametrize("path", own_pages())
async def test_no_address_of_ours_turns_them_into_markup(site: Datasette, path: str) -> None:
    answer = await ask(site, path)
    assert answer.status_code < 500
    assert "content-security-policy" in answer.headers
    if answer.headers["content-type"].startswith("text/html"):
        assert active_markup(answer.text) == []


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("arguments", ["", "?_labels=on&_size=max"])
async def test_no_csv_has_a_formula(site: Datasette, table: str, arguments: str) -> None:
    answer = await ask(site, f"/katalog/{table}.csv{arguments}", login=False)
    assert answer.status_code == 200
    cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    assert len(cells) > 5
    assert [c for c in cells if re.search(r"(^|[;\t\n])[=+@]", c)] == []


@pytest.mark.parametrize("path", [path for path in own_pages() if path.endswith(".xlsx")])
async def test_no_spreadsheet_has_a_formula(site: Datasette, path: str) -> None:
    answer = await ask(site, path)
    assert answer.status_code == 200
    sheets = load_workbook(io.BytesIO(answer.content)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert cells
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


@pytest.mark.parametrize("table", TABLES)
async def test_json_is_no_page(site: Datasette, table: str) -> None:
    answer = await ask(site, f"/katalog/{table}.json?_shape=array", login=False)
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()


async def test_a_title_of_a_megabyte_does_not_fill_the_table(site: Datasette) -> None:
    answer = await ask(site, "/katalog/programme?id=1", login=False)
    assert answer.status_code == 200
    assert len(answer.text) < 100_000


def test_the_crawler_stores_nothing_that_changes_the_direction_of_text(tmp_path: Path) -> None:
    hostile = spec("boese", title=f"<p>{OVERRIDE} {LONG}</p>", keywords=OVERRIDE + FORMULA,
                   texts={"header": f"<p>{OVERRIDE}</p>", "legal_text": OVERRIDE + SCRIPT},
                   contacts=("Kontakt/A/boese",), links=("ExternerLink/A/boese",))  # fmt: skip
    parts = [*members(hostile),
             contact("Kontakt/A/boese", OVERRIDE, phone=OVERRIDE, fax=OVERRIDE, email=OVERRIDE),
             link("ExternerLink/A/boese", OVERRIDE, "javascript:alert(1)", OVERRIDE)]  # fmt: skip
    assert crawl_members(tmp_path, parts).state == "committed"
    with closing(sqlite3.connect(tmp_path / "katalog.db")) as connection:
        stored = "\n".join(connection.iterdump())
    assert "trägt verkehrt" in stored
    assert BIDI.findall(stored) == []


def kind(address: str) -> str:
    """Pages that look alike have the same: no numbers, no values of arguments."""
    return re.sub(r"\d+|=[^&]*|(?<=/programm/).*", "", address)


@pytest.mark.slow
@pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert")
@pytest.mark.parametrize("width", [1280, pytest.param(390, marks=pytest.mark.long)])
def test_nothing_of_it_runs_in_a_browser(poisoned: Path, width: int) -> None:
    site = running_site("--data", str(poisoned), "serve", "--port", "0")
    with site as running, chromium() as browser:
        watched = watched_page(browser, viewport={"width": width, "height": 900})
        page = watched.page
        watched.visit(running.login)
        waiting, seen = [running.address], {kind(running.address)}
        for visited, address in enumerate(waiting):
            if visited == 60:
                break
            watched.visit(address)
            expect(page.locator(", ".join(ACTIVE)), address).to_have_count(0)
            expect(page.locator("h1"), address).to_be_visible()
            wide = width_of(page)
            assert wide <= width, f"{address}: {wide}"
            for link in page.evaluate("[...document.links].map(a => a.href.split('#')[0])"):
                is_file = Path(urlsplit(link).path).suffix in FILES
                if link.startswith(running.address) and not is_file and kind(link) not in seen:
                    seen.add(kind(link))
                    waiting.append(link)
        assert len(waiting) > 40
        assert watched.complaints == []
