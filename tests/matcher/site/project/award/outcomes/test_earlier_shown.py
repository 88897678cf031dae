"""What became of earlier applications, beside the programme wherever it is shown again."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db.clock import now
from db.files import DataDir
from db.kommune import people
from db.kommune.log import Act, Subject
from db.kommune.succession.proposals import Succession, confirm, propose, successions
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.ended import enter_rejected
from tests.support.site.forms import Browser
from tests.support.site.pages import PROGRAMME

SOURCE, KEY = PROGRAMME.removeprefix("/programm/").split("/", 1)
MINE = Subject("marktplatz-klimafit", SOURCE, KEY)
LINE = "2024 abgelehnt: Mittel erschöpft (nach 5 Monaten)"
PLACES = (
    "/projekt/marktplatz-klimafit", f"{PROGRAMME}?vorhaben=marktplatz-klimafit",
    f"/plan/marktplatz-klimafit/{SOURCE}/{KEY}",
)  # fmt: skip


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


def earlier(soup: BeautifulSoup) -> list[str]:
    """The lines, without the links that programme pages have in them."""
    found = (one.get_text(" ", strip=True) for one in soup.select("ul.earlier li"))
    return [one.partition(" ansehen")[0] for one in found]


async def test_its_own_project_reads_it_on_card_programme_and_plan(
    site: Datasette, own: Database
) -> None:
    enter_rejected(own, MINE)
    browser = Browser(site, "read")
    for path in PLACES:
        assert earlier(await browser.get(path)) == [LINE], path


async def test_the_programme_leads_to_the_application(site: Datasette, own: Database) -> None:
    enter_rejected(own, MINE)
    browser = Browser(site, "read")
    (link,) = (await browser.get(PLACES[1])).select("ul.earlier a")
    assert "ansehen" in link.text
    assert (await browser.get(str(link["href"]))).select(".application.rejected")


async def test_search_and_other_projects_name_the_project(site: Datasette, own: Database) -> None:
    (title,) = own.execute("select title from project where id = ?", [MINE.project_id]).fetchone()
    line = LINE.replace("abgelehnt", f"abgelehnt für „{title}“")
    enter_rejected(own, MINE)
    browser = Browser(site, "read")
    assert line in earlier(await browser.get("/suche?q=klimafeste+Plätze&land="))
    assert earlier(await browser.get(f"{PROGRAMME}?vorhaben=kita-wiesengrund")) == [line]
    assert earlier(await browser.get(PROGRAMME)) == [line]


async def test_a_list_shows_two_and_leads_to_the_rest(site: Datasette, own: Database) -> None:
    for number in range(4):
        enter_rejected(own, MINE, reason=f"Grund {number}. " + "lang " * 60)
    browser = Browser(site, "read")
    soup = await browser.get(PLACES[0])
    shown = earlier(soup)
    assert len(shown) == 3
    assert shown[0].endswith("… (nach 5 Monaten)")
    assert shown[-1] == "2 weitere Anträge"
    (link,) = soup.select("ul.earlier a")
    assert str(link["href"]).endswith("#frueher")
    whole = await browser.get(PLACES[1])
    assert len(earlier(whole)) == 4
    assert whole.select("#frueher")


async def test_a_successor_tells_of_the_programme_before_it(site: Datasette, own: Database) -> None:
    enter_rejected(own, Subject(MINE.project_id, SOURCE, "weg.html"))
    propose(own, [Succession((SOURCE, "weg.html"), (SOURCE, KEY), 0.95)], SAMPLE_DAY)
    act = Act(people.stand_in(own, "Ben Tal", "edit", now()).id, now())
    confirm(own, successions(own, "proposed")[0].id, {}, act)
    told = earlier(await Browser(site, "read").get(PLACES[0]))
    assert told == [LINE.replace("abgelehnt", "beim Vorgängerprogramm abgelehnt")]


async def test_visitors_see_nothing_of_it(site: Datasette, own: Database) -> None:
    enter_rejected(own, MINE)
    await site.invoke_startup()
    for path in (PROGRAMME, "/suche?q=klimafeste+Plätze&land="):
        answer = await site.client.get(path)
        assert answer.status_code == 200
        assert "Mittel erschöpft" not in answer.text
        assert "earlier" not in answer.text


async def test_a_reason_is_text_wherever_it_is_shown(site: Datasette, own: Database) -> None:
    enter_rejected(own, MINE, reason="<script>alert(1)</script>")
    browser = Browser(site, "read")
    for path in (*PLACES, "/suche?q=klimafeste+Plätze&land="):
        soup = await browser.get(path)
        assert "<script>alert(1)" in " ".join(earlier(soup)), path
        assert [one for one in soup.select("main script") if "alert" in one.text] == [], path
