"""What pages of an award say and offer once a notice is entered."""

import io
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.log import Subject
from matcher.award.duties.groups import in_groups, unanswered
from matcher.award.overview import known_awards
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.applied import apply
from tests.support.awards.under_way import enter_award
from tests.support.site.forms import Browser, form_to
from tests.support.site.pages import PROGRAMME
from tests.support.towns.decided import somebody
from tests.support.towns.planned import follow

AWARD = "/bescheid/1"
MATCH = "kita-wiesengrund/" + PROGRAMME.removeprefix("/programm/")
PAIR = ("kita-wiesengrund", "foerderdatenbank", MATCH.split("/", 2)[2])
HOME = f"{PROGRAMME}?vorhaben={PAIR[0]}"
NEW = f"/bescheid-neu/{MATCH}"


@pytest.fixture
def browser(data: Path, own: Database) -> Browser:
    enter_award(own)
    return Browser(build(DataDir(data), SAMPLE_DAY))


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select("main")[0].get_text(" ").split())


async def amended(browser: Browser, **typed: str) -> str:
    """What the page of the award says after a notice."""
    form = form_to(await browser.get(f"{AWARD}/aenderung"), AWARD)
    answer = await browser.send(form, **{"datum": "20.11.2026", **typed})
    assert answer.status_code == 303, BeautifulSoup(answer.text, "lxml").select(".error, .fault")
    return words(await browser.get(AWARD))


async def test_a_lower_grant_is_stored_without_instalments_that_are_typed_again(
    browser: Browser,
) -> None:
    shown = await amended(browser, art="teilwiderruf", zuwendung_eur="9.000")
    assert "Raten je Haushaltsjahr nicht mehr passend, nicht neu genannt" in shown
    assert "Was in welchem Haushaltsjahr kommt, ist unbekannt." in shown
    assert "2026 unbekannt 6.000 €" in shown


async def test_what_a_revoked_notice_states_is_not_said_to_count(browser: Browser) -> None:
    assert "Was gilt" in words(await browser.get(AWARD))
    shown = await amended(browser, art="widerruf")
    assert "Was gilt" not in shown
    assert "Was im Bescheid steht" in shown
    assert "2026 0 € 6.000 €" in shown, "no instalment is planned any more"


async def refused(browser: Browser) -> None:
    """A rejection of the match."""
    form = form_to(await browser.get(NEW), "/bescheid-neu/")
    sent = {"art": "ablehnung", "datum": "15.07.2026", "notiz": "Mittel erschöpft"}
    assert (await browser.send(form, **sent)).headers["location"] == "/bescheid/2"


async def test_a_mere_rejection_offers_nothing_about_money(browser: Browser) -> None:
    await refused(browser)
    shown = words(await browser.get("/bescheid/2"))
    assert "Hier ist kein Geld bewilligt." in shown
    assert "Mittel erschöpft" in shown
    for offered in ("Mittel eintragen", "Schreiben an die Behörde", "Was endet mit diesem Geld?"):
        assert offered not in shown
        assert offered in words(await browser.get(AWARD))


async def test_a_notice_on_a_second_application_opens_the_form_of_an_award(
    browser: Browser, own: Database
) -> None:
    await refused(browser)
    # nothing runs: what is there is shown
    led = await browser.site.client.get(NEW, cookies=browser.login)
    assert led.headers["location"] == "/bescheid/2"
    sent = {"eingereicht": "01.09.2026"}
    apply(own, Subject(*PAIR), somebody(own), today=SAMPLE_DAY, **sent)
    for page in (f"/antrag/{MATCH}", HOME):
        (link,) = [
            a for a in (await browser.get(page)).select("a") if a.text == "Bescheid eintragen"
        ]
        led = await browser.site.client.get(link["href"], cookies=browser.login)
        assert led.headers["location"] == "/bescheid/2/aenderung?art=bewilligung", page
    form = await browser.get("/bescheid/2/aenderung?art=bewilligung")
    assert form.select_one("#art option[selected]")["value"] == "bewilligung"


async def test_awards_are_counted_and_neither_rejections_nor_what_was_revoked(
    browser: Browser,
) -> None:
    await refused(browser)
    assert "bewilligt, 1 Bewilligung 12.000 €" in words(await browser.get("/bescheide"))
    await amended(browser, art="widerruf")
    assert "bewilligt, 0 Bewilligungen" in words(await browser.get("/bescheide"))


