"""An application is handed in in a real browser: the status says so, its steps go, it waits."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from db.files import kommune_at
from matcher.sample import SAMPLE_DAY
from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path
from tests.support.site.login import account_in, fill_in_login
from tests.support.site.watched import serious_findings, watched_page
from tests.support.towns.planned import follow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]

KEY = "FDB/Content/DE/Foerderprogramm/Land/Hessen/kita-gebaeude-energie.html"
PLAN = f"plan/kita-wiesengrund/foerderdatenbank/{KEY}"


def test_an_application_is_handed_in_and_waits_for_its_answer(tmp_path: Path) -> None:
    data = tmp_path / "d"
    early = (SAMPLE_DAY - timedelta(days=100)).strftime("%d.%m.%Y")
    with demo_site(data) as site, chromium() as browser:
        account_in(data / "kommune.db", "berg")
        with kommune_at(data / "kommune.db") as own:
            follow(own, ("kita-wiesengrund", "foerderdatenbank", KEY), "application")
        watched = watched_page(browser)
        page = watched.page
        watched.visit(f"{site.address}anmelden?weiter=/{PLAN}")
        fill_in_login(page, "berg")
        expect(page.get_by_text("Status des Treffers: Antrag in Arbeit")).to_be_visible()
        # somebody takes the submission on, so that the plan is stored
        submission = page.locator("#application-submission")
        submission.locator("summary").press("Enter")
        submission.get_by_label("Zuständig").select_option(label="Berg Muster")
        submission.get_by_role("button", name="Speichern").click()

        page.get_by_role("link", name="Antrag", exact=True).click()
        page.get_by_label("Eingereicht am").fill(early)
        page.get_by_label("Beantragter Betrag").fill("600.000")
        page.get_by_label("Zuwendungsfähige Ausgaben").fill("500.000")
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_role("alert")).to_be_visible()
        page.get_by_label("Beantragter Betrag").fill("300.000")
        page.get_by_role("button", name="Speichern").click()
        status = f"Antrag eingereicht am {early}"
        expect(page.get_by_text(f"Status des Treffers: {status}").first).to_be_visible()
        assert serious_findings(page) == []

        page.goto(site.address + PLAN)
        expect(page.get_by_text("Schritte bis zur Einreichung werden nicht")).to_be_visible()
        expect(page.locator("li[id^=application-]")).to_have_count(0)
        page.goto(site.address + "?wer=alle")
        expect(page.locator(".uses").get_by_text(status)).to_be_visible()
        week = page.locator("section.week")
        expect(week.get_by_text("Antrag einreichen")).to_have_count(0)
        week.get_by_role("link", name=re.compile("Antwort der Behörde")).click()
        page.get_by_role("button", name="noch keine Antwort").click()
        expect(page.get_by_text("Gefragt wird wieder am")).to_be_visible()
        page.goto(site.address + "?wer=alle")
        expect(week.get_by_text("Überfällig")).to_have_count(0)
        assert watched.complaints == []
