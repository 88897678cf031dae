"""Handing over in a real browser: by keyboard, taken back, without sideways scrolling."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.handing.people import KITA, owner, settle
from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path, fits
from tests.support.site.login import fill_in_login
from tests.support.site.watched import serious_findings, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


def test_a_manager_hands_over_one_project_and_takes_it_back(tmp_path: Path) -> None:
    data = tmp_path / "d"
    with demo_site(data) as site, chromium() as browser:
        known = settle(data)
        watched = watched_page(browser)
        watched.visit(site.address + "anmelden")
        page = watched.page
        fill_in_login(page, "clara")
        watched.visit(f"{site.address}personen/{known['anna'].id}")
        page.get_by_role("link", name="Übergeben an …").click()
        page.get_by_label("An", exact=True).select_option(label="Ben Muster")
        page.get_by_label("Nur diese Vorhaben:").check()
        page.get_by_role("checkbox", name="Kita").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Übergeben", exact=True).press("Enter")
        expect(page.get_by_text("An Ben Muster übergeben: 1 Vorhaben.")).to_be_visible()
        assert owner(data) == "ben"
        assert serious_findings(page) == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert fits(page)
        page.get_by_role("button", name="Rückgängig").click()
        expect(page.get_by_text("Zurückgenommen; Anna Muster hat wieder")).to_be_visible()
        assert owner(data) == "anna"
        watched.visit(f"{site.address}projekt/{KITA}")
        expect(page.get_by_text("Übergabe Nr. 1 zurückgenommen").first).to_be_attached()
        watched.visit(f"{site.address}personen/{known['anna'].id}")
        assert fits(page)
        assert serious_findings(page) == []
        assert watched.complaints == []
