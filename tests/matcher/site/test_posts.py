"""Every form that changes something: who may send it, from where, as whom, and how often."""

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from httpx import Response

from db import clock
from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.log import Act, Subject
from db.kommune.work import notes
from db.kommune.work.notes import Note
from matcher.sample import SAMPLE_DAY
from matcher.site import ROUTES
from matcher.site.frame.serving import build
from tests.support.site.every_form import ELSEWHERE, FORMS, READERS
from tests.support.site.forms import Browser, Form
from tests.support.site.hostile.leaks import own_pages
from tests.support.stored.contents import content

FORGED = {"person_id": "1", "person": "1", "actor": "1", "by": "Kommandozeile", "at": "2001-01-01",
          "role": "manage", "_actor": '{"id": 1}'}  # fmt: skip

OF_TWO_PARTS = ("/zustaendig/kita-wiesengrund", "/bescheid-neu/")
"""Forms that the log tells in two lines: who does it and who stands in, a notice and the status."""


@pytest.fixture
def site(data: Path) -> Datasette:
    with kommune_at(data / "kommune.db") as db:
        act = Act(people.stand_in(db, "Ben Tal", "edit", clock.now()).id, clock.now())
        notes.save_note(db, Note("note", Subject("kita-wiesengrund"), body="Anruf"), act)
    return build(DataDir(data), SAMPLE_DAY)


