"""Projects entered and changed in the browser: the rules of the file, and two people at once."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from db.kommune.log import Entry, Subject, entries
from matcher.profile.model import Project
from matcher.profile.stored import find_project, stored_profiles
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.forms import form
from tests.support.site.pages import ask, page

KITA = "/projekt/kita-wiesengrund"


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


def stored(data: Path, project: str = "kita-wiesengrund") -> Project:
    return find_project(stored_profiles(DataDir(data)), project)[1]


def log(data: Path) -> list[Entry]:
    with kommune_at(DataDir(data).kommune) as db:
        return [e for e in entries(db, Subject()) if e.kind == "project"]


async def test_a_new_project_is_stored_under_an_id_from_its_title(
    site: Datasette, data: Path
) -> None:
    new = await form(site, "/projekt-neu")
    answer = await new.send(
        titel="Straße & Brücke", start="April 2027", kosten_eur="1.450.000,50 €",
        arten=["investiv", "konzept"], beschreibung="eins\r\nzwei",
    )  # fmt: skip
    assert (answer.status_code, answer.headers["location"]) == (303, "/projekt/strasse-bruecke")
    found = stored(data, "strasse-bruecke")
    assert (found.start, str(found.kosten_eur), found.arten, found.beschreibung) == (
        "2027-04", "1450000.5", ["investiv", "konzept"], "eins\nzwei",
    )  # fmt: skip
    (entry,) = log(data)
    assert (entry.subject.project_id, entry.before) == ("strasse-bruecke", "")
    assert "Kosten in Euro: 1.450.000,50\u00a0€" in entry.after
    again = await (await form(site, "/projekt-neu")).send(titel="Straße & Brücke")
    assert again.headers["location"] == "/projekt/strasse-bruecke-2"


async def test_sending_a_new_project_twice_makes_one(site: Datasette, data: Path) -> None:
    new = await form(site, "/projekt-neu")
    first = await new.send(titel="Halle")
    again = await new.send(titel="Halle")
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["location"] == again.headers["location"] == "/projekt/halle"
    shown = await new.browser.get("/projekt/halle")
    assert "Schon gespeichert" in shown.select("[role=status].message-warning")[0].text
    assert len(log(data)) == 1


async def test_another_text_under_the_same_number_comes_back_and_can_be_stored_beside_the_first(
    site: Datasette, data: Path
) -> None:
    new = await form(site, "/projekt-neu")
    await new.send(titel="Halle")
    changed = await new.send(titel="Halle", beschreibung="Mit Tribüne")
    assert (changed.status_code, "schon abgeschickt" in changed.text) == (409, True)
    asked = new.next(changed)
    assert asked.fields["beschreibung"].strip() == "Mit Tribüne"
    assert asked.soup.select_one('[role=alert] a[href="/projekt/halle"]')
    assert len(log(data)) == 1
    assert (await asked.send()).headers["location"] == "/projekt/halle-2"


async def test_two_tabs_with_forms_of_their_own_make_two_projects(site: Datasette) -> None:
    tabs = [await form(site, "/projekt-neu") for _ in range(2)]
    made = [await tab.send(titel="Halle") for tab in tabs]
    assert [one.headers["location"] for one in made] == ["/projekt/halle", "/projekt/halle-2"]


@pytest.mark.parametrize(
    ("entered", "key", "words"),
    [
        ({"titel": " "}, "titel", "fehlt"),
        ({"start": "13/2027"}, "start", "Monat wie 04/2027"),
        ({"start": "05/2027", "ende": "04/2027"}, "ende", "04/2027 liegt vor dem Beginn 05/2027"),
        ({"kosten_eur": "viel"}, "kosten_eur", "Betrag"),
        ({"eigenmittel_eur": "-1"}, "eigenmittel_eur", "negativ"),
        ({"status": "fertig"}, "status", "erlaubt ist Idee"),
    ],
)
async def test_what_the_file_refuses_the_form_refuses_and_keeps_the_input(
    entered: dict[str, Any], key: str, words: str, site: Datasette, data: Path
) -> None:
    before = stored(data)
    answer = await (await form(site, f"{KITA}/bearbeiten")).send(fachamt="Amt <7>", **entered)
    assert answer.status_code == 400
    soup = BeautifulSoup(answer.text, "lxml")
    fault = soup.select_one(f"#{key}-fehler")
    assert fault is not None
    assert words in fault.text
    field = soup.select_one(f"[name={key}]")
    assert field is not None
    assert field["aria-invalid"] == "true"
    assert soup.select_one("#fachamt")["value"] == "Amt <7>"  # type: ignore[index]
    assert (stored(data), log(data)) == (before, [])


async def test_a_change_is_logged_by_its_fields_and_the_page_says_the_matches_are_older(
    site: Datasette, data: Path
) -> None:
    assert "letzten Änderung" not in (await page(site, KITA)).text
    answer = await (await form(site, f"{KITA}/bearbeiten")).send(kosten_eur="")
    assert answer.headers["location"] == KITA
    (entry,) = log(data)
    assert (entry.before, entry.after) == (
        "Kosten in Euro: 1.450.000\u00a0€", "Kosten in Euro: –",
    )  # fmt: skip
    assert (entry.person, stored(data).kosten_eur) == ("Testperson edit", None)
    assert "von vor der letzten Änderung" in (await page(site, KITA)).text


async def test_saving_without_a_change_logs_nothing(site: Datasette, data: Path) -> None:
    before = stored(data)
    assert (await (await form(site, f"{KITA}/bearbeiten")).send()).status_code == 303
    assert (stored(data), log(data)) == (before, [])


async def test_the_second_of_two_is_told_what_changed_and_neither_change_is_lost(
    site: Datasette, data: Path
) -> None:
    first, second = [await form(site, f"{KITA}/bearbeiten") for _ in range(2)]
    await first.send(fachamt="Hochbau", kosten_eur="1.500.000")
    answer = await second.send(fachamt="Kämmerei", beschreibung="Neu geschrieben.")
    assert answer.status_code == 409
    told = BeautifulSoup(answer.text, "lxml").select("main table td")
    assert [td.text for td in told] == [
        "Fachamt", "Bauamt", "Hochbau", "Kämmerei",
        "Kosten in Euro", "1.450.000\u00a0€", "1.500.000\u00a0€",
        "nicht geändert; der neue Stand steht im Formular",
    ]  # fmt: skip
    assert stored(data).fachamt == "Hochbau"
    retry = second.next(answer)
    assert (await retry.send()).status_code == 303
    found = stored(data)
    assert (found.fachamt, str(found.kosten_eur), found.beschreibung) == (
        "Kämmerei", "1500000", "Neu geschrieben.",
    )  # fmt: skip
    assert len(log(data)) == 2


async def test_a_forged_state_counts_as_a_conflict(site: Datasette, data: Path) -> None:
    edit = await form(site, f"{KITA}/bearbeiten")
    for forged in ("", "{}", '{"id": "kita-wiesengrund"}', "[]", "null"):
        answer = await edit.send(stand=forged, fachamt="Amt")
        assert answer.status_code == 409
    assert log(data) == []


async def test_nobody_edits_without_a_login_or_a_token(site: Datasette, data: Path) -> None:
    for path in ("/projekt-neu", f"{KITA}/bearbeiten"):
        assert (await ask(site, path, login=False)).status_code == 403
    edit = await form(site, f"{KITA}/bearbeiten")
    assert (await edit.send(csrftoken="falsch", titel="X")).status_code == 403
    assert log(data) == []


async def test_a_project_that_is_not_there_cannot_be_edited(site: Datasette) -> None:
    assert (await ask(site, "/projekt/fehlt/bearbeiten")).status_code == 404


async def test_a_new_project_is_shown_in_words_and_waits_for_its_first_run(
    site: Datasette,
) -> None:
    new = await form(site, "/projekt-neu")
    await new.send(titel="Halle", status="idee", arten=["investiv", "konzept"])
    shown = (await page(site, "/projekt/halle")).text
    assert "Idee" in shown
    assert "investiv, Konzept" in shown
    assert "noch nicht abgeglichen" in shown
    assert "vor der letzten Änderung" not in shown
