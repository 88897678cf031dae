"""An unsure deadline is settled in a real browser: from Fristen by one click to the plan."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from db.files import DataDir
from matcher.paths import plan_path
from tests.support.processes.demo_site import running_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import enter
from tests.support.site.watched import barriers, watched_page
from tests.support.towns.decided import DOUBTFUL, DOUBTFUL_PAGE, follow_doubtful

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
TITLE = "Nachbarstädte im Gespräch"


def arguments(data: Path) -> tuple[str, ...]:
    follow_doubtful(DataDir(data))
    return "--data", str(data), "--today", "2026-11-24", "serve", "--port", "0"


def entry(page: Page, day: str) -> str:
    """What Fristen shows at a day of the programme."""
    found = page.locator("ol.due > li:not(.step)", has_text=TITLE).filter(has_text=day)
    return found.first.locator(".day").inner_text()


def test_one_click_confirms_fristen_lose_the_question_mark_and_the_plan_moves(data: Path) -> None:
    with running_site(*arguments(data)) as site, chromium() as browser:
        officer = watched_page(browser)
        page, root = officer.page, site.address.rstrip("/")
        enter(page, site.login)
        officer.visit(root + plan_path(*DOUBTFUL))
        expect(page.locator(".lead")).to_contain_text("Kein Plan: Frist vermutlich bis 10.02.2027")
        page.get_by_role("button", name="Stimmt – Antrag 16.09.2027", exact=True).click()
        expect(page.locator(".lead")).to_contain_text("von der Frist am 16.09.2027")
        expect(page.locator(".told")).to_contain_text("bestätigt, sie zählt ab sofort")

        officer.visit(f"{root}/fristen")
        assert "?" in entry(page, "10.02.2027")
        assert "?" not in entry(page, "16.09.2027")
        page.get_by_role("link", name="Bestätigen, korrigieren oder verwerfen").click()
        page.wait_for_url("**#frist-*")
        expect(page.locator("tr.doubt mark")).to_contain_text("10. Februar 2027, 17:00 Uhr")
        button = page.get_by_role("button", name="Stimmt – Antrag 10.02.2027", exact=True)
        button.focus()
        page.keyboard.press("Enter")  # as one click, without a mouse
        expect(page.locator("#fristen .told")).to_contain_text("bestätigt, sie zählt ab sofort")
        expect(page.locator("tr.doubt")).to_have_count(0)

        officer.visit(f"{root}/fristen")
        assert "?" not in entry(page, "10.02.2027")
        officer.visit(root + plan_path(*DOUBTFUL))
        expect(page.locator(".lead")).to_contain_text("von der Frist am 10.02.2027")
        expect(page.locator("#verschoben")).to_be_visible()
        assert officer.complaints == []


def test_without_scripts_and_twice_clicked_it_is_stored_once(data: Path) -> None:
    with running_site(*arguments(data)) as site, chromium() as browser:
        page = browser.new_page(locale="de-DE", java_script_enabled=False)
        enter(page, site.login)
        page.goto(f"{site.address}fristen?fraglich=1&umfang=moeglich")
        page.get_by_role("main").get_by_role("link", name=TITLE).first.click()
        page.get_by_role("button", name="Stimmt nicht – Antrag 10.02.2027", exact=True).dblclick()
        expect(page.locator("#fristen .told").first).to_be_visible()
        expect(page.locator("#fristen table")).not_to_contain_text("10.02.2027")
        expect(page.locator("tr.doubt")).to_have_count(1)
        expect(page.locator("#korrekturen")).to_contain_text("Verlauf (1)")
        page.get_by_role("button", name="Zurücknehmen – Frist").click()
        expect(page.locator("tr.doubt")).to_have_count(2)


def test_pages_with_unsure_deadlines_have_no_barriers_and_fit_a_phone(data: Path) -> None:
    paths = ("/", "/fristen?fraglich=1", "/fristen?ansicht=monat&monat=2027-02", DOUBTFUL_PAGE,
             plan_path(*DOUBTFUL))  # fmt: skip
    with running_site(*arguments(data)) as site, chromium() as browser:
        officer = watched_page(browser)
        enter(officer.page, site.login)
        for width in (1280, 390):
            officer.page.set_viewport_size({"width": width, "height": 900})
            for path in paths:
                officer.visit(site.address.rstrip("/") + path)
                expect(officer.page.get_by_text("vermutlich").first, path).to_be_visible()
                assert barriers(officer.page) == [], (path, width)
                assert width_of(officer.page) <= width
        assert officer.complaints == []
