"""Choosing what is combined in a real browser, with the keyboard alone."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import enter
from tests.support.site.watched import Watched, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


_FOCUSED = """
(() => {
    const here = document.activeElement;
    const words = (here.closest("label") ?? here).innerText;
    return [words, getComputedStyle(here).outlineStyle];
})()"""


@pytest.fixture
def officer(tmp_path: Path) -> Iterator[Watched]:
    """Somebody logged in, on the page of a project."""
    with demo_site(tmp_path / "d") as site, chromium() as browser:
        watched = watched_page(browser)
        enter(watched.page, site.login)
        watched.visit(f"{site.address}projekt/marktplatz-klimafit")
        yield watched


def reach(page: Page, words: str) -> None:
    """Press Tab until what has this name has the focus, which must be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(_FOCUSED)
        if words in here[0]:
            assert here[1] != "none"
            return
    raise AssertionError(f"{words} is not reached")


def left(page: Page) -> list[str]:
    """What stays to the town, in each column."""
    page.wait_for_load_state()
    cells = page.locator(".money .main td").all()
    return [cell.inner_text().partition("€")[0].strip() for cell in cells]


def test_programmes_are_chosen_by_keyboard_and_the_sums_follow(officer: Watched) -> None:
    page = officer.page
    page.get_by_role("link", name="Finanzierung", exact=True).press("Enter")
    page.wait_for_url("**/finanzierung/marktplatz-klimafit")
    assert left(page) == ["0", "245.000"]
    reach(page, "Klimaquartier")
    page.keyboard.press("Space")
    reach(page, "Klimafeste Plätze")
    page.keyboard.press("Space")
    reach(page, "Angekreuzte zusammen rechnen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/finanzierung/marktplatz-klimafit?auswahl=1*#ergebnis")
    # 70 % of 980,000 at best, 50,000 if the limit counts once
    assert left(page) == ["294.000", "930.000"]
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    with page.expect_download() as loading:
        page.get_by_role("link", name="Als Excel-Datei").press("Enter")
    book = load_workbook(BytesIO(Path(loading.value.path()).read_bytes()))
    sums = [row[1:] for row in book["Wer zahlt"].iter_rows(min_row=3, values_only=True)]
    assert sums[-2:] == [(294_000, 930_000), (980_000, 980_000)]
    assert officer.complaints == []


def test_it_is_printed_on_one_page_across_without_boxes(officer: Watched) -> None:
    page = officer.page
    page.get_by_role("link", name="Finanzierung", exact=True).click()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1050, "height": 720})  # A4 across, less its margins
    assert width_of(page) <= 1050
    expect(page.locator(".money")).to_be_visible()
    expect(page.get_by_role("checkbox").first).to_be_hidden()
    expect(page.get_by_role("button", name="Angekreuzte")).to_be_hidden()
    across = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 841" in across
    assert across.count(b"/Type /Page\n") == 1
