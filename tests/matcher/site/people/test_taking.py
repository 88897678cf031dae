"""Forms of people whose login is over, and forms that could not be stored: no text is lost."""

import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from httpx import Response

from db import clock
from db.connection import busy_seconds, wait_for_locks
from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.log import Act, Subject
from db.kommune.work import notes
from db.kommune.work.notes import Note
from matcher.sample import SAMPLE_DAY
from matcher.settings.model import AccessSettings
from matcher.site.frame.gate.sessions import COOKIE
from matcher.site.frame.serving import build
from tests.support.processes.limits import locked
from tests.support.site.every_form import FORMS
from tests.support.site.forms import fields
from tests.support.site.login import PASSWORD, account_in, session_of
from tests.support.site.visitor import Visitor
from tests.support.stored.contents import content

LONG = "Lange überlegt: Straße, „Kita“ & <b>Co</b>.\n" * 40
PROJECT = "/projekt-neu"


@pytest.fixture
async def site(data: Path) -> Datasette:
    for login, role in (("chefin", "manage"), ("berg", "edit"), ("leser", "read")):
        account_in(data / "kommune.db", login, role)
    with kommune_at(data / "kommune.db") as db:
        act = Act(people.stand_in(db, "Ben Tal", "edit", clock.now()).id, clock.now())
        notes.save_note(db, Note("note", Subject("kita-wiesengrund"), body="Anruf"), act)
    return await opened(data)


async def opened(data: Path) -> Datasette:
    made = build(DataDir(data), SAMPLE_DAY)
    await made.invoke_startup()
    return made


@pytest.fixture
def impatient() -> Iterator[None]:
    before = busy_seconds()
    wait_for_locks(0.2)
    yield
    wait_for_locks(before)


def stored(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that the municipality's file holds, but for who is logged in."""
    found = content(data / "kommune.db")
    del found["session"]
    return found


def login(who: Visitor, data: Path, name: str = "berg", role: str = "edit") -> None:
    who.client.cookies.set(COOKIE, session_of(data / "kommune.db", role, name))


def parsed(answer: Response) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "lxml")


def main_form(page: BeautifulSoup) -> Tag:
    found = page.select_one("main form[method=post]")
    assert found is not None, page.text[:500]
    return found


async def typed(who: Visitor, path: str) -> tuple[str, dict[str, Any]]:
    """A form of a page, filled in: where it goes, and its fields."""
    form = main_form(parsed(await who.get(path)))
    given = fields(form) | FORMS[path]
    return str(form["action"]), given


async def entered(
    who: Visitor, answer: Response, name: str = "berg", password: str = PASSWORD
) -> Response:
    """The login form of an answer, sent with all it carries."""
    form = main_form(parsed(answer))
    given = fields(form) | {"name": name, "passwort": password}
    return await who.client.post(str(form["action"]), data=given)


