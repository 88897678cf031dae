"""The start page: projects with what people do before what runs found, and how many."""

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db.files import DataDir, kommune_at
from db.kommune import matches
from db.kommune.award.movements import MoneyRow
from db.kommune.work import decisions
from matcher.award.stored import Typed, enter_money, enter_notice
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.site.start.projects.of_town import counted
from tests.support.awards.under_way import enter_award
from tests.support.processes.command import matcher
from tests.support.processes.sample import plain_sample
from tests.support.site.forms import Browser, form_to
from tests.support.site.pages import page
from tests.support.towns.decided import follow_doubtful, somebody
from tests.support.towns.planned import follow
from tests.support.towns.wider import ask_for


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


def said_of(soup: BeautifulSoup, title: str) -> str:
    """What the card of a project says, its parts divided by „|“."""
    (card,) = [one for one in soup.select(".card") if title in one.select("h3")[0].text]
    return card.get_text("|", strip=True)


async def test_where_nobody_decided_a_card_says_so_and_counts_what_runs_found(
    site: Datasette,
) -> None:
    soup = await page(site, "/")
    assert [card.h3 and card.h3.text for card in soup.select(".card")] == [
        "Kita Wiesengrund energetisch sanieren",
        "Digitales Auental – Datenplattform und Online-Rathaus",
        "Marktplatz klimafit umgestalten",
    ]
    assert [[e.text for e in card.select(".count")] for card in soup.select(".card")] == [
        ["1 passt", "2 prüfen"],
        ["1 passt", "3 prüfen", "1 knapp vorbei"],
        ["2 passt", "1 prüfen"],
    ]
    assert "Noch nichts entschieden" in said_of(soup, "Kita")
    (close,) = soup.select(".counts a")
    shown = await page(site, str(close["href"]))
    assert len(shown.select(".match")) == 1


async def test_what_people_do_stands_before_what_runs_found(data: Path) -> None:
    follow_doubtful(DataDir(data))
    said = said_of(await page(build(DataDir(data), SAMPLE_DAY), "/"), "Digitales")
    assert said.index("Beobachtet:") < said.index("Nachbarstädte") < said.index("passt")


async def test_where_money_is_awarded_no_verdict_and_no_suggestion_stands(data: Path) -> None:
    with kommune_at(data / "kommune.db") as own:
        first = matches.listed(own, "marktplatz-klimafit")[0]
        follow(own, (first.project_id, first.source, first.key), "granted")
    soup = await page(build(DataDir(data), SAMPLE_DAY), "/")
    said = said_of(soup, "Marktplatz")
    assert "Bewilligt:" in said
    assert "prüfen" not in said
    assert "passt" not in said
    assert "Marktplatz" not in soup.select("section[aria-labelledby=vorschlaege]")[0].text


async def test_a_card_names_the_next_thing_that_is_due(data: Path) -> None:
    with kommune_at(data / "kommune.db") as own:
        first = next(m for m in matches.listed(own, "marktplatz-klimafit")
                     if "klimafeste-plaetze" in m.key)  # fmt: skip
        follow(own, (first.project_id, first.source, first.key))
    soup = await page(build(DataDir(data), SAMPLE_DAY), "/")
    (due,) = soup.select(".card .due")
    assert due.find_parent("article") == soup.select(".card")[0], "the next deadline comes first"
    assert "noch" in due.text
    assert (await page(build(DataDir(data), SAMPLE_DAY), str(due.select("a")[0]["href"]))).h1


def test_a_project_that_was_never_matched_has_no_counts() -> None:
    assert counted([], None) == {}
    assert counted([], 0) == {"knapp": 0}


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
        plain_sample(data)
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


async def test_duties_that_are_past_are_asked_about_once_in_one_line(
    data: Path, own: Database
) -> None:
    enter_award(own)
    with own.conn:
        own.execute("update award_duty set day = '2024-03-31' where state = 'proposed'")
    site = build(DataDir(data), SAMPLE_DAY)
    (asked,) = (await page(site, "/")).select('a[href="/bescheid/1#vorbei"]')
    assert asked.text.endswith("Pflichten aus Bescheiden liegen schon zurück: erledigt?")
    browser = Browser(site)
    form = form_to(await browser.get("/bescheid/1"), "/bescheid/1/pflichten", "erledigt_am")
    boxes = [str(box["value"]) for box in form.select("[name=pflicht]")]
    await browser.send(form, pflicht=boxes, tun="erledigt")
    assert "erledigt?" not in (await browser.get("/")).text


async def test_proposals_that_are_due_soon_are_named_for_who_may_confirm_them(
    data: Path, own: Database
) -> None:
    enter_award(own)
    with own.conn:
        own.execute("update award_duty set day = '2026-12-24' where state = 'proposed'")
    site = build(DataDir(data), SAMPLE_DAY)
    (asked,) = (await page(site, "/")).select('a[href="/bescheid/1#vorschlaege"]')
    assert asked.text.endswith("Pflichten sind bald fällig und nicht bestätigt")
    assert "am 24.12.2026" in asked.parent.text
    assert "nicht bestätigt" not in (await Browser(site, "read").get("/")).text


async def test_drawn_money_that_has_to_be_spent_soon_stands_in_the_week(
    data: Path, own: Database
) -> None:
    award = enter_award(own)
    # two months after 1 October; of 7,500 € paid before the award paid 80 % = 6,000 €
    more = MoneyRow(award.id, "received", day=date(2026, 10, 1), euros=Decimal(1500))
    enter_money(own, award, more, somebody(own))
    site = build(DataDir(data), SAMPLE_DAY)
    week = (await page(site, "/")).select_one("section[aria-labelledby=woche]")
    (entry,) = week.select('a[href$="/bescheid/1#mittel"]')
    assert entry.text.replace("\xa0", " ").startswith("1.500 € abgerufene Mittel verwenden: ")
    assert not [form["action"] for form in week.select("form") if "#" in str(form["action"])]
    assert (await page(site, "/bescheid/1")).select("#mittel")
    # nobody ticks it: it is done once it is entered as spent
    line = entry.find_parent("li")
    assert not line.select("form")
    link = line.select_one("a.spend")
    assert link.text.startswith("Verwendung eintragen")
    form = await page(site, link["href"])
    assert form.select_one("#art option[selected]").text == "verwendet"


async def test_money_to_be_paid_back_stands_in_the_week_and_in_what_is_open(
    data: Path, own: Database
) -> None:
    award = enter_award(own)
    gone = Typed({"art": "widerruf", "datum": "20.11.2026"})
    enter_notice(own, award, gone, somebody(own))
    site = build(DataDir(data), SAMPLE_DAY)
    (link,) = (await page(site, "/")).select(".week a.spend")
    assert link["href"].endswith("/bescheid/1/mittel?art=repaid")
    assert link.text.startswith("Rückzahlung eintragen: 6.000\xa0€ zurückzahlen")
    listed = (await page(site, "/offenes")).select_one("main").text
    assert "6.000\xa0€ zurückzahlen" in listed
