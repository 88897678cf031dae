"""The page of the council calendar: who may do what, what is stored, and errors of addresses."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from matcher.site.frame.serving import build
from tests.support.servers.council import Council, council_server, event
from tests.support.site.login import account_in, logged_in
from tests.support.site.pages import page
from tests.support.site.visitor import Visitor
from tests.support.towns.planned import convene, dated_pair, follow, sitting

AGS, HERE = "06799001", "/sitzungen?kommune=06799001"
NEW = {"tat": "eintragen", "gremium": "Gemeindevertretung", "tag": "2027-02-25",
       "uhrzeit": "19:30", "ort": "Bürgerhaus", "art": ""}  # fmt: skip


@pytest.fixture
async def site(data: Path) -> Datasette:
    for login, role in (("chefin", "manage"), ("berg", "edit"), ("tal", "read")):
        account_in(data / "kommune.db", login, role)
    made = build(DataDir(data), today=date(2026, 11, 24))
    await made.invoke_startup()
    return made


@pytest.fixture
def council() -> Iterator[Council]:
    with council_server() as running:
        running.events = [
            event("a", "20270128", "Gemeindevertretung"),
            event("b", "20270101", "Frei"),
        ]
        yield running


def rows(data: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        return connection.execute(sql).fetchall()


def alert(text: str) -> str:
    found = BeautifulSoup(text, "lxml").select_one("[role=alert]")
    return found.text if found else ""


async def test_without_a_login_the_calendar_is_closed(site: Datasette) -> None:
    assert (await site.client.get("/sitzungen")).status_code == 403


async def test_an_empty_calendar_says_how_meetings_get_in(site: Datasette) -> None:
    soup = await page(site, "/sitzungen")
    assert "Noch ist keine kommende Sitzung bekannt" in soup.select("main .notice")[0].text


async def test_a_meeting_is_entered_and_listed_under_its_body(site: Datasette, data: Path) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        assert (await berg.send(HERE, NEW)).status_code == 303
        soup = BeautifulSoup((await berg.get("/sitzungen")).text, "lxml")
    section = soup.select("section[aria-labelledby=gremium-1]")[0]
    assert "Gemeindevertretung Rat oder Kreistag" in section.h2.text
    cells = [" ".join(td.text.split()) for td in section.select("tbody td")]
    assert cells[:4] == ["Donnerstag 25.02.2027", "19:30", "Bürgerhaus", "eingetragen"]
    assert rows(data, "select kind, person_id from event where kind like 'meeting%'") == [
        ("meeting_added", rows(data, "select id from person where login = 'berg'")[0][0])
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tag": "gestern"}, "„gestern“ ist kein Tag"),
        ({"gremium": "Lenkungsrunde"}, "sagt der Name nicht"),
        ({"gremium": ""}, "Das Gremium fehlt"),
        ({"uhrzeit": "abends"}, "ist keine Uhrzeit"),
        ({"form": ""}, "fehlt seine Nummer"),
    ],
)
async def test_a_faulty_form_stores_nothing_and_keeps_what_was_typed(
    site: Datasette, data: Path, change: dict[str, str], words: str
) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        answer = await berg.send(HERE, {**NEW, **change})
    assert answer.status_code == 400
    assert words in alert(answer.text)
    assert 'value="Bürgerhaus"' in answer.text
    assert rows(data, "select * from meeting") == []


async def test_a_meeting_is_cancelled_revived_and_removed(site: Datasette, data: Path) -> None:
    with kommune_at(data / "kommune.db") as own:
        convene(own, AGS, sitting("Gemeindevertretung", "2027-02-25"))
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await berg.send(HERE, {"tat": "absagen"})
        assert rows(data, "select status from meeting") == [("cancelled",)]
        assert (
            "abgesagt" in BeautifulSoup((await berg.get(HERE)).text, "lxml").select("tbody")[0].text
        )
        await berg.send(HERE, {"tat": "stattfinden"})
        assert rows(data, "select status from meeting") == [("scheduled",)]
        answer = await berg.send(HERE, {"tat": "entfernen", "nummer": "99"})
        assert "Nr. 99 gibt es nicht" in alert(answer.text)
        await berg.send(HERE, {"tat": "entfernen"})
    assert rows(data, "select * from meeting") == []


async def test_the_last_meeting_of_a_body_leads_back_to_all(site: Datasette) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await berg.send(HERE, {"tat": "eintragen", "gremium": "Ortsbeirat", "tag": "2027-02-25"})
        here = f"{HERE}&gremium=Ortsbeirat"
        answer = await berg.send(here, {"tat": "entfernen", "nummer": "1"})
        assert answer.status_code == 303
        assert (await berg.get(answer.headers["location"])).status_code == 200


async def test_readers_see_no_forms_and_change_nothing(site: Datasette, data: Path) -> None:
    with kommune_at(data / "kommune.db") as own:
        convene(own, AGS, sitting("Gemeindevertretung", "2027-02-25"))
    async with Visitor(site) as tal:
        await tal.log_in("tal")
        soup = BeautifulSoup((await tal.get("/sitzungen")).text, "lxml")
        assert "25.02.2027" in soup.text
        assert soup.select("main form") == []
        answer = await tal.post(HERE, {"tat": "entfernen", "nummer": "1"})
        assert answer.status_code == 403
        assert "nötig ist „bearbeiten“" in answer.text
    assert len(rows(data, "select * from meeting")) == 1


async def test_an_address_is_read_kept_and_read_again_by_who_manages(
    site: Datasette, data: Path, council: Council
) -> None:
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        told = await chefin.send(HERE, {"tat": "quelle", "adresse": council.ics})
        assert told.status_code == 303
        soup = BeautifulSoup((await chefin.get(HERE)).text, "lxml")
        assert "2 Sitzungen; 2 neu" in soup.text
        assert "Weitere Termine" in soup.select("details.others summary")[0].text
        council.events = []
        await chefin.send(HERE, {"tat": "lesen"})
        assert rows(data, "select * from meeting") == []
        await chefin.send(HERE, {"tat": "quelle_entfernen"})
    assert rows(data, "select * from meeting_source") == []


async def test_an_address_that_fails_is_told_and_keeps_the_last_good_state(
    site: Datasette, data: Path, council: Council
) -> None:
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        await chefin.send(HERE, {"tat": "quelle", "adresse": council.ics})
        council.broken = True
        answer = await chefin.send(HERE, {"tat": "lesen"})
        assert answer.status_code == 400
        assert "antwortet mit dem Fehler 503" in alert(answer.text)
        shown = BeautifulSoup((await chefin.get(HERE)).text, "lxml")
        assert "gescheitert" in shown.select("section[aria-labelledby=herkunft] .warn")[0].text
        wrong = await chefin.send(HERE, {"tat": "quelle", "adresse": "kein Wort"})
        assert "Leerzeichen" in alert(wrong.text)
    assert len(rows(data, "select * from meeting")) == 2
    assert len(rows(data, "select * from meeting_source")) == 1


async def test_what_of_a_source_could_not_be_taken_stands_beside_it(
    site: Datasette, council: Council
) -> None:
    council.events += [event(f"x{number}", f"2027{number}") for number in range(7)]
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        await chefin.send(HERE, {"tat": "quelle", "adresse": council.ics})
        soup = BeautifulSoup((await chefin.get(HERE)).text, "lxml")
    hints = [one.text for one in soup.select("section[aria-labelledby=herkunft] .hints li")]
    assert len(hints) == 6
    assert (
        hints[0] == "Termin „Stadtrat“ ausgelassen: Beginn (DTSTART) „20270T180000“ ist keine Zeit"
    )
    assert hints[-1].startswith("und 2 weitere")


async def test_only_who_manages_makes_the_server_fetch_an_address(
    site: Datasette, data: Path, council: Council
) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        answer = await berg.post(HERE, {"tat": "quelle", "adresse": council.ics})
        assert answer.status_code == 403
        assert "nötig ist „verwalten“" in answer.text
    assert council.served.asked == []
    assert rows(data, "select * from meeting_source") == []


async def test_a_cancelled_meeting_moves_the_plans_that_rest_on_it(
    site: Datasette, data: Path
) -> None:
    pair, _ = dated_pair(data)
    with kommune_at(data / "kommune.db") as own:
        convene(own, AGS, sitting("Gemeindevertretung", "2027-01-28"),
                sitting("Gemeindevertretung", "2027-02-25"))  # fmt: skip
        follow(own, pair)
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        await berg.send(HERE, {"tat": "absagen", "nummer": "1"})
        await berg.send(HERE, {"tat": "stattfinden", "nummer": "1"})
        before = rows(data, "select day from plan_step where kind = 'council'")
        await berg.send(HERE, {"tat": "absagen", "nummer": "2"})
    assert before == [("2027-02-25",)]
    assert rows(data, "select day from plan_step where kind = 'council'") == [("2027-01-28",)]
    moved = rows(data, "select before, after from plan_move where kind = 'council'")
    assert moved[-1] == ("2027-02-25", "2027-01-28")


async def test_a_form_that_does_not_exist_is_refused(site: Datasette) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        answer = await berg.post(HERE, {"tat": "quatsch"})
    assert answer.status_code == 400
    assert "Dieses Formular gibt es nicht" in alert(answer.text)


async def test_each_of_two_towns_has_its_own_calendar(site: Datasette, data: Path) -> None:
    with kommune_at(data / "kommune.db") as own:
        own.execute(
            "insert into municipality(ags, name, kind, land, budget_situation)"
            " values ('06440008', 'Nidda', 'gemeinde', 'Hessen', 'unbekannt')"
        )
        own.conn.commit()
        convene(own, "06440008", sitting("Stadtverordnetenversammlung", "2027-02-25"))
    first = await page(site, "/sitzungen")
    assert [a.text for a in first.select("nav[aria-label=Kommune] a")] == [
        "Nidda", "Auental (Beispielgemeinde)",
    ]  # fmt: skip
    assert "25.02.2027" in first.text
    assert "25.02.2027" not in (await page(site, f"/sitzungen?kommune={AGS}")).text


async def test_a_town_that_is_not_stored_is_not_found(site: Datasette) -> None:
    answer = await site.client.get("/sitzungen?kommune=00000000", cookies=logged_in(site))
    assert answer.status_code == 404