def shown(answer: Response, path: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The form of an answer that holds what was typed."""
    for form in parsed(answer).select("main form[method=post]"):
        found = fields(form)
        if all(flat(found.get(name)) == flat(value) for name, value in given.items()):
            return {"action": str(form["action"]), **found}
    raise AssertionError(f"{path}: {given} steht nicht im Formular: {answer.text[-6000:]}")


def flat(value: Any) -> str:
    found = value if isinstance(value, str) else "".join(value or ())
    return found.replace("\r\n", "\n").strip()


# --- an expired login -------------------------------------------------------------------------


@pytest.mark.parametrize("path", FORMS)
async def test_what_was_typed_is_in_the_form_again_after_a_login_with_a_slip_and_a_restart(
    site: Datasette, data: Path, path: str
) -> None:
    async with Visitor(site) as who:
        login(who, data)
        action, given = await typed(who, path)
        texts = {name: LONG for name in FORMS[path] if name in ("note", "body", "beschreibung")}
        given |= texts
        before = stored(data)
        who.client.cookies.delete(COOKIE)
        over = await who.client.post(action, data=given)
        assert (over.status_code, "abgelaufen" in over.text) == (403, True)
        assert COOKIE not in who.client.cookies
        wrong = await entered(who, over, password="falsch geraten")
        assert (wrong.status_code, "stimmen nicht" in wrong.text) == (403, True)
        again = Visitor(await opened(data))
        again.client.cookies = who.client.cookies
    async with again:
        back = await entered(again, wrong)
        assert back.status_code == 200
        assert "noch nicht gespeichert" in back.text
        assert stored(data) == before
        form = shown(back, path, {k: v for k, v in {**FORMS[path], **texts}.items() if k != "tun"})
        assert form["form"] != given["form"]
        answer = await again.client.post(form.pop("action"), data=form | button(path))
        assert answer.status_code in (200, 303), answer.text[-3000:]
    if path != "/zustaendig/kita-wiesengrund":  # nobody was chosen there
        assert stored(data) != before


def button(path: str) -> dict[str, str]:
    """What the button of a form sends along."""
    return {"tun": "korrigieren"} if "/korrektur/" in path else {}


@pytest.mark.parametrize("path", ["/projekt-neu", "/notiz-zu/kita-wiesengrund"])
async def test_two_tabs_keep_each_its_own_text(site: Datasette, data: Path, path: str) -> None:
    field = "titel" if path == PROJECT else "body"
    async with Visitor(site) as who:
        login(who, data)
        tabs = [await typed(who, path) for _ in range(2)]
        who.client.cookies.delete(COOKIE)
        over = [
            await who.client.post(action, data=given | {field: f"Reiter {number}"})
            for number, (action, given) in enumerate(tabs)
        ]
        for number, answer in enumerate(over):
            form = shown(await entered(who, answer), path, {field: f"Reiter {number}"})
            assert (await who.client.post(form.pop("action"), data=form)).status_code == 303
    assert "Reiter 0" in str(stored(data))
    assert "Reiter 1" in str(stored(data))


async def test_a_login_without_the_right_keeps_the_text_and_asks_for_another(
    site: Datasette, data: Path
) -> None:
    before = stored(data)
    async with Visitor(site) as who:
        login(who, data)
        action, given = await typed(who, PROJECT)
        who.client.cookies.delete(COOKIE)
        over = await who.client.post(action, data=given | {"beschreibung": LONG})
        reader = await entered(who, over, "leser")
        assert (reader.status_code, "nötig ist „bearbeiten“" in reader.text) == (403, True)
        assert "Straße, „Kita“ &amp; &lt;b&gt;Co" in reader.text
        assert stored(data) == before
        form = shown(await entered(who, reader, "chefin"), PROJECT, {"beschreibung": LONG})
        assert (await who.client.post(form.pop("action"), data=form)).status_code == 303
    with kommune_at(data / "kommune.db") as db:
        name = db.execute("select p.name from event e join person p on p.id = e.person_id"
                          " where kind = 'project' order by e.id desc").fetchone()  # fmt: skip
    assert name == ("Chefin Muster",)


async def test_nothing_is_stored_by_a_login_even_with_a_number_of_ones_own(
    site: Datasette, data: Path
) -> None:
    before = stored(data)
    async with Visitor(site) as who:
        login(who, data)
        token = fields(main_form(parsed(await who.get(PROJECT))))["csrftoken"]
        sent = {"csrftoken": token, "mitgenommen": "1", "mit:titel": "Untergeschoben",
                "mit:form": secrets.token_urlsafe(16), "form": secrets.token_urlsafe(16),
                "titel": "Untergeschoben"}  # fmt: skip
        answer = await who.client.post(PROJECT, data=sent)
        assert (answer.status_code, stored(data) == before) == (200, True)
        foreign = await who.client.post(
            PROJECT, data=sent, headers={"sec-fetch-site": "cross-site"}
        )
        assert foreign.status_code == 403
        assert "Untergeschoben" not in foreign.text


async def test_up_to_a_million_bytes_are_carried_and_more_is_refused_in_one_sentence(
    site: Datasette, data: Path
) -> None:
    async with Visitor(site) as who:
        login(who, data)
        action, given = await typed(who, PROJECT)
        who.client.cookies.delete(COOKIE)
        room = 990_000 // 2
        fits = await who.client.post(action, data=given | {"beschreibung": "ü" * room})
        assert fits.status_code == 403
        assert fits.text.count("ü" * room) >= 1
        back = await entered(who, fits)
        assert (back.status_code, "ü" * room in back.text) == (200, True)
        who.client.cookies.delete(COOKIE)
        for length in (1_000_001, 4_000_000, 12_000_000):
            answer = await who.client.post(action, data=given | {"beschreibung": "x" * length})
            assert (answer.status_code, "möglich sind 1 MB" in answer.text) == (413, True)
            assert len(answer.text) < 20_000


async def test_a_file_must_be_chosen_again(site: Datasette, data: Path) -> None:
    async with Visitor(site) as who:
        login(who, data)
        form = main_form(parsed(await who.get("/projekte-einlesen")))
        who.client.cookies.delete(COOKIE)
        file = {"datei": ("liste.xlsx", b"x" * 2_000_000)}
        over = await who.client.post(str(form["action"]), data=fields(form), files=file)
        assert (over.status_code, "die Datei ist nicht gespeichert" in over.text) == (403, True)
        back = await entered(who, over)
        assert back.status_code == 303
        assert "bitte noch einmal auswählen" in (await who.get(back.headers["location"])).text


async def test_passwords_do_not_travel(site: Datasette, data: Path) -> None:
    async with Visitor(site) as who:
        login(who, data, "chefin", "manage")
        form = parsed(await who.get("/personen")).select("main form")[-1]
        given = fields(form) | {"name": "Tom Tal", "login": "tal", "passwort": "ganz geheimes Wort",
                                "noch_einmal": "ganz geheimes Wort"}  # fmt: skip
        who.client.cookies.delete(COOKIE)
        over = await who.client.post("/personen", data=given)
        assert ("ganz geheimes Wort" in over.text, "Tom Tal" in over.text) == (False, True)
        back = await entered(who, over, "chefin")
        shown(back, "/personen", {"name": "Tom Tal", "login": "tal"})


async def test_a_closed_site_carries_texts_too(
    site: Datasette, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Visitor(site) as who:
        login(who, data)
        action, given = await typed(who, PROJECT)
        who.client.cookies.delete(COOKIE)
        closed = site.foerderlage.model_copy(update={"access": AccessSettings(public=False)})
        monkeypatch.setattr(site, "foerderlage", closed)
        over = await who.client.post(action, data=given | {"beschreibung": LONG})
        assert over.status_code == 403
        shown(await entered(who, over), PROJECT, {"beschreibung": LONG})
        who.client.cookies.delete(COOKIE)
        assert (await who.client.post("/katalog/programme", data={"a": "b"})).status_code == 403


async def test_a_form_with_a_stale_token_is_offered_again_if_the_browser_says_it_is_ours(
    site: Datasette, data: Path
) -> None:
    before = stored(data)
    async with Visitor(site) as who:
        login(who, data)
        action, given = await typed(who, PROJECT)
        sent = given | {"beschreibung": LONG, "csrftoken": "alt"}
        plain = await who.client.post(action, data=sent)
        assert (plain.status_code, "Kita" in plain.text) == (403, False)
        ours = await who.client.post(action, data=sent, headers={"sec-fetch-site": "same-origin"})
        assert (ours.status_code, stored(data) == before) == (403, True)
        form = main_form(parsed(ours))
        back = await who.client.post(str(form["action"]), data=fields(form))
        shown(back, PROJECT, {"beschreibung": LONG})
        assert stored(data) == before


async def test_what_was_stored_before_the_login_ran_out_is_not_stored_again(
    site: Datasette, data: Path
) -> None:
    async with Visitor(site) as who:
        login(who, data)
        action, given = await typed(who, PROJECT)
        assert (await who.client.post(action, data=given)).status_code == 303
        before = stored(data)
        who.client.cookies.delete(COOKIE)
        again = await who.client.post(action, data=given)
        assert again.headers["location"] == "/anmelden?weiter=/projekt/text"
        assert "Schon gespeichert" in (await who.get(again.headers["location"])).text
        assert stored(data) == before


async def test_a_password_is_changed_once_by_a_double_click(site: Datasette) -> None:
    other = "noch ein Wort mehr"
    async with Visitor(site) as who:
        await who.log_in("berg")
        given = fields(main_form(parsed(await who.get("/konto")))) | {
            "bisher": PASSWORD,
            "passwort": other,
            "noch_einmal": other,
        }
        cookies = dict(who.client.cookies)
        first = await who.client.post("/konto", data=given)
        assert first.headers["location"] == "/konto#passwort-aendern"
        who.client.cookies.clear()
        for name, value in cookies.items():
            who.client.cookies.set(name, value)
        again = await who.client.post("/konto", data=given)  # sent before the first was answered
        assert again.headers["location"].startswith("/anmelden?weiter=/konto")


@pytest.mark.usefixtures("site")
async def test_below_a_prefix_everything_stays_below_it(data: Path) -> None:
    (data / "foerderlage.toml").write_text('[site]\nbase_url = "/foerderlage/"\n', "utf-8")
    async with Visitor(await opened(data)) as who:
        login(who, data)
        form = main_form(parsed(await who.get(f"/foerderlage{PROJECT}")))
        given = fields(form) | {"titel": "Halle"}
        who.client.cookies.delete(COOKIE)
        over = await who.client.post(str(form["action"]), data=given)
        assert main_form(parsed(over))["action"] == f"/foerderlage{PROJECT}"
        again = shown(await entered(who, over), PROJECT, {"titel": "Halle"})
        for _ in range(2):
            answer = await who.client.post(str(again["action"]), data=again)
            assert answer.headers["location"] == "/foerderlage/projekt/halle"
    assert "Halle" in str(stored(data))


# --- a save that fails ------------------------------------------------------------------------


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("path", FORMS)
async def test_a_locked_file_is_told_and_the_form_keeps_its_content(
    site: Datasette, data: Path, path: str
) -> None:
    async with Visitor(site) as who:
        login(who, data)
        action, given = await typed(who, path)
        if path == "/zustaendig/kita-wiesengrund":
            option = parsed(await who.get(path)).find("option", string="Berg Muster")
            assert isinstance(option, Tag)
            given["responsible"] = str(option["value"])
        before = stored(data)
        with locked(data / "kommune.db"):
            answer = await who.client.post(action, data=given | button(path))
        assert answer.status_code == 503
        assert "ist gerade von einem anderen Programm gesperrt" in answer.text
        assert stored(data) == before
        form = shown(answer, path, {k: v for k, v in FORMS[path].items() if k != "tun"})
        done = await who.client.post(form.pop("action"), data=form | button(path))
        assert done.status_code in (200, 303)
        assert stored(data) != before


@pytest.mark.parametrize("path", [p for p in FORMS if {"note", "body"} & {*FORMS[p]}])
async def test_a_full_disk_is_told_and_the_form_keeps_its_content(
    site: Datasette, data: Path, path: str
) -> None:
    name, text = next(n for n in FORMS[path] if n in ("note", "body")), "x" * 19_000
    async with Visitor(site) as who:
        login(who, data)
        action, given = await typed(who, path)
        before = stored(data)
        own = site.databases["kommune"]
        await own.execute_write_fn(lambda c: c.execute("pragma max_page_count = 1").fetchone())
        answer = await who.client.post(action, data=given | {name: text})
        assert (answer.status_code, "kein Platz mehr" in answer.text) == (507, True)
        assert stored(data) == before
        form = shown(answer, path, {name: text})
        await own.execute_write_fn(lambda c: c.execute("pragma max_page_count = 99999").fetchone())
        assert (await who.client.post(form.pop("action"), data=form)).status_code == 303


@pytest.mark.parametrize("path", FORMS)
async def test_a_file_for_reading_only_is_told_and_the_form_keeps_its_content(
    site: Datasette, data: Path, path: str
) -> None:
    async with Visitor(site) as who:
        login(who, data)
        action, given = await typed(who, path)
        own = site.databases["kommune"]
        await own.execute_write_fn(lambda c: c.execute("pragma query_only = 1").fetchall())
        if path == "/zustaendig/kita-wiesengrund":
            given["version"] = "0"
        answer = await who.client.post(action, data=given | button(path))
        assert (answer.status_code, "schreibgeschützt" in answer.text) == (503, True)
        shown(answer, path, {k: v for k, v in FORMS[path].items() if k != "tun"})


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
    async with Visitor(site) as who:
        login(who, data)
        action, given = await typed(who, "/projekt/kita-wiesengrund/bearbeiten")
        gone = action.replace("kita-wiesengrund", "gibt-es-nicht")
        answer = await who.client.post(gone, data=given | {"beschreibung": LONG})
        assert (answer.status_code, "Straße, „Kita“ &amp;" in answer.text) == (404, True)


async def test_a_mistake_of_ours_gives_the_text_back(
    site: Datasette, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("db.kommune.projects.save_project", broken)
    async with Visitor(site) as who:
        login(who, data)
        action, given = await typed(who, PROJECT)
        answer = await who.client.post(action, data=given | {"beschreibung": LONG})
        assert (answer.status_code, "ZeroDivisionError" in answer.text) == (500, False)
        form = main_form(parsed(answer))
        monkeypatch.undo()
        back = await who.client.post(str(form["action"]), data=fields(form))
        shown(back, PROJECT, {"beschreibung": LONG})
    assert "ZeroDivisionError" in capsys.readouterr().err
