"""Working on a plan in a real browser: entering a meeting, moving a step, ticking it off."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from db.files import kommune_at
from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import account_in, fill_in_login
from tests.support.site.watched import Watched, serious_findings, watched_page
from tests.support.towns.planned import follow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]

KEY = "FDB/Content/DE/Foerderprogramm/Land/Hessen/kita-gebaeude-energie.html"


@contextmanager
def berg_at(data: Path, path: str) -> Iterator[tuple[Watched, str]]:
    """Somebody who follows a programme, logged in at a page; and the address of the site."""
    with demo_site(data) as site, chromium() as browser:
        account_in(data / "kommune.db", "berg")
        with kommune_at(data / "kommune.db") as own:
            follow(own, ("kita-wiesengrund", "foerderdatenbank", KEY))
        watched = watched_page(browser)
        watched.visit(f"{site.address}anmelden?weiter={path}")
        fill_in_login(watched.page, "berg")
        yield watched, site.address


def test_from_a_meeting_to_a_plan_with_a_moved_and_a_finished_step(tmp_path: Path) -> None:
    with berg_at(tmp_path / "d", "/sitzungen") as (watched, home):
        page = watched.page
        page.get_by_label("Gremium").fill("Gemeindevertretung")
        page.get_by_label("Tag", exact=True).fill("2027-02-25")
        page.get_by_role("button", name="Eintragen").click()
        told = "Gemeindevertretung am 25.02.2027 ist eingetragen."
        expect(page.get_by_text(told)).to_be_visible()
        page.goto(home + "projekt/kita-wiesengrund")
        page.locator(".card").get_by_role("link", name=re.compile(r"^Plan\b")).first.click()
        paper = page.locator("#application-paper")
        expect(paper.locator("time")).to_have_attribute("datetime", "2027-02-04")
        # by keyboard, as the form is folded
        paper.locator("summary").press("Enter")
        paper.get_by_label("Tag").fill("2027-02-01")
        paper.get_by_label("Zuständig").select_option(label="Berg Muster")
        paper.get_by_role("button", name="Speichern").click()
        expect(paper.locator("time")).to_have_attribute("datetime", "2027-02-01")
        expect(paper.get_by_text("Zuständig: Berg Muster")).to_be_visible()
        page.get_by_role("button", name="Erledigt Antrag ausarbeiten").click()
        expect(page.locator("#application-drafting .left")).to_contain_text(
            re.compile("^erledigt am"), use_inner_text=True
        )
        page.get_by_role("navigation", name="Hauptnavigation").get_by_role(
            "link", name="Fristen"
        ).click()
        page.wait_for_url("**/fristen")
        steps = page.locator("ol.due li.step h3")
        expect(steps.get_by_text("Beschlussvorlage abgeben", exact=True).first).to_be_visible()
        expect(steps.get_by_text("Antrag ausarbeiten", exact=True)).to_have_count(0)
        assert watched.complaints == []


def test_after_back_no_step_shows_what_was_typed_for_another(tmp_path: Path) -> None:
    plan = f"/plan/kita-wiesengrund/foerderdatenbank/{KEY}"
    with berg_at(tmp_path / "d", plan) as (watched, _):
        page = watched.page

        def typed() -> dict[str, str]:
            steps = page.locator("li[id^=application-]").all()
            fields = {str(step.get_attribute("id")): step.locator("[name=tag]") for step in steps}
            return {name: one.input_value() for name, one in fields.items() if one.count()}

        assert set(typed().values()) == {""}
        first = page.locator("#application-drafting")
        first.locator("summary").click()
        first.get_by_label("Tag").fill("2027-02-12")
        first.get_by_label("Zuständig").select_option(label="Berg Muster")
        first.get_by_role("button", name="Speichern").click()
        expect(first.locator("time")).to_have_attribute("datetime", "2027-02-12")
        page.go_back()
        others = {name: day for name, day in typed().items() if name != "application-drafting"}
        assert set(others.values()) == {""}, typed()
        chosen = page.locator("li[id^=application-]:not(#application-drafting) [name=person]")
        assert {one.input_value() for one in chosen.all()} == {""}


def test_a_step_of_ones_own_is_made_and_ticked_off_by_keyboard_on_a_phone(tmp_path: Path) -> None:
    plan = f"/plan/kita-wiesengrund/foerderdatenbank/{KEY}"
    with berg_at(tmp_path / "d", plan) as (watched, _):
        page = watched.page
        page.set_viewport_size({"width": 390, "height": 844})
        page.get_by_text("Eigenen Schritt anlegen").focus()
        page.keyboard.press("Enter")
        assert serious_findings(page) == []
        page.keyboard.press("Tab")
        page.keyboard.type("Stellungnahme einholen")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")  # the other way to say when
        page.keyboard.press("Tab")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("5")
        assert width_of(page) == 390
        page.keyboard.press("Enter")
        own = page.locator("li:focus")
        own.get_by_text("„Stellungnahme einholen“: gespeichert.").wait_for()
        expect(own.get_by_text("5 Arbeitstage vor der Frist am 15.03.2027")).to_be_visible()
        expect(own.locator("time")).to_have_attribute("datetime", "2027-03-08")
        own.get_by_role("button", name="Erledigt").press("Enter")
        own.get_by_text("„Stellungnahme einholen“: erledigt.").wait_for()
        expect(own.locator(".left")).to_contain_text(
            re.compile("^erledigt am"), use_inner_text=True
        )
        assert watched.complaints == []
