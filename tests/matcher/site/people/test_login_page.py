"""Logging in and out by name, and what nobody gets in with."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st

from db import clock
from db.files import DataDir, kommune_at
from db.kommune import people, sessions
from db.kommune.log import Act
from matcher.site.frame.gate.login_link import HOW
from matcher.site.frame.gate.sessions import COOKIE
from matcher.site.frame.gate.way_back import own_path
from matcher.site.frame.serving import build
from matcher.site.people import door
from tests.support.site.login import (
    PASSWORD,
    account_in,
    log_everybody_out,
    logged_in,
    session_of,
)
from tests.support.site.visitor import Visitor

PRIVATE = "/projekt/kita-wiesengrund"


@pytest.fixture
async def site(data: Path) -> Datasette:
    log_everybody_out(data / "kommune.db")
    account_in(data / "kommune.db", "berg")
    made = build(DataDir(data))
    await made.invoke_startup()
    return made


async def status_with(site: Datasette, token: str) -> int:
    answer = await site.client.get(PRIVATE, cookies={COOKIE: token})
    return int(answer.status_code)


async def test_a_login_by_name_leads_back_and_shows_who_is_there(site: Datasette) -> None:
    async with Visitor(site) as berg:
        refused = await berg.get(PRIVATE + "?urteil=moeglich")
        assert refused.status_code == 403
        soup = BeautifulSoup(refused.text, "lxml")
        (link,) = soup.select("main a.button")
        assert link["href"] == f"/anmelden?weiter={PRIVATE}%3Furteil%3Dmoeglich"
        form = BeautifulSoup((await berg.get(str(link["href"]))).text, "lxml")
        back = form.select_one("input[name=weiter]")
        assert back is not None
        answer = await berg.log_in("Berg", to=str(back["value"]))
        assert (answer.status_code, answer.headers["location"]) == (302, str(back["value"]))
        shown = await berg.get(PRIVATE)
        assert shown.status_code == 200
        header = BeautifulSoup(shown.text, "lxml").select_one("header.site")
        assert header is not None
        assert "Berg Muster" in header.text
        assert "Abmelden" in header.text
        assert "Personen" not in header.text


async def test_the_cookie_is_closed_and_a_copy_is_refused_after_the_logout(
    site: Datasette,
) -> None:
    async with Visitor(site) as berg:
        answer = await berg.log_in("berg")
        set_cookie = answer.headers["set-cookie"].lower()
        for part in ("httponly", "samesite=lax", "path=/", "max-age=2592000"):
            assert part in set_cookie
        token = berg.client.cookies[COOKIE]
        assert await status_with(site, token) == 200
        left = await berg.send("/-/logout", {})
        assert left.status_code == 302
        assert COOKIE not in berg.client.cookies
        assert "Sie sind abgemeldet." in (await berg.get("/")).text
        assert await status_with(site, token) == 403


async def test_each_login_has_its_own_token_and_a_new_one_ends_the_one_before(
    site: Datasette,
) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        first = berg.client.cookies[COOKIE]
        await berg.log_in("berg")
        second = berg.client.cookies[COOKIE]
        assert first != second
        assert [await status_with(site, token) for token in (first, second)] == [403, 200]


async def test_a_session_ends_after_the_days_of_the_settings(site: Datasette, data: Path) -> None:
    token = logged_in(site, "read")[COOKIE]
    assert await status_with(site, token) == 200
    for days, status in ((29, 200), (31, 403)):
        begun = (clock.now() - timedelta(days=days)).isoformat()
        with closing(sqlite3.connect(data / "kommune.db")) as connection:
            connection.execute("update session set created = ?", (begun,))
            connection.commit()
        assert await status_with(site, token) == status


@pytest.mark.parametrize(
    ("name", "password"), [("berg", "falsch"), ("niemand", PASSWORD), ("", ""), ("berg", "")]
)
async def test_wrong_names_and_passwords_get_the_same_answer(
    site: Datasette, name: str, password: str
) -> None:
    async with Visitor(site) as stranger:
        answer = await stranger.log_in(name, password)
        soup = BeautifulSoup(answer.text, "lxml")
        alert = soup.select_one("[role=alert]")
        assert alert is not None
        assert answer.status_code == 403
        assert "Anmeldename oder Passwort stimmen nicht." in alert.text
        assert COOKIE not in stranger.client.cookies
        typed = soup.select_one("#name")
        assert typed is not None
        assert typed["value"] == name


async def test_guesses_wait_and_too_many_at_once_are_told_so(
    site: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    gate = asyncio.Event()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await gate.wait()

    monkeypatch.setattr(door, "PER_ADDRESS", 12)
    site.foerderlage_door.sleep = sleep
    async with Visitor(site) as stranger:
        for _ in range(3):
            await stranger.log_in("berg", "falsch")
        assert slept == []
        waiting = [asyncio.create_task(stranger.log_in("berg", "falsch")) for _ in range(16)]
        while sum(task.done() for task in waiting) < 4:
            await asyncio.sleep(0.01)
        assert len(slept) == door.AT_A_TIME
        gate.set()
        answers = [answer.status_code for answer in await asyncio.gather(*waiting)]
        assert sorted(answers) == [403] * 12 + [429] * 4
        assert (await stranger.log_in("berg")).status_code == 302


async def test_twenty_people_behind_one_address_get_in_at_once(site: Datasette, data: Path) -> None:
    visitors = [Visitor(site) for _ in range(20)]
    answers = await asyncio.gather(*(one.log_in("berg") for one in visitors))
    assert [answer.status_code for answer in answers] == [302] * 20
    tokens = {one.client.cookies[COOKIE] for one in visitors}
    with kommune_at(data / "kommune.db") as own:
        stored = {row["token_hash"] for row in own["session"].rows if row["ended"] is None}
    assert stored == {sessions.digest(token) for token in tokens}
    for one in visitors:
        await one.client.aclose()


async def test_guesses_of_a_whole_network_hold_nobody_else_up(site: Datasette) -> None:
    gate = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        await gate.wait()

    async def guess(number: int) -> int:
        async with Visitor(site, f"2001:db8:0:1:{number:x}::1") as stranger:
            return int((await stranger.log_in(f"name{number}", "falsch")).status_code)

    site.foerderlage_door.sleep = sleep
    guesses = [asyncio.create_task(guess(number)) for number in range(60)]
    while sum(task.done() for task in guesses) < 60 - door.PER_ADDRESS:
        await asyncio.sleep(0.01)
    for address in ("2001:db8:0:2::1", "192.0.2.2"):
        async with Visitor(site, address) as berg:
            answer = await asyncio.wait_for(berg.log_in("berg"), 5)
            assert answer.status_code == 302
    gate.set()
    answers = await asyncio.gather(*guesses)
    assert set(answers) == {403, 429}
    assert answers.count(429) >= 60 - door.PER_ADDRESS


@pytest.mark.parametrize("change", ["password", "removal"])
async def test_a_login_does_not_outrun_another_password_or_the_removal(
    site: Datasette, data: Path, change: str
) -> None:
    at, known = clock.now(), site.foerderlage_door.check

    def check(stored: str | None, password: str) -> bool:
        right = known(stored, password)
        with kommune_at(data / "kommune.db") as own:
            (berg, _), act = people.account(own, "berg") or (None, ""), Act(1, at)
            assert berg is not None
            if change == "password":
                people.set_password(own, berg, "ein anderer Prüfwert", act)
            else:
                people.remove_person(own, berg, act)
        return right

    account_in(data / "kommune.db", "tal", "manage")
    site.foerderlage_door.check = check
    async with Visitor(site) as berg:
        answer = await berg.log_in("berg")
        assert answer.status_code == 403
        assert "gerade eben geändert" in answer.text
        assert COOKIE not in berg.client.cookies
    with kommune_at(data / "kommune.db") as own:
        assert list(own["session"].rows) == []


async def test_an_account_without_a_role_does_not_get_in(site: Datasette, data: Path) -> None:
    account_in(data / "kommune.db", "frei", "none")
    async with Visitor(site) as frei:
        answer = await frei.log_in("frei")
        assert answer.status_code == 403
        assert "keinen Zugang" in answer.text
    assert await status_with(site, session_of(data / "kommune.db", "none", "frei")) == 403


async def test_forged_actors_count_nothing(site: Datasette) -> None:
    signed = site.sign({"a": {"id": "root", "role": "manage"}}, "actor")
    forged = {"ds_actor": signed, COOKIE: signed}
    headers = {"x-remote-user": "berg", "remote-user": "berg", "authorization": "Bearer berg",
               "x-actor": "root"}  # fmt: skip
    answer = await site.client.get(
        PRIVATE + "?actor=root&_actor=root", cookies=forged, headers=headers
    )
    assert answer.status_code == 403
    async with Visitor(site) as stranger:
        sent = await stranger.send("/personen", {"actor": "root", "login": "x"}, page="/anmelden")
        assert sent.status_code == 403


async def test_without_accounts_the_form_says_where_the_link_is(prepared: Path) -> None:
    site = build(DataDir(prepared))
    await site.invoke_startup()
    answer = await site.client.get("/anmelden")
    assert HOW in answer.text
    assert 'name="passwort"' not in answer.text
    refused = await site.client.get(PRIVATE)
    assert "/anmelden" not in refused.text
    assert HOW in refused.text


@pytest.mark.parametrize(
    "back",
    ["https://boese.example/", "//boese.example", "/\\boese.example", "javascript:alert(1)",
     "/\t/boese.example", "\\\\boese.example", "", "anmelden", "/anmelden?weiter=/", "/-/logout"],
)  # fmt: skip
async def test_a_login_leads_to_no_other_site(site: Datasette, back: str) -> None:
    async with Visitor(site) as berg:
        form = {"name": "berg", "passwort": PASSWORD, "weiter": back}
        answer = await berg.send("/anmelden", form)
        assert (answer.status_code, answer.headers["location"]) == (302, "/")


@given(st.text(st.sampled_from("/\\:@?#. \t\nab"), max_size=8))
def test_the_way_back_is_always_a_path_of_this_site(text: str) -> None:
    back = own_path(text)
    assert back.startswith("/")
    assert back[:2] not in ("//", "/\\")
    assert back.isprintable()


async def test_below_a_prefix_links_cookie_and_way_back_carry_it(data: Path) -> None:
    (data / "foerderlage.toml").write_text('[site]\nbase_url = "/foerderlage/"\n', "utf-8")
    account_in(data / "kommune.db", "berg")
    site = build(DataDir(data))
    await site.invoke_startup()
    async with Visitor(site) as berg:
        refused = BeautifulSoup((await berg.get("/foerderlage" + PRIVATE)).text, "lxml")
        way = str(refused.select("main a.button")[0]["href"])
        assert way == f"/foerderlage/anmelden?weiter={PRIVATE}"
        answer = await berg.send(
            "/foerderlage/anmelden", {"name": "berg", "passwort": PASSWORD}, page=way
        )
        assert answer.headers["location"] == "/foerderlage" + PRIVATE
        assert "path=/foerderlage/" in answer.headers["set-cookie"].lower()
        assert (await berg.get("/foerderlage" + PRIVATE)).status_code == 200
