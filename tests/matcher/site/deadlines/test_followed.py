"""A match that people follow keeps its deadlines, its plan and its place among what is sorted by
status, also when a run finds it at the edge of the topic or far from it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sqlite_utils import Database

from db.connection import write
from db.files import DataDir
from db.kommune import people
from db.kommune.tracker.plans import Identity
from db.kommune.work import decisions
from matcher.deadlines.coming_stored import coming_deadlines
from matcher.paths import plan_path, programme_path
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.deadline_pages import entries, page, sheet
from tests.support.site.forms import Browser, Form
from tests.support.towns.decided import ME, set_people, somebody
from tests.support.towns.planned import dated_pair, follow

GROUPS = {"rand": "edge", "anderes": "far", "knapp": "near", "ausgeschlossen": "near"}
WORDS = {"rand": "Randthema für: ", "anderes": "Mit anderem Thema für: ",
         "knapp": "Knapp vorbei für: ", "ausgeschlossen": "Ausgeschlossen für: "}  # fmt: skip
PROJECT = "/projekt/kita-wiesengrund"


def judge(own: Database, pair: Identity, group: str) -> None:
    """What a run does that finds a pair in another group."""
    with write(own) as connection:
        connection.execute(
            "update pair set part = ?, topic = ?, listed = 0, verdict = 'ausgeschlossen'"
            " where project_id = ? and ref = (select id from programme_ref where source = ?"
            " and programme_key = ?)",
            [group, GROUPS[group], *pair],
        )


def due(soup: BeautifulSoup, pair: Identity) -> list[str]:
    """The entries of a list of deadlines that lead to the programme of a pair."""
    path = programme_path(*pair[1:])
    return [li.text for li in soup.select("ol.due > li") if li.select(f'h3 a[href^="{path}"]')]


@pytest.fixture
def followed(data: Path, own: Database) -> tuple[Identity, date]:
    pair, day = dated_pair(data)
    follow(own, pair)
    return pair, day


@pytest.mark.parametrize("group", GROUPS)
async def test_what_is_followed_keeps_its_deadline_under_its_verdict(
    data: Path, own: Database, followed: tuple[Identity, date], group: str
) -> None:
    pair, day = followed
    judge(own, pair, group)
    site = build(DataDir(data), SAMPLE_DAY)
    path = f"/fristen?vorhaben={pair[0]}"
    soup = await page(site, path)
    (entry,) = due(soup, pair)
    assert WORDS[group] in entry
    assert soup.select(f"ol.due .badge.{group}")
    # it may be in another Land, unlike what lists show
    assert "– anderes Thema" not in [e.text for e in soup.select("ol.due .badge")]
    assert due(await page(site, f"{path}&urteil={group}"), pair) == [entry]
    rows = await sheet(site, f"/fristen.xlsx?vorhaben={pair[0]}&urteil={group}")
    assert {row["Frist"].date() for row in rows if row["Vorhaben"]} >= {day}  # type: ignore[attr-defined]
    month = await page(site, f"{path}&ansicht=monat&monat={day:%Y-%m}")
    assert month.select(f".month .badge.{group}")
    assert day in {c.due.day for c in coming_deadlines(DataDir(data), SAMPLE_DAY, 730, pair[0])}


@pytest.mark.parametrize("group", GROUPS)
async def test_what_nobody_follows_has_none(data: Path, own: Database, group: str) -> None:
    pair, _ = dated_pair(data)
    judge(own, pair, group)
    site = build(DataDir(data), SAMPLE_DAY)
    assert not due(await page(site, f"/fristen?vorhaben={pair[0]}"), pair)
    found = coming_deadlines(DataDir(data), SAMPLE_DAY, 730, pair[0])
    assert not [c for c in found if c.possible.outlook.identity == pair[1:]]


async def test_a_status_counts_at_once_and_is_over_at_once(data: Path, own: Database) -> None:
    pair, _ = dated_pair(data)
    judge(own, pair, "anderes")
    site = build(DataDir(data), SAMPLE_DAY)
    path = f"/fristen?vorhaben={pair[0]}"
    assert not due(await page(site, path), pair)
    before = len(entries(await page(site, path)))
    follow(own, pair, "sketch")
    assert due(await page(site, path), pair)
    follow(own, pair, "granted")
    assert len(entries(await page(site, path))) == before


async def test_the_start_page_and_subscriptions_have_it_too(
    data: Path, own: Database, followed: tuple[Identity, date]
) -> None:
    pair, day = followed
    judge(own, pair, "rand")
    site = build(DataDir(data), SAMPLE_DAY, day - timedelta(days=1))
    home = await page(site, "/")
    links = [str(a["href"]) for a in home.select("section[aria-labelledby=woche] a")]
    assert any(programme_path(*pair[1:]) in link for link in links)
    browser = Browser(site)
    made = await Form(browser, await browser.get("/abonnements")).send(umfang=f"project:{pair[0]}")
    (calendar,) = re.findall(r"/kalender/[\w-]+\.ics", made.text)[:1]
    events = (await site.client.get(calendar)).text.replace("\r\n ", "")
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in events
    assert "Kita Wiesengrund energetisch sanieren: Randthema" in events


async def test_its_plan_is_linked_from_card_and_programme(
    data: Path, own: Database, followed: tuple[Identity, date]
) -> None:
    pair, _ = followed
    judge(own, pair, "anderes")
    site = build(DataDir(data), SAMPLE_DAY)
    programme = f"{programme_path(*pair[1:])}?vorhaben={pair[0]}"
    plan = f'a[href="{plan_path(*pair)}"]'
    for path in (f"{PROJECT}?gruppe=alle&status=watching", programme):
        assert (await page(site, path)).select(plan), path
    follow(own, pair, "rejected")
    for path in (f"{PROJECT}?gruppe=alle&status=rejected", programme):
        assert not (await page(site, path)).select(plan), path


@pytest.mark.parametrize("group", GROUPS)
async def test_status_chips_find_it_from_every_group(
    data: Path, own: Database, followed: tuple[Identity, date], group: str
) -> None:
    pair, _ = followed
    me = people.stand_in(own, ME, "edit", somebody(own).at)
    seen = decisions.decision(own, *pair)
    set_people(own, seen, me.id, None, somebody(own))
    judge(own, pair, group)
    browser = Browser(build(DataDir(data), SAMPLE_DAY))
    for shown in ("", "?gruppe=knapp", "?gruppe=rand&urteil=passt", "?gruppe=anderes"):
        soup = await browser.get(PROJECT + shown)
        links = soup.select("nav[aria-label=Status] a:has(span)")
        by_words = {" ".join(a.text.split()[:-1]): a for a in links}
        assert {"beobachten", "bei mir"} <= by_words.keys(), shown
        for words in ("beobachten", "bei mir"):
            assert by_words[words].text.split()[-1] == "1"
            (card,) = (await browser.get(PROJECT + str(by_words[words]["href"]))).select(".match")
            assert pair[2] in str(card.select("h3 a")[0]["href"])
    alone = await browser.get(f"{PROJECT}?gruppe=alle&status=watching&mir=1")
    every, *_ = alone.select("nav[aria-label=Status] a")
    assert "mir=1" in str(every["href"])
    back = await browser.get(f"{PROJECT}?gruppe=alle&status=watching")
    every, *_ = back.select("nav[aria-label=Status] a")
    shown_again = await browser.get(PROJECT + str(every["href"]))
    (current,) = shown_again.select(".groups a[aria-current]")
    assert current.text.startswith("Jetzt beantragen")


@pytest.mark.parametrize("query", ["status=watching", "mir=1", "status=watching&mir=1"])
async def test_an_address_that_finds_it_in_no_group_leads_to_all_of_them(
    data: Path, own: Database, followed: tuple[Identity, date], query: str
) -> None:
    pair, _ = followed
    me = people.stand_in(own, ME, "edit", somebody(own).at)
    set_people(own, decisions.decision(own, *pair), me.id, None, somebody(own))
    judge(own, pair, "rand")
    browser = Browser(build(DataDir(data), SAMPLE_DAY))
    nothing = await browser.get(f"{PROJECT}?{query}")
    assert not nothing.select(".match")
    everywhere, _lifted = nothing.select(".notice a")
    assert everywhere.text == "In allen Gruppen suchen"
    (card,) = (await browser.get(PROJECT + str(everywhere["href"]))).select(".match")
    assert pair[2] in str(card.select("h3 a")[0]["href"])
    # where all groups have none, there is nowhere to look
    for path in (f"{PROJECT}?status=granted", f"{PROJECT}?gruppe=alle&status=granted"):
        (lifted,) = (await browser.get(path)).select(".notice a")
        assert lifted.text == "Filter aufheben"


async def test_where_no_group_has_anything_else_the_status_is_still_found(
    data: Path, own: Database, followed: tuple[Identity, date]
) -> None:
    pair, _ = followed
    with write(own) as connection:
        connection.execute("update pair set part = 'rand', topic = 'edge', listed = 0,"
                           " verdict = 'ausgeschlossen'")  # fmt: skip
    browser = Browser(build(DataDir(data), SAMPLE_DAY))
    soup = await browser.get(PROJECT)
    assert not soup.select(".match")
    (watched,) = [a for a in soup.select("nav[aria-label=Status] a") if "beobachten" in a.text]
    (card,) = (await browser.get(PROJECT + str(watched["href"]))).select(".match")
    assert pair[2] in str(card.select("h3 a")[0]["href"])


async def test_what_is_hidden_is_in_no_count(
    data: Path, own: Database, followed: tuple[Identity, date]
) -> None:
    pair, _ = followed
    judge(own, pair, "rand")
    decisions.set_hidden(own, decisions.decision(own, *pair), True, somebody(own))
    soup = await Browser(build(DataDir(data), SAMPLE_DAY)).get(PROJECT)
    assert not soup.select("nav[aria-label=Status]")
