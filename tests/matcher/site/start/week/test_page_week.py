"""The week on the start page: only what is followed, by day, and each programme once."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.connection import write
from db.files import DataDir, kommune_at
from db.kommune import matches
from db.kommune.work import decisions
from db.kommune.work.owners import project_people, set_project_people
from db.vocabulary import GROUP_LABELS
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.processes.command import matcher
from tests.support.site.forms import Browser
from tests.support.site.pages import page
from tests.support.towns.decided import (
    DOUBTFUL,
    ME,
    confirm_deadlines,
    follow_doubtful,
    somebody,
)
from tests.support.towns.planned import follow
from tests.support.towns.wider import ask_for

FRIDAY = date(2027, 2, 26)
"""Two days before the deadline of „Klimafeste Plätze und Quartiere“, a Sunday."""
PLACES = (
    "marktplatz-klimafit", "foerderdatenbank",
    "FDB/Content/DE/Foerderprogramm/Land/Hessen/klimafeste-plaetze-und-quartiere.html",
)  # fmt: skip


def on(data: Path, day: date) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY, day)


def week(soup: BeautifulSoup) -> dict[str, list[str]]:
    """Heading -> what stands below it."""
    found: dict[str, list[str]] = {}
    for one in soup.select("section[aria-labelledby=woche] .entries"):
        before = one.find_previous(["h3", "summary"])
        found[before.text if before else ""] = [e.text for e in one.select(".what > a")]
    return found


async def test_what_nobody_follows_is_not_due(data: Path) -> None:
    soup = await page(on(data, FRIDAY), "/")
    assert week(soup) == {}
    assert (
        "Noch wird kein Programm verfolgt" in soup.select("section[aria-labelledby=woche]")[0].text
    )
    with kommune_at(data / "kommune.db") as own:
        follow(own, PLACES)
    found = week(await page(on(data, FRIDAY), "/"))
    assert "Skizze: Klimafeste Plätze und Quartiere" in found["Diese Woche, bis 28.02.2027"]
    monday = week(await page(on(data, date(2027, 2, 22)), "/"))
    assert "Skizze: Klimafeste Plätze und Quartiere" in monday["Diese Woche, bis 28.02.2027"]
    before = week(await page(on(data, date(2027, 2, 21)), "/"))
    assert any("Klimafeste" in what for listed in before.values() for what in listed)
    assert "Diese Woche, bis 28.02.2027" not in before
    assert "Skizze: Klimafeste Plätze und Quartiere" in week(
        await page(on(data, date(2027, 2, 28)), "/"))["Heute"]  # fmt: skip


async def test_one_s_own_comes_first_and_the_address_keeps_the_choice(data: Path) -> None:
    with kommune_at(data / "kommune.db") as own:
        follow(own, PLACES)
        follow(own, DOUBTFUL)
    browser = Browser(on(data, FRIDAY))
    assert week(await browser.get("/")), "nothing is one's own, so all is shown"
    with kommune_at(data / "kommune.db") as own:
        me = own.execute("select id from person where name = ?", [ME]).fetchone()[0]
        seen = project_people(own, DOUBTFUL[0])
        set_project_people(own, seen, None, me, somebody(own))
    mine = await browser.get("/")
    assert not any("Klimafeste" in what for listed in week(mine).values() for what in listed)
    (switch,) = mine.select("section[aria-labelledby=woche] nav a:not([aria-current])")
    assert any("Klimafeste" in what for listed in week(
        await browser.get(f"/{switch['href']}")).values() for what in listed)  # fmt: skip
    assert "Klimafeste" not in mine.select("section[aria-labelledby=wartet]")[0].text


@pytest.mark.parametrize("role", ["read", "edit", "manage"])
async def test_mayor_treasurer_and_officer_see_the_same_week(data: Path, role: str) -> None:
    with kommune_at(data / "kommune.db") as own:
        follow(own, PLACES)
    soup = await Browser(on(data, FRIDAY), role).get("/")
    assert "Diese Woche, bis 28.02.2027" in week(soup)
    tools = [a.text for a in soup.select("p.tools a")]
    assert ("Neues Vorhaben" in tools) == (role != "read")


async def test_no_programme_stands_twice_in_what_waits_and_what_is_suggested(data: Path) -> None:
    follow_doubtful(DataDir(data))
    with kommune_at(data / "kommune.db") as own, write(own) as connection:
        connection.execute(
            "update pair set change = 'better', changed_run = (select max(id) from match_run)"
        )
    soup = await page(build(DataDir(data), SAMPLE_DAY), "/")
    listed = soup.select("#wartet ~ section ul.news > li, #vorschlaege ~ ul.news > li")
    titles = [li.select("a")[0].text for li in listed]
    assert len(titles) > 5
    assert len(titles) == len(set(titles))
    regions = next(li for li in listed if "Zukunftsmittel Regionen" in li.text)
    assert "zu prüfen für 2 Vorhaben" in regions.text
    assert len(regions.select("details li a")) == 2


async def test_suggestions_are_few_and_end_with_a_decision(data: Path) -> None:
    def suggested(soup: BeautifulSoup) -> list[str]:
        return [str(li.select("a")[0]["href"]) for li in soup.select("#vorschlaege ~ ul > li")]

    site = build(DataDir(data), SAMPLE_DAY)
    before = suggested(await page(site, "/"))
    assert len(before) == 5
    key = before[0].partition("?")[0].split("/", 3)[3]
    with kommune_at(data / "kommune.db") as own:
        for (project,) in own.execute("select id from project").fetchall():
            if matches.is_matched(own, project, "foerderdatenbank", key):
                follow(own, (project, "foerderdatenbank", key))
    after = suggested(await page(site, "/"))
    assert before[0] not in after
    assert before[1] in after


def change_a_match(data: Path) -> None:
    """More own funds settle what was open about the own share."""
    with closing(sqlite3.connect(data / "kommune.db")) as mine, mine:
        mine.execute("update project set own_funds_eur = '900000' where id = 'kita-wiesengrund'")


async def test_changed_matches_are_news_for_a_week(data: Path) -> None:
    change_a_match(data)
    assert matcher("--today", SAMPLE_DAY.isoformat(), "run", data=data).code == 0
    soup = await page(build(DataDir(data), SAMPLE_DAY), "/")
    news = [li.text for li in soup.select("section[aria-labelledby=neues] li")]
    assert any("besser: " in words and "für Kita Wiesengrund" in words for words in news)
    later = build(DataDir(data), SAMPLE_DAY, SAMPLE_DAY + timedelta(days=8))
    assert not (await page(later, "/")).select("section[aria-labelledby=neues] li")


def change_the_best(data: Path, group: str, listed: int) -> None:
    """A run finds the best match of a group worse for each project, all of which people follow."""
    with kommune_at(data / "kommune.db") as own:
        with write(own) as connection:
            connection.execute(
                "update pair set change = 'worse', changed_run = iif(rank ="
                " (select min(rank) from pair p where p.project_id = pair.project_id"
                " and part = ? and listed = ?), (select max(id) from match_run), null)",
                [group, listed],
            )
            # by this pages tell that there are other pairs than before
            connection.execute("update match_run set pairs = pairs + 1")
        sql = "select project_id, source, programme_key from match where changed_run is not null"
        for pair in own.execute(sql).fetchall():
            if not decisions.decision(own, *pair).is_followed:
                follow(own, pair)


async def test_news_lead_to_the_group_in_which_the_match_stands(data: Path) -> None:
    ask_for(data, "alle")
    site = build(DataDir(data), SAMPLE_DAY)
    said: set[str] = set()
    for group, listed in product(GROUP_LABELS, (1, 0)):
        change_the_best(data, group, listed)
        soup = await page(site, "/")
        for entry in soup.select("section[aria-labelledby=neues] ul.news > li"):
            programme, *projects = entry.select("a")
            said.add(entry.text.partition("schlechter: ")[2].rpartition(" Vorhaben")[0][:-2])
            for project in projects:
                found = await page(site, str(project["href"]))
                assert programme.text in [a.text for a in found.select(".match h3 a")], entry.text
    assert {"knapp vorbei für", "randthema für", "mit anderem Thema für"} < said


async def test_unsure_deadlines_of_followed_programmes_are_asked_about(data: Path) -> None:
    files = DataDir(data)
    site = build(files, SAMPLE_DAY)
    assert not (await page(site, "/")).select("#wartet-doubt")
    follow_doubtful(files)
    soup = await page(site, "/")
    (block,) = soup.select("section[aria-labelledby=wartet-doubt]")
    (row,) = block.select("ul.news > li")
    title, *days, project = row.select("a")
    assert [one.text for one in days] == [
        "Antrag vermutlich bis 10.02.2027", "Antrag vermutlich bis 16.09.2027",
    ]  # fmt: skip
    assert project["href"] == f"/projekt/{DOUBTFUL[0]}"
    path, _, place = str(title["href"]).partition("#")
    assert (await page(site, path)).select(f"#{place} button")
    (more,) = [str(a["href"]) for a in block.select("a") if "Alle fraglichen" in a.text]
    listed = (await page(site, more)).select("li.doubtful time")
    assert [str(one["datetime"]) for one in listed] == ["2027-02-10", "2027-09-16"]
    assert not (await page(site, "/", login=False)).select("#wartet-doubt")
    confirm_deadlines(files, "nachbarstaedte-im-gespraech.html")
    assert not (await page(site, "/")).select("#wartet-doubt")


async def test_what_people_declined_is_not_asked_about(data: Path) -> None:
    follow_doubtful(DataDir(data))
    with kommune_at(data / "kommune.db") as db:
        found = decisions.decision(db, *DOUBTFUL)
        decisions.set_status(db, found, "declined", somebody(db), "own_share", "zu teuer")
    assert not (await page(build(DataDir(data), SAMPLE_DAY), "/")).select("#wartet-doubt")
