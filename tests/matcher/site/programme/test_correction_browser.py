"""A correction in a real browser, from the form to its end by a changed export."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.crawls.changed_sample import changed_export
from tests.support.processes.command import matcher
from tests.support.processes.demo_site import running_site
from tests.support.site.browser import chromium, chromium_path
from tests.support.site.login import enter
from tests.support.site.pages import PROGRAMME
from tests.support.site.watched import watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


def test_a_correction_is_made_counts_and_lapses_after_a_changed_export(
    data: Path, tmp_path: Path
) -> None:
    arguments = ("--data", str(data), "--today", "2026-11-24", "serve", "--port", "0")
    with running_site(*arguments) as site, chromium() as browser:
        officer, visitor = watched_page(browser), watched_page(browser)
        address = site.address.rstrip("/") + PROGRAMME
        enter(officer.page, site.login)
        officer.visit(address)
        page = officer.page
        page.get_by_text("Angaben bestätigen oder korrigieren").click()
        page.get_by_role("link", name="Korrigieren – Antragsberechtigte Kommunen").click()
        page.get_by_label("Wer").first.select_option(label="Landkreise")
        page.get_by_label("Warum weicht es ab?").fill("nur Kreise")
        page.get_by_label("Woher wissen Sie es?").fill("Richtlinie S. 4")
        page.get_by_role("button", name="Korrektur speichern").click()
        page.wait_for_url("**#korrekturen")
        box = page.locator(".glance")
        expect(box).to_contain_text("Landkreise", use_inner_text=True)
        visitor.visit(address)
        expect(visitor.page.locator("main")).not_to_contain_text("Landkreise", use_inner_text=True)

        export = changed_export(tmp_path / "neu.zip")
        for step in (("crawl", "foerderdatenbank", "--from", export), ("run",)):
            ran = matcher(*step, "--today", "2026-11-25", data=data)
            assert ran.code == 0, ran.err
        officer.visit(address)
        expect(box).not_to_contain_text("Landkreise", use_inner_text=True)
        lapsed = page.locator(".lapsed")
        expect(lapsed).to_contain_text("bitte neu prüfen", use_inner_text=True)
        expect(lapsed).to_contain_text("Landkreise", use_inner_text=True)
        lapsed.get_by_role("button", name="Neue Angabe bestätigen").click()
        page.wait_for_url("**#korrekturen")
        expect(page.locator(".lapsed")).to_have_count(0)
        assert officer.complaints == visitor.complaints == []
