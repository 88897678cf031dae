"""The load and what nobody reacts to, in a real browser: by keyboard, narrow, on paper."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from db import clock
from db.files import catalogue_at, kommune_at
from db.kommune.log import Act
from db.kommune.tracker import own_steps
from db.kommune.tracker.own_steps import OwnRow
from matcher.handover.sharing.silence_stored import Rule, watch
from matcher.sample import SAMPLE_DAY
from matcher.settings.model import LEAD_DAYS
from matcher.tracker.plan.own.typed import told_step
from matcher.tracker.plan.recompute import store_followed
from tests.support.handing.people import settle
from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path, fits, pages_of
from tests.support.site.login import fill_in_login
from tests.support.site.watched import serious_findings, watched_page
from tests.support.towns.decided import PAIR
from tests.support.towns.planned import follow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
STEP = "Angebote einholen"


def a_step_that_nobody_looks_at(data: Path) -> None:
    """A step of a plan, without a deputy, five days after watching began."""
    known = settle(data)
    act = Act(known["clara"].id, clock.now())
    with kommune_at(data / "kommune.db") as own, catalogue_at(data / "katalog.db") as catalogue:
        follow(own, PAIR)
        store_followed(own, catalogue, SAMPLE_DAY)
        row = OwnRow("own", STEP, SAMPLE_DAY + timedelta(days=2), assignee=known["anna"].id)
        own_steps.save_own(own, PAIR, None, row, act, told_step)
        for days in (-5, 0):
            watch(own, catalogue, SAMPLE_DAY + timedelta(days=days), act, Rule(5, LEAD_DAYS))


def test_the_load_is_shared_on_a_page_and_a_look_ends_the_silence(tmp_path: Path) -> None:
    data = tmp_path / "d"
    data.mkdir()
    (data / "foerderlage.toml").write_text("[people]\nload_shown = true\n", "utf-8")
    with demo_site(data) as site, chromium() as browser:
        a_step_that_nobody_looks_at(data)
        watched = watched_page(browser)
        watched.visit(site.address + "anmelden")
        page = watched.page
        fill_in_login(page, "clara")
        top = page.locator("section.unreacted")
        expect(top.get_by_text("keine Vertretung, die da ist").first).to_be_visible()
        assert serious_findings(page) == []
        page.set_viewport_size({"width": 390, "height": 844})
        assert fits(page)
        top.get_by_role("link", name=STEP).press("Enter")
        expect(page.get_by_text(STEP).first).to_be_visible()
        watched.visit(site.address)
        expect(page.locator("section.unreacted").get_by_role("link", name=STEP)).to_have_count(0)
        page.get_by_role("link", name="Lastverteilung").press("Enter")
        expect(page.get_by_role("heading", name="Zuerst")).to_be_visible()
        assert fits(page)
        assert serious_findings(page) == []
        page.set_viewport_size({"width": 1280, "height": 900})
        assert serious_findings(page) == []
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", name="Lastverteilung")).to_be_visible()
        assert pages_of(page.pdf(prefer_css_page_size=True)) <= 2
        assert watched.complaints == []
