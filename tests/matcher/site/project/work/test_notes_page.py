"""Notes, links and contacts by form: kept, changed, removed, found; no text is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db import clock
from db.files import DataDir
from db.kommune import people
from db.kommune.log import Act, Subject, entries
from db.kommune.work import notes
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.forms import Browser, fields, form_to
from tests.support.site.pages import ask

SOURCE = "foerderdatenbank"
KEY = "FDB/Content/DE/Foerderprogramm/Land/Hessen/kita-gebaeude-energie.html"
MATCH = Subject("kita-wiesengrund", SOURCE, KEY)
KITA = Subject("kita-wiesengrund")
PROJECT = "/projekt/kita-wiesengrund"
PROGRAMME = f"/programm/{SOURCE}/{KEY}?vorhaben=kita-wiesengrund"


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


def somebody(own: Database) -> Act:
    return Act(people.stand_in(own, "Ben Tal", "edit", clock.now()).id, clock.now())


async def written(browser: Browser, page: str, holding: str, **filled: str) -> None:
    """Write a note with the form on a page that has this field."""
    form = form_to(await browser.get(page), "/notiz-zu/", holding)
    assert (await browser.send(form, **filled)).status_code == 303


async def test_each_kind_is_kept_with_its_match_or_project_and_logged(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    await written(browser, PROGRAMME, "body", body="Anruf beim Projektträger\nRückruf Montag")
    await written(browser, PROGRAMME, "url", url="https://akte.example/7", title="Akte")
    await written(browser, PROJECT, "phone", title="Frau Roth", phone="0611 12-34",
                  email="roth@example.org")  # fmt: skip
    link, note = notes.notes_of(own, MATCH)
    assert (note.body, link.url) == ("Anruf beim Projektträger\nRückruf Montag",
                                     "https://akte.example/7")  # fmt: skip
    (contact,) = notes.notes_of(own, KITA)
    assert (contact.title, contact.phone) == ("Frau Roth", "0611 12-34")
    assert [entry.kind for entry in entries(own, Subject())] == ["contact", "link", "note"]
    shown = await browser.get(PROJECT)
    assert shown.select_one('a[href="tel:06111234"]') is not None
    assert shown.select_one('a[href="mailto:roth@example.org"]') is not None


async def test_what_is_incomplete_is_refused_with_the_text_kept(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROGRAMME), "/notiz-zu/", "url")
    answer = await browser.send(form, url="javascript:alert(1)", body="Wo die Akte liegt")
    assert answer.status_code == 400
    assert notes.all_notes(own) == []
    shown = BeautifulSoup(answer.text, "lxml")
    assert "keine Webadresse" in shown.text
    again = form_to(shown, "/notiz-zu/", "url")
    assert fields(again)["body"] == "Wo die Akte liegt"
    assert (await browser.send(again, url="https://akte.example/")).status_code == 303
    assert len(notes.notes_of(own, MATCH)) == 1


async def test_a_note_sent_twice_is_there_once(site: Datasette, own: Database) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROJECT), "/notiz-zu/", "body")
    for _ in range(2):
        assert (await browser.send(form, body="doppelt geklickt")).status_code == 303
    assert len(notes.all_notes(own)) == 1
    assert "Schon gespeichert" in (await browser.get(PROJECT)).text


async def test_a_note_that_somebody_changed_meanwhile_is_shown_with_both_texts(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    await written(browser, PROJECT, "body", body="Stand Montag")
    (note,) = notes.notes_of(own, KITA)
    form = form_to(await browser.get(f"/notiz/{note.id}"), "/notiz/")
    notes.save_note(own, replace(note, body="Stand Dienstag"), somebody(own))
    answer = await browser.send(form, body="Stand Mittwoch")
    assert answer.status_code == 409
    assert notes.notes_of(own, KITA)[0].body == "Stand Dienstag"
    shown = BeautifulSoup(answer.text, "lxml")
    told = shown.select_one("[role=alert]")
    assert told is not None
    assert "Ben Tal" in told.text
    assert "Stand Dienstag" in told.text
    again = form_to(shown, "/notiz/")
    assert fields(again)["body"] == "Stand Mittwoch"
    assert (await browser.send(again)).status_code == 303
    assert notes.notes_of(own, KITA)[0].body == "Stand Mittwoch"


async def test_a_note_that_somebody_removed_meanwhile_can_be_saved_anew(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    await written(browser, PROJECT, "body", body="alt")
    (note,) = notes.notes_of(own, KITA)
    form = form_to(await browser.get(f"/notiz/{note.id}"), "/notiz/")
    notes.remove_note(own, note, somebody(own))
    answer = await browser.send(form, body="lange überlegter Text")
    assert answer.status_code == 409
    again = form_to(BeautifulSoup(answer.text, "lxml"), "/notiz-zu/")
    assert (await browser.send(again)).status_code == 303
    assert [n.body for n in notes.notes_of(own, KITA)] == ["lange überlegter Text"]


async def test_removing_asks_first_and_the_log_keeps_the_text(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    await written(browser, PROJECT, "body", body="nicht mehr nötig")
    (note,) = notes.notes_of(own, KITA)
    question = await browser.get(f"/notiz/{note.id}/loeschen")
    assert len(notes.notes_of(own, KITA)) == 1
    assert (await browser.send(form_to(question, "/notiz/"))).status_code == 303
    assert notes.notes_of(own, KITA) == []
    assert entries(own, KITA)[0].before == "nicht mehr nötig"
    assert "gelöscht" in (await browser.get(PROJECT)).text
    assert (await ask(site, f"/notiz/{note.id}")).status_code == 404


async def test_a_promise_has_a_form_of_its_own_that_asks_for_whom(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    title = (await browser.get(PROJECT)).select_one("#neu-promise-title")
    assert title is not None
    form = title.find_parent("form")
    assert form is not None
    assert fields(form)["title"] == "Zusage an "
    refused = await browser.send(form, body="Wir melden uns bis Mai.")
    assert refused.status_code == 400
    assert "wem etwas zugesagt ist" in BeautifulSoup(refused.text, "lxml").text
    sent = await browser.send(form, title="Zusage an Frau Tal", body="Wir melden uns bis Mai.")
    assert sent.status_code == 303
    (note,) = notes.notes_of(own, KITA)
    assert note.is_promise


async def test_what_people_write_is_shown_as_text_never_run(site: Datasette) -> None:
    browser = Browser(site)
    await written(browser, PROJECT, "body", body="<script>alert(1)</script>")
    for path in (PROJECT, "/wiederfinden"):
        soup = await browser.get(path)
        assert "<script>alert(1)</script>" in soup.text
        assert not [s for s in soup.select("main script") if "alert" in s.text]


@pytest.mark.parametrize("path", ["/notiz-zu/mond", "/notiz/99", "/notiz/99/loeschen"])
async def test_a_note_about_nothing_does_not_exist(site: Datasette, path: str) -> None:
    assert (await ask(site, path)).status_code == 404
