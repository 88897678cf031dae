"""A project is entered in a real browser: its matches come by themselves, also after a night."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from db.files import DataDir
from matcher.matching.stored import matching_lock
from matcher.operations.nightly.run import night_lock
from tests.support.processes.demo_site import running_site
from tests.support.site.browser import chromium, chromium_path, fits
from tests.support.site.login import enter, log_everybody_out
from tests.support.site.watched import Watched, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


@pytest.fixture
def officer(data: Path) -> Iterator[Watched]:
    """Somebody who is logged in on a phone."""
    log_everybody_out(data / "kommune.db")
    served = ("--data", str(data), "serve", "--port", "0", "--login-link")
    with running_site(*served) as site, chromium() as browser:
        watched = watched_page(browser, viewport={"width": 390, "height": 800})
        enter(watched.page, site.login)
        watched.visit(f"{site.address}projekt-neu")
        yield watched


def save(page: Page, title: str) -> None:
    page.fill("#titel", title)
    page.fill("#beschreibung", "Der Platz soll begrünt werden, mit Bäumen und Schatten.")
    page.click("text=Speichern")
    page.get_by_role("heading", level=1, name=title).wait_for()
    page.wait_for_load_state()


def test_the_matches_of_a_new_project_are_there_without_a_reload_by_hand(
    officer: Watched,
) -> None:
    save(officer.page, "Marktplatz begrünen")
    officer.page.locator(".hitlist h3").first.wait_for()
    now = officer.page.locator(".groups a[aria-current]")
    assert (now.text_content() or "").strip().startswith("Jetzt beantragen")
    assert officer.complaints == []


def test_where_matching_takes_long_the_page_shows_the_matches_when_they_are_there(
    officer: Watched, data: Path
) -> None:
    page = officer.page
    with matching_lock(DataDir(data)):  # somebody else is at it
        save(page, "Kirchplatz begrünen")
        page.get_by_text("Wird abgeglichen …").wait_for()
        expect(page.locator(".hitlist")).to_have_count(0)
    page.locator(".hitlist h3").first.wait_for()
    assert officer.complaints == []


def test_under_a_night_the_page_says_so_and_shows_the_matches_when_it_ends(
    officer: Watched, data: Path
) -> None:
    page = officer.page
    with night_lock(DataDir(data)):
        save(page, "Schulhof begrünen")
        page.get_by_text("Gerade läuft der Nachtlauf.").wait_for()
        expect(page.locator(".hitlist")).to_have_count(0)
        assert fits(page)
    page.locator(".hitlist h3").first.wait_for()
    assert officer.complaints == []


def test_while_somebody_types_the_page_stays_and_offers_the_matches(
    officer: Watched, data: Path
) -> None:
    page = officer.page
    with night_lock(DataDir(data)):
        save(page, "Friedhof begrünen")
        page.get_by_text("Gerade läuft der Nachtlauf.").wait_for()
        note = page.locator("#arbeit textarea").last
        note.evaluate("one => { for (let p = one; p; p = p.parentElement) p.open = true; }")
        note.fill("Rückruf am Montag")
    link = page.get_by_role("link", name="Neue Treffer zeigen")
    link.wait_for()
    expect(note).to_have_value("Rückruf am Montag")
    link.click()
    page.locator(".hitlist h3").first.wait_for()
