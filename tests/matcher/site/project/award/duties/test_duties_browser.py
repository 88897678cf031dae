"""Duties in a real browser: ticked from the start page, and on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlite_utils import Database

from tests.support.awards.under_way import enter_award, enter_seven_more
from tests.support.processes.demo_site import RunningSite, running_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import enter
from tests.support.site.watched import Watched, serious_findings, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
PROOF = "Verwendungsnachweis vorlegen"
ACROSS, UPRIGHT = b"/MediaBox [0 0 841", b"/MediaBox [0 0 594"


@pytest.fixture
def site(data: Path, own: Database) -> Iterator[RunningSite]:
    enter_award(own)
    enter_seven_more(own)
    day = ("--today", "2027-03-29", "--data", str(data))
    with running_site(*day, "serve", "--port", "0") as running:
        yield running


@pytest.fixture
def officer(site: RunningSite) -> Iterator[Watched]:
    with chromium() as browser:
        watched = watched_page(browser)
        enter(watched.page, site.login)
        yield watched


def calendar(page: Page, site: RunningSite) -> str:
    """The address of a new subscription for the project of the award."""
    page.goto(f"{site.address}abonnements")
    page.get_by_label("Fristen und Treffer von").select_option("project:kita-wiesengrund")
    page.get_by_role("button", name="Adressen erzeugen").click()
    return page.locator(".address").first.inner_text()


def titles(page: Page, address: str) -> str:
    return page.request.get(address).text().replace("\r\n ", "")


def test_a_duty_ticked_on_the_start_page_is_gone_from_week_calendar_and_list(
    officer: Watched, site: RunningSite
) -> None:
    page = officer.page
    feed = calendar(page, site)
    assert titles(page, feed).count(f"SUMMARY:{PROOF}") == 1
    officer.visit(f"{site.address}?wer=alle")
    row = page.locator(".entry-duty", has_text=PROOF)
    tick = row.get_by_role("button", name="Erledigt")
    assert serious_findings(page) == []
    tick.press("Enter")
    message = page.get_by_text(f"„{PROOF}“ ist erledigt.")
    expect(message).to_be_visible()
    page.wait_for_load_state()  # what is not there yet would count as gone
    week = page.get_by_role("region", name="Meine Woche")
    expect(week.get_by_role("link", name=f"{PROOF}: Energieberatung")).to_have_count(0)
    assert titles(page, feed).count(f"SUMMARY:{PROOF}") == 0
    officer.visit(f"{site.address}pflichten?tage=365")
    expect(page.get_by_role("link", name=PROOF)).to_have_count(0)
    assert officer.complaints == []


def test_eight_awards_with_what_they_lack_are_one_sheet_across_and_duties_are_upright(
    officer: Watched, site: RunningSite
) -> None:
    page = officer.page
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("bescheid/1", "bescheid/1/entfernen", "bescheide", "pflichten?tage=365"):
            officer.visit(site.address + path)
            assert serious_findings(page) == []
            assert width_of(page) <= width
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})  # A4 upright, less its margins
    row = page.locator(".due-list tbody tr").first
    assert row.evaluate("e => getComputedStyle(e).display") == "table-row", "no cards on paper"
    assert row.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    expect(page.get_by_role("button", name="Anwenden")).to_be_hidden()
    assert UPRIGHT in page.pdf(prefer_css_page_size=True)
    officer.visit(f"{site.address}bescheide")
    page.set_viewport_size({"width": 1050, "height": 720})
    expect(page.locator("td.paper-only")).to_have_count(8)
    expect(page.locator("td.paper-only").first).to_be_visible()
    expect(page.get_by_text("Auental (Beispielgemeinde)")).to_be_visible()
    sheet = page.pdf(prefer_css_page_size=True)
    assert ACROSS in sheet
    assert sheet.count(b"/Type /Page\n") == 1
    assert officer.complaints == []
