"""The page opens on what is followed; near programmes stand there only until somebody does."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db.files import DataDir, kommune_at
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import enter_award
from tests.support.site.deadline_pages import entries, page, sheet
from tests.support.towns.planned import dated_pair, follow


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


def current(soup: BeautifulSoup) -> list[str]:
    return [a.text for a in soup.select("nav[aria-label=Umfang] a[aria-current]")]


async def test_who_follows_nothing_sees_near_programmes_under_that_name(site: Datasette) -> None:
    soup = await page(site, "/fristen")
    (notice,) = soup.select(".notice.instead")
    assert notice.text.startswith("Noch verfolgt niemand ein Programm.")
    assert "naher Programme" in notice.text
    (counted,) = soup.select("main p[role=status]:not(.instead)")
    assert "Fristen naher Programme vom" in counted.text
    assert current(soup) == ["verfolgt"]
    assert entries(soup)
    badges = {e.text for e in soup.select("ol.due .badge")}
    assert badges <= {"✓ passt", "? prüfen"}
    possible = await page(site, "/fristen?umfang=moeglich")
    assert not possible.select(".notice.instead")
    assert set(entries(soup)) <= set(entries(possible))


async def test_it_opens_on_what_is_followed_and_says_its_status(
    site: Datasette, data: Path
) -> None:
    pair, due = dated_pair(data)
    with kommune_at(data / "kommune.db") as own:
        follow(own, pair, "application")
    soup = await page(site, "/fristen")
    assert not soup.select(".notice.instead")
    (entry,) = soup.select("ol.due > li:not(.step)")
    assert str(entry.select("time")[0]["datetime"]) == due.isoformat()
    assert [e.text for e in entry.select(".status")] == ["Antrag in Arbeit"]
    rows = await sheet(site, "/fristen.xlsx")
    assert [row["Status"] for row in rows if row["Sicherheit"]] == ["Antrag in Arbeit"]
    more = await page(site, "/fristen?umfang=moeglich")
    assert set(entries(soup)) < set(entries(more))
    with kommune_at(data / "kommune.db") as own:
        follow(own, pair, "rejected")
    assert (await page(site, "/fristen")).select(".notice.instead")


async def test_a_choice_in_which_nobody_follows_anything_says_so(
    site: Datasette, data: Path
) -> None:
    pair, _ = dated_pair(data)
    with kommune_at(data / "kommune.db") as own:
        follow(own, pair)
    soup = await page(site, "/fristen?vorhaben=marktplatz-klimafit")
    (notice,) = soup.select(".notice.instead")
    assert notice.text.startswith("In dieser Auswahl verfolgt noch niemand ein Programm.")
    assert all("Marktplatz klimafit" in li.text for li in soup.select("ol.due > li"))
    link = soup.select("nav[aria-label=Umfang] a")[0]
    assert str(link["href"]) == "/fristen?vorhaben=marktplatz-klimafit"


async def test_what_is_followed_without_a_deadline_hides_no_near_programme_behind_it(
    site: Datasette, data: Path
) -> None:
    with kommune_at(data / "kommune.db") as own:
        follow(own, _without_deadline(data))
    soup = await page(site, "/fristen")
    assert not soup.select(".notice.instead, ol.due > li:not(.step)")
    assert soup.select("p[role=status]")[0].text.startswith("Keine sichere Frist und ")
    assert [e.text for e in soup.select(".groups strong")] == ["1"]


def _without_deadline(data: Path) -> tuple[str, str, str]:
    with closing(sqlite3.connect(data / "kommune.db")) as own:
        own.execute("attach ? as katalog", [str(data / "katalog.db")])
        found = own.execute(
            "select m.project_id, m.source, m.programme_key from match m join katalog.programme p"
            " on p.source = m.source and p.key = m.programme_key where m.listed and not exists"
            " (select 1 from katalog.fact f where f.programme_id = p.id and f.kind = 'deadline')"
            " order by m.rank limit 1"
        ).fetchone()
    assert found
    return found[0], found[1], found[2]


async def test_each_row_says_how_sure_it_is_and_what_for(site: Datasette, data: Path) -> None:
    soup = await page(site, "/fristen?umfang=alle")
    sure, unsure = soup.select("ol.due > li:not(.doubtful)"), soup.select("ol.due > li.doubtful")
    assert sure
    assert unsure
    assert all(li.select(".certainty")[0].text == "sicher gelesen" for li in sure)
    assert all(li.select(".certainty")[0].text == "vermutlich" for li in unsure)
    assert all("gilt für: " in li.select(".what")[0].text for li in soup.select("ol.due > li"))
    rows = await sheet(site, "/fristen.xlsx?umfang=alle")
    assert {row["Sicherheit"] for row in rows} == {"sicher gelesen", "vermutlich"}
    with closing(sqlite3.connect(data / "katalog.db")) as connection, connection:
        connection.execute(
            "insert into fact(programme_id, kind, value, details, quote, field, span_start,"
            " span_end, rule) select id, 'deadline', '2027-03-15', ?, substr(title, 1, 1), 'title',"
            " 0, 1, 'test' from programme order by id limit 6",
            ['{"kind": "application", "form": "date", "scope": "Modul A", "opens": null}'],
        )
    other = build(DataDir(data), SAMPLE_DAY)
    named = await page(other, "/fristen?umfang=alle")
    parts = [li.select(".what")[0].text for li in named.select("ol.due > li")
             if "Modul A" in li.text]  # fmt: skip
    assert parts
    assert all("Antrag · gilt für: Modul A · sicher gelesen" in words for words in parts)


@pytest.mark.parametrize("login", [True, False])
async def test_the_list_comes_first_chart_and_filters_below(site: Datasette, login: bool) -> None:
    soup = await page(site, "/fristen", login)
    places = [str(e.name) + "".join(e.get("class") or ()) for e in soup.main.select(  # type: ignore[union-attr]
        "ol.due, figure.chart, form.finder, section.undated")]  # fmt: skip
    kinds = [*dict.fromkeys(places)]
    assert kinds == ["olmatchesdue", "figurechartfolded", "formfinderfolded", "sectionundated"]
    (jump,) = soup.select('nav a[href="#filter"]')
    assert jump.text == "Filter ↓"
    assert soup.select("h2#filter")


async def test_who_follows_nothing_is_led_to_what_is_awarded(data: Path, own: Database) -> None:
    enter_award(own)
    (notice,) = (await page(build(DataDir(data), SAMPLE_DAY), "/fristen")).select(".instead")
    assert "Was beantragt oder bewilligt ist, steht unter Pflichten" in notice.text
    assert [a["href"] for a in notice.select("a")] == ["/pflichten", "/bescheide"]
