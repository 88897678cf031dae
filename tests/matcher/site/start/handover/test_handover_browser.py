"""Somebody takes over: searches, opens a hit, filters, reads the report and takes it along."""

from pathlib import Path

import pytest

from tests.support.files.word import by_heading
from tests.support.handover.lohental import town
from tests.support.processes.demo_site import running_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import enter
from tests.support.site.watched import serious_findings, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


def test_a_successor_finds_what_was_agreed_and_takes_the_report_along(tmp_path: Path) -> None:
    town(tmp_path)
    serving = ("--data", str(tmp_path), "--today", "2026-11-24", "serve", "--port", "0")
    with running_site(*serving) as site, chromium() as browser:
        watched = watched_page(browser)
        page = watched.page
        enter(page, site.login)
        page.get_by_role("link", name="Alles wiederfinden").click()
        page.get_by_role("searchbox").fill("kuehn")
        page.keyboard.press("Enter")
        page.get_by_text("2 Einträge zu „kuehn“").wait_for()
        page.get_by_label("Art").select_option("Kontakt")
        page.get_by_role("button", name="Anwenden").click()
        page.get_by_text("1 Eintrag zu „kuehn“").wait_for()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert serious_findings(page) == []
            assert width_of(page) <= width
        page.set_viewport_size({"width": 1280, "height": 900})
        page.get_by_role("link", name="Frau Kühn, Bewilligungsstelle Rad").click()
        page.get_by_text("Lageplan reicht als Entwurf").first.wait_for()
        page.goto(site.address)
        page.get_by_role("link", name="Übergabebericht").click()
        page.get_by_role("heading", name="Was nicht eingetragen ist").wait_for()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert serious_findings(page) == []
            assert width_of(page) <= width
        page.set_viewport_size({"width": 1280, "height": 900})
        page.get_by_label("Vorhaben", exact=True).select_option("Sirenen erneuern")
        page.get_by_role("button", name="Zeigen").click()
        page.get_by_text("1 Vorhaben am 24.11.2026").wait_for()
        with page.expect_download() as taken:
            page.get_by_role("link", name="Als Word-Datei").click()
        told = by_heading(Path(taken.value.path()).read_bytes())
        assert "fällig am 30.06.2027" in told["Sirenen erneuern"]
        assert watched.complaints == []
