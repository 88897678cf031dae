"""A programme returns in a real browser; how the last application ended stands beside it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from db.files import kommune_at
from db.kommune.log import Subject
from tests.support.awards.ended import enter_rejected
from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import account_in, fill_in_login
from tests.support.site.pages import PROGRAMME
from tests.support.site.watched import serious_findings, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]

SOURCE, KEY = PROGRAMME.removeprefix("/programm/").split("/", 1)
LINE = re.compile(r"^2024 abgelehnt: Mittel erschöpft \(nach 5 Monaten\)$")


def test_a_returning_programme_says_how_the_last_application_ended(tmp_path: Path) -> None:
    data = tmp_path / "d"
    with demo_site(data) as site, chromium() as browser:
        account_in(data / "kommune.db", "berg")
        with kommune_at(data / "kommune.db") as own:
            enter_rejected(own, Subject("marktplatz-klimafit", SOURCE, KEY))
        watched = watched_page(browser)
        page = watched.page
        page.goto(site.address.rstrip("/") + PROGRAMME)
        expect(page.get_by_text("Mittel erschöpft"), "visitors see nothing of it").to_have_count(0)

        watched.visit(f"{site.address}anmelden?weiter=/projekt/marktplatz-klimafit")
        fill_in_login(page, "berg")
        card = page.locator("li.card", has=page.get_by_text(LINE))
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            line = card.get_by_text(LINE)
            expect(line).to_be_visible()
            assert width_of(page) <= width
            title = card.locator("h3").bounding_box()
            place = line.bounding_box()
            assert title is not None
            assert place is not None
            assert place["y"] > title["y"], "below the heading of its card"
        assert serious_findings(page) == []

        card.locator("h3 a").click()
        earlier = page.get_by_role("list", name="Frühere Anträge")
        expect(earlier.get_by_text("2024 abgelehnt: Mittel erschöpft")).to_be_visible()
        earlier.get_by_role("link", name=re.compile("^ansehen.*2024$")).press("Enter")
        expect(page.get_by_text("Mittel erschöpft.")).to_be_visible()
        page.goto(f"{site.address}bilanz")
        row = page.locator("table.balance tr", has=page.get_by_role("rowheader", name="2024"))
        expect(row.get_by_text("5 Monate")).to_be_visible()
        assert serious_findings(page) == []
        assert watched.complaints == []
