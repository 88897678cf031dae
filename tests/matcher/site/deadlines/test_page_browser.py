"""The deadlines in a real browser: months by keyboard, on a phone, on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import enter

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on the link with these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    raise AssertionError(f"{words} was not reached by keyboard")


def test_months_are_turned_by_keyboard_and_fit_a_phone(tmp_path: Path) -> None:
    with demo_site(tmp_path / "d") as site, chromium() as browser:
        page = browser.new_page(locale="de-DE", viewport={"width": 390, "height": 800})
        complaints: list[str] = []
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        enter(page, site.login)
        page.get_by_text("Menü", exact=True).click()
        with page.expect_navigation():
            page.get_by_role("link", name="Fristen", exact=True).click()
        assert width_of(page) <= 390
        tab_to(page, "Monat")
        page.keyboard.press("Enter")
        expect(page.locator("table.month caption")).to_contain_text("November 2026")
        for month in ("Dezember 2026", "Januar 2027"):
            tab_to(page, f"{month} →")
            with page.expect_navigation():
                page.keyboard.press("Enter")
            expect(page.locator("table.month caption")).to_contain_text(month)
            assert width_of(page) <= 390
        expect(page.get_by_text("Freitag, 15.01.2027")).to_be_visible()
        tab_to(page, "← Dezember 2026")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.get_by_text("Donnerstag, 31.12.2026")).to_be_visible()
        expect(page.locator("table.month td.free").first).to_be_hidden()
        assert complaints == []


def test_the_present_month_opens_with_today_in_view(tmp_path: Path) -> None:
    """On a desk at once, on a phone by the link that leads there; the past unfolds by keyboard."""
    with demo_site(tmp_path / "d") as site, chromium() as browser:
        page = browser.new_page(locale="de-DE", java_script_enabled=False)
        enter(page, site.login)
        for width, height in ((1280, 800), (390, 800)):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(site.address + "fristen")
            page.get_by_role("link", name="Monat", exact=True).click()
            expect(page.locator("td.today")).to_be_in_viewport(ratio=1)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(site.address + "fristen?ansicht=monat")
        expect(page.locator("td.today")).to_be_in_viewport(ratio=1)
        past = page.locator("details.past")
        expect(past.locator("table")).to_be_hidden()
        past.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(past.locator("table")).to_be_visible()


def test_paper_shows_the_deadlines_without_filters(tmp_path: Path) -> None:
    with demo_site(tmp_path / "d") as site, chromium() as browser:
        page = browser.new_page(locale="de-DE")
        enter(page, site.login)
        page.goto(site.address + "fristen?ebene=state")
        page.emulate_media(media="print")
        expect(page.locator("form.finder")).to_be_hidden()
        expect(page.locator("header.site")).to_be_hidden()
        expect(page.get_by_text("Stand 24.11.2026")).to_be_visible()
        expect(page.get_by_text("Ausgewählt: Ebene Land")).to_be_visible()
        expect(page.get_by_role("heading", name="Klimafeste Plätze und Quartiere")).to_be_visible()
