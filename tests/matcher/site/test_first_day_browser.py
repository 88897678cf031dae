"""A town's first day in a real browser, on real processes, from an empty folder on."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from matcher.sample import SAMPLE_DAY, profile_file, write_export
from tests.support.processes.command import matcher
from tests.support.processes.demo_site import RunningSite, demo_site, running_site
from tests.support.site.browser import chromium, chromium_path
from tests.support.site.login import enter
from tests.support.site.watched import Watched, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
TODAY = ("--today", SAMPLE_DAY.isoformat())


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def missing(page: Page, site: RunningSite) -> str:
    """What the start page says is missing; no page names a command."""
    page.goto(site.address)
    assert page.locator("main code").count() == 0
    step = page.locator(".step")
    return step.inner_text() if step.count() else ""


def test_a_new_town_is_led_from_an_empty_folder_to_its_matches(tmp_path: Path) -> None:
    data, export = tmp_path / "daten", tmp_path / "beispiel.zip"
    write_export(export)
    assert matcher("init", data=data).code == 0
    serve = ("--data", str(data), *TODAY, "serve", "--port", "0")
    with running_site(*serve) as site, chromium() as browser:
        page = browser.new_page(locale="de-DE")
        enter(page, site.login)
        for told, command in (
            ("noch leer", ["crawl", "foerderdatenbank", "--from", export]),
            ("nicht ausgewertet", ["extract"]),
            ("keine Kommune", ["projects", "import", profile_file()]),
        ):
            assert told in missing(page, site)
            ran = matcher(*TODAY, *command, data=data)
            assert ran.code == 0, ran.err
        assert missing(page, site) == ""
        page.get_by_role("button", name="Jetzt abgleichen").click()
        page.locator(".card .counts").first.wait_for()
        assert heading(page) == "Förderlage für Auental (Beispielgemeinde)"
        assert page.locator(".card").count() == 3


def read_a_match(watched: Watched) -> None:
    page = watched.page
    project = page.locator(".card h3").get_by_role("link", name="Marktplatz klimafit umgestalten")
    project.click()
    page.get_by_text("alle 12 Kriterien").first.click()
    assert page.get_by_text("Das Programm gilt in Hessen.").first.is_visible()
    assert page.locator("details[open] blockquote").first.is_visible()
    page.get_by_role("link", name="Klimafeste Plätze und Quartiere").click()
    assert heading(page) == "Klimafeste Plätze und Quartiere"
    assert page.get_by_role("heading", name="Dafür spricht").is_visible()


def look_at_months(watched: Watched) -> None:
    page = watched.page
    page.get_by_role("navigation", name="Hauptnavigation").get_by_text("Fristen").click()
    page.get_by_role("link", name="Monat", exact=True).click()
    assert "November 2026" in page.locator("main").inner_text()
    for month in ("Dezember 2026", "Januar 2027", "Februar 2027"):
        page.locator("main").get_by_role("link", name=month).first.click()
        page.locator("caption", has_text=month).wait_for()
    assert "Klimafeste Plätze" in page.locator("main").inner_text()


def search(watched: Watched) -> None:
    page = watched.page
    page.get_by_role("navigation", name="Hauptnavigation").get_by_text("Suche").click()
    page.get_by_label("Wörter, auch aus dem Alltag").fill("Fahrradstraße")
    page.get_by_label("Land", exact=True).select_option("de_ni")
    page.get_by_role("button", name="Suchen").click()
    assert "Radwege für den Alltag" in page.locator(".hits h2").all_inner_texts()


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
    assert heading(page) == "Anmeldung nötig"


def test_an_officer_logs_in_reads_searches_and_takes_a_list_along(tmp_path: Path) -> None:
    with demo_site(tmp_path / "d") as site, chromium() as browser:
        watched = watched_page(browser)
        watched.visit(site.address)
        assert watched.page.locator(".card").count() == 0
        enter(watched.page, site.login)
        read_a_match(watched)
        look_at_months(watched)
        search(watched)
        take_the_list_along(watched, site)
        log_out(watched, site)
        assert watched.complaints == []
