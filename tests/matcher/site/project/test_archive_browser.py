"""A project goes into the archive and comes back, by keyboard, on desk and phone."""

from pathlib import Path

import axe_playwright_python
import pytest

from db.files import kommune_at
from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path, fits
from tests.support.site.login import enter
from tests.support.site.tracker.plan_pages import PAIR
from tests.support.site.watched import Watched, watched_page
from tests.support.towns.planned import follow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
TITLE = "Kita Wiesengrund energetisch sanieren"


def assert_sound(watched: Watched) -> None:
    """Nothing serious for axe, nothing wider than the screen."""
    page = watched.page
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    assert fits(page)


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
        assert page.locator("main form[method=post]").count() == 0
        page.get_by_role("link", name="Zum Archiv").press("Enter")
        page.get_by_role("link", name=TITLE, exact=True).wait_for()
        assert_sound(watched)
        page.get_by_role("link", name="Wiederherstellen").press("Enter")
        page.get_by_role("button", name="Wiederherstellen").press("Enter")
        page.get_by_text("ist wieder in Arbeit.").wait_for()
        page.goto(site.address + "fristen")
        assert page.get_by_text(TITLE).count() > 0
        assert watched.complaints == []
