"""A programme with a long guideline in a real browser: folded, found again, printed whole."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.processes.demo_site import RunningSite, running_site
from tests.support.site.browser import chromium, chromium_path
from tests.support.site.watched import watched_page
from tests.support.towns.stocked import SOURCE, a_programme, stock

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
PLACE = "Die Zuwendung beträgt bis zu 80 Prozent der zuwendungsfähigen Ausgaben."
PARAGRAPH = "Plätze sollen im Sommer kühl und bei Starkregen trocken bleiben. " * 12
GUIDELINE = "\n".join(
    f"## {n}. Abschnitt\n{PARAGRAPH}" + (f"\n{PLACE}" if n == 60 else "") for n in range(1, 120)
)
TEXTS = {"description": "Das Land fördert Plätze.", "legal_basis": GUIDELINE,
         "deadlines": "Anträge sind bis zum 31.03.2027 einzureichen."}  # fmt: skip
PATH = f"programm/{SOURCE.name}/a.html"
LONGEST = 6_000
"""Pixels on a phone; with the guideline it is far more than ten times that."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    folder = tmp_path_factory.mktemp("lang")
    stock(folder, a_programme(texts=TEXTS))
    arguments = ("--data", str(folder), "--today", "2026-11-24", "serve", "--port", "0")
    with running_site(*arguments) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    phone = {"width": 390, "height": 844}
    watched = watched_page(browser, viewport=phone, java_script_enabled=request.param)
    yield watched.page
    assert watched.complaints == []
    watched.page.close()


def is_in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    return box is not None and 0 <= box["y"] < 844


def page_height(page: Page) -> float:
    box = page.locator("body").bounding_box()
    assert box is not None
    return box["height"]


def test_a_long_guideline_is_folded_and_the_page_short(site: RunningSite, page: Page) -> None:
    page.goto(site.address + PATH)
    assert page_height(page) < LONGEST
    expect(page.get_by_text(PLACE)).to_be_hidden()
    page.get_by_role("heading", name="Richtlinie", exact=True).click()
    expect(page.get_by_text(PLACE)).to_be_visible()
    assert page_height(page) > 5 * LONGEST


def test_an_address_opens_the_place_it_names_and_shows_it(site: RunningSite, page: Page) -> None:
    page.goto(site.address + PATH)
    number = page.locator(".glance dt", has_text="Förderquote").locator("..").locator("a.nr")
    number.first.click()
    mark = f"#beleg-{number.first.inner_text()}"
    page.wait_for_url(f"**{mark}")
    expect(page.locator(mark)).to_be_visible()
    assert is_in_view(page, mark)
    assert page.locator(f"mark:has({mark}), mark{mark}").evaluate(
        "e => getComputedStyle(e).outlineStyle"
    ) == "solid"  # fmt: skip
    page.goto("about:blank")
    page.goto(site.address + PATH + mark)
    expect(page.locator(mark)).to_be_visible()
    assert is_in_view(page, mark)
    page.goto("about:blank")
    page.goto(site.address + PATH + "#text-legal_basis")
    expect(page.get_by_text("1. Abschnitt", exact=True)).to_be_visible()
    assert is_in_view(page, "details.long summary")


def test_the_way_up_and_the_state_are_in_the_address(site: RunningSite, page: Page) -> None:
    page.goto(site.address + PATH + "?text=auf")
    expect(page.get_by_text(PLACE)).to_be_visible()
    page.get_by_text("119. Abschnitt", exact=True).scroll_into_view_if_needed()
    assert is_in_view(page, ".up a")
    page.locator(".up a").click()
    page.wait_for_url("**?text=auf#inhalt")
    assert is_in_view(page, "h1")
    page.get_by_role("link", name="Lange Texte zuklappen").click()
    expect(page.get_by_text(PLACE)).to_be_hidden()
    page.get_by_role("link", name="Alle Texte aufgeklappt zeigen").click()
    page.wait_for_url("**?text=auf#texte")
    expect(page.get_by_text(PLACE)).to_be_visible()


def test_paper_shows_the_whole_guideline(site: RunningSite, page: Page) -> None:
    page.goto(site.address + PATH)
    page.emulate_media(media="print")
    expect(page.get_by_text(PLACE)).to_be_visible()
    assert page_height(page) > 5 * LONGEST
    expect(page.locator(".up")).to_be_hidden()


def test_a_text_unfolded_by_hand_is_in_the_address_until_it_is_folded(
    site: RunningSite, browser: Browser
) -> None:
    watched = watched_page(browser)
    page = watched.page
    watched.visit(site.address + PATH)
    summary = page.locator("details.long summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#text-legal_basis'")
    page.reload()
    expect(page.get_by_text("1. Abschnitt", exact=True)).to_be_visible()
    summary.click()
    page.wait_for_function("location.hash === ''")
    mark = page.locator(".glance dt", has_text="Förderquote").locator("..").locator("a.nr").first
    mark.click()
    expect(page.get_by_text(PLACE)).to_be_visible()
    page.locator("details.long").evaluate("e => e.open = false")
    mark.click()
    expect(page.get_by_text(PLACE)).to_be_visible()
    assert watched.complaints == []


def test_printing_leaves_the_text_as_it_was(site: RunningSite, browser: Browser) -> None:
    watched = watched_page(browser)
    page = watched.page
    watched.visit(site.address + PATH)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_text(PLACE)).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.get_by_text(PLACE)).to_be_hidden()
    page.wait_for_timeout(300)
    assert page.url.endswith("a.html")
    assert watched.complaints == []


def test_a_folded_text_is_hidden_as_a_search_in_the_page_needs_it(
    site: RunningSite, browser: Browser
) -> None:
    """A browser searches what its own <details> folds and unfolds it, but nothing without a box."""
    watched = watched_page(browser)
    watched.visit(site.address + PATH)
    text = watched.page.locator("details.long > #text-legal_basis")
    expect(text).to_be_hidden()
    assert text.evaluate("e => getComputedStyle(e).display") == "block"
    folds = "e => getComputedStyle(e.parentElement, '::details-content').contentVisibility"
    assert text.evaluate(folds) == "hidden"
    assert watched.complaints == []
