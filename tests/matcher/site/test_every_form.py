"""Every form on every page of the demo: its mark, its token, its labels, and where it leads."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from httpx import Response

from db.clock import now
from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.log import Act, Subject
from db.kommune.tracker.meetings import add_meeting
from db.kommune.work import notes
from db.kommune.work.notes import Note
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.tracker.calendars.rows import row_of
from matcher.tracker.calendars.typed import typed_meeting
from tests.support.site.every_form import FORMS, MATCH
from tests.support.site.forms import Browser, fields, form_to
from tests.support.site.links import walk
from tests.support.site.login import account_in
from tests.support.site.pages import PROGRAMME

KITA = "/projekt/kita-wiesengrund"
LOCAL = ("/-/logout",)
"""Forms that store nothing which could be stored twice."""


@pytest.fixture
async def site(data: Path) -> Datasette:
    account_in(data / "kommune.db", "berg", "edit")
    with kommune_at(data / "kommune.db") as db:
        act = Act(people.stand_in(db, "Kommandozeile (root)", "manage", now()).id, now())
        people.stand_in(db, "Einzelplatz", "manage", now())
        notes.save_note(db, Note("note", Subject("kita-wiesengrund"), body="Anruf"), act)
        made = typed_meeting("Stadtrat", "2027-02-25", "18:30")
        ags = db.execute("select ags from municipality").fetchone()[0]
        add_meeting(db, ags, row_of(made), act)
    made_site = build(DataDir(data), SAMPLE_DAY)
    await made_site.invoke_startup()
    return made_site


def forms_of(html: str) -> list[Tag]:
    return BeautifulSoup(html, "lxml").select('form[method="post"]')


def labels_of(form: Tag, page: BeautifulSoup) -> dict[str, str]:
    """Id of each input -> words of its label."""
    return {
        str(label["for"]): " ".join(label.text.split())
        for label in page.select("label[for]")
        if form.find(id=str(label["for"]))
    }


async def test_every_form_of_the_demo_carries_a_token_and_a_mark_of_its_own(
    site: Datasette,
) -> None:
    found = await walk(site, "/", login=True, most=220)
    for path in FORMS:
        found.pages[path] = str(await Browser(site, "manage").get(path))
    actions, marks = set(), list[str]()
    for path, html in found.pages.items():
        for form in forms_of(html):
            action, held = str(form["action"]), fields(form)
            assert held.get("csrftoken"), (path, action)
            if action in LOCAL:
                continue
            assert len(held.get("form", "")) >= 16, (path, action)
            actions.add(action.split("/")[1].split("?")[0])
            marks.append(held["form"])
    assert len(marks) == len({*marks}), "each form has a mark of its own"
    assert {"entscheidung", "notiz-zu", "korrektur", "plan", "projekt-neu", "sitzungen", "personen",
            "benachrichtigungen", "abonnements", "projekte-einlesen"} <= actions  # fmt: skip


@pytest.mark.parametrize(
    "path", [*FORMS, "/personen", "/benachrichtigungen", "/offenes", f"/frage/{MATCH}"]
)
async def test_what_is_shown_is_labelled(site: Datasette, path: str) -> None:
    page = await Browser(site, "manage").get(path)
    for form in page.select("main form[method=post]"):
        named = labels_of(form, page)
        for one in form.select("input:not([type=hidden], .unseen), select, textarea"):
            known = str(one.get("id")) in named or one.get("aria-label") or one.find_parent("label")
            assert known, (path, one)


WRONG = {
    f"/entscheidung/{MATCH}": ({"status": "declined"}, ["Grund", "Notiz zum Status"]),
    "/notiz-zu/kita-wiesengrund": ({"body": " "}, ["Notiz"]),
    "/notiz-zu/kita-wiesengrund?art=link": ({"url": "ohne"}, ["Webadresse (https://…)"]),
    "/notiz-zu/kita-wiesengrund?art=contact": ({"phone": "1"}, ["Name"]),
    PROGRAMME.replace("/programm/", "/korrektur/") + "?angabe=rate": (
        {"value-0": "40", "tun": "korrigieren"},
        ["Warum weicht es ab?", "Woher wissen Sie es?"],
    ),
    "/projekt-neu": ({"titel": " ", "kosten_eur": "viel"}, ["Titel", "Kosten in Euro"]),
    f"/foerderung/{MATCH}": ({"foerderquote": "viel"}, ["Förderquote in Prozent"]),
    f"/plan/{MATCH}": ({"tag": "gestern"}, ["Was ist zu tun?", "Tag"]),
    "/projekt/kita-wiesengrund/archivieren": ({"grund": "x" * 501}, ["Grund"]),
    "/sitzungen": ({"gremium": " ", "tag": "2027-02-25"}, ["Gremium"]),
    "/sitzungen?x": ({"gremium": "Runde", "tag": "2027-02-25"}, ["Art"]),
    "/abonnements": ({"umfang": "alles"}, ["Fristen und Treffer von"]),
    "/personen": (
        {"name": "", "login": "", "passwort": "x" * 12, "noch_einmal": "x" * 12},
        ["Name", "Anmeldename"],
    ),
    "/personen?mail": (
        {"name": "A", "login": "a", "mail": "ohne", "passwort": "x" * 12, "noch_einmal": "x" * 12},
        ["E-Mail"],
    ),
    "/personen?passwort": (
        {"name": "A", "login": "a", "passwort": "kurz", "noch_einmal": "kurz"},
        ["Neues Passwort"],
    ),
    "/benachrichtigungen": ({"wer": "", "mail": "ohne", "rhythmus": "daily"}, ["Mailadresse"]),
}
"""Page -> what is entered wrongly, and the labels of what is wrong, in their order."""


def last_form(page: BeautifulSoup, entered: dict[str, str]) -> Tag:
    """The last form that asks for all this."""
    found = [
        form
        for form in page.select("main form[method=post]")
        if all(form.select(f'[name="{name}"]') for name in entered)
    ]
    return found[-1]


@pytest.mark.parametrize("path", WRONG)
async def test_what_is_wrong_is_marked_at_its_field_and_named_by_its_label(
    site: Datasette, path: str
) -> None:
    entered, labels = WRONG[path]
    browser = Browser(site, "manage")
    form = last_form(await browser.get(path), entered)
    answer = await browser.send(form, **entered)
    assert answer.status_code == 400, answer.text[-2000:]
    page = BeautifulSoup(answer.text, "lxml")
    links = page.select("[role=alert] a[href^='#']")
    assert [link.text for link in links] == labels
    for number, link in enumerate(links):
        field = page.select_one(str(link["href"]))
        assert field is not None, link
        assert field.name in ("input", "select", "textarea"), field
        assert field["aria-invalid"] == "true"
        told = [page.find(id=one) for one in str(field["aria-describedby"]).split()]
        assert told[0] is not None
        assert "Fehler:" in told[0].text
        assert field.has_attr("autofocus") == (number == 0)
        label = page.select_one(f'label[for="{field["id"]}"]')
        assert label is not None
        assert " ".join(label.text.split()).startswith(link.text)
    now_typed = fields(last_form(page, entered))
    for name, value in entered.items():
        if name not in ("tun", "passwort", "noch_einmal", "umfang"):
            assert str(now_typed[name]).strip() == value.strip(), name


BACK = {
    f"{KITA}?urteil=passt&seite=1": ("/entscheidung/", "status", "watching"),
    f"{KITA}?urteil=offen&level=state": ("/notiz-zu/", "body", "Anruf"),
    f"{PROGRAMME}?vorhaben=kita-wiesengrund": ("/korrektur/", "tun", "bestaetigen"),
    f"{PROGRAMME}?vorhaben=kita-wiesengrund#a": ("/entscheidung/", "status", "watching"),
    f"{PROGRAMME}?vorhaben=kita-wiesengrund#b": ("/ausblenden/", "note", "passt nicht"),
    f"/plan/{MATCH}": ("/plan/", "notiz", "Anruf"),
    "/sitzungen?gremium=Stadtrat&jahr=2027": ("/sitzungen", "tat", "absagen"),
    "/benachrichtigungen": ("/benachrichtigungen", "mail", "amt@stadt.example"),
}
"""Page with its query -> a form of it with a field and what is entered."""


@pytest.mark.parametrize("path", BACK)
async def test_whoever_saves_is_back_on_the_same_page_and_reads_there_what_was_saved(
    site: Datasette, path: str
) -> None:
    action, name, value = BACK[path]
    browser = Browser(site, "manage")
    asked = path.partition("#")[0]
    page = await browser.get(asked)
    more = {"wer": "", "amt": "Bauamt"} if name == "mail" else {}
    form = next(
        one
        for one in page.select(f'main form[method=post][action^="{action}"]')
        if one.select(f'[name="{name}"]') and (name != "tat" or fields(one)["tat"] == value)
    )
    answer = await browser.send(form, **{name: value}, **more)
    assert answer.status_code == 303, answer.text[-2000:]
    told = await said_at(browser, answer)
    location = urlsplit(answer.headers["location"])
    assert location.path == urlsplit(asked).path
    assert set(urlsplit(asked).query.split("&")) <= set(location.query.split("&"))
    assert told.strip()


async def said_at(browser: Browser, answer: Response) -> str:
    """The message at the element of the fragment, where the browser goes and the focus with it."""
    where = urlsplit(answer.headers["location"])
    page = await browser.get(f"{where.path}?{where.query}")
    place = page.find(id=where.fragment)
    assert isinstance(place, Tag), where
    assert place["tabindex"] == "-1"
    message = page.find(id=place["aria-describedby"])
    assert isinstance(message, Tag)
    assert message["role"] == "status"
    inside = message in place.descendants
    assert inside or place.find_next(id=message["id"]) is message
    assert len(page.select("[role=status].told")) == 1
    return message.text


async def test_a_message_whose_place_is_gone_stands_on_top(site: Datasette) -> None:
    browser = Browser(site)
    page = await browser.get(f"{KITA}?status=new")
    form = form_to(page, "/entscheidung/", "status")
    answer = await browser.send(form, status="declined", reason="other", note="passt nicht")
    where = urlsplit(answer.headers["location"])
    page = await browser.get(f"{where.path}?{where.query}")
    first = page.select_one("main h1")
    assert first is not None
    message = page.select_one("[role=status].message-info")
    assert message is not None
    assert message.find_next("h1") is first


@pytest.mark.parametrize("back", ["https://anderswo.example/", "//anderswo.example", "/\\anderswo",
                                  "/-/logout", "javascript:alert(1)", "/\n/x"])  # fmt: skip
@pytest.mark.parametrize(
    "path",
    [f"{KITA}/bearbeiten", f"/foerderung/{MATCH}", "/notiz-zu/kita-wiesengrund",
     PROGRAMME.replace("/programm/", "/korrektur/") + "?angabe=rate"],
)  # fmt: skip
async def test_no_form_leads_to_another_site(site: Datasette, path: str, back: str) -> None:
    browser = Browser(site)
    form = last_form(await browser.get(path), {})
    entered = {**FORMS[path], "zurueck": back}
    answer = await browser.send(form, **entered)
    assert answer.status_code == 303
    location = answer.headers["location"]
    assert location.startswith(("/projekt/", "/eigenanteil/", "/programm/")), location


async def test_steps_and_matches_are_given_to_people_with_an_account_only(
    site: Datasette,
) -> None:
    browser = Browser(site, "manage")
    for path in (f"/plan/{MATCH}", f"/entscheidung/{MATCH}", "/zustaendig/kita-wiesengrund"):
        page = await browser.get(path)
        names = {o.text for o in page.select("select option")}
        assert "Berg Muster" in names, path
        assert not [n for n in names if n.startswith(("Kommandozeile", "Einzelplatz"))], path


async def test_nobody_else_can_be_given_a_step_by_a_made_up_form(
    site: Datasette, data: Path
) -> None:
    browser = Browser(site, "manage")
    with kommune_at(data / "kommune.db") as db:
        number = people.stand_in(db, "Einzelplatz", "manage", now()).id
    page = await browser.get(f"/plan/{MATCH}")
    answer = await browser.send(form_to(page, "/plan/", "person"), person=str(number))
    assert (answer.status_code, "oder sie hat kein Konto" in answer.text) == (400, True)


async def test_ticked_as_absent_the_filled_in_values_do_not_matter(site: Datasette) -> None:
    browser = Browser(site)
    path = PROGRAMME.replace("/programm/", "/korrektur/") + "?angabe=rate"
    form = last_form(await browser.get(path), {})
    assert [v for n, v in fields(form).items() if n.startswith("value-") and v]
    answer = await browser.send(form, fehlt="1", reason="gestrichen", evidence="Anruf",
                                tun="korrigieren")  # fmt: skip
    assert answer.status_code == 303
    assert "steht nicht im Text" in (await browser.get(PROGRAMME)).select("#korrekturen")[0].text
    form = last_form(await browser.get(path), {})
    unreadable = {"fehlt": "1", "value-0": "ungefähr viel", "reason": "a", "evidence": "b"}
    assert (await browser.send(form, **unreadable, tun="korrigieren")).status_code == 303


async def test_an_account_is_made_with_its_mail_address_and_mails_are_ordered_at_once(
    site: Datasette, data: Path
) -> None:
    browser = Browser(site, "manage")
    form = last_form(await browser.get("/personen"), {"mail": ""})
    made = await browser.send(
        form, name="Tom Tal", login="tal", mail="tal@stadt.example",
        passwort="vier Wörter im Amt", noch_einmal="vier Wörter im Amt",
    )  # fmt: skip
    assert made.status_code == 302
    assert "Tom Tal hat jetzt ein Konto" in await said_at(browser, made)
    page = await browser.get("/benachrichtigungen")
    option = page.find("option", string="Tom Tal")
    assert isinstance(option, Tag)
    ordered = await browser.send(last_form(page, {"mail": ""}), wer=str(option["value"]))
    assert ordered.status_code == 303
    assert "Tom Tal bekommt Mails" in await said_at(browser, ordered)
    with kommune_at(data / "kommune.db") as db:
        assert db.execute("select email from person where login = 'tal'").fetchone() == (
            "tal@stadt.example",
        )
