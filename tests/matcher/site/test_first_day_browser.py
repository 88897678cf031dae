"""A town's first day in a real browser, on real processes, from an empty folder on."""

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from matcher.sample import SAMPLE_DAY, write_export
from tests.support.processes.demo_site import RunningSite, demo_site, running_site
from tests.support.site.browser import chromium, chromium_path, fits
from tests.support.site.login import enter
from tests.support.site.watched import Watched, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
TODAY = ("--today", SAMPLE_DAY.isoformat())


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def state_of(page: Page, step: str) -> Locator:
    return page.locator(f"#{step} .state")


def enter_town(page: Page) -> None:
    """With the keyboard alone; one fault on the way."""
    page.get_by_role("link", name="Kommune eintragen").press("Enter")
    page.get_by_label("AGS").focus()
    page.wait_for_load_state()  # Tab leads to the next field once it is there
    page.keyboard.type("0679900")
    page.keyboard.press("Tab")
    page.keyboard.type("Auental")
    page.keyboard.press("Enter")
    expect(page.locator(".fault")).to_contain_text(
        re.compile("^Fehler: Der AGS muss für die Art"), use_inner_text=True
    )
    expect(page.get_by_label("AGS")).to_be_focused()
    page.keyboard.type("1")
    page.get_by_label("AGS").fill("06799001")
    page.get_by_label("Einwohner").fill("9.120")
    page.keyboard.press("Enter")
    expect(state_of(page, "town")).to_have_text("erledigt")


def load_catalogue(page: Page, export: Path) -> None:
    page.get_by_text("Ohne Internet: Export als Datei laden").click()
    page.get_by_label("Export der Förderdatenbank (ZIP-Datei)").set_input_files(export)
    page.get_by_role("button", name="Datei laden").click()
    # the page follows by itself, and is shown anew when it is done
    page.locator("#laden", has_text="43 Programme sind geladen").wait_for(timeout=120_000)
    expect(state_of(page, "catalogue")).to_have_text("erledigt")


def enter_project(page: Page) -> None:
    page.get_by_role("link", name="Im Formular").click()
    page.get_by_label("Titel").fill("Marktplatz klimafit umgestalten")
    page.get_by_label("Beschreibung").fill(
        "Der Marktplatz heizt sich im Sommer auf. Wir wollen ihn entsiegeln, Bäume pflanzen und"
        " Schatten schaffen, damit Starkregen versickert."
    )
    page.get_by_label("Beginn", exact=True).fill("06/2027")
    page.get_by_label("Kosten in Euro").fill("900.000")
    page.get_by_label("investiv").check()
    page.get_by_role("button", name="Speichern").click()


def skip_and_resume(page: Page, site: RunningSite) -> None:
    page.goto(f"{site.address}einrichten")
    page.locator("#meetings").get_by_role("button", name="Überspringen").press("Enter")
    expect(state_of(page, "meetings")).to_have_text("übersprungen")
    page.locator("#meetings").get_by_role("button", name="Wieder aufnehmen").press("Enter")
    expect(state_of(page, "meetings")).to_have_text("offen")
    page.locator("#meetings").get_by_role("button", name="Überspringen").click()
    page.goto(site.address)
    page.get_by_role("link", name="Einrichtung fortsetzen").click()
    page.locator("#mail").get_by_role("button", name="Überspringen").click()
    expect(page.locator("main")).to_contain_text(
        "Alles ist erledigt oder übersprungen", use_inner_text=True
    )


