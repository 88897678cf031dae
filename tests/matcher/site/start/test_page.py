"""The start page: next step for new users, news, projects with counts, sources."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.connection import write
from db.files import DataDir, kommune_at
from db.kommune import matches
from db.kommune.work import decisions
from db.vocabulary import GROUP_LABELS
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.site.frame.work import read_work
from matcher.site.start.overview import Overview, counted, next_step, overview
from tests.support.processes.command import matcher
from tests.support.site.pages import page
from tests.support.towns.decided import (
    DOUBTFUL,
    confirm_deadlines,
    follow_doubtful,
    somebody,
)
from tests.support.towns.wider import ask_for


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


def own(*projects: dict[str, Any]) -> Overview:
    municipality = {"ags": "1", "projects": list(projects)}
    return Overview([municipality], {}, [], {}, any(p["counts"] for p in projects))


@pytest.mark.parametrize(
    ("programmes", "read", "known", "command"),
    [
        (0, 0, Overview([], {}, [], {}, False), "matcher crawl"),
        (43, 0, own(), "matcher extract"),
        (43, 43, Overview([], {}, [], {}, False), "matcher projects import kommune.yml"),
        (43, 43, own(), "matcher projects import kommune.yml"),
        (43, 43, own({"counts": {"passt": 1}}, {"counts": {}}), ""),
    ],
)
def test_a_new_user_is_told_one_step_at_a_time(
    programmes: int, read: int, known: Overview, command: str
) -> None:
    step = next_step(programmes, read, known)
    assert step is not None
    assert step.command == command


def test_once_all_is_in_use_there_is_no_next_step() -> None:
    assert next_step(43, 43, own({"counts": {"passt": 1}})) is None


async def test_a_new_folder_leads_to_the_guided_setup(tmp_path: Path) -> None:
    matcher("init", data=tmp_path)
    soup = await page(build(DataDir(tmp_path), SAMPLE_DAY), "/")
    assert soup.select_one('main a[href="/einrichten"]') is not None
    assert not soup.select(".step")


async def test_projects_show_counts_and_their_three_best(site: Datasette) -> None:
    soup = await page(site, "/")
    assert soup.select(".card h3")[0].text == "Kita Wiesengrund energetisch sanieren"
    assert all(len(card.select("ol.best li")) == 3 for card in soup.select(".card"))
    assert [[e.text for e in card.select(".count")] for card in soup.select(".card")] == [
        ["1 passt", "2 prüfen"],
        ["1 passt", "3 prüfen", "1 knapp vorbei"],
        ["2 passt", "1 prüfen"],
    ]
    (close,) = soup.select(".counts a")
    shown = await page(site, str(close["href"]))
    assert len(shown.select(".match")) == 1


async def test_the_best_leave_out_what_people_hid_or_declined(data: Path) -> None:
    def shown(soup: BeautifulSoup) -> list[list[str]]:
        return [[str(a["href"]) for a in card.select("ol.best a")] for card in soup.select(".card")]

    before = shown(await page(build(DataDir(data), SAMPLE_DAY), "/"))
    with kommune_at(DataDir(data).kommune) as own:
        ranked = matches.possible_ranked(own, "digitales-auental")
        first, second = sorted(ranked, key=lambda one: one.rank)[:2]
        act = somebody(own)
        one = decisions.decision(own, first.project_id, first.source, first.key)
        decisions.set_status(own, one, "declined", act, "other", "nein")
        decisions.hide_programme(own, second.source, second.key, True, act)
    after = shown(await page(build(DataDir(data), SAMPLE_DAY), "/"))
    assert len(after[1]) == 2
    assert not any(first.key in address or second.key in address for address in after[1])
    assert before[1][2] in after[1]


@pytest.mark.parametrize("how", ["hidden", "declined", "for all"])
async def test_what_people_hid_or_declined_is_not_counted_either(data: Path, how: str) -> None:
    """„Digitales Auental“ has four matches that one can apply for, and one that came close."""
    with kommune_at(DataDir(data).kommune) as own:
        act = somebody(own)

        def drop(source: str, key: str) -> None:
            seen = decisions.decision(own, "digitales-auental", source, key)
            if how == "hidden":
                decisions.set_hidden(own, seen, True, act)
            elif how == "declined":
                decisions.set_status(own, seen, "declined", act, "other", "nein")
            else:
                decisions.hide_programme(own, source, key, True, act)

        first, *others = matches.listed(own, "digitales-auental")
        (close,) = matches.grouped(own, "digitales-auental", ["knapp"])
        site = build(DataDir(data), SAMPLE_DAY)
        before = await counts_of(site)
        drop(first.source, first.key)
        after = await counts_of(site)
        assert before == ["1 passt", "3 prüfen", "1 knapp vorbei"]
        assert sum(int(words.split()[0]) for words in after) == 4
        for one in others:
            drop(one.source, one.key)
        assert await counts_of(site) == ["Zurzeit nichts zu beantragen", "1 knapp vorbei"]
        drop(close.source, close.key)
        assert await counts_of(site) == ["Zurzeit nichts zu beantragen"]


async def counts_of(site: Datasette) -> list[str]:
    """What stands below „Digitales Auental“."""
    card = (await page(site, "/")).select(".card")[1]
    return [e.text for e in card.select(".counts > span, .counts a > span")]


async def test_more_projects_cost_no_more_queries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements, asked = traced(monkeypatch), {}
    for number in (2, 14):
        data = tmp_path / str(number)
        assert matcher("demo", "--no-serve", data=data).code == 0
        with closing(sqlite3.connect(data / "kommune.db")) as connection:
            columns = [row[1] for row in connection.execute("pragma table_info(project)")][1:]
            listed = ", ".join(columns)
            for place in range(number):
                connection.execute(
                    f"insert into project(id, {listed}) select 'weiteres-{place}', {listed}"
                    " from project where id = 'kita-wiesengrund'"
                )
            connection.commit()
        assert matcher("--today", SAMPLE_DAY.isoformat(), "run", data=data).code == 0
        statements.clear()
        soup = await page(build(DataDir(data), SAMPLE_DAY), "/")
        assert len(soup.select(".card")) == number + 3
        asked[number] = len([one for one in statements if one.lower().startswith("select")])
    assert asked[2] == asked[14]


def traced(patch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that connections of sites made from now on run."""
    found: list[str] = []
    real = Datasette._prepare_connection

    def prepared(site: Datasette, connection: sqlite3.Connection, database: str) -> None:
        real(site, connection, database)
        if database != "_internal":
            connection.set_trace_callback(found.append)

    patch.setattr(Datasette, "_prepare_connection", prepared)
    return found


