"""Letters by keyboard, on desk and phone: chosen, refused with a reason, downloaded."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.files.word import opened
from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import enter
from tests.support.site.watched import Watched, serious_findings, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


def assert_usable(watched: Watched) -> None:
    """Nothing serious for axe on desk and phone, nothing wider than the screen."""
    for width in (1280, 390):
        watched.page.set_viewport_size({"width": width, "height": 900})
        assert serious_findings(watched.page) == []
        assert width_of(watched.page) <= width


def test_a_draw_down_is_written_by_keyboard(tmp_path: Path) -> None:
    with demo_site(tmp_path / "d") as site, chromium() as browser:
        watched = watched_page(browser)
        page = watched.page
        enter(page, site.login)
        page.goto(site.address + "bescheid/1")
        page.get_by_role("link", name="Schreiben an die Behörde").press("Enter")
        page.get_by_role("heading", name="Schreiben an die Behörde").wait_for()
        assert_usable(watched)
        page.get_by_role("link", name="Mittelabruf").press("Enter")
        page.get_by_role("textbox", name="Betrag in Euro").fill("72.000,01")
        page.get_by_role("textbox", name="Betrag in Euro").press("Enter")
        page.get_by_text("bewilligt sind 216.000").first.wait_for()
        assert_usable(watched)
        expect(page.get_by_role("textbox", name="Betrag in Euro")).to_be_focused()
        watched.complaints.clear()  # the refusal itself
        page.get_by_role("textbox", name="Betrag in Euro").fill("4.000")
        page.get_by_role("textbox", name="Fällige Zahlungen").fill("Miete Dezember: 5.000")
        with page.expect_download() as coming:
            page.get_by_role("button", name="Word-Entwurf herunterladen").press("Enter")
        name = coming.value.suggested_filename
        assert name.startswith("Mittelabruf 1 ")
        assert name.endswith(".docx")
        text = opened(Path(coming.value.path()).read_bytes()).text
        assert "wir bitten um Auszahlung von 4.000,00 €" in text
        assert watched.complaints == []