def test_an_empty_folder_becomes_a_first_list_of_programmes_without_a_terminal(
    tmp_path: Path,
) -> None:
    data, export = tmp_path / "daten", tmp_path / "beispiel.zip"
    write_export(export)
    serve = ("--data", str(data), *TODAY, "serve", "--port", "0")
    with running_site(*serve) as site, chromium() as browser:
        watched = watched_page(browser, viewport={"width": 390, "height": 844})
        page = watched.page
        enter(page, site.login)
        expect(heading(page)).to_have_text("Förderlage einrichten")
        enter_town(page)
        load_catalogue(page, export)
        enter_project(page)
        page.locator("main", has_text="Jetzt beantragen").wait_for(timeout=60_000)
        page.get_by_role("link", name="Klimafeste Plätze und Quartiere").first.wait_for()
        expect(page.locator("main")).to_contain_text(
            "← Zurück zur Einrichtung (2 offen)", use_inner_text=True
        )
        skip_and_resume(page, site)
        assert fits(page)
        page.get_by_role("link", name="Zu den Treffern").click()
        expect(heading(page)).to_have_text("Marktplatz klimafit umgestalten")
    assert watched.complaints == []


def read_a_match(watched: Watched) -> None:
    page = watched.page
    project = page.locator(".card h3").get_by_role("link", name="Marktplatz klimafit umgestalten")
    project.click()
    page.get_by_text("alle 12 Kriterien").first.click()
    expect(page.get_by_text("Das Programm gilt in Hessen.").first).to_be_visible()
    expect(page.locator("details[open] blockquote").first).to_be_visible()
    page.get_by_role("link", name="Klimafeste Plätze und Quartiere").click()
    expect(heading(page)).to_have_text("Klimafeste Plätze und Quartiere")
    expect(page.get_by_role("heading", name="Dafür spricht")).to_be_visible()


def look_at_months(watched: Watched) -> None:
    page = watched.page
    page.get_by_role("navigation", name="Hauptnavigation").get_by_text("Fristen").click()
    page.get_by_role("link", name="Monat", exact=True).click()
    expect(page.locator("main")).to_contain_text("November 2026", use_inner_text=True)
    for month in ("Dezember 2026", "Januar 2027", "Februar 2027"):
        page.locator("main").get_by_role("link", name=month).first.click()
        page.locator("caption", has_text=month).wait_for()
    expect(page.locator("main")).to_contain_text("Klimafeste Plätze", use_inner_text=True)


def search(watched: Watched) -> None:
    page = watched.page
    page.get_by_role("navigation", name="Hauptnavigation").get_by_text("Suche").click()
    page.get_by_label("Wörter, auch aus dem Alltag").fill("Fahrradstraße")
    page.get_by_label("Land", exact=True).select_option("de_ni")
    page.get_by_role("button", name="Suchen").click()
    expect(page.locator(".hits h2").get_by_text("Radwege für den Alltag")).to_be_visible()


def take_the_list_along(watched: Watched, site: RunningSite) -> None:
    page = watched.page
    page.goto(f"{site.address}projekt/marktplatz-klimafit")
    with page.expect_download() as download:
        page.get_by_role("link", name="als Excel-Datei", exact=True).click()
    with download.value.path().open("rb") as file:
        rows = list(load_workbook(file).active.values)
    assert rows[0][:5] == ("Rang", "Programm", "Gruppe", "Thema", "Urteil")
    assert rows[1][1] == "Klimafeste Plätze und Quartiere"
    assert rows[1][rows[0].index("Nächste Frist")].date() == date(2027, 2, 28)


def log_out(watched: Watched, site: RunningSite) -> None:
    page = watched.page
    with page.expect_navigation():
        page.get_by_role("button", name="Abmelden").click()
    page.goto(f"{site.address}projekt/marktplatz-klimafit")
    expect(heading(page)).to_have_text("Anmeldung nötig")


def test_an_officer_logs_in_reads_searches_and_takes_a_list_along(tmp_path: Path) -> None:
    with demo_site(tmp_path / "d") as site, chromium() as browser:
        watched = watched_page(browser)
        watched.visit(site.address)
        expect(watched.page.locator(".card")).to_have_count(0)
        enter(watched.page, site.login)
        read_a_match(watched)
        look_at_months(watched)
        search(watched)
        take_the_list_along(watched, site)
        log_out(watched, site)
        assert watched.complaints == []
