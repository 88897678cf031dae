"""The page of a project: cards, filters, excluded ones, and the same as a spreadsheet."""

import io
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from openpyxl import load_workbook

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.pages import ask, page

KITA = "/projekt/kita-wiesengrund"


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


def ranks(soup: BeautifulSoup) -> list[int]:
    return [int(e.text.removeprefix("Rang ")) for e in soup.select(".match .rank")]


def options(soup: BeautifulSoup, name: str) -> dict[str, str]:
    """Value of a filter -> its label with the count."""
    found = soup.select(f"select[name={name}] option[value]")
    return {str(o["value"]): o.text for o in found if o["value"]}


async def test_cards_come_best_first_with_what_one_wants_to_know(site: Datasette) -> None:
    soup = await page(site, KITA)
    assert ranks(soup) == sorted(ranks(soup))
    first = soup.select_one(".match")
    assert first is not None
    assert [dt.text for dt in first.select(".glance dt")] == [
        "Nächste Frist", "Förderquote", "Höchstbetrag", "Thema",
    ]  # fmt: skip
    assert "Nähe" in first.select(".glance dd")[3].text
    assert first.select(".criteria blockquote"), "quotes are folded below"


async def test_excluded_programmes_are_behind_a_link_with_their_reasons(site: Datasette) -> None:
    soup = await page(site, KITA)
    assert not soup.select(".badge.ausgeschlossen")
    link = soup.find("a", string=lambda s: s is not None and "ausgeschlossene Programme" in s)
    assert link is not None
    excluded = await page(site, KITA + str(link["href"]))
    assert "gilt nur in" in excluded.text
    assert all("ausgeschlossen" in e.text for e in excluded.select(".badge"))


async def test_the_pages_of_a_list_cover_all_without_repeating(site: Datasette) -> None:
    first = await page(site, f"{KITA}?urteil=ausgeschlossen")
    second = await page(site, f"{KITA}?urteil=ausgeschlossen&seite=2")
    both = ranks(first) + ranks(second)
    assert len(both) == len(set(both)) == 28


@pytest.mark.parametrize("name", ["level", "area", "funding_type", "within", "land", "state"])
async def test_each_filter_leaves_as_many_as_it_announces(site: Datasette, name: str) -> None:
    soup = await page(site, KITA)
    for value, words in options(soup, name).items():
        announced = int(words.rpartition("(")[2].rstrip(")"))
        assert len(ranks(await page(site, f"{KITA}?{name}={value}"))) == announced > 0


async def test_filters_narrow_together_and_can_be_lifted(site: Datasette) -> None:
    soup = await page(site, f"{KITA}?level=federal&funding_type=zuschuss")
    assert set(ranks(soup)) < set(ranks(await page(site, f"{KITA}?level=federal")))
    assert soup.find("a", string="Filter aufheben") is not None


async def test_a_filter_value_that_does_not_exist_changes_nothing(site: Datasette) -> None:
    assert ranks(await page(site, f"{KITA}?level=mond&seite=x")) == ranks(await page(site, KITA))


async def test_a_selection_that_leaves_nothing_says_how_to_go_on(site: Datasette) -> None:
    soup = await page(site, f"{KITA}?urteil=passt&level=eu&state=closed")
    notice = soup.select_one(".notice")
    assert notice is not None
    assert "Filter aufheben" in notice.text


async def sheet(site: Datasette, path: str) -> Any:
    answer = await ask(site, path)
    assert answer.status_code == 200
    assert ".xlsx" in answer.headers["content-disposition"]
    return load_workbook(io.BytesIO(answer.content)).active


async def test_the_spreadsheet_holds_what_the_page_lists(site: Datasette) -> None:
    query = "?urteil=ausgeschlossen&level=state"
    shown = [*ranks(await page(site, KITA + query))]
    rows = list((await sheet(site, f"{KITA}.xlsx{query}")).values)
    assert [row[0] for row in rows[1:]][: len(shown)] == shown
    assert {row[4] for row in rows[1:]} == {"Land"}
    assert {row[2] for row in rows[1:]} == {"ausgeschlossen"}


async def test_deadlines_in_the_spreadsheet_are_real_dates(site: Datasette) -> None:
    rows = list((await sheet(site, f"{KITA}.xlsx")).values)
    column = rows[0].index("Nächste Frist")
    assert any(isinstance(row[column], datetime) for row in rows[1:])


async def test_the_spreadsheet_needs_a_login(site: Datasette) -> None:
    assert (await ask(site, f"{KITA}.xlsx", login=False)).status_code == 403


async def test_a_programme_that_the_catalogue_lost_is_still_listed(data: Path) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as own, own:
        own.execute(
            "update programme_ref set programme_key = 'verloren.html' where id ="
            " (select ref from pair where project_id = 'kita-wiesengrund' and rank = 1)"
        )
    soup = await page(build(DataDir(data), SAMPLE_DAY), KITA)
    assert "verloren.html (nicht im Katalog)" in soup.text
    assert "1 Programm dieses Abgleichs steht nicht im Katalog" in soup.text
