"""Sixty projects in a real browser, with the keyboard alone: found, opened, narrow and clean."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from matcher.sample import SAMPLE_DAY
from tests.support.processes.demo_site import running_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import enter
from tests.support.site.watched import barriers, watched_page
from tests.support.week.many import PROJECTS, many_projects

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until an element has the focus."""
    for _ in range(250):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by the keyboard")


def find_by_keyboard(page: Page) -> None:
    """Search among the projects and open the one found."""
    tab_to(page, "#worte")
    page.keyboard.type("kita 13")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".projects .card")).to_have_count(1)
    tab_to(page, ".projects .card h3 a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        re.compile("sanieren 13$"), use_inner_text=True
    )


def test_sixty_projects_are_used_with_the_keyboard_on_any_screen(data: Path) -> None:
    many_projects(data)
    serve = ("--data", str(data), "--today", SAMPLE_DAY.isoformat(), "serve", "--port", "0")
    with running_site(*serve) as site, chromium() as browser:
        watched = watched_page(browser)
        page = watched.page
        enter(page, site.login)
        watched.visit(site.address)
        expect(page.locator(".projects .card")).to_have_count(PROJECTS)
        assert barriers(page) == []
        find_by_keyboard(page)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{site.address}?gruppiert=fachamt&sortiert=titel")
            assert width_of(page) <= width
        assert watched.complaints == []
