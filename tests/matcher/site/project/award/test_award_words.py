"""What the page of an award says of its words and its money."""

from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db.kommune.award.duties import duties
from tests.matcher.site.project.award.test_award_pages import (
    AWARD,
    CONDITIONS,
    MATCH,
    site,
    words,
)
from tests.support.files.word import opened
from tests.support.site.forms import Browser, form_to
from tests.support.site.login import logged_in

__all__ = ["site"]


async def test_a_sentence_without_a_duty_is_shown_and_entered_as_one(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    said = "Das Gebäude ist gegen Feuer zu versichern."
    form = form_to(await browser.get(f"/bescheid-neu/{MATCH}"), "/bescheid-neu/")
    sent = {"datum": "03.11.2026", "zuwendung_eur": "300.000", "auflagen": f"{CONDITIONS} {said}"}
    await browser.send(form, **sent)
    shown = await browser.get("/bescheid/2")
    assert "keine Pflicht erkannt – bitte lesen (1)" in words(shown)
    asked = shown.select_one(".unread a")["href"]
    page = await browser.get(asked)
    assert page.select_one("blockquote").text == f"„{said}“"
    # what is missing is told at its field, and the sentence stays
    refused = await browser.send(form_to(page, "/bescheid/2/pflicht-neu"), titel="")
    assert refused.status_code == 400
    again = BeautifulSoup(refused.text, "lxml")
    await browser.send(form_to(again, "/bescheid/2/pflicht-neu"), titel="Versichern")
    (duty,) = [one for one in duties(own, 2) if one.title == "Versichern"]
    assert (duty.words, duty.span, duty.origin) == (said, (59, 59 + len(said)), "quote")
    assert "keine Pflicht erkannt" not in words(await browser.get("/bescheid/2"))


async def test_sentences_that_ask_for_nothing_are_listed_too(site: Datasette) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"/bescheid-neu/{MATCH}"), "/bescheid-neu/")
    thanks = "Wir freuen uns über Ihr Vorhaben."
    await browser.send(form, datum="03.11.2026", auflagen=f"{CONDITIONS} {thanks}")
    shown = await browser.get("/bescheid/2")
    rest = shown.select_one("details.others")
    assert "Übrige Sätze der Auflagen, ohne eigene Pflicht (1)" in rest.text
    page = await browser.get(rest.select_one("a")["href"])
    assert page.select_one("blockquote").text == f"„{thanks}“"


async def test_the_page_says_what_other_money_means_and_how_payments_count(
    site: Datasette,
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"{AWARD}/mittel"), AWARD)
    await browser.send(form, art="income", tag="20.11.2026", betrag="3.000")
    shown = words(await browser.get(AWARD))
    assert "3.000 € weitere Einnahme → Zuwendung voraussichtlich" in shown
    assert "„Verwendet“ sind alle Zahlungen des Vorhabens" in shown
    assert "weitere Einnahme → Zuwendung voraussichtlich" in words(await browser.get("/bescheide"))


async def test_an_award_outside_the_catalogue_counts_in_financing_and_overview(
    site: Datasette,
) -> None:
    browser = Browser(site)
    shown = words(await browser.get("/finanzierung/kita-wiesengrund"))
    assert "Nicht im Katalog, aber bewilligt: „Energieberatung kommunaler" in shown
    assert "Zuwendungen außerhalb des Katalogs 12.000 €" in shown
    answer = await site.client.get("/vorhaben.docx", cookies=logged_in(site, "read"))
    assert "nicht im Katalog" in opened(answer.content).text