def stored(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that the municipality's file holds, but for who is logged in."""
    found = content(data / "kommune.db")
    del found["session"]
    return found


def log(data: Path) -> list[tuple[int, str]]:
    """Who did what, in the order of the log."""
    with kommune_at(data / "kommune.db") as db:
        return [
            (who, kind)
            for who, kind in db.execute("select person_id, kind from event order by id").fetchall()
        ]


async def filled(site: Datasette, path: str, role: str = "edit") -> tuple[Form, dict[str, Any]]:
    """The form on a page of an editor, entered by somebody with this role."""
    editor = Form(browser := Browser(site), await browser.get(path))
    sent = editor.fields | FORMS[path]
    if role != "edit":
        browser.login = Browser(site, role).login
    if path == "/zustaendig/kita-wiesengrund":
        with_me = editor.soup.find("option", string="Testperson edit")
        assert with_me is not None
        sent["responsible"] = with_me["value"]  # type: ignore[index]
    return editor, sent


async def post(form: Form, path: str, sent: Mapping[str, Any], **headers: str) -> Response:
    site, cookies = form.browser.site, form.browser.login | form.browser.cookies
    answer: Response = await site.client.post(
        path.partition("?")[0], data=dict(sent), cookies=cookies, headers=headers
    )
    return answer


@pytest.mark.parametrize("path", FORMS)
async def test_a_form_is_refused_to_readers_visitors_and_other_sites(
    site: Datasette, data: Path, path: str
) -> None:
    form, sent = await filled(site, path, "read")
    before, answers = stored(data), {}
    if path not in READERS:
        answers["reader"] = await post(form, path, sent)
    form.browser.login = {}
    answers["visitor"] = await post(form, path, sent)
    form, sent = await filled(site, path)
    answers["no token"] = await post(form, path, {**sent, "csrftoken": ""})
    answers["foreign token"] = await post(form, path, {**sent, "csrftoken": "A" * 40})
    answers["origin"] = await post(form, path, sent, origin="https://boese.example")
    answers["site"] = await post(form, path, sent, **{"sec-fetch-site": "cross-site"})
    assert {name: one.status_code for name, one in answers.items()} == dict.fromkeys(answers, 403)
    assert stored(data) == before


@pytest.mark.parametrize(
    ("path", "role"), [*((path, "edit") for path in FORMS), *((path, "read") for path in READERS)]
)
async def test_a_form_counts_once_for_whoever_is_logged_in(
    site: Datasette, data: Path, path: str, role: str
) -> None:
    form, sent = await filled(site, path, role)
    before = log(data)
    with kommune_at(data / "kommune.db") as db:
        me = people.stand_in(db, f"Testperson {role}", role, clock.now())
    assert (await post(form, path, {**FORGED, **sent})).status_code in (200, 303)
    done = log(data)[len(before) :]
    assert {who for who, _ in done} == {me.id}
    after = stored(data)
    again = await post(form, path, {**FORGED, **sent})
    assert again.status_code in (303, 400, 404, 409)
    assert stored(data) == after
    assert "Traceback" not in again.text


@pytest.mark.parametrize("path", FORMS)
async def test_a_double_click_counts_once_and_shows_what_was_stored(
    site: Datasette, data: Path, path: str
) -> None:
    form, sent = await filled(site, path)
    before = log(data)
    answers = await asyncio.gather(*(post(form, path, sent) for _ in range(4)))
    done = log(data)[len(before) :]
    assert len(done) == 1 or path.startswith(OF_TWO_PARTS), done
    assert len({kind for _, kind in done}) == len(done)
    led = [one for one in answers if one.status_code == 303]
    assert len(led) >= 3, [one.status_code for one in answers]
    assert len({one.headers["location"] for one in led}) == 1


@pytest.mark.parametrize("path", own_pages())
async def test_no_address_of_ours_takes_a_forged_form(
    site: Datasette, data: Path, path: str
) -> None:
    browser = Browser(site, "manage")
    before = stored(data)
    forged = {**FORGED, "form": "n" * 22, "titel": "Forged", "name": "Forged", "login": "forged"}
    for headers, token in (
        ({}, ""), ({}, "A" * 40), ({"sec-fetch-site": "cross-site"}, ""),
        ({"origin": "https://boese.example"}, ""), ({"authorization": "Bearer x"}, ""),
    ):  # fmt: skip
        answer = await site.client.post(
            path, data={**forged, "csrftoken": token}, cookies=browser.login, headers=headers
        )
        assert answer.status_code in (403, 404, 405), (path, headers, answer.status_code)
        assert "content-security-policy" in answer.headers
    assert stored(data) == before


@pytest.mark.parametrize("path", FORMS)
async def test_a_form_without_its_number_changes_nothing(
    site: Datasette, data: Path, path: str
) -> None:
    form, sent = await filled(site, path)
    before = stored(data)
    answer = await post(form, path, {**sent, "form": ""})
    assert answer.status_code in (400, 409)
    assert "fehlt seine Nummer" in answer.text
    assert stored(data) == before


async def test_no_other_page_takes_anything(site: Datasette, data: Path) -> None:
    browser = Browser(site, "manage")
    token = Form(browser, await browser.get("/projekt-neu")).fields["csrftoken"]
    known = {path.partition("?")[0] for path in FORMS} | set(ELSEWHERE)
    others = [path for path in own_pages() if path not in known and not _names_a_form(path)]
    assert len(others) > 15
    before = stored(data)
    for path in others:
        entered = {"csrftoken": token, "form": "x" * 20, "status": "watching", "body": "Text"}
        await browser.post(path, entered)
        assert stored(data) == before, path


def _names_a_form(path: str) -> bool:
    """Whether the address is a form of FORMS about something else."""
    firsts = {one.split("/")[1].partition("?")[0] for one in FORMS} - {"projekt"}
    ends = ("/bearbeiten", "/archivieren", "/wiederherstellen", "/loeschen")
    return path.split("/")[1] in firsts or path.endswith(ends)


def test_every_form_of_the_site_is_tried() -> None:
    """A route with a form that this file does not know makes this fail."""
    taking = {
        pattern
        for pattern, handler in ROUTES
        if "POST" in handler.__code__.co_consts
        or "post_vars" in handler.__code__.co_names
        or "posted" in handler.__code__.co_names
    }
    tried = {
        pattern
        for pattern, _ in ROUTES
        for path in (*FORMS, *ELSEWHERE)
        if re.match(pattern, path.partition("?")[0])
    }
    assert taking <= tried, taking - tried
