"""Statements of a programme fill the record once; then every page shows the record."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.award.applications import applications
from db.kommune.award.awards import awards
from db.kommune.log import Subject, entries
from matcher.award.stored import standing_of
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.forms import Browser, form_to
from tests.support.site.pages import PROGRAMME

KITA = "kita-wiesengrund"
MATCH = f"{KITA}/" + PROGRAMME.removeprefix("/programm/")
FORM, SHARE = f"/foerderung/{MATCH}", f"/eigenanteil/{MATCH}"
DAYS = {
    "antrag": "02.02.2026", "bewilligung": "15.06.2026",
    "bewilligungszeitraum_ab": "01.07.2026", "bewilligungszeitraum_bis": "30.06.2028",
}  # fmt: skip


@pytest.fixture
def browser(data: Path) -> Browser:
    return Browser(build(DataDir(data), SAMPLE_DAY))


def words(soup: BeautifulSoup) -> str:
    main = soup.select_one("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


async def state(browser: Browser, **typed: str) -> None:
    answer = await browser.send(form_to(await browser.get(FORM), "/foerderung/", "antrag"), **typed)
    assert answer.status_code == 303


async def amended(browser: Browser, **typed: str) -> None:
    form = form_to(await browser.get("/bescheid/1/aenderung"), "/bescheid/1/aenderung", "datum")
    answer = await browser.send(form, datum="01.09.2026", **typed)
    assert answer.status_code == 303


async def test_what_is_saved_is_entered_at_once_by_whoever_saved(
    browser: Browser, own: Database
) -> None:
    await state(browser, **DAYS)
    assert "Aus den Angaben eingetragen: 1 Antrag, 1 Bescheid." in (await browser.get(SHARE)).text
    (award,) = awards(own)
    assert standing_of(award).now.zeitraum_bis == date(2028, 6, 30)
    assert [one.submitted for one in applications(own)] == [date(2026, 2, 2)]
    told = entries(own, Subject(KITA))
    by = {one.kind: one.person for one in told}
    assert by["award_notice"] == by["application"] == by["project"]
    assert "Abweichung" not in words(await browser.get("/bescheid/1"))
    # a project that is saved later enters nothing again
    await state(browser, teil="Dach")
    assert len(entries(own, Subject(KITA))) == len(told) + 1


async def test_where_a_statement_says_another_day_it_is_named_on_every_page(
    browser: Browser, own: Database
) -> None:
    await state(browser, **DAYS)
    await state(browser, bewilligung="20.06.2026")
    said = (
        "„Bescheid eingegangen am“: Die Angaben zum Programm nennen 20.06.2026, eingetragen ist"
        " laut Bescheid 15.06.2026."
    )
    for path in (FORM, SHARE, "/bescheid/1"):
        assert said in words(await browser.get(path)), path
    form = await browser.get(FORM)
    # the form keeps what people stated and leads to what counts
    assert form.select_one("#bewilligung")["value"] == "20.06.2026"
    assert form.select_one('main a[href="/bescheid/1"]')
    assert len(awards(own)) == 1


async def test_the_sum_of_the_notice_counts_on_share_and_financing(browser: Browser) -> None:
    await state(browser, **DAYS)
    asked = "nennt keine Zuwendung; der Zuschuss ist weiter gerechnet"
    assert asked in words(await browser.get(SHARE))
    await amended(browser, zuwendung_eur="300.000", zuwendungsfaehig_eur="500.000",
                  finanzierungsart="anteil")  # fmt: skip
    soup = await browser.get(SHARE)
    said = words(soup)
    assert "Zuschuss 300.000" in said
    assert asked not in said
    assert "Zuschuss laut Zuwendungsbescheid vom 15.06.2026" in said
    cells = [[c.get_text(" ", strip=True) for c in row("td")] for row in soup.select(".inputs tr")]
    origins = {row[0]: row[2] for row in cells if row}
    assert origins["Zuwendung"] == origins["zuwendungsfähige Ausgaben"] == "Bescheid"
    financing = words(await browser.get(f"/finanzierung/{KITA}"))
    assert "300.000" in financing
    assert "eingegangen laut Eintrag" in financing
    assert "Stand bewilligt Satz laut Bescheid" in financing


async def test_after_a_rejection_pages_say_that_there_is_no_grant(browser: Browser) -> None:
    form = form_to(await browser.get(f"/bescheid-neu/{MATCH}"), "/bescheid-neu/", "datum")
    answer = await browser.send(form, art="ablehnung", datum="03.11.2026")
    assert answer.status_code == 303
    said = words(await browser.get(SHARE))
    assert "Achtung: Ablehnung vom 03.11.2026: kein Zuschuss." in said
    financing = words(await browser.get(f"/finanzierung/{KITA}?programm={PROGRAMME[10:]}"))
    assert "Ablehnung vom 03.11.2026: kein Zuschuss." in financing
    assert "Stand abgelehnt Satz abgelehnt" in financing
    assert "Abgelehnt" in words(await browser.get("/"))


async def test_a_file_with_the_export_is_nothing_new(browser: Browser) -> None:
    await state(browser, **DAYS)
    await amended(browser, zuwendungsfaehig_eur="500.000", zeitraum_bis="31.12.2029")
    answer = await browser.site.client.get("/projekte.yml", cookies=browser.login)
    assert "bewilligungszeitraum_bis: '2029-12-31'" in answer.text
    assert "zuwendungsfaehig_eur: 500000" in answer.text
    csrf = form_to(await browser.get("/projekte-einlesen"), "/projekte-einlesen", "datei")
    sent = {one["name"]: one.get("value", "") for one in csrf.select("input[type=hidden]")}
    looked = await browser.post("/projekte-einlesen", sent, ("kommune.yml", answer.content))
    assert "Nichts: 3 Vorhaben der Datei sind genauso gespeichert." in words(
        BeautifulSoup(looked.text, "lxml")
    )
