"""„Neu seit“: the day from which on changed matches are listed, on the project and at the start."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from db.kommune import matches
from db.kommune.matches import Ranked
from db.kommune.work import decisions
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.site.project import since
from tests.support.processes.command import matcher
from tests.support.site.pages import page
from tests.support.towns.decided import somebody
from tests.support.towns.planned import follow

KITA = "/projekt/kita-wiesengrund"
DAY = date(2026, 11, 24)
OFFERED = since.offers(DAY, DAY - timedelta(days=2))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("abgleich", date(2026, 11, 22)),
        ("7", date(2026, 11, 17)),
        ("30", date(2026, 10, 25)),
        ("2026-01-31", date(2026, 1, 31)),
    ],
)
def test_an_address_names_the_last_run_a_span_or_a_day(value: str, day: date) -> None:
    found = since.chosen(value, OFFERED)
    assert found is not None
    assert (found.value, found.day) == (value, day)


@pytest.mark.parametrize("value", [None, "", "gestern", "2026-02-30", "8", "-7", "٧"])
def test_anything_else_chooses_nothing(value: str | None) -> None:
    assert since.chosen(value, OFFERED) is None


def test_before_the_first_run_only_spans_are_offered() -> None:
    assert [one.value for one in since.offers(DAY, None)] == ["7", "30"]


def test_a_pair_counts_from_the_day_of_its_run_on_and_never_when_no_run_changed_it() -> None:
    changed = Ranked("p", "s", "k", "passt", 1, "jetzt", "better", 3)
    untouched = changed._replace(change="", changed_run=None)
    same_day = since.Since("", DAY, "")
    assert since.changed_since(changed, {3: "2026-11-24"}, same_day)
    assert not since.changed_since(changed, {3: "2026-11-23"}, same_day)
    assert not since.changed_since(untouched, {3: "2026-11-24"}, same_day)


@pytest.fixture
def site(data: Path) -> Datasette:
    """The demo, where two matches got better three days after the first run."""
    with closing(sqlite3.connect(data / "kommune.db")) as own, own:
        own.execute("update project set own_funds_eur = '900000' where id = 'kita-wiesengrund'")
    day = SAMPLE_DAY + timedelta(days=3)
    assert matcher("--today", day.isoformat(), "run", data=data).code == 0
    return build(DataDir(data), SAMPLE_DAY, day + timedelta(days=10))


def titles(soup: BeautifulSoup) -> list[str]:
    return [e.text for e in soup.select(".match h3 a")]


def chips(soup: BeautifulSoup) -> dict[str, str]:
    """What the filter offers -> how many matches it says it leaves."""
    found = soup.select("nav[aria-label='Neu oder geändert seit'] a")
    return {a.text.rpartition(" ")[0].strip(): a.text.rpartition(" ")[2] for a in found}


async def test_a_project_lists_what_changed_since_a_day(site: Datasette) -> None:
    everything = await page(site, KITA)
    assert chips(everything) == {"dem letzten Abgleich": "1", "7 Tagen": "0", "30 Tagen": "1"}
    for value, number in (("abgleich", 1), ("7", 0), ("30", 1), ("2026-11-27", 1)):
        found = await page(site, f"{KITA}?seit={value}")
        assert len(titles(found)) == number, value
        assert set(titles(found)) <= set(titles(everything))
    assert not titles(await page(site, f"{KITA}?seit=2026-11-28"))


async def test_a_card_says_how_it_changed_only_where_that_is_asked(site: Datasette) -> None:
    words = "Besser seit 27.11.2026"
    assert words not in (await page(site, KITA)).text
    shown = await page(site, f"{KITA}?seit=30")
    assert all(words in card.text for card in shown.select(".match"))
    chosen = shown.select("nav[aria-label='Neu oder geändert seit'] [aria-current]")
    assert [a["href"] for a in chosen] == ["?seit="], "the choice is taken back by itself"


async def test_the_day_narrows_together_with_other_filters(site: Datasette) -> None:
    both = await page(site, f"{KITA}?seit=30&status=granted")
    assert titles(both) == []
    assert "Filter aufheben" in both.text
    changed = titles(await page(site, f"{KITA}?seit=30"))
    for level in ("eu", "state"):
        of_level = titles(await page(site, f"{KITA}?level={level}"))
        narrowed = titles(await page(site, f"{KITA}?seit=30&level={level}"))
        assert narrowed == [title for title in changed if title in of_level]


async def test_a_day_that_does_not_exist_changes_nothing(site: Datasette) -> None:
    assert titles(await page(site, f"{KITA}?seit=gestern")) == titles(await page(site, KITA))


async def test_where_only_one_run_was_nothing_is_new(prepared: Path) -> None:
    site = build(DataDir(prepared), SAMPLE_DAY)
    assert chips(await page(site, KITA)) == {}
    assert "erste" in (await page(site, f"{KITA}?seit=30")).select(".notice")[0].text


def changed_links(soup: BeautifulSoup) -> list[Tag]:
    return soup.select(".card .counts a[href*=seit]")


def listed_at_home(soup: BeautifulSoup) -> list[str]:
    return [li.text for li in soup.select("section[aria-labelledby=neues] li")]


async def test_the_start_page_looks_back_as_far_as_one_chooses(site: Datasette) -> None:
    assert listed_at_home(await page(site, "/")) == []
    for value in ("abgleich", "30", "2026-11-27"):
        soup = await page(site, f"/?seit={value}")
        assert len(listed_at_home(soup)) == 1, value
        links = [str(a["href"]) for a in changed_links(soup)]
        assert links == [f"{KITA}?seit={value}#treffer"]
        assert len(titles(await page(site, links[0]))) == 1
    assert listed_at_home(await page(site, "/?seit=2026-11-28")) == []


async def test_what_people_declined_is_no_news(site: Datasette, data: Path) -> None:
    first = (await page(site, f"{KITA}?seit=30")).select(".match h3 a")[0]
    with kommune_at(DataDir(data).kommune) as own:
        source, key = own.execute(
            "select source, programme_key from match where project_id = 'kita-wiesengrund'"
            " and changed_run is not null order by rank limit 1"
        ).fetchone()
        one = decisions.decision(own, "kita-wiesengrund", source, key)
        act = somebody(own)
        decisions.set_status(own, one, "declined", act, reason="unsuitable", note="zu weit weg")
    assert first.text not in titles(await page(site, f"{KITA}?seit=30"))
    assert first.text in titles(await page(site, f"{KITA}?seit=30&status=declined"))
    assert changed_links(await page(site, "/?seit=30")) == []


async def test_what_got_worse_leads_to_the_group_in_which_it_stands_now(data: Path) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as own, own:
        own.execute(
            "update pair set change = 'worse', changed_run = (select max(id) from match_run)"
            " where project_id = 'digitales-auental' and part = 'knapp'"
        )
    site = build(DataDir(data), SAMPLE_DAY)
    assert listed_at_home(await page(site, "/?seit=abgleich")) == [], "nobody follows it"
    with kommune_at(data / "kommune.db") as own:
        (close,) = matches.grouped(own, "digitales-auental", ["knapp"])
        follow(own, (close.project_id, close.source, close.key))
    (news,) = (await page(site, "/?seit=abgleich")).select("section[aria-labelledby=neues] li")
    assert "knapp vorbei" in news.text
    group = await page(site, str(news.select("a")[1]["href"]))
    assert len(titles(group)) == 1
    assert titles(group)[0] in news.text
