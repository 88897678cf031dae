"""From the form of an officer to the answer of a department, in real browsers and by keyboard."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.support.mailing.site import BAUAMT, STEP, link_in, mailing, town
from tests.support.processes.demo_site import RunningSite, demo_site
from tests.support.servers.mail import Office, mail_server
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import PASSWORD
from tests.support.site.watched import Watched, barriers, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


@pytest.fixture
def office() -> Iterator[Office]:
    with mail_server() as server:
        yield server


def ask(browser: Browser, site: RunningSite) -> Watched:
    """Berg asks about a step, by keyboard once he is in; his page, where he was led."""
    berg = watched_page(browser)
    berg.visit(f"{site.address}anmelden?weiter={STEP}")
    page = berg.page
    page.get_by_label("Anmeldename").fill("berg")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_label("Mailadresse des Fachamts").focus()
    page.keyboard.type(BAUAMT)
    page.keyboard.press("Tab")
    page.keyboard.type("Liegt der Plan vor?")
    page.get_by_role("button", name="Vorschau").press("Enter")
    expect(page.locator(".preview")).to_contain_text("Liegt der Plan vor?")
    assert barriers(page) == []
    page.get_by_role("button", name="Mail senden").press("Enter")
    page.wait_for_url(lambda address: address.endswith("/offenes"))
    expect(page.get_by_text(f"Frage an {BAUAMT} verschickt")).to_be_visible()
    assert barriers(page) == []
    return berg


def test_a_link_is_used_once_forwarded_and_used_again(data: Path, office: Office) -> None:
    town(data, mailing(office, "http://rathaus.example"))
    with demo_site(data) as site, chromium() as browser:
        berg = ask(browser, site)
        path = urlsplit(link_in(office.taken[-1][1])).path.lstrip("/")
        first, forwarded = (
            watched_page(browser),
            watched_page(
                browser, java_script_enabled=False, viewport={"width": 390, "height": 800}
            ),
        )
        for who in (first, forwarded):
            assert who.visit(site.address + path) == 200
        assert barriers(first.page) == []
        for width in (1280, 390):
            first.page.set_viewport_size({"width": width, "height": 800})
            wide = width_of(first.page)
            assert wide <= width
        tick = forwarded.page.get_by_label("Der Schritt ist erledigt")
        tick.focus()
        forwarded.page.keyboard.press("Space")
        forwarded.page.keyboard.press("Tab")
        forwarded.page.keyboard.type("Liegt bei Frau Tal.")
        forwarded.page.keyboard.press("Tab")
        forwarded.page.keyboard.press("Enter")
        forwarded.page.get_by_text("der Schritt ist als erledigt vermerkt").wait_for()
        first.page.get_by_label("Antwort").fill("Nein")
        first.page.get_by_role("button", name="Absenden").click()
        expect(first.page.get_by_text("Ihre Eingabe ist nicht gespeichert")).to_be_visible()
        assert "Frau Tal" not in first.page.content()
        assert barriers(first.page) == []
        berg.visit(f"{site.address}offenes")
        expect(berg.page.locator(".answers")).to_contain_text("Liegt bei Frau Tal.")
        berg.page.emulate_media(media="print")
        expect(berg.page.locator("form:visible")).to_have_count(0)
        berg.page.emulate_media(media="screen")
        berg.page.get_by_role("button", name="Gelesen").press("Enter")
        berg.page.wait_for_load_state()
        expect(berg.page.locator(".answers")).to_have_count(0)
        assert berg.complaints == first.complaints == forwarded.complaints == []
