"""The search page: the town's Land, what a hit tells, and mistyped words."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.files.sheets import column, sheet
from tests.support.processes.command import matcher
from tests.support.site.pages import page


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


def titles(soup: BeautifulSoup) -> list[str]:
    return [one.text for one in soup.select(".hits h2")]


def land(soup: BeautifulSoup) -> str:
    chosen = soup.select_one("select[name=land] option[selected]")
    return chosen.text if chosen else ""


def hit(soup: BeautifulSoup, title: str) -> BeautifulSoup:
    (found,) = (one for one in soup.select(".hits > li") if title in one.text)
    return found


async def test_the_towns_land_is_chosen_until_somebody_says_otherwise(site: Datasette) -> None:
    soup = await page(site, "/suche?q=Schwimmbad")
    assert land(soup).startswith("Hessen (")
    assert "Land Hessen ist für Sie vorgewählt, mit Bund und EU." in soup.text
    assert not any("Bayern" in title for title in titles(soup))
    (everywhere,) = (a for a in soup.select("main a") if a.text == "Alle Länder zeigen")
    soup = await page(site, f"/suche{everywhere['href']}")
    assert land(soup) == ""
    assert "vorgewählt" not in soup.text
    assert titles(soup)[0] == "Bäderdarlehen Bayern – Hallen- und Freibäder erneuern"


async def test_the_form_sent_with_all_laender_keeps_them_over_its_pages(site: Datasette) -> None:
    soup = await page(site, "/suche?q=&land=&level=")
    assert "43 Programme" in soup.select('p[role="status"]')[0].text
    (following,) = soup.select('a[rel="next"]')
    soup = await page(site, f"/suche{following['href']}")
    assert land(soup) == ""
    assert len(titles(soup)) == 43 - 25


async def test_another_land_is_nobodys_preset(site: Datasette) -> None:
    soup = await page(site, "/suche?land=bayern")
    assert land(soup).startswith("Bayern (")
    assert "vorgewählt" not in soup.text


async def test_visitors_learn_nothing_of_the_town(site: Datasette) -> None:
    soup = await page(site, "/suche?q=Klima", login=False)
    assert land(soup) == ""
    assert "vorgewählt" not in soup.text
    assert "43 Programme" in (await page(site, "/suche", login=False)).text
    assert not soup.select(".hits .badge")
    assert not soup.select(".hits .status")
    assert "Vorhaben" not in " ".join(one.text for one in soup.select(".hits"))


async def test_towns_of_two_laender_see_both(data: Path) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as db:
        names = [row[1] for row in db.execute("pragma table_info(municipality)")]
        taken = ", ".join("'09162000'" if name == "ags" else name for name in names)
        db.execute(f"insert into municipality select {taken} from municipality")
        db.commit()
    two = build(DataDir(data), SAMPLE_DAY)
    soup = await page(two, "/suche?q=Schwimmbad")
    assert land(soup).startswith("Hessen oder Bayern (")
    assert titles(soup)[0] == "Bäderdarlehen Bayern – Hallen- und Freibäder erneuern"
    levels = {one.text.split(" · ")[0] for one in (await page(two, "/suche")).select(".hits p")}
    assert {"Land", "Bund", "EU"} <= levels


async def test_where_the_land_has_nothing_the_others_are_offered(site: Datasette) -> None:
    soup = await page(site, "/suche?q=Kl%C3%A4rwerk&level=state")
    assert titles(soup) == []
    assert "Für Hessen gibt es dazu nichts, in anderen Ländern" in soup.text
    assert not soup.select("ol.hits")


async def test_the_spreadsheet_of_the_preset_land_is_what_the_page_lists(site: Datasette) -> None:
    soup = await page(site, "/suche?q=Klima")
    (link,) = soup.select('a[href*="programme.xlsx"]')
    listed = column(await sheet(site, str(link["href"])), "Programm")
    assert listed[: len(titles(soup))] == titles(soup)
    assert f"{len(listed)} Programme" in soup.select('p[role="status"]')[0].text


async def test_a_hit_says_what_it_funds_why_it_is_there_and_for_which_project(
    site: Datasette,
) -> None:
    soup = await page(site, "/suche?q=Kindergarten")
    found = hit(soup, "Kita-Gebäude fit für die Zukunft")
    (words,) = found.select(".purpose blockquote")
    assert words.text.startswith("„")
    assert "Steht hier, weil: im Zweck genannt" in found.text
    (badge,) = found.select(".badge")
    assert badge.text.strip()
    (project,) = (a for a in found.select(".known a"))
    assert project.text == "Kita Wiesengrund energetisch sanieren"
    assert str(project["href"]).endswith("?vorhaben=kita-wiesengrund#vorhaben")


async def test_a_hit_shows_what_people_decided(data: Path) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as db:
        db.execute(
            "insert into decision (project_id, source, programme_key, status, version, changed_at,"
            " changed_by) select project_id, source, programme_key, 'watching', 1,"
            " '2026-11-24T09:00:00', 1 from match"
            " where project_id = 'kita-wiesengrund' and programme_key like '%kita-gebaeude%'"
        )
        db.commit()
    soup = await page(build(DataDir(data), SAMPLE_DAY), "/suche?q=Kindergarten")
    (status,) = hit(soup, "Kita-Gebäude fit für die Zukunft").select(".status")
    assert "beobachten" in status.text


async def test_a_mistyped_word_is_asked_about_and_the_filters_stay(site: Datasette) -> None:
    soup = await page(site, "/suche?q=Schwimbad&land=&level=state")
    (instead,) = soup.select(".instead a")
    assert instead.text == "Schwimmbad"
    assert "Meinten Sie Schwimmbad?" in soup.text
    soup = await page(site, f"/suche{instead['href']}")
    assert titles(soup)[0] == "Bäderdarlehen Bayern – Hallen- und Freibäder erneuern"
    assert not soup.select(".instead")
    (level,) = soup.select("select[name=level] option[selected]")
    assert level["value"] == "state"


async def test_the_command_finds_the_same_in_the_same_order(data: Path, site: Datasette) -> None:
    for words in ("Schwimmbad", "Radweg", "Klima", "neue Heizung"):
        soup = await page(site, f"/suche?q={words}&land=")
        ran = matcher("programmes", "search", *words.split(), "--top", "50", data=data)
        places = [ran.out.replace("\n", " ").find(title.split()[0]) for title in titles(soup)[:3]]
        assert places == sorted(places)
        assert -1 not in places
    assert (
        "Meinten Sie „Schwimmbad“?" in matcher("programmes", "search", "Schwimbad", data=data).out
    )
