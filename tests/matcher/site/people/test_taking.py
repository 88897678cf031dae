"""Forms of people whose login is over: no text is lost, and nothing is stored by a login."""

import secrets
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import kommune_at
from matcher.settings.model import AccessSettings
from matcher.site.frame.gate.sessions import COOKIE
from tests.support.site.every_form import FORMS
from tests.support.site.forms import fields
from tests.support.site.login import PASSWORD
from tests.support.site.typing_forms import (
    LONG,
    PROJECT,
    RESPONSIBLE,
    entered,
    log_in,
    main_form,
    office,
    opened,
    parsed,
    sent_again,
    shown,
    stored,
    typed,
    typing,
    wanted,
)
from tests.support.site.visitor import Visitor


@pytest.fixture
async def site(data: Path) -> Datasette:
    return await office(data)


@pytest.mark.parametrize("path", FORMS)
async def test_what_was_typed_is_in_the_form_again_after_a_login_with_a_slip_and_a_restart(
    site: Datasette, data: Path, path: str
) -> None:
    async with typing(site, data, path) as desk:
        texts = {name: LONG for name in FORMS[path] if name in ("note", "body", "beschreibung")}
        desk.given |= texts
        before = stored(data)
        desk.session_ends()
        over = await desk.send()
        assert (over.status_code, "abgelaufen" in over.text) == (403, True)
        assert COOKIE not in desk.who.client.cookies
        wrong = await entered(desk.who, over, password="falsch geraten")
        assert (wrong.status_code, "stimmen nicht" in wrong.text) == (403, True)
        again = Visitor(await opened(data))
        again.client.cookies = desk.who.client.cookies
    async with again:
        back = await entered(again, wrong)
        assert back.status_code == 200
        assert "noch nicht gespeichert" in back.text
        assert stored(data) == before
        form = shown(back, path, wanted(path) | texts)
        assert form["form"] != desk.given["form"]
        answer = await sent_again(again, form, path)
        assert answer.status_code in (200, 303), answer.text[-3000:]
    if path != RESPONSIBLE:  # nobody was chosen there
        assert stored(data) != before


@pytest.mark.parametrize("path", ["/projekt-neu", "/notiz-zu/kita-wiesengrund"])
async def test_two_tabs_keep_each_its_own_text(site: Datasette, data: Path, path: str) -> None:
    field = "titel" if path == PROJECT else "body"
    async with Visitor(site) as who:
        log_in(who, data)
        tabs = [await typed(who, path) for _ in range(2)]
        who.client.cookies.delete(COOKIE)
        over = [await one.send({field: f"Reiter {number}"}) for number, one in enumerate(tabs)]
        for number, answer in enumerate(over):
            form = shown(await entered(who, answer), path, {field: f"Reiter {number}"})
            assert (await sent_again(who, form, path)).status_code == 303
    assert "Reiter 0" in str(stored(data))
    assert "Reiter 1" in str(stored(data))


async def test_a_login_without_the_right_keeps_the_text_and_asks_for_another(
    site: Datasette, data: Path
) -> None:
    before = stored(data)
    async with typing(site, data) as desk:
        desk.session_ends()
        over = await desk.send({"beschreibung": LONG})
        reader = await entered(desk.who, over, "leser")
        assert (reader.status_code, "nötig ist „bearbeiten“" in reader.text) == (403, True)
        assert "Straße, „Kita“ &amp; &lt;b&gt;Co" in reader.text
        assert stored(data) == before
        form = shown(await entered(desk.who, reader, "chefin"), PROJECT, {"beschreibung": LONG})
        assert (await sent_again(desk.who, form)).status_code == 303
    with kommune_at(data / "kommune.db") as db:
        name = db.execute("select p.name from event e join person p on p.id = e.person_id"
                          " where kind = 'project' order by e.id desc").fetchone()  # fmt: skip
    assert name == ("Chefin Muster",)


async def test_nothing_is_stored_by_a_login_even_with_a_number_of_ones_own(
    site: Datasette, data: Path
) -> None:
    before = stored(data)
    async with Visitor(site) as who:
        log_in(who, data)
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
    async with typing(site, data) as desk:
        desk.session_ends()
        room = 990_000 // 2
        fits = await desk.send({"beschreibung": "ü" * room})
        assert fits.status_code == 403
        assert fits.text.count("ü" * room) >= 1
        back = await entered(desk.who, fits)
        assert (back.status_code, "ü" * room in back.text) == (200, True)
        desk.session_ends()
        for length in (1_000_001, 4_000_000, 12_000_000):
            answer = await desk.send({"beschreibung": "x" * length})
            assert (answer.status_code, "möglich sind 1 MB" in answer.text) == (413, True)
            assert len(answer.text) < 20_000


async def test_a_file_must_be_chosen_again(site: Datasette, data: Path) -> None:
    async with Visitor(site) as who:
        log_in(who, data)
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
        log_in(who, data, "chefin", "manage")
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
    async with typing(site, data) as desk:
        desk.session_ends()
        closed = site.foerderlage.model_copy(update={"access": AccessSettings(public=False)})
        monkeypatch.setattr(site, "foerderlage", closed)
        over = await desk.send({"beschreibung": LONG})
        assert over.status_code == 403
        shown(await entered(desk.who, over), PROJECT, {"beschreibung": LONG})
        desk.session_ends()
        assert (
            await desk.who.client.post("/katalog/programme", data={"a": "b"})
        ).status_code == 403


async def test_a_form_with_a_stale_token_is_offered_again_if_the_browser_says_it_is_ours(
    site: Datasette, data: Path
) -> None:
    before = stored(data)
    async with typing(site, data) as desk:
        sent = {"beschreibung": LONG, "csrftoken": "alt"}
        plain = await desk.send(sent)
        assert (plain.status_code, "Kita" in plain.text) == (403, False)
        ours = await desk.send(sent, headers={"sec-fetch-site": "same-origin"})
        assert (ours.status_code, stored(data) == before) == (403, True)
        form = main_form(parsed(ours))
        back = await desk.who.client.post(str(form["action"]), data=fields(form))
        shown(back, PROJECT, {"beschreibung": LONG})
        assert stored(data) == before


async def test_what_was_stored_before_the_login_ran_out_is_not_stored_again(
    site: Datasette, data: Path
) -> None:
    async with typing(site, data) as desk:
        assert (await desk.send()).status_code == 303
        before = stored(data)
        desk.session_ends()
        again = await desk.send()
        assert again.headers["location"] == "/anmelden?weiter=/projekt/text"
        assert "Schon gespeichert" in (await desk.who.get(again.headers["location"])).text
        assert stored(data) == before


async def test_a_password_is_changed_once_by_a_double_click(site: Datasette) -> None:
    other = "noch ein Wort mehr"
    async with Visitor(site) as who:
        await who.log_in("berg")
        (form,) = parsed(await who.get("/konto")).select("main form:has([name=bisher])")
        given = fields(form) | {
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
        log_in(who, data)
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