@pytest.mark.parametrize("status", ["new", "watching"])
async def test_an_application_and_a_notice_can_be_entered_at_every_match(
    browser: Browser, own: Database, status: str
) -> None:
    if status != "new":
        follow(own, PAIR, status)
    named = [one.text for one in (await browser.get(HOME)).select("#arbeit a")]
    assert named[:2] == ["Antrag einreichen", "Bescheid eintragen"]
    assert "über „Bescheid eintragen“" in words(await browser.get("/bescheide"))


async def test_award_overview_and_gaps_ask_about_as_many_duties_that_are_over(
    browser: Browser, own: Database
) -> None:
    await amended(browser, bekanntgabe="20.11.2026", zeitraum_bis="30.11.2026")
    day = date(2027, 6, 1)
    (known,) = known_awards(own, day)
    past = in_groups(known.duties, day).past
    assert past == unanswered(known.duties, day)
    assert "appeal" not in {one.kind for one in past}
    ended = {one.kind for one in in_groups(known.duties, day).ended}
    assert "appeal" in ended, "it is still to be seen"


async def test_a_granted_application_without_a_notice_is_a_gap_and_leads_to_the_form(
    browser: Browser, own: Database
) -> None:
    typed = {"stand": "bewilligt", "eingereicht": "01.09.2026", "entschieden": "02.11.2026"}
    apply(own, Subject(*PAIR), somebody(own), today=SAMPLE_DAY, **typed)
    said = "Der Erstantrag ist bewilligt (02.11.2026), der Bescheid ist nicht eingetragen."
    page = await browser.get("/bescheide")
    assert "Bewilligt, Bescheid fehlt Kita Wiesengrund" in words(page)
    assert said in words(page)
    for path in ("/bescheide", f"/antrag/{MATCH}"):
        found = (await browser.get(path)).select(f'main a[href="{NEW}"]')
        assert [one.text for one in found] == ["Bescheid eintragen"], path
    sheet = await browser.site.client.get("/bescheide.xlsx", cookies=browser.login)
    table = load_workbook(io.BytesIO(sheet.content)).active
    assert any(said in str(row[-1]) for row in table.values)


async def test_beside_an_open_first_application_the_form_offers_what_is_possible(
    browser: Browser, own: Database
) -> None:
    apply(own, Subject(*PAIR), somebody(own), today=SAMPLE_DAY, eingereicht="01.09.2026")
    page = await browser.get(f"/antrag/{MATCH}")
    assert page.select_one("#art option[selected]")["value"] == "harmless"
    sent = {"art": "amendment", "stand": "submitted", "eingereicht": "02.11.2026"}
    answer = await browser.send(form_to(page, "/antrag/", "aktenzeichen"), **sent)
    fault = BeautifulSoup(answer.text, "lxml").select_one("#art-fehler")
    assert "noch nichts bewilligt" in fault.text


async def test_an_amendment_that_is_entered_late_says_what_a_younger_one_decides(
    browser: Browser,
) -> None:
    await amended(browser, zuwendung_eur="9.000", zeitraum_bis="30.06.2027")
    shown = await amended(browser, datum="02.11.2026", zuwendung_eur="10.000")
    assert (
        "Änderungsbescheid vom 20.11.2026 ist jünger: „Zuwendung in Euro“ gilt weiter wie dort."
    ) in shown
    shown = await amended(browser, datum="03.11.2026", aktenzeichen="EB-9")
    assert "vom 20.11.2026 ist jünger: davon nennt er nichts." in shown
    assert "ist jünger" not in await amended(browser, datum="21.11.2026", zuwendung_eur="8.000")


async def test_the_message_says_which_of_several_applications_is_decided_and_what_stays_open(
    browser: Browser, own: Database
) -> None:
    form = form_to(await browser.get(NEW), "/bescheid-neu/")
    await browser.send(form, datum="02.11.2026", zuwendung_eur="300.000")
    for kind in ("Änderungsantrag", "Fortsetzungsantrag"):
        typed = {"art": kind, "eingereicht": "10.11.2026"}
        apply(own, Subject(*PAIR), somebody(own), today=SAMPLE_DAY, **typed)
    form = form_to(await browser.get("/bescheid/2/aenderung"), "/bescheid/2")
    await browser.send(form, datum="20.11.2026", zuwendung_eur="290.000")
    assert (
        "Damit ist der Änderungsantrag, eingereicht am 10.11.2026, bewilligt. Offen bleibt der"
        " Fortsetzungsantrag vom 10.11.2026; ist er gemeint, bitte den Bescheid berichtigen"
    ) in words(await browser.get("/bescheid/2"))
