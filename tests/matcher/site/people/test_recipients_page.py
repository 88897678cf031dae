"""The page of who gets mails: ordering, rhythm, pauses, ending; for those who manage only."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.clock import now
from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.log import Act
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.login import account_in, logged_in
from tests.support.site.visitor import Visitor

HERE = "/benachrichtigungen"
OFFICE = {"tat": "bestellen", "wer": "", "mail": "bau@auental.example", "name": "Frau\nTal",
          "amt": "Bauamt", "rhythmus": "0"}  # fmt: skip


@pytest.fixture
async def site(data: Path) -> Datasette:
    for login, role in (("chefin", "manage"), ("berg", "edit"), ("weg", "none")):
        account_in(data / "kommune.db", login, role)
    with kommune_at(data / "kommune.db") as own:
        found = people.account(own, "berg")
        assert found is not None
        act = Act(found[0].id, now())
        people.set_details(own, found[0], "Bauamt", "berg@auental.example", "", act)
    made = build(DataDir(data), SAMPLE_DAY)
    await made.invoke_startup()
    return made


def rows(data: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        return connection.execute(sql).fetchall()


def ordered(data: Path) -> list[Any]:
    return rows(data, "select person_id, name, email, department, rhythm, weekday, active"
                      " from recipient order by id")  # fmt: skip


def number(data: Path, login: str) -> int:
    return int(rows(data, f"select id from person where login = '{login}'")[0][0])


def alert(text: str) -> str:
    found = BeautifulSoup(text, "lxml").select_one("[role=alert]")
    return found.text if found else ""


@pytest.mark.parametrize("role", ["read", "edit"])
async def test_only_managers_see_it_or_change_anything(
    site: Datasette, data: Path, role: str
) -> None:
    answer = await site.client.get(HERE, cookies=logged_in(site, role))
    assert answer.status_code == 403
    assert "nötig ist „verwalten“" in answer.text
    assert (await site.client.get(HERE)).status_code == 403
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        assert (await berg.post(HERE, OFFICE)).status_code == 403
    assert ordered(data) == []


async def test_mails_are_ordered_for_an_address_and_for_an_account(
    site: Datasette, data: Path
) -> None:
    berg = number(data, "berg")
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        first = BeautifulSoup((await chefin.get(HERE)).text, "lxml")
        assert "Noch bekommt niemand Mails" in first.text
        assert "Noch ist kein Mailserver eingestellt" in first.text
        names = [option.text for option in first.select("#wer option")]
        assert names == [
            "Berg Muster", "Chefin Muster (Mailadresse fehlt)", "eine Adresse ohne Konto",
        ]  # fmt: skip
        assert (await chefin.send(HERE, OFFICE)).status_code == 303
        account = {"tat": "bestellen", "wer": str(berg), "amt": "", "rhythmus": "daily"}
        assert (await chefin.send(HERE, account)).status_code == 303
        soup = BeautifulSoup((await chefin.get(HERE)).text, "lxml")
    assert ordered(data) == [
        (None, "Frau Tal", "bau@auental.example", "Bauamt", "weekly", 0, 1),
        (berg, "", "", "", "daily", None, 1),
    ]
    told = [tr.select("td")[0].get_text(" ") for tr in soup.select(".recipients tbody tr")]
    assert told == ["Frau Tal bau@auental.example", "Berg Muster berg@auental.example"]
    assert "Berg Muster" not in soup.select("#wer")[0].text
    assert [o.text for o in soup.select(".rhythm option[selected]")] == [
        "nur Verfolgtes", "jeden Montag", "nur Verfolgtes", "täglich",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mail": "kein Wort"}, "„kein Wort“ ist keine Mailadresse"),
        ({"amt": ""}, "nur Mails zu den Vorhaben eines Fachamts"),
        ({"amt": "Hafen"}, "Kein Vorhaben gehört zum Fachamt „Hafen“"),
        ({"rhythmus": "7"}, "fehlt eine Angabe"),
        ({"wer": "999"}, "Dieses Konto gibt es nicht"),
        ({"wer": "weg"}, "Dieses Konto gibt es nicht"),
        ({"wer": "chefin"}, "hat keine gültige Mailadresse"),
        ({"form": ""}, "fehlt seine Nummer"),
        ({"name": "x" * 20_001}, "zu lang"),
    ],
)
async def test_a_faulty_order_stores_nothing_and_keeps_what_was_typed(
    site: Datasette, data: Path, change: dict[str, str], words: str
) -> None:
    if (login := change.get("wer", "")).isalpha():
        change = {"wer": str(number(data, login))}
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        answer = await chefin.send(HERE, {**OFFICE, **change})
    assert answer.status_code == 400
    assert words in alert(answer.text)
    if "mail" not in change:
        assert 'value="bau@auental.example"' in answer.text
    assert ordered(data) == []


async def test_what_mails_tell_of_is_kept_per_order(site: Datasette, data: Path) -> None:
    kept = "select followed_only from recipient order by id"
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        await chefin.send(HERE, OFFICE)  # a form that does not ask, as one of the version before
        await chefin.send(HERE, {**OFFICE, "mail": "tief@auental.example", "inhalt": "alles"})
        assert rows(data, kept) == [(1,), (0,)]
        first = rows(data, "select min(id) from recipient")[0][0]
        await chefin.send(HERE, {"tat": "inhalt", "nummer": str(first), "inhalt": "alles"})
        assert rows(data, kept) == [(0,), (0,)]
        page = BeautifulSoup((await chefin.get(HERE)).text, "lxml")
        assert "jetzt so: auch neue Treffer" in page.text
        await chefin.send(HERE, {"tat": "inhalt", "nummer": str(first), "inhalt": "verfolgt"})
        for wrong in ({"inhalt": "quatsch"}, {"inhalt": "alles", "nummer": "99"}):
            sent = {"tat": "inhalt", "nummer": str(first), **wrong}
            assert (await chefin.send(HERE, sent)).status_code == 400
    assert rows(data, kept) == [(1,), (0,)]
    log = rows(data, "select before, after from event where kind = 'recipient_scope' order by id")
    assert log == [(f"{first}: 1", f"{first}: 0"), (f"{first}: 0", f"{first}: 1")]


async def test_rhythm_pause_and_end(site: Datasette, data: Path) -> None:
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        await chefin.send(HERE, OFFICE)
        twice = await chefin.send(HERE, {**OFFICE, "mail": "BAU@auental.example"})
        assert "bekommt schon Mails" in alert(twice.text)
        await chefin.send(HERE, {"tat": "rhythmus", "rhythmus": "3"})
        assert ordered(data)[0][4:] == ("weekly", 3, 1)
        assert "jetzt jeden Donnerstag" in (await chefin.get(HERE)).text
        await chefin.send(HERE, {"tat": "rhythmus", "rhythmus": "daily"})
        await chefin.send(HERE, {"tat": "anhalten"})
        assert ordered(data)[0][4:] == ("daily", None, 0)
        assert "angehalten" in (await chefin.get(HERE)).text
        await chefin.send(HERE, {"tat": "fortsetzen"})
        assert ordered(data)[0][6] == 1
        for sent in ({"tat": "abbestellen", "nummer": "99"}, {"tat": "quatsch", "nummer": "1"}):
            assert (await chefin.post(HERE, sent)).status_code == 400
        assert len(ordered(data)) == 1
        await chefin.send(HERE, {"tat": "abbestellen"})
    assert ordered(data) == []
    log = rows(data, "select kind, before, after from event where kind like 'recipient%'")
    assert [kind for kind, _, _ in log] == [
        "recipient_added", "recipient_rhythm", "recipient_rhythm", "recipient_paused",
        "recipient_paused", "recipient_removed",
    ]  # fmt: skip
    assert "auental" not in str(log)


async def test_with_a_mail_server_nothing_is_missing_and_people_lead_here(
    site: Datasette, data: Path
) -> None:
    assert site
    (data / "foerderlage.toml").write_text(
        '[mail]\nhost = "mail.example"\nsender = "a@mail.example"\n', "utf-8"
    )
    made = build(DataDir(data), SAMPLE_DAY)
    await made.invoke_startup()
    async with Visitor(made) as chefin:
        await chefin.log_in("chefin")
        assert "kein Mailserver" not in (await chefin.get(HERE)).text
        links = BeautifulSoup((await chefin.get("/personen")).text, "lxml").select("main a")
        assert HERE in [str(a["href"]) for a in links]
