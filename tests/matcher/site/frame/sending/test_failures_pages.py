"""Forms that could not be stored: the reason is told, and the form keeps its content."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import Tag
from datasette.app import Datasette

from db.connection import busy_seconds, wait_for_locks
from tests.support.processes.limits import locked
from tests.support.site.every_form import FORMS
from tests.support.site.forms import fields
from tests.support.site.typing_forms import (
    LONG,
    PROJECT,
    RESPONSIBLE,
    button,
    main_form,
    office,
    parsed,
    sent_again,
    shown,
    stored,
    typing,
    wanted,
)
from tests.support.site.visitor import Visitor


@pytest.fixture
async def site(data: Path) -> Datasette:
    return await office(data)


@pytest.fixture
def impatient() -> Iterator[None]:
    before = busy_seconds()
    wait_for_locks(0.2)
    yield
    wait_for_locks(before)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("path", FORMS)
async def test_a_locked_file_is_told_and_the_form_keeps_its_content(
    site: Datasette, data: Path, path: str
) -> None:
    async with typing(site, data, path) as desk:
        if path == RESPONSIBLE:
            option = parsed(await desk.who.get(path)).find("option", string="Berg Muster")
            assert isinstance(option, Tag)
            desk.given["responsible"] = str(option["value"])
        before = stored(data)
        with locked(data / "kommune.db"):
            answer = await desk.send(button(path))
        assert answer.status_code == 503
        assert "ist gerade von einem anderen Programm gesperrt" in answer.text
        assert stored(data) == before
        form = shown(answer, path, wanted(path))
        done = await sent_again(desk.who, form, path)
        assert done.status_code in (200, 303)
        assert stored(data) != before


@pytest.mark.parametrize("path", [p for p in FORMS if {"note", "body"} & {*FORMS[p]}])
async def test_a_full_disk_is_told_and_the_form_keeps_its_content(
    site: Datasette, data: Path, path: str
) -> None:
    name, text = next(n for n in FORMS[path] if n in ("note", "body")), "x" * 19_000
    async with typing(site, data, path) as desk:
        before = stored(data)
        own = site.databases["kommune"]
        await own.execute_write_fn(lambda c: c.execute("pragma max_page_count = 1").fetchone())
        answer = await desk.send({name: text})
        assert (answer.status_code, "kein Platz mehr" in answer.text) == (507, True)
        assert stored(data) == before
        form = shown(answer, path, {name: text})
        await own.execute_write_fn(lambda c: c.execute("pragma max_page_count = 99999").fetchone())
        assert (await sent_again(desk.who, form, path)).status_code == 303


@pytest.mark.parametrize("path", FORMS)
async def test_a_file_for_reading_only_is_told_and_the_form_keeps_its_content(
    site: Datasette, data: Path, path: str
) -> None:
    async with typing(site, data, path) as desk:
        own = site.databases["kommune"]
        await own.execute_write_fn(lambda c: c.execute("pragma query_only = 1").fetchall())
        if path == RESPONSIBLE:
            desk.given["version"] = "0"
        answer = await desk.send(button(path))
        assert (answer.status_code, "schreibgeschützt" in answer.text) == (503, True)
        shown(answer, path, wanted(path))


@pytest.mark.usefixtures("impatient")
async def test_a_login_and_a_logout_that_cannot_be_stored_say_so(
    site: Datasette, data: Path
) -> None:
    async with Visitor(site) as who:
        with locked(data / "kommune.db"):
            answer = await who.log_in("berg")
            assert (answer.status_code, "gesperrt" in answer.text) == (503, True)
        assert (await who.log_in("berg")).status_code == 302
        token = fields(parsed(await who.get("/-/logout")).select("form")[-1])
        with locked(data / "kommune.db"):
            assert (await who.client.post("/-/logout", data=token)).status_code == 503


async def test_a_project_that_is_gone_gives_the_text_back_to_copy(
    site: Datasette, data: Path
) -> None:
    async with typing(site, data, "/projekt/kita-wiesengrund/bearbeiten") as desk:
        gone = desk.action.replace("kita-wiesengrund", "gibt-es-nicht")
        answer = await desk.who.client.post(gone, data=desk.given | {"beschreibung": LONG})
        assert (answer.status_code, "Straße, „Kita“ &amp;" in answer.text) == (404, True)


async def test_a_mistake_of_ours_gives_the_text_back(
    site: Datasette, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("db.kommune.projects.save_project", broken)
    async with typing(site, data) as desk:
        answer = await desk.send({"beschreibung": LONG})
        assert (answer.status_code, "ZeroDivisionError" in answer.text) == (500, False)
        form = main_form(parsed(answer))
        monkeypatch.undo()
        back = await desk.who.client.post(str(form["action"]), data=fields(form))
        shown(back, PROJECT, {"beschreibung": LONG})
    assert "ZeroDivisionError" in capsys.readouterr().err
