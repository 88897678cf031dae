"""A statement becomes a notice in a real browser, on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path, fits
from tests.support.site.login import enter
from tests.support.site.pages import PROGRAMME

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
MATCH = "kita-wiesengrund/" + PROGRAMME.removeprefix("/programm/")


def test_days_that_are_stated_become_a_notice_which_then_counts(tmp_path: Path) -> None:
    with demo_site(tmp_path / "daten") as site, chromium() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        enter(page, site.login)
        address = site.address.rstrip("/")
        page.goto(f"{address}/foerderung/{MATCH}")
        page.fill("#antrag", "02.02.2026")
        page.fill("#bewilligung", "15.06.2026")
        page.click("main button:has-text('Speichern')")
        page.get_by_text("Aus den Angaben eingetragen: 1 Antrag, 1 Bescheid.").wait_for()
        page.click("main a:has-text('Zum Bescheid')")
        page.wait_for_url("**/bescheid/2")
        page.locator("ol.notices").get_by_text("Zuwendungsbescheid vom 15.06.2026").wait_for()
        page.goto(f"{address}/foerderung/{MATCH}")
        page.fill("#bewilligung", "20.06.2026")
        page.click("main button:has-text('Speichern')")
        told = page.locator(".notice.problem", has_text="Abweichung:")
        expect(told).to_contain_text("eingetragen ist laut Bescheid 15.06.2026")
        page.wait_for_load_state("networkidle")
        assert fits(page)
