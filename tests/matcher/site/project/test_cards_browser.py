"""The cards of a project in a real browser: five in the first screen, sorted with one click."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from db.files import kommune_at
from db.kommune.work.decisions import decisions
from tests.support.processes.demo_site import RunningSite, demo_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import account_in, fill_in_login
from tests.support.site.watched import Watched, serious_findings, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
OTHERS = "projekt/kita-wiesengrund?gruppe=anderes"
CLOSE = "projekt/digitales-auental?gruppe=knapp"
DISMISS, MARKED = "passt nicht zum Thema", "Markierte: passt nicht zum Thema"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "daten"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[RunningSite]:
    with demo_site(folder) as running:
        account_in(folder / "kommune.db", "berg", "edit")
        yield running


@pytest.fixture
def officer(site: RunningSite) -> Iterator[Watched]:
    with chromium() as browser:
        watched = watched_page(browser, viewport=DESK)
        watched.visit(f"{site.address}anmelden")
        fill_in_login(watched.page, "berg")
        yield watched
        assert watched.complaints == []


def statuses(folder: Path) -> list[str]:
    """Status of all matches that somebody touched and that are not as before."""
    with kommune_at(folder / "kommune.db") as db:
        return sorted(one.status for one in decisions(db) if one.status != "new")


def titles(page: Page) -> list[str]:
    page.wait_for_load_state()
    return page.locator(".match h3 a").all_inner_texts()


@pytest.mark.parametrize("path", [OTHERS, "projekt/kita-wiesengrund?gruppe=rand", CLOSE])
def test_five_whole_cards_stand_in_the_first_screen(
    site: RunningSite, officer: Watched, path: str
) -> None:
    page = officer.page
    officer.visit(site.address + path)
    boxes = [card.bounding_box() for card in page.locator(".match").all()]
    whole = [box for box in boxes if box and box["y"] + box["height"] <= DESK["height"]]
    assert len(whole) >= min(5, len(boxes))
    card = page.locator(".match").first
    frame = card.bounding_box()
    assert frame is not None
    for part in ("h3 a", ".by", ".gist", ".first", ".glance", ".when", "button"):
        box = card.locator(part).first.bounding_box()
        assert box is not None, part
        assert box["y"] + box["height"] <= frame["y"] + frame["height"], part
    gist = card.locator(".gist")
    lines = gist.evaluate("e => e.clientHeight / parseFloat(getComputedStyle(e).lineHeight)")
    assert round(lines) <= 2
    assert serious_findings(page) == []


def test_a_folded_card_opens_by_keyboard_and_shows_the_sentence_whole(
    site: RunningSite, officer: Watched
) -> None:
    page = officer.page
    officer.visit(site.address + OTHERS)
    card = page.locator(".match").first
    box = card.get_by_role("checkbox")
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    summary = card.locator(".criteria > summary")
    for _ in range(6):
        page.keyboard.press("Tab")
        if summary.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(card.locator(".purpose")).to_be_visible()
    expect(card.locator(".judged").first).to_be_visible()
    gist = card.locator(".gist")
    assert gist.evaluate("e => e.scrollHeight <= e.clientHeight + 1"), "nothing is cut off any more"
    assert serious_findings(page) == []


def test_one_click_takes_a_card_away_and_another_brings_it_back(
    site: RunningSite, officer: Watched, folder: Path
) -> None:
    page = officer.page
    officer.visit(site.address + OTHERS)
    before = titles(page)
    page.locator(".match").nth(2).get_by_role("button", name=DISMISS).click()
    expect(page.get_by_role("status").filter(has_text=before[2])).to_be_visible()
    assert titles(page)[:13] == before[:2] + before[3:14]
    assert statuses(folder) == ["declined"]
    page.locator(".match:focus").wait_for()
    assert serious_findings(page) == []
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.get_by_role("status").filter(has_text="Zurückgenommen")).to_be_visible()
    assert titles(page) == before
    assert statuses(folder) == []


def test_several_by_boxes_go_at_once_and_come_back_at_once(
    site: RunningSite, officer: Watched, folder: Path
) -> None:
    page = officer.page
    officer.visit(site.address + OTHERS)
    before = titles(page)
    for number in (0, 1, 3):
        page.locator(".match").nth(number).get_by_role("checkbox").check()
    page.get_by_role("button", name=MARKED).click()
    expect(page.get_by_role("status").filter(has_text="3 Programme")).to_be_visible()
    assert titles(page)[:2] == [before[2], before[4]]
    assert statuses(folder) == ["declined"] * 3
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.get_by_role("status").filter(has_text="Zurückgenommen")).to_be_visible()
    assert titles(page) == before
    assert statuses(folder) == []


def test_what_came_close_is_followed_with_one_click(
    site: RunningSite, officer: Watched, folder: Path
) -> None:
    page = officer.page
    officer.visit(site.address + CLOSE)
    card = page.locator(".match").first
    card.get_by_role("button", name="beobachten").click()
    expect(card.get_by_role("status")).to_contain_text("wird beobachtet")
    expect(card.locator(".status")).to_contain_text("beobachten")
    assert statuses(folder) == ["watching"]
    card.get_by_role("button", name="Rückgängig").click()
    expect(card.get_by_role("button", name="beobachten")).to_be_visible()
    assert statuses(folder) == []


def test_on_a_phone_and_on_paper_nothing_is_lost(site: RunningSite, officer: Watched) -> None:
    page = officer.page
    page.set_viewport_size(PHONE)
    officer.visit(site.address + OTHERS)
    assert width_of(page) == PHONE["width"]
    card = page.locator(".match").first
    frame = card.bounding_box()
    assert frame is not None
    for part in card.locator(":scope > *:visible").all():
        box = part.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    assert serious_findings(page) == []
    page.set_viewport_size(DESK)
    page.emulate_media(media="print")
    expect(card.locator(".purpose")).to_be_visible()
    expect(card.locator(".first")).to_be_visible()
    expect(page.locator("dl.facts")).to_be_visible()
    expect(card.get_by_role("button").first).not_to_be_visible()
