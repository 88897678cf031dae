"""What ends with the money, in a real browser and by keyboard: entered, decided, on one sheet."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlite_utils import Database

from db.clock import BERLIN
from db.files import kommune_at
from db.kommune import people
from db.kommune.award.endings import EndingRow, Verdict, decide, endings, save_ending
from db.kommune.log import Act
from db.kommune.projects import save_project
from matcher.profile.model import Project
from matcher.profile.stored import logged, project_row
from tests.support.awards.under_way import PROJECT, enter_award
from tests.support.processes.demo_site import RunningSite, demo_site
from tests.support.site.browser import chromium, chromium_path, pages_of, width_of
from tests.support.site.login import enter
from tests.support.site.watched import barriers, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
HERE = f"verstetigung/{PROJECT}"


@pytest.fixture
def site(data: Path) -> Iterator[RunningSite]:
    with kommune_at(data / "kommune.db") as own:
        enter_award(own)
        enter_many(own)
    with demo_site(data) as running:
        yield running


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def enter_many(own: Database) -> None:
    """More than a sheet has lines for, with long words and an end in many years, and projects of
    which nobody said what ends."""
    (town,) = own.query("select ags from municipality")
    for number in range(9):
        title = f"Ein begonnenes Vorhaben mit einem langen Namen {number}"
        project = Project(id=f"p{number}", titel=title, status="begonnen", ende="2028-12")
        row = project_row(project, town["ags"])
        save_project(own, None, row, act_of_command(own), logged)
    for number in range(30):
        ending = EndingRow("digitales-auental", "licence", title=f"Fachverfahrenslizenz {number} "
                           "für die elektronische Aktenführung", cost=Decimal(100_000 + number),
                           until=date(2034, 6, 30))  # fmt: skip
        save_ending(own, ending, ending, act_of_command(own), ("", ending.title))
    chosen = [(one, date(2034, 6, 30)) for one in endings(own)[:3]]
    reason = "Der Gemeinderat hat es mit dem Haushalt beschlossen und die Stellen eingerichtet"
    decide(own, chosen, Verdict("keep", reason, about=""), act_of_command(own))


def act_of_command(own: Database) -> Act:
    at = datetime(2026, 11, 24, 9, tzinfo=BERLIN)
    return Act(people.stand_in(own, "Ben Tal", "edit", at).id, at)


def test_a_post_is_entered_and_decided_by_keyboard_and_stands_on_one_sheet(
    site: RunningSite, browser: Browser
) -> None:
    watched = watched_page(browser)
    page = watched.page
    enter(page, site.login)
    watched.visit(site.address + HERE)
    page.get_by_role("link", name="Eintragen, was endet").press("Enter")
    page.get_by_label("Bezeichnung").fill("Energiemanagerin")
    page.get_by_label("Kosten im Jahr in Euro").fill("viel")
    page.get_by_role("button", name="Speichern").press("Enter")
    fault = page.locator("#kosten_eur-fehler")
    expect(fault).to_contain_text("Betrag")
    assert barriers(page) == []
    page.get_by_label("Kosten im Jahr in Euro").fill("36.500")
    page.get_by_role("button", name="Speichern").press("Enter")
    page.wait_for_url("**#endet")
    expect(page.get_by_text("„Energiemanagerin“ ist gespeichert.")).to_be_visible()
    assert barriers(page) == []
    page.get_by_label("Energiemanagerin", exact=True).press("Space")
    page.get_by_label("Was wird daraus").select_option("verstetigen")
    page.get_by_label("Grund").fill("Beschluss des Gemeinderats")
    page.get_by_role("button", name="Entscheidung eintragen").press("Enter")
    page.wait_for_url("**#entscheiden")
    expect(page.get_by_text("verstetigen, entschieden am")).to_be_visible()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for path in (HERE, "verstetigung"):
            watched.visit(site.address + path)
            assert width_of(page) <= width
    assert barriers(page) == []
    assert "21 weitere Zeilen" in page.locator(".paper").first.inner_html()
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 1
