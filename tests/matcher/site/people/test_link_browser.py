"""The page behind the one-time link, and what comes when it is over, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.processes.demo_site import RunningSite, running_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.watched import barriers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


def look(browser: Browser, site: RunningSite, width: int) -> None:
    page = browser.new_page(locale="de-DE", viewport={"width": width, "height": 800})
    page.goto(site.login)
    assert barriers(page) == []
    assert width_of(page) <= width
    page.close()


def test_the_button_is_pressed_by_keyboard_and_without_scripts(data: Path) -> None:
    with running_site("--data", str(data), "serve", "--port", "0") as site, chromium() as browser:
        for width in (1280, 390):
            look(browser, site, width)
        context = browser.new_context(locale="de-DE", java_script_enabled=False)
        page = context.new_page()
        page.goto(site.login)
        page.locator("button:focus").wait_for()  # it has the focus of itself, once it is drawn
        page.keyboard.press("Enter")
        page.wait_for_url(site.address)
        expect(page.get_by_role("link", name="Einzelplatz")).to_be_visible()
        page.go_back()
        page.wait_for_url(site.address)  # who is in already sees no spent link
        for width in (1280, 390):
            look(browser, site, width)