async def test_sources_show_state_and_counts_to_everybody(site: Datasette) -> None:
    soup = await page(site, "/", login=False)
    row = soup.select_one("table.plain tbody tr")
    assert row is not None
    assert "Förderdatenbank des Bundes" in row.text
    assert "43" in row.text


async def test_the_public_learns_where_to_log_in_and_sees_no_project(site: Datasette) -> None:
    soup = await page(site, "/", login=False)
    assert "matcher serve" in soup.text
    assert soup.select(".card") == []


def change_a_match(data: Path) -> None:
    """More own funds settle what was open about the own share."""
    with closing(sqlite3.connect(data / "kommune.db")) as mine, mine:
        mine.execute("update project set own_funds_eur = '900000' where id = 'kita-wiesengrund'")


async def test_changed_matches_are_news_for_a_week(data: Path) -> None:
    change_a_match(data)
    assert matcher("--today", SAMPLE_DAY.isoformat(), "run", data=data).code == 0
    soup = await page(build(DataDir(data), SAMPLE_DAY), "/")
    news = [li.text for li in soup.select("section[aria-labelledby=neues] li")]
    assert any("besser für Kita Wiesengrund" in words for words in news)
    later = build(DataDir(data), SAMPLE_DAY, SAMPLE_DAY + timedelta(days=8))
    assert not (await page(later, "/")).select("section[aria-labelledby=neues] li")


