"""Projects in a real browser: a file with a faulty row, and two people at once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.files.project_files import xlsx
from tests.support.processes.demo_site import RunningSite, demo_site
from tests.support.site.browser import chromium, chromium_path, fits
from tests.support.site.login import enter

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with demo_site(tmp_path_factory.mktemp("demo") / "daten") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def office(site: RunningSite, browser: Browser) -> BrowserContext:
    """A phone that is logged in."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    enter(context.new_page(), site.login)
    return context


def opened(office: BrowserContext, site: RunningSite, path: str) -> Page:
    page = office.new_page()
    page.goto(site.address.rstrip("/") + path)
    return page


def assert_fits(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert fits(page)


def test_a_file_with_a_faulty_row_is_explained_and_the_mended_one_is_stored(
    office: BrowserContext, site: RunningSite, tmp_path: Path
) -> None:
    file = tmp_path / "vorhaben.xlsx"
    file.write_bytes(xlsx(("Radweg", "geplant", "04/2027", 5), ("Halle", "fertig", None, None)))
    page = opened(office, site, "/projekte-einlesen")
    page.set_input_files("#file", str(file))
    page.click("text=Prüfen")
    told = re.compile("^Blatt „Vorhaben“, Zeile 3, Spalte „Status“: „fertig“ gibt es nicht")
    expect(page.locator(".faults li")).to_have_text([told])
    assert_fits(page)
    file.write_bytes(xlsx(("Radweg", "geplant", "04/2027", 5), ("Halle", "idee", None, None)))
    page.set_input_files("#file", str(file))
    page.click("text=Prüfen")
    expect(page.locator(".changes > li")).to_have_text(["Radweg", "Halle"])
    page.click("text=So übernehmen")
    expect(page.locator("main")).to_contain_text("2 Vorhaben neu", use_inner_text=True)
    assert "04/2027" in opened(office, site, "/projekt/radweg").inner_text("main")


def test_the_second_of_two_people_sees_both_states_and_keeps_the_input(
    office: BrowserContext, site: RunningSite
) -> None:
    path = "/projekt/marktplatz-klimafit/bearbeiten"
    first, second = opened(office, site, path), opened(office, site, path)
    first.fill("#fachamt", "Tiefbau")
    first.click("text=Speichern")
    expect(first.locator("main")).to_contain_text(
        "„Marktplatz klimafit umgestalten“ ist gespeichert.", use_inner_text=True
    )
    second.fill("#fachamt", "Grünflächen")
    second.click("text=Speichern")
    expect(second.locator("[role=alert]")).to_contain_text("Tiefbau")
    expect(second.locator("#fachamt")).to_have_value("Grünflächen")
    assert_fits(second)
    second.click("text=Speichern")
    expect(second.locator("main")).to_contain_text("Grünflächen", use_inner_text=True)


def test_a_subscription_is_read_without_a_login(
    office: BrowserContext, site: RunningSite, browser: Browser
) -> None:
    page = opened(office, site, "/abonnements")
    page.click("text=Adressen erzeugen")
    expect(page.locator(".address")).to_have_count(2)
    addresses = page.locator(".address").all_inner_texts()
    assert_fits(page)
    stranger = browser.new_context()
    assert [stranger.request.get(a).status for a in addresses] == [200, 200]
    page.click("button:has-text('Widerrufen')")
    assert [stranger.request.get(a).status for a in addresses] == [404, 404]
