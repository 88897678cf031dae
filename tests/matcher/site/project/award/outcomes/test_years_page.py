"""„Förderbilanz“: numbers by year for the council, on screen and as a workbook."""

import io
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from openpyxl import load_workbook
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.log import Subject
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.ended import enter_rejected
from tests.support.awards.under_way import enter_award
from tests.support.site.forms import Browser
from tests.support.site.login import logged_in
from tests.support.site.pages import PROGRAMME

HERE = "/bilanz"
MATCH = Subject("kita-wiesengrund", "foerderdatenbank", PROGRAMME.split("/", 3)[3])


@pytest.fixture
def site(data: Path, own: Database) -> Datasette:
    enter_award(own)
    enter_rejected(own, MATCH)
    return build(DataDir(data), SAMPLE_DAY)


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select("main")[0].get_text(" ").replace("\xa0", " ").split())


def row(soup: BeautifulSoup, name: str) -> list[str]:
    """The cells of a year, without their small print."""
    (found,) = [one for one in soup.select("table.balance tbody tr") if one.th and name in one.th]
    return [
        " ".join(cell.get_text(" ").replace("\xa0", " ").split()) for cell in found.select("td")
    ]


async def test_each_year_says_what_was_applied_for_and_what_became_of_it(site: Datasette) -> None:
    soup = await Browser(site, "read").get(HERE)
    assert row(soup, "2026") == ["0", "1 · 12.000 €", "0", "0", "0", "6.000 €", "unbekannt"]
    assert row(soup, "2025") == ["0", "0", "0", "0", "0", "0 €", "unbekannt"]
    assert row(soup, "2024") == ["1 · 60.000 €", "0", "1", "0", "0", "0 €", "5 Monate aus 1"]
    assert row(soup, "zusammen")[:3] == ["1 · 60.000 €", "1 · 12.000 €", "1"]
    said = words(soup)
    assert "Auental (Beispielgemeinde) · Stand 24.11.2026" in said
    assert "Eine Entscheidung hat keinen Antrag mit einem Tag der Einreichung" in said


async def test_reasons_are_told_and_lead_to_their_application_but_no_person_is_named(
    site: Datasette, own: Database
) -> None:
    soup = await Browser(site, "read").get(HERE)
    (line,) = soup.select("table.lost tbody tr")
    assert "Klimafeste Plätze" in line.text
    assert "nach 5 Monaten" in line.text
    assert line.select("a")[0]["href"] == f"/antrag/{'/'.join(MATCH_PATH)}"
    names = [name for (name,) in own.execute("select name from person").fetchall()]
    assert names
    assert not any(name in words(soup) for name in names)


MATCH_PATH = (MATCH.project_id, MATCH.source, MATCH.programme_key)


async def test_a_sum_that_nobody_knows_is_said_to_be_unknown(
    site: Datasette, own: Database
) -> None:
    enter_rejected(own, MATCH, amount=None, submitted=date(2024, 3, 1))
    soup = await Browser(site, "read").get(HERE)
    assert row(soup, "2024")[0] == "2 · 60.000 € davon 1 unbekannt"
    own.execute("update application set cents = null")
    own.conn.commit()
    assert row(await Browser(site, "read").get(HERE), "2024")[0] == "2 Betrag unbekannt"


async def test_the_workbook_has_the_years_their_total_and_every_decision(site: Datasette) -> None:
    await site.invoke_startup()
    answer = await site.client.get(f"{HERE}.xlsx", cookies=logged_in(site, "read"))
    book = load_workbook(io.BytesIO(answer.content))
    years = [*book["Je Jahr"].iter_rows(values_only=True)]
    assert str(years[0][0]).endswith("Stand 24.11.2026")
    assert [line[0] for line in years[2:]] == [2026, 2025, 2024, "zusammen"]
    assert years[4][1:4] == (1, 60_000, None)
    assert years[4][11:] == (153, 1)
    assert book["Je Jahr"].page_setup.orientation == "landscape"
    assert book["Je Jahr"].sheet_properties.pageSetUpPr.fitToPage
    decisions = [*book["Entscheidungen"].iter_rows(values_only=True)]
    assert [line[1] for line in decisions[2:]] == ["bewilligt", "abgelehnt"]
    assert decisions[2][3] == "Energieberatung kommunaler Nichtwohngebäude (2026)"
    assert decisions[3][7] == "Mittel erschöpft."


async def test_without_an_application_the_page_says_where_they_are_entered(data: Path) -> None:
    soup = await Browser(build(DataDir(data), SAMPLE_DAY), "read").get(HERE)
    assert "Noch ist kein Antrag eingereicht" in words(soup)
    assert soup.select("table") == []


async def test_pages_of_the_town_lead_to_it_and_visitors_do_not_see_it(site: Datasette) -> None:
    browser = Browser(site, "read")
    for path in ("/", "/bescheide"):
        assert (await browser.get(path)).select(f'main a[href="{HERE}"]'), path
    for path in (HERE, f"{HERE}.xlsx"):
        assert (await site.client.get(path)).status_code in (302, 403)
    start = await site.client.get("/")
    assert HERE not in start.text


async def test_what_an_authority_wrote_is_text(site: Datasette, own: Database) -> None:
    enter_rejected(own, MATCH, reason="<script>alert(1)</script>")
    soup = await Browser(site, "read").get(HERE)
    assert "<script>alert(1)" in words(soup)
    assert [one for one in soup.select("main script") if "alert" in one.text] == []
