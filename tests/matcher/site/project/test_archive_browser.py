"""A project goes into the archive and comes back, by keyboard, on desk and phone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from db.files import kommune_at
from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path, fits
from tests.support.site.login import enter
from tests.support.site.tracker.plan_pages import PAIR
from tests.support.site.watched import Watched, serious_findings, watched_page
from tests.support.towns.planned import follow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]

TITLE = "Kita Wiesengrund energetisch sanieren"


def assert_sound(watched: Watched) -> None:
    """Nothing serious for axe, nothing wider than the screen."""
    assert serious_findings(watched.page) == []
    assert fits(watched.page)


def test_a_project_is_archived_found_again_and_taken_up_by_keyboard(tmp_path: Path) -> None:
    with demo_site(tmp_path / "d") as site, chromium() as browser:
        with kommune_at(tmp_path / "d" / "kommune.db") as own:
            follow(own, PAIR)
        watched = watched_page(browser)
        page = watched.page
        enter(page, site.login)
        page.goto(site.address + "projekt/kita-wiesengrund")
        page.get_by_role("link", name="Archivieren").press("Enter")
        page.get_by_label("Grund").fill("Der Rat hat es abgelehnt.")
        assert_sound(watched)
        page.keyboard.press("Enter")
        page.get_by_text("ist archiviert.").wait_for()
        page.set_viewport_size({"width": 390, "height": 844})
        assert_sound(watched)
        expect(page.locator("main form[method=post]")).to_have_count(0)
        page.get_by_role("link", name="Zum Archiv").press("Enter")
        page.get_by_role("link", name=TITLE, exact=True).wait_for()
        assert_sound(watched)
        page.get_by_role("link", name="Wiederherstellen").press("Enter")
        page.get_by_role("button", name="Wiederherstellen").press("Enter")
        page.get_by_text("ist wieder in Arbeit.").wait_for()
        page.goto(site.address + "fristen")
        expect(page.get_by_text(TITLE).first).to_be_attached()
        assert watched.complaints == []
