"""Pages of applications and awards say what was understood and where somebody is led."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.award.awards import awards
from db.kommune.award.base_rates import base_rates
from db.kommune.award.movements import movements
from db.kommune.work.decisions import decision
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import PROJECT, enter_award
from tests.support.site.forms import Browser, form_to
from tests.support.site.pages import PROGRAMME
from tests.support.towns.planned import follow

MATCH = f"{PROJECT}/" + PROGRAMME.removeprefix("/programm/")
PAGE = f"/antrag/{MATCH}"
PAIR = (PROJECT, "foerderdatenbank", MATCH.split("/", 2)[2])


@pytest.fixture
def browser(data: Path) -> Browser:
    return Browser(build(DataDir(data), SAMPLE_DAY))


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select("main")[0].get_text(" ").split())


async def sent(browser: Browser, path: str, **typed: str) -> BeautifulSoup:
    """The page after the form of applications at an address."""
    answer = await browser.send(
        form_to(await browser.get(path), "/antrag/", "aktenzeichen"), **typed
    )
    text = answer.text if answer.status_code != 303 else str(await browser.get(PAGE))
    return BeautifulSoup(text, "lxml")


async def test_after_the_first_application_the_next_form_is_folded_and_a_withdrawal_says_its_day(
    browser: Browser, own: Database
) -> None:
    follow(own, PAIR, "application")
    assert not (await browser.get(PAGE)).select("details.another")
    page = await sent(browser, PAGE, stand="submitted", eingereicht="16.11.2026",
                      betrag_eur="475 TEUR")  # fmt: skip
    assert "„475 TEUR“ ist eingetragen als 475.000 €." in words(page)
    assert not page.select("details.another")[0].has_attr("open")
    form = await browser.get("/antrag/1?stand=withdrawn")
    assert form.select("label[for=entschieden]")[0].text.startswith("Zurückgezogen am")
    page = await sent(browser, "/antrag/1", stand="withdrawn", entschieden="20.11.2026",
                      grund="Eigenmittel fehlen")  # fmt: skip
    assert "Zurückgezogen 20.11.2026" in words(page)
    assert decision(own, *PAIR).status == "checking"


async def test_a_certificate_without_an_end_is_stored_and_said(browser: Browser) -> None:
    page = await sent(browser, PAGE, art="harmless", stand="awarded", eingereicht="16.11.2026",
                      entschieden="20.11.2026")  # fmt: skip
    assert "Ohne „Gilt bis“ gilt sie, bis ein Ende eingetragen ist." in words(page)
    assert "ohne eingetragenes Ende" in words(page)


async def test_a_day_that_is_none_is_quoted_as_it_was_typed(browser: Browser) -> None:
    page = await sent(browser, PAGE, stand="submitted", eingereicht="31.02.2026")
    assert "„31.02.2026“ ist kein Tag" in page.select("#eingereicht-fehler")[0].text


async def test_a_second_notice_leads_to_the_first_and_says_so(
    browser: Browser, own: Database
) -> None:
    address = f"/bescheid-neu/{MATCH}"
    form = form_to(await browser.get(address), "/bescheid-neu/", "datum")
    await browser.send(form, datum="02.11.2026", zuwendung_eur="1,2 Mio. €",
                       zuwendungsfaehig_eur="2.000.000")  # fmt: skip
    (award,) = awards(own)
    page = await browser.get(f"/bescheid/{award.id}")
    assert "„1,2 Mio. €“ ist eingetragen als 1.200.000 €." in page.text.replace("\xa0", " ")
    assert "verwendet, alle Zahlungen nicht eingetragen" in words(page)
    led = await browser.site.client.get(address, cookies=browser.login)
    assert led.headers["location"] == f"/bescheid/{award.id}"
    assert led.cookies.get("ds_messages"), "where somebody is led it is said why"


async def test_rates_take_a_percent_sign_and_no_duty_is_told_minus_three_days_before(
    browser: Browser, own: Database
) -> None:
    form = form_to(await browser.get("/basiszins"), "/basiszins", "satz")
    await browser.send(form, ab="01.07.2026", satz="1,27 %")
    assert str(base_rates(own)[date(2026, 7, 1)]) == "1.27"
    enter_award(own)
    form = form_to(await browser.get("/bescheid/1/pflicht/1"), "/bescheid/1/pflicht")
    refused = BeautifulSoup((await browser.send(form, wiederkehr="-3")).text, "lxml")
    assert "Bitte eine Zahl ab 0." in refused.select("#wiederkehr-fehler")[0].text


async def test_tiles_of_money_say_what_counts_and_what_is_still_owed(
    browser: Browser, own: Database
) -> None:
    """Of 12,000 at 80 percent 6,000 came and 7,500 were paid, 6,000 of them of the grant."""
    enter_award(own)
    shown = words(await browser.get("/bescheid/1"))
    assert "verwendet, alle Zahlungen 7.500" in shown
    assert "davon aus der Zuwendung 2026" in shown
    assert "12.000 € 6.000 € 7.500 € 6.000 €" in shown
    form = form_to(await browser.get("/bescheid/1/aenderung"), "/bescheid/1/aenderung", "datum")
    await browser.send(form, art="teilwiderruf", datum="20.10.2026", zuwendung_eur="4.000",
                       raten="2026: 4.000")  # fmt: skip
    form = form_to(await browser.get("/bescheid/1/mittel"), "/bescheid/1")
    await browser.send(form, art="repaid", tag="20.11.2026", betrag="500")
    page = await browser.get("/bescheid/1")
    assert "noch zurückzuzahlen 1.500" in words(page)
    assert "bewilligt nur noch 4.000 €, zurückgezahlt 500 €: 1.500 €" in words(page)
    assert "waren bis" not in words(page)


async def test_what_was_entered_twice_is_said_and_can_be_taken_back(
    browser: Browser, own: Database
) -> None:
    enter_award(own)
    form = form_to(await browser.get("/bescheid/1/mittel"), "/bescheid/1")
    typed = {"art": "spent", "tag": "20.11.2026", "betrag": "100", "notiz": "Los 1"}
    await browser.send(form, **typed)
    assert "gleiche Zahlung" not in words(await browser.get("/bescheid/1"))
    form = form_to(await browser.get("/bescheid/1/mittel"), "/bescheid/1")
    await browser.send(form, **typed)
    page = await browser.get("/bescheid/1")
    assert "Eine gleiche Zahlung war schon eingetragen" in words(page)
    last = movements(own)[-1]
    undo = page.select("form.undo")[0]
    assert undo["action"] == f"/bescheid/1/mittel/{last.id}/entfernen"
    await browser.send(form_to(page, str(undo["action"])))
    assert [one.note for one in movements(own) if one.kind == "spent"] == ["", "Los 1"]
    form = form_to(await browser.get("/bescheid/1/mittel"), "/bescheid/1")
    await browser.send(form, **(typed | {"notiz": "Los 2"}))
    assert "gleiche Zahlung" not in words(await browser.get("/bescheid/1"))


async def test_a_mistyped_base_rate_is_taken_out(browser: Browser, own: Database) -> None:
    form = form_to(await browser.get("/basiszins"), "/basiszins", "satz")
    await browser.send(form, ab="01.07.2026", satz="12,7")
    page = await browser.get("/basiszins")
    await browser.send(form_to(page, "/basiszins/2026-07-01/entfernen"))
    assert base_rates(own) == {}
    assert "Herausgenommen: Basiszinssatz ab 01.07.2026" in words(await browser.get("/basiszins"))


async def test_sums_that_do_not_fit_together_are_said_below_what_counts(
    browser: Browser, own: Database
) -> None:
    """Own means of the first notice stay when an amendment lowers costs and grant alone."""
    enter_award(own)
    assert not (await browser.get("/bescheid/1")).select("[aria-labelledby=stand] .notice")
    form = form_to(await browser.get("/bescheid/1/aenderung"), "/bescheid/1/aenderung", "datum")
    answer = await browser.send(form, art="aenderung", datum="01.09.2026", zuwendung_eur="10.000",
                                zuwendungsfaehig_eur="12.500", raten="2026: 10.000")  # fmt: skip
    assert answer.status_code == 303
    (said,) = (await browser.get("/bescheid/1")).select("[aria-labelledby=stand] .notice")
    assert said.text.replace("\xa0", " ").startswith(
        "Eigenmittel 3.000 € und Zuwendung 10.000 € ergeben 13.000 €, 500 € mehr als die"
        " zuwendungsfähigen Ausgaben von 12.500 €."
    )
