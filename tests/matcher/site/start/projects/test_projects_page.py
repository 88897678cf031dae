"""Sixty projects on the start page: searched, filtered, sorted and grouped by the address."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.pages import page
from tests.support.week.many import PROJECTS, many_projects


@pytest.fixture
def site(data: Path) -> Datasette:
    many_projects(data)
    return build(DataDir(data), SAMPLE_DAY)


def ids(soup: BeautifulSoup) -> list[str]:
    """The projects that are listed."""
    links = soup.select("section.projects .card :is(h3, h4) a")
    return [str(a["href"]).removeprefix("/projekt/") for a in links]


def headings(soup: BeautifulSoup) -> list[str]:
    return [one.text.partition(" (")[0] for one in soup.select("section.projects > h3")]


async def test_sixty_projects_stand_on_one_page_and_can_be_narrowed(site: Datasette) -> None:
    soup = await page(site, "/")
    assert len(ids(soup)) == PROJECTS
    assert soup.select("#vorhaben")[0].text == "Vorhaben (60)"
    found = await page(site, "/?worte=Kita+13")
    assert ids(found) == ["p13"]
    assert found.select("#vorhaben")[0].text == "Vorhaben (1 von 60)"
    assert found.select("#worte")[0]["value"] == "Kita 13"
    assert len(ids(await page(site, "/?fachamt=Schulamt"))) == 14
    assert ids(await page(site, "/?stand=granted")) == ["p10"]
    assert len(ids(await page(site, "/?zustaendig=niemand"))) == PROJECTS - 5
    none = await page(site, "/?worte=Xylophon")
    assert ids(none) == []
    assert "Kein Vorhaben passt" in none.text


async def test_they_are_sorted_by_what_the_address_says(site: Datasette) -> None:
    assert ids(await page(site, "/?sortiert=stand"))[:5] == ["p10", "p20", "p30", "p40", "p50"]
    titles = [a.text for a in (await page(site, "/?sortiert=titel")).select(".card h3 a")]
    assert titles == sorted(titles, key=str.casefold)
    changed = ids(await page(site, "/?sortiert=geaendert"))[:5]
    assert sorted(changed) == ["p10", "p20", "p30", "p40", "p50"]


async def test_they_are_grouped_under_headings_and_the_form_keeps_the_rest(
    site: Datasette,
) -> None:
    soup = await page(site, "/?gruppiert=stand&seit=30&wer=alle")
    assert headings(soup) == [
        "Bewilligt", "Antrag läuft", "Skizze läuft", "In Prüfung", "Beobachtet",
        "Noch nichts entschieden",
    ]  # fmt: skip
    form = soup.select("section.projects form")[0]
    hidden = {str(f["name"]): str(f["value"]) for f in form.select("[type=hidden]")}
    assert hidden == {"wer": "alle", "seit": "30"}
    assert headings(await page(site, "/?gruppiert=fachamt"))[-1] == "ohne Fachamt"


async def test_an_address_that_asks_for_nonsense_shows_all_and_says_so(site: Datasette) -> None:
    soup = await page(site, "/?fachamt=Kreisamt&stand=egal")
    assert len(ids(soup)) == PROJECTS
    assert [one.text[:10] for one in soup.select("section.projects .notice")] == [
        "„Kreisamt“", "„egal“ gib",
    ]  # fmt: skip
