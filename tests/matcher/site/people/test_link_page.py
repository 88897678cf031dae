"""The one-time link: looking at it spends nothing, its button logs in once, in time, and while it
is still needed."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db import clock
from db.files import DataDir, kommune_at
from db.kommune import people, sessions
from db.kommune.log import Act
from matcher.site.frame.gate.login_link import HOW, MINUTES, PATH, LoginLink
from matcher.site.frame.gate.sessions import COOKIE
from matcher.site.frame.serving import build
from tests.support.site.login import account_in, button_of, log_everybody_out
from tests.support.site.visitor import HOST, Visitor

PREFIX = "/foerderlage"


class Clocks:
    """Two clocks that only the test moves on."""

    def __init__(self) -> None:
        self.steady, self.wall = 100.0, clock.now()

    def link(self, token: str | None = "t", *, asked_for: bool = False) -> LoginLink:
        return LoginLink(token, asked_for, lambda: self.steady, lambda: self.wall)


@pytest.fixture(autouse=True)
def nobody_inside(data: Path) -> None:
    log_everybody_out(data / "kommune.db")


@pytest.fixture
async def site(data: Path) -> Datasette:
    """A site without accounts, begun by `matcher serve`."""
    made = build(DataDir(data))
    made.foerderlage_link = LoginLink(made._root_token)
    await made.invoke_startup()
    return made


def way(site: Datasette) -> str:
    return f"{PATH}?token={site._root_token}"


def stored(data: Path) -> list[dict[str, Any]]:
    """The sessions in the file."""
    with kommune_at(data / "kommune.db") as own:
        return list(own["session"].rows)


async def pressed(visitor: Visitor, site: Datasette) -> Any:
    return await visitor.send(PATH, {}, way(site))


async def test_previews_spend_nothing_and_the_button_logs_in_once(
    site: Datasette, data: Path
) -> None:
    async with Visitor(site) as preview, Visitor(site) as anna, Visitor(site) as second:
        for _ in range(3):
            assert (await preview.get(way(site))).status_code == 200
            assert (await preview.client.head(way(site))).status_code == 200
            assert (await preview.client.options(way(site))).status_code == 405
        assert COOKIE not in preview.client.cookies
        assert stored(data) == []
        late = button_of((await second.get(way(site))).text)
        answer = await pressed(anna, site)
        assert (answer.status_code, answer.headers["location"]) == (302, "/")
        token = anna.client.cookies[COOKIE]
        (row,) = stored(data)
        assert (row["token_hash"], row["ended"]) == (sessions.digest(token), None)
        assert "Einzelplatz" in (await anna.get("/personen")).text
        for refused in (await second.client.post(PATH, data=late), await second.get(way(site))):
            assert refused.status_code == 403
            assert "gilt nicht oder nicht mehr" in refused.text
        assert COOKIE not in second.client.cookies
        assert stored(data) == [row]
        # who is in already is not told that the link is over
        assert (await anna.get(way(site))).headers["location"] == "/"


async def test_pressed_twice_at_once_it_begins_one_session(site: Datasette, data: Path) -> None:
    visitors = [Visitor(site) for _ in range(5)]
    fields = [button_of((await one.get(way(site))).text) for one in visitors]
    sent = [one.client.post(PATH, data=f) for one, f in zip(visitors, fields, strict=True)]
    answers = await asyncio.gather(*sent)
    assert sorted(answer.status_code for answer in answers) == [302, 403, 403, 403, 403]
    assert len(stored(data)) == 1
    for one in visitors:
        await one.client.aclose()


@pytest.mark.parametrize("token", ["falsch", "ü", "", "%00", "\U0001f600"])
async def test_another_token_is_none(site: Datasette, data: Path, token: str) -> None:
    async with Visitor(site) as stranger:
        assert (await stranger.get(f"{PATH}?token={token}")).status_code == 403
        page = button_of((await stranger.get(way(site))).text)
        assert (await stranger.client.post(PATH, data=page | {"token": token})).status_code == 403
        # what stands in the address of a form is not what the button sends
        del page["token"]
        assert (await stranger.client.post(way(site), data=page)).status_code == 403
    assert stored(data) == []


async def test_another_site_and_a_form_without_its_token_press_no_button(
    site: Datasette, data: Path
) -> None:
    async with Visitor(site) as anna:
        fields = button_of((await anna.get(way(site))).text)
        for headers in (
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://boese.example"},
        ):
            answer = await anna.client.post(PATH, data=fields, headers=headers)
            assert answer.status_code == 403
            assert "Formular von anderswo" in answer.text
        unsigned = await anna.client.post(PATH, data=fields | {"csrftoken": "x"})
        assert unsigned.status_code == 403
        assert stored(data) == []
        own = {"sec-fetch-site": "same-origin", "origin": HOST}
        assert (await anna.client.post(PATH, data=fields, headers=own)).status_code == 302
    assert len(stored(data)) == 1


@pytest.mark.parametrize("clock_name", ["steady", "wall"])
async def test_it_is_over_after_a_quarter_of_an_hour_by_either_clock(
    site: Datasette, data: Path, clock_name: str
) -> None:
    clocks = Clocks()
    site.foerderlage_link = clocks.link(site._root_token)
    async with Visitor(site) as anna:
        fields = button_of((await anna.get(way(site))).text)
        if clock_name == "steady":
            clocks.steady += 60 * MINUTES
        else:
            clocks.wall += timedelta(minutes=MINUTES)
        answer = await anna.client.post(PATH, data=fields)
        assert answer.status_code == 403
        assert HOW in answer.text
    assert stored(data) == []


def test_what_is_over_stays_over_when_a_clock_is_set_back() -> None:
    clocks = Clocks()
    link = clocks.link()
    clocks.steady += 60 * MINUTES - 1
    clocks.wall += timedelta(seconds=60 * MINUTES - 1)
    assert link.opens("t")
    clocks.wall += timedelta(seconds=1)
    assert not link.opens("t")
    clocks.wall -= timedelta(hours=2)
    assert not link.opens("t")


@pytest.mark.parametrize("made", ["account", "role"])
async def test_it_is_over_as_soon_as_somebody_can_manage_by_name(
    site: Datasette, data: Path, made: str
) -> None:
    file = data / "kommune.db"
    reader = account_in(file, "tal", "read")
    async with Visitor(site) as anna:
        fields = button_of((await anna.get(way(site))).text)
        if made == "account":
            account_in(file, "berg", "manage")
        else:
            with kommune_at(file) as own:
                people.set_role(own, reader, "manage", Act(reader.id, clock.now()))
        for answer in (await anna.get(way(site)), await anna.client.post(PATH, data=fields)):
            assert answer.status_code == 403
            assert "matcher serve --login-link" in answer.text
            (link,) = BeautifulSoup(answer.text, "lxml").select("main a.button")
            assert link["href"] == "/anmelden"
    assert stored(data) == []


async def test_one_that_was_asked_for_counts_beside_those_who_manage(
    site: Datasette, data: Path
) -> None:
    account_in(data / "kommune.db", "berg", "manage")
    site.foerderlage_link = LoginLink(site._root_token, asked_for=True)
    async with Visitor(site) as anna:
        assert (await pressed(anna, site)).status_code == 302
    assert len(stored(data)) == 1


async def test_whom_it_logs_in_may_have_lost_the_role(site: Datasette, data: Path) -> None:
    file = data / "kommune.db"
    with kommune_at(file) as own:
        single = people.stand_in(own, people.SINGLE_USER, "manage", clock.now())
        people.set_role(own, single, "none", Act(single.id, clock.now()))
    async with Visitor(site) as anna:
        answer = await pressed(anna, site)
        assert answer.status_code == 403
        assert "hat keinen Zugang mehr" in answer.text
        assert stored(data) == []
        with kommune_at(file) as own:
            single = people.person(own, single.id)
            people.set_role(own, single, "read", Act(single.id, clock.now()))
        assert (await pressed(anna, site)).status_code == 302  # it was not spent
        assert (await anna.get("/personen")).status_code == 403


async def test_a_locked_file_does_not_spend_it(site: Datasette, data: Path) -> None:
    async with Visitor(site) as anna:
        fields = button_of((await anna.get(way(site))).text)
        with closing(sqlite3.connect(data / "kommune.db")) as other:
            other.execute("begin immediate")
            own = site.get_database("kommune")
            await own.execute_write_fn(lambda c: c.execute("pragma busy_timeout = 50"))
            assert (await anna.client.post(PATH, data=fields)).status_code == 503
        assert stored(data) == []
        assert (await anna.client.post(PATH, data=fields)).status_code == 302


async def test_without_a_link_no_token_opens(site: Datasette, data: Path) -> None:
    site.foerderlage_link = LoginLink(None)
    async with Visitor(site) as stranger:
        for token in (site._root_token, "None", ""):
            assert (await stranger.get(f"{PATH}?token={token}")).status_code == 403
    assert stored(data) == []


async def test_another_start_of_datasette_has_the_link_of_its_root(data: Path) -> None:
    account_in(data / "kommune.db", "berg", "manage")
    site = build(DataDir(data))  # as `datasette --root` makes it: nothing said about a link
    await site.invoke_startup()
    async with Visitor(site) as root:
        assert (await root.get(way(site))).status_code == 200
        assert stored(data) == []
        assert (await pressed(root, site)).status_code == 302
        assert (await root.get(way(site))).headers["location"] == "/"
    assert len(stored(data)) == 1


async def test_below_a_prefix_the_button_stays_there(data: Path) -> None:
    (data / "foerderlage.toml").write_text(f'[site]\nbase_url = "{PREFIX}/"\n', "utf-8")
    site = build(DataDir(data))
    await site.invoke_startup()
    async with Visitor(site) as anna:
        answer = await anna.send(PREFIX + PATH, {}, PREFIX + way(site))
        assert (answer.status_code, answer.headers["location"]) == (302, PREFIX + "/")
        assert f"path={PREFIX}/" in answer.headers["set-cookie"].lower()
    assert len(stored(data)) == 1


async def test_it_ends_the_session_that_the_browser_had(site: Datasette, data: Path) -> None:
    account_in(data / "kommune.db", "berg", "edit")
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        before = sessions.digest(berg.client.cookies[COOKIE])
        assert (await pressed(berg, site)).status_code == 302
        ended = {row["token_hash"]: row["ended"] is not None for row in stored(data)}
        assert ended == {before: True, sessions.digest(berg.client.cookies[COOKIE]): False}
