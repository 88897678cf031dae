"""The pages of people and of one's own account."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db import clock
from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.log import Act
from db.kommune.passwords import SHORTEST, fits
from matcher.site.frame.serving import build
from tests.support.site.login import PASSWORD, account_in, logged_in
from tests.support.site.visitor import Visitor

OTHER = "ein ganz anderes Passwort"
NEW = {"name": "Tom Tal", "login": "Tal", "rolle": "edit", "passwort": PASSWORD,
       "noch_einmal": PASSWORD}  # fmt: skip


@pytest.fixture
async def site(data: Path) -> Datasette:
    account_in(data / "kommune.db", "chefin", "manage")
    made = build(DataDir(data))
    await made.invoke_startup()
    return made


def rows(data: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        return connection.execute(sql).fetchall()


def logins(data: Path) -> list[str]:
    found = rows(data, "select login from person where login is not null order by login")
    return [login for (login,) in found]


def number(data: Path, login: str) -> int:
    return int(rows(data, f"select id from person where login = '{login}'")[0][0])


def alert(text: str) -> str:
    found = BeautifulSoup(text, "lxml").select_one("[role=alert]")
    return found.text if found else ""


@pytest.mark.parametrize("path", ["/personen", "/personen/1"])
@pytest.mark.parametrize("role", ["read", "edit"])
async def test_only_managers_see_people(site: Datasette, path: str, role: str) -> None:
    answer = await site.client.get(path, cookies=logged_in(site, role))
    assert answer.status_code == 403
    assert "nötig ist „verwalten“" in answer.text
    assert (await site.client.get(path)).status_code == 403


async def test_every_form_for_a_password_says_how_long_it_must_be(
    site: Datasette, data: Path
) -> None:
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        for path in ("/personen", f"/personen/{number(data, 'chefin')}", "/konto"):
            soup = BeautifulSoup((await chefin.get(path)).text, "lxml")
            for name in ("passwort", "noch_einmal"):
                assert soup.select(f"[name={name}]")[0]["minlength"] == str(SHORTEST), path
            assert f"mindestens {SHORTEST} Zeichen" in soup.text, path


async def test_an_account_is_added_and_can_log_in(site: Datasette, data: Path) -> None:
    async with Visitor(site) as chefin, Visitor(site) as tal:
        await chefin.log_in("chefin")
        assert (await chefin.send("/personen", NEW)).status_code == 302
        assert "Tom Tal hat jetzt ein Konto: „tal“." in (await chefin.get("/personen")).text
        assert (await tal.log_in("tal")).status_code == 302
    who = rows(data, "select person_id from event where kind = 'person_added' order by id desc")
    assert who[0][0] == number(data, "chefin")


@pytest.mark.parametrize(
    ("change", "problem"),
    [({"login": "CHEFIN"}, "gibt es schon"), ({"noch_einmal": "x"}, "verschieden"),
     ({"passwort": "kurz", "noch_einmal": "kurz"}, "zu kurz"), ({"rolle": "chef"}, "gibt es nicht"),
     ({"name": " "}, "einen Namen"), ({"form": ""}, "fehlt seine Nummer")],
)  # fmt: skip
async def test_a_faulty_form_changes_nothing_and_keeps_what_was_typed(
    site: Datasette, data: Path, change: dict[str, str], problem: str
) -> None:
    given = {**NEW, **change}
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        answer = await chefin.send("/personen", given)
    assert answer.status_code == 400
    assert problem in alert(answer.text)
    soup = BeautifulSoup(answer.text, "lxml")
    assert [str(soup.select(f"main [name={n}]")[0]["value"]) for n in ("name", "login")] == [
        given["name"], given["login"]
    ]  # fmt: skip
    assert PASSWORD not in answer.text
    assert logins(data) == ["chefin"]


async def test_a_form_that_is_sent_twice_counts_once(site: Datasette, data: Path) -> None:
    once = "einmal-gemalte-nummer"
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        await chefin.send("/personen", {**NEW, "form": once})
        again = await chefin.send("/personen", {**NEW, "login": "zwei", "form": once})
    assert "schon abgeschickt" in alert(again.text)
    assert logins(data) == ["chefin", "tal"]


@pytest.mark.parametrize(
    "given",
    [{"tat": "rolle", "rolle": "read"},
     {"tat": "passwort", "passwort": OTHER, "noch_einmal": OTHER},
     {"tat": "entfernen", "sicher": "ja"}],
    ids=["role", "password", "removal"],
)  # fmt: skip
async def test_role_password_and_removal_end_every_session_of_the_person(
    site: Datasette, data: Path, given: dict[str, str]
) -> None:
    account_in(data / "kommune.db", "tal")
    async with Visitor(site) as chefin, Visitor(site) as tal:
        await chefin.log_in("chefin")
        await tal.log_in("tal")
        assert (await tal.get("/konto")).status_code == 200
        done = await chefin.send(f"/personen/{number(data, 'tal')}", given)
        assert done.status_code == 302
        assert (await tal.get("/konto")).status_code == 403
        assert (await chefin.get(done.headers["location"])).status_code == 200
        assert (await tal.log_in("tal")).status_code == (302 if given["tat"] == "rolle" else 403)


async def test_a_removal_needs_its_tick_and_spares_the_last_manager(
    site: Datasette, data: Path
) -> None:
    path = f"/personen/{number(data, 'chefin')}"
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        without = await chefin.send(path, {"tat": "entfernen"})
        assert "ankreuzen" in alert(without.text)
        last = await chefin.send(path, {"tat": "entfernen", "sicher": "ja"})
        assert "einzige Person" in alert(last.text)
        demoted = await chefin.send(path, {"tat": "rolle", "rolle": "read"})
        assert "einzige Person" in alert(demoted.text)
    assert rows(data, "select role from person where login = 'chefin'") == [("manage",)]


async def test_contact_details_are_kept(site: Datasette, data: Path) -> None:
    path = f"/personen/{number(data, 'chefin')}"
    given = {"tat": "kontakt", "amt": "Kämmerei", "mail": "c@stadt.example", "telefon": "06031 1"}
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        assert (await chefin.send(path, given)).status_code == 302
        assert "Kämmerei" in (await chefin.get("/konto")).text


async def test_somebody_who_is_not_there_gets_a_page(site: Datasette) -> None:
    answer = await site.client.get("/personen/99999", cookies=logged_in(site))
    assert (answer.status_code, "Diese Person gibt es nicht." in answer.text) == (404, True)


async def test_one_s_own_password_is_changed_with_the_old_one_and_ends_other_sessions(
    site: Datasette, data: Path
) -> None:
    given = {"bisher": PASSWORD, "passwort": OTHER, "noch_einmal": OTHER}
    async with Visitor(site) as here, Visitor(site) as there:
        for one in (here, there):
            await one.log_in("chefin")
        wrong = await here.send("/konto", {**given, "bisher": OTHER})
        assert (wrong.status_code, "stimmen nicht" in alert(wrong.text)) == (400, True)
        assert (await there.get("/konto")).status_code == 200
        assert (await here.send("/konto", given)).status_code == 302
        assert "Ihr Passwort ist geändert." in (await here.get("/konto")).text
        assert (await there.get("/konto")).status_code == 403
    ((stored,),) = rows(data, "select password_hash from person where login = 'chefin'")
    assert fits(stored, OTHER)


async def test_one_s_own_password_is_not_changed_over_one_that_was_just_set(
    site: Datasette, data: Path
) -> None:
    """Somebody inside who knows the old password races whoever shuts them out."""
    known = site.foerderlage_door.check

    def check(stored: str | None, password: str) -> bool:
        right = known(stored, password)
        with kommune_at(data / "kommune.db") as own:
            found = people.account(own, "chefin")
            assert found is not None
            people.set_password(own, found[0], "von anderen gesetzt", Act(found[0].id, clock.now()))
        return right

    async with Visitor(site) as thief:
        await thief.log_in("chefin")
        site.foerderlage_door.check = check
        given = {"bisher": PASSWORD, "passwort": OTHER, "noch_einmal": OTHER}
        answer = await thief.send("/konto", given)
        assert answer.status_code == 400
        assert "gerade eben geändert" in alert(answer.text)
        assert (await thief.get("/konto")).status_code == 403
    stored = rows(data, "select password_hash from person where login = 'chefin'")
    assert stored == [("von anderen gesetzt",)]
    live = "select count(*) from session where ended is null and person_id ="
    assert rows(data, f"{live} {number(data, 'chefin')}") == [(0,)]


async def test_whoever_came_by_the_link_has_no_password_to_change(site: Datasette) -> None:
    answer = await site.client.get("/konto", cookies=logged_in(site))
    assert "Passwort ändern" not in answer.text
    assert "matcher serve" in answer.text
