"""A programme's page in a real browser: by keyboard, on a phone, on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.support.processes.demo_site import RunningSite, demo_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import enter
from tests.support.site.pages import PROGRAMME

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
FROM_PROJECT = PROGRAMME[1:] + "?vorhaben=marktplatz-klimafit"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with demo_site(tmp_path_factory.mktemp("demo") / "d") as running:
        yield running


@pytest.fixture(scope="module")
def page(site: RunningSite) -> Iterator[Page]:
    """One page, logged in."""
    with chromium() as browser:
        shown = browser.new_page(locale="de-DE")
        enter(shown, site.login)
        yield shown


def in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    height = page.evaluate("innerHeight")
    return box is not None and 0 <= box["y"] < height


@pytest.mark.parametrize("width", [1280, 390])
def test_from_a_value_to_its_words_and_back_by_keyboard(
    site: RunningSite, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site.address + FROM_PROJECT)
    value = page.locator(".glance dt", has_text="Förderquote").locator("..").locator("a.nr").first
    number = value.inner_text()
    value.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#beleg-{number}")
    assert in_view(page, f"#beleg-{number}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"#angabe-{number}"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#angabe-{number}")
    assert in_view(page, f"#angabe-{number}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#beleg-{number}")


def test_the_list_of_evidence_stays_beside_the_text_on_a_wide_screen(
    site: RunningSite, page: Page
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site.address + FROM_PROJECT + "#text-legal_basis")
    assert in_view(page, ".columns aside")


def test_neither_page_is_wider_than_a_phone(site: RunningSite, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for path in (FROM_PROJECT, PROGRAMME[1:].replace("programm/", "aenderungen/", 1)):
        page.goto(site.address + path)
        assert width_of(page) <= 390, path


def test_on_paper_the_facts_and_the_evidence_stand_whole(site: RunningSite, page: Page) -> None:
    page.set_viewport_size({"width": 720, "height": 1000})
    page.goto(site.address + FROM_PROJECT)
    page.emulate_media(media="print")
    aside = page.locator(".columns aside")
    assert aside.evaluate("e => getComputedStyle(e).position") == "static"
    assert aside.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    expect(page.locator(".glance dl.facts")).to_be_visible()
    expect(page.locator(".onpage")).to_be_hidden()
    printed = page.locator(".original a").evaluate("e => getComputedStyle(e, '::after').content")
    assert "foerderdatenbank.de" in printed or "href" in printed
    assert width_of(page) <= 720
    page.emulate_media(media="screen")
