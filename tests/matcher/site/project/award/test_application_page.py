"""Applications in the browser: handed in, decided, withdrawn, waited for."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.award.applications import ApplicationRow, applications
from db.kommune.log import Subject
from db.kommune.work.decisions import decision
from matcher.award.applying.stored import enter_application
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.forms import Browser, form_to
from tests.support.site.login import logged_in
from tests.support.site.pages import PROGRAMME
from tests.support.towns.decided import somebody
from tests.support.towns.planned import follow

MATCH = "kita-wiesengrund/" + PROGRAMME.removeprefix("/programm/")
PAIR = ("kita-wiesengrund", "foerderdatenbank", MATCH.split("/", 2)[2])
PAGE = f"/antrag/{MATCH}"
HANDED_IN = {
    "stand": "submitted", "eingereicht": "16.11.2026", "betrag_eur": "300.000",
    "zuwendungsfaehig_eur": "500.000", "aktenzeichen": "A-17", "weg": "Förderportal",
}  # fmt: skip


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


@pytest.fixture
def browser(site: Datasette) -> Browser:
    return Browser(site)


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main").get_text(" ").split())


async def send(browser: Browser, path: str = PAGE, **typed: str) -> BeautifulSoup:
    """Fill in the form of a page; the page that follows."""
    answer = await browser.send(
        form_to(await browser.get(path), "/antrag/", "aktenzeichen"), **typed
    )
    if answer.status_code != 303:
        return BeautifulSoup(answer.text, "lxml")
    assert answer.headers["location"] == f"{PAGE}#antraege"
    return await browser.get(PAGE)


async def test_who_hands_in_an_application_has_applied_everywhere(
    browser: Browser, own: Database
) -> None:
    follow(own, PAIR, "application")
    assert "Status des Treffers: Antrag in Arbeit" in words(await browser.get(PAGE))
    shown = words(await send(browser, **HANDED_IN))
    said = "Antrag eingereicht am 16.11.2026"
    assert f"Status des Treffers: {said}" in shown
    assert "Am 14.02.2027 wird nach der Antwort gefragt." in shown
    (row,) = applications(own, Subject(*PAIR))
    assert (row.state, row.reference, row.way) == ("submitted", "A-17", "Förderportal")
    for path in (
        "/", f"{PROGRAMME}?vorhaben=kita-wiesengrund", f"/plan/{MATCH}",
        "/projekt/kita-wiesengrund?status=application&gruppe=alle",
    ):  # fmt: skip
        assert said in words(await browser.get(path)), path
    assert "Jetzt ist die Behörde an der Reihe." in words(await browser.get(f"/plan/{MATCH}"))


async def test_a_match_that_nobody_followed_is_applied_for_from_then_on(
    browser: Browser, own: Database
) -> None:
    shown = words(await send(browser, **HANDED_IN))
    assert "Status des Treffers: Antrag eingereicht am 16.11.2026." in shown
    assert decision(own, *PAIR).status == "application"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("eingereicht", "01.12.2026", "liegt in der Zukunft"),
        ("eingereicht", "", "wann er eingereicht wurde"),
        ("betrag_eur", "500.001", "zuwendungsfähig nur"),
        ("gilt_bis", "01.12.2027", "hat nur eine Unbedenklichkeit"),
    ],
)
async def test_a_fault_of_an_application_stands_at_its_field_and_nothing_is_stored(
    browser: Browser, own: Database, field: str, typed: str, said: str
) -> None:
    soup = await send(browser, **HANDED_IN | {field: typed})
    assert said in soup.select_one(f"#{field}-fehler").text
    assert soup.select_one("#aktenzeichen")["value"] == "A-17"
    assert applications(own) == []
    assert decision(own, *PAIR).status == "new"


async def test_no_answer_yet_is_stored_and_asked_again_after_the_same_time(
    browser: Browser, own: Database
) -> None:
    early = (SAMPLE_DAY - timedelta(days=100)).strftime("%d.%m.%Y")
    soup = await send(browser, **HANDED_IN | {"eingereicht": early})
    assert "Antwort der Behörde? Eingereicht vor mehr als 3 Monaten." in words(soup)
    week = (await browser.get("/?wer=alle")).select_one("section.week")
    assert f"Antwort der Behörde? Eingereicht am {early}" in week.text
    assert "Überfällig" in week.text
    answer = await browser.send(form_to(soup, "/antrag/1/keine-antwort"))
    assert answer.status_code == 303
    shown = words(await browser.get(PAGE))
    again = (SAMPLE_DAY + timedelta(days=90)).strftime("%d.%m.%Y")
    assert f"Gefragt wird wieder am {again}." in shown
    assert applications(own)[0].unanswered == SAMPLE_DAY
    assert "Überfällig" not in (await browser.get("/?wer=alle")).select_one(".week").text


async def test_a_rejection_ends_the_waiting_and_the_status_follows(
    browser: Browser, own: Database
) -> None:
    await send(browser, **HANDED_IN)
    path = "/antrag/1?stand=rejected"
    soup = await send(browser, path, entschieden="23.11.2026")
    assert "warum die Behörde ablehnt" in soup.select_one("#grund-fehler").text
    shown = words(await send(browser, path, entschieden="23.11.2026", grund="Mittel erschöpft"))
    assert "Status des Treffers: abgelehnt" in shown
    assert "Mittel erschöpft" in shown
    (row,) = applications(own)
    assert (row.state, row.decided) == ("rejected", date(2026, 11, 23))


async def test_a_notice_decides_the_application_in_the_same_act(
    browser: Browser, own: Database
) -> None:
    await send(browser, **HANDED_IN)
    form = form_to(await browser.get(f"/bescheid-neu/{MATCH}"), "/bescheid-neu/")
    assert (await browser.send(form, datum="23.11.2026")).status_code == 303
    assert (applications(own)[0].state, decision(own, *PAIR).status) == ("awarded", "granted")
    assert "Bescheid und Pflichten" in words(await browser.get(PAGE))


async def test_what_people_decided_otherwise_is_named_and_stays(
    browser: Browser, own: Database
) -> None:
    follow(own, PAIR, "rejected")
    shown = words(await send(browser, **HANDED_IN))
    assert "Der Treffer steht auf „abgelehnt“, der Erstantrag ist eingereicht." in shown
    assert decision(own, *PAIR).status == "rejected"


async def test_who_was_slower_sees_what_is_stored_and_keeps_what_was_typed(
    browser: Browser, own: Database
) -> None:
    await send(browser, **HANDED_IN)
    slow = form_to(await browser.get("/antrag/1"), "/antrag/1", "aktenzeichen")
    await send(browser, "/antrag/1", aktenzeichen="A-18")
    answer = await browser.send(slow, aktenzeichen="A-19")
    soup = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 409
    assert "A-18" in soup.select_one('[role="alert"]').text
    assert soup.select_one("#aktenzeichen")["value"] == "A-19"
    again = await browser.send(form_to(soup, "/antrag/1", "aktenzeichen"))
    assert again.status_code == 303
    assert applications(own)[0].reference == "A-19"


async def test_readers_see_applications_and_change_none(site: Datasette, browser: Browser) -> None:
    await send(browser, **HANDED_IN)
    reader = Browser(site, "read")
    soup = await reader.get(PAGE)
    assert "A-17" in soup.text
    assert soup.select('form[action^="/antrag/"]') == []
    for path in (PAGE, "/antrag/1", "/antrag/1/keine-antwort"):
        answer = await reader.post(path, HANDED_IN)
        assert answer.status_code == 403, path


async def test_addresses_of_no_application_are_not_found(site: Datasette) -> None:
    cookies = logged_in(site)
    for path in ("/antrag/9", "/antrag/kita-wiesengrund/q/fehlt.html", "/antrag/9/keine-antwort"):
        assert (await site.client.get(path, cookies=cookies)).status_code == 404, path


REJECTED = {
    "stand": "rejected", "eingereicht": "01.02.2025", "entschieden": "03.07.2025",
    "grund": "Mittel erschöpft",
}  # fmt: skip
EVERYWHERE = ("/", f"{PROGRAMME}?vorhaben={PAIR[0]}", f"/plan/{MATCH}", PAGE)
TOLD = "2025 abgelehnt: Mittel erschöpft (nach 5 Monaten)"


async def test_the_next_application_counts_on_every_page_and_the_rejected_one_stays_told(
    browser: Browser,
) -> None:
    await send(browser, **REJECTED)
    report = words(await browser.get(f"/uebergabe?vorhaben={PAIR[0]}"))
    assert "Stand bei den Förderprogrammen: „Klimafeste Plätze und Quartiere“: abgelehnt" in report
    await send(browser, stand="drafting")
    for path in EVERYWHERE:
        shown = words(await browser.get(path))
        assert "Antrag in Arbeit" in shown, path
        assert "Status des Treffers: abgelehnt" not in shown, path
    await send(browser, "/antrag/2", **HANDED_IN)
    for path in EVERYWHERE:
        assert "Antrag eingereicht am 16.11.2026" in words(await browser.get(path)), path
    assert TOLD in words(await browser.get(EVERYWHERE[1]))
    report = words(await browser.get(f"/uebergabe?vorhaben={PAIR[0]}"))
    assert "„Klimafeste Plätze und Quartiere“: Antrag" in report
    assert "„Klimafeste Plätze und Quartiere“: abgelehnt" not in report
    assert "abgelehnt am 03.07.2025. Grund: „Mittel erschöpft“" in report


async def test_the_form_asks_which_application_a_notice_answers(
    browser: Browser, own: Database
) -> None:
    path = f"/bescheid-neu/{MATCH}"
    assert (await browser.get(path)).select("#antrag") == []
    for day in ("16.11.2026", "17.11.2026"):
        typed = {"art": "Fortsetzungsantrag", "stand": "eingereicht", "eingereicht": day}
        enter_application(own, ApplicationRow(Subject(*PAIR)), typed, SAMPLE_DAY, somebody(own))
    page = await browser.get(path)
    assert [one["value"] for one in page.select("#antrag option")] == ["", "1", "2", "0"]
    sent = {"datum": "20.11.2026", "zuwendung_eur": "300.000"}
    refused = await browser.send(form_to(page, "/bescheid-neu/"), **sent)
    asked = BeautifulSoup(refused.text, "lxml")
    assert "Offen sind 2 Anträge" in asked.select_one("#antrag-fehler").text
    stored = await browser.send(form_to(asked, "/bescheid-neu/"), **sent, antrag="2")
    assert stored.status_code == 303
    assert [one.state for one in applications(own, Subject(*PAIR))] == ["submitted", "awarded"]