@pytest.mark.parametrize("topics", ["nah", "rand", "alle"])
async def test_news_lead_to_the_group_in_which_the_match_stands(data: Path, topics: str) -> None:
    ask_for(data, topics)
    site = build(DataDir(data), SAMPLE_DAY)
    said: set[str] = set()
    for group, listed in product(GROUP_LABELS, (1, 0)):
        with kommune_at(DataDir(data).kommune) as mine, write(mine) as connection:
            # the start page names few: the best of one group of each project at a time
            connection.execute(
                "update pair set change = 'worse', changed_run = iif(rank ="
                " (select min(rank) from pair p where p.project_id = pair.project_id"
                " and part = ? and listed = ?), (select max(id) from match_run), null)",
                [group, listed],
            )
        for entry in (await page(site, "/")).select("section[aria-labelledby=neues] ul.news li"):
            programme, project = entry.select("a")
            found = await page(site, str(project["href"]))
            assert programme.text in [a.text for a in found.select(".match h3 a")], entry.text
            words = entry.select(".badge")[0].text.split(" ", 1)[1]
            assert words != ("anderes Thema oder Land" if listed else "anderes Thema")
            said.add(words)
    assert {"knapp vorbei", "Randthema", "anderes Thema oder Land"} < said
    assert ("anderes Thema" in said) == (topics == "alle")


async def test_each_project_counts_what_its_page_shows_at_once(data: Path) -> None:
    for topics in ("nah", "rand", "alle"):
        ask_for(data, topics)
        site = build(DataDir(data), SAMPLE_DAY)
        for card in (await page(site, "/")).select(".card"):
            counts = [e.text.split(" ", 1) for e in card.select(".count")]
            said = {words: int(number) for number, words in counts if words != "knapp vorbei"}
            link = str(card.select("h3 a")[0]["href"])
            badges = [
                e.text.split(" ", 1)[1] for e in await badges_of(site, f"{link}?")
            ]  # fmt: skip
            assert {words: badges.count(words) for words in badges} == said, topics
            assert ("Randthema" in said) <= (topics != "nah")
            assert ("anderes Thema" in said) <= (topics == "alle")
            assert "anderes Thema oder Land" not in said


async def badges_of(site: Datasette, path: str) -> list[Any]:
    """Badges of the cards on all pages of a project's list."""
    found: list[Any] = []
    for number in range(1, 10):
        soup = await page(site, f"{path}&seite={number}")
        found += soup.select(".match .badge")
        if not soup.select("a[rel=next]"):
            break
    return found


def test_a_project_that_was_never_matched_has_no_counts(prepared: Path) -> None:
    with kommune_at(DataDir(prepared).kommune) as mine:
        found = overview(mine, {}, read_work(mine), date(2026, 11, 24))
    # matched, though no list shows anything
    assert {p["id"]: p["counts"] for p in found.municipalities[0]["projects"]} == {
        "kita-wiesengrund": {"knapp": 0},
        "digitales-auental": {"knapp": 1},
        "marktplatz-klimafit": {"knapp": 0},
    }
    assert counted([], None) == {}


async def test_unsure_deadlines_of_followed_programmes_are_asked_about(data: Path) -> None:
    files = DataDir(data)
    site = build(files, SAMPLE_DAY)
    assert not (await page(site, "/")).select("#fraglich")
    follow_doubtful(files)
    soup = await page(site, "/")
    (block,) = soup.select("section:has(> #fraglich)")
    days = [one.text for one in block.select("li b")]
    assert days == ["vermutlich bis 10.02.2027", "vermutlich bis 16.09.2027"]
    assert "verfolgt" in block.select("li")[0].text
    path, _, place = str(block.select("li a")[0]["href"]).partition("#")
    assert (await page(site, path)).select(f"#{place} button")
    (more,) = [str(a["href"]) for a in block.select("a") if "Alle fraglichen" in a.text]
    listed = (await page(site, more)).select("li.doubtful time")
    assert [str(one["datetime"]) for one in listed] == ["2027-02-10", "2027-09-16"]
    assert not (await page(site, "/", login=False)).select("#fraglich")
    confirm_deadlines(files, "nachbarstaedte-im-gespraech.html")
    assert not (await page(site, "/")).select("#fraglich")


async def test_what_people_declined_is_not_asked_about(data: Path) -> None:
    follow_doubtful(DataDir(data))
    with kommune_at(data / "kommune.db") as db:
        found = decisions.decision(db, *DOUBTFUL)
        decisions.set_status(db, found, "declined", somebody(db), "own_share", "zu teuer")
    assert not (await page(build(DataDir(data), SAMPLE_DAY), "/")).select("#fraglich")
