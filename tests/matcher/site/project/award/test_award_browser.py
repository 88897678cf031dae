"""After the award in a real browser: entered with duties, money drawn, amended, gaps named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.awards.listed import ROW, book, changed
from tests.support.processes.demo_site import RunningSite, demo_site
from tests.support.site.browser import chromium, chromium_path, fits
from tests.support.site.login import enter
from tests.support.site.pages import PROGRAMME

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
CONDITIONS = (
    "Der Verwendungsnachweis ist innerhalb von sechs Monaten nach Ablauf des Bewilligungszeitraums"
    " vorzulegen. Alle Belege sind fünf Jahre nach Vorlage des Verwendungsnachweises aufzubewahren."
)
NOTICE = {
    "datum": "16.11.2026", "bekanntgabe": "18.11.2026", "zuwendung_eur": "300.000",
    "zuwendungsfaehig_eur": "500.000", "foerderquote": "60", "zeitraum_ab": "01.12.2026",
    "zeitraum_bis": "31.12.2027", "auflagen": CONDITIONS,
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with demo_site(tmp_path_factory.mktemp("demo") / "daten") as running:
        yield running


@pytest.fixture(scope="module")
def phone(site: RunningSite) -> Iterator[Page]:
    """A narrow page that is logged in."""
    with chromium() as browser:
        page = browser.new_context(viewport={"width": 390, "height": 800}).new_page()
        enter(page, site.login)
        yield page


def opened(page: Page, site: RunningSite, path: str) -> Page:
    page.goto(site.address.rstrip("/") + path)
    return page


def words(page: Page) -> str:
    page.wait_for_load_state("networkidle")
    assert fits(page)
    return " ".join(page.inner_text("main").replace("\xa0", " ").split())


def filled(page: Page, entries: dict[str, str], button: str) -> str:
    """What the page says after the fields were filled in and the form was sent."""
    for name, value in entries.items():
        page.fill(f"#{name}", value)
    page.click(f"main button:has-text('{button}')")
    return words(page)


def test_an_award_is_entered_drawn_from_and_amended(phone: Page, site: RunningSite) -> None:
    match = f"kita-wiesengrund/{PROGRAMME.removeprefix('/programm/')}"
    opened(phone, site, f"/bescheid-neu/{match}")
    refused = filled(phone, NOTICE | {"foerderquote": "160"}, "Speichern")
    assert "Mehr als 100 Prozent gibt es nicht" in refused
    expect(phone.locator("#auflagen")).to_have_value(CONDITIONS)
    filled(phone, {"foerderquote": "60"}, "Speichern")
    award = phone.url.partition("#")[0]

    phone.check("label:has-text('Verwendungsnachweis vorlegen')")
    assert "1 Pflicht bestätigt." in filled(phone, {}, "Markierte bestätigen")
    assert "Verwendungsnachweis vorlegen 30.06.2028" in words(phone)

    phone.click("text=Mittel eintragen")
    money = {"tag": "20.11.2026", "betrag": "300.000,01"}
    assert "bewilligt sind 300.000 €" in filled(phone, money, "Eintragen")
    assert "eingegangen 80.000 €" in filled(phone, {"betrag": "80.000"}, "Eintragen")

    phone.click("text=Änderungsbescheid eintragen")
    said = filled(phone, {"datum": "24.11.2026", "zeitraum_bis": "30.06.2028"}, "Speichern")
    assert "Mit Termin Verwendungsnachweis vorlegen 02.01.2029" in said
    assert "300.000 €" in said

    gaps = words(opened(phone, site, "/bescheide"))
    assert "Ohne Aktenzeichen" in gaps
    assert "1 Pflicht, für die niemand zuständig ist." in gaps
    assert "Bescheid ohne Mittelabruf" not in gaps
    phone.goto(award + "/aenderung?art=schlussbescheid")
    closed = filled(phone, {"datum": "24.11.2026", "zuwendung_eur": "70.000"}, "Speichern")
    assert "Rückzahlung offen: Eingegangen sind 80.000 €, bewilligt nur noch 70.000 €" in closed


def test_awards_of_earlier_years_come_in_and_are_asked_about_once(
    phone: Page, site: RunningSite, tmp_path: Path
) -> None:
    file = tmp_path / "bescheide.xlsx"
    opened(phone, site, "/bescheide")
    phone.click("text=Bescheide aus einer Liste übernehmen")
    file.write_bytes(book(ROW, changed(Vorhaben="Turnhalle")))
    phone.set_input_files("#file", str(file))
    assert "Zeile 3, Spalte „Vorhaben“" in filled(phone, {}, "Prüfen")
    file.write_bytes(book(ROW))
    phone.set_input_files("#file", str(file))
    assert "Dachprogramm 2019 (nicht im Katalog)" in filled(phone, {}, "Prüfen")
    assert "1 Bescheid ist übernommen" in filled(phone, {}, "1 Bescheid übernehmen")

    assert "aus Bescheiden" in words(opened(phone, site, "/"))
    phone.click("text=schon zurück: erledigt?")
    assert "überfällig" not in words(phone)
    past = phone.locator("form:has(#erledigt_am)")
    for box in past.locator("input[type=checkbox]").all():
        box.check()
    assert "Schon vorbei" not in filled(phone, {"erledigt_am": "30.06.2025"}, "sind erledigt")
    assert "aus Bescheiden" not in words(opened(phone, site, "/"))
