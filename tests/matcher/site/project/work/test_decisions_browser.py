"""Two people of one town hall at the same match, each in a browser of their own."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from db.files import kommune_at
from db.kommune.log import Subject, entries
from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path
from tests.support.site.login import account_in, fill_in_login
from tests.support.site.pages import PROGRAMME

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
CARD = "#rang-1"


def test_two_people_side_by_side_see_each_other_s_status_with_reason_and_lose_nothing(
    tmp_path: Path,
) -> None:
    data = tmp_path / "d"
    with demo_site(data) as site, chromium() as browser:
        project = site.address + "projekt/marktplatz-klimafit"
        pages = {}
        for login in ("berg", "tal"):
            account_in(data / "kommune.db", login)
            page = pages[login] = browser.new_context(locale="de-DE").new_page()
            page.goto(site.address + "anmelden")
            fill_in_login(page, login)
            page.goto(project)
            page.locator(f"{CARD} summary", has_text="Status setzen").click()
        berg, tal = pages["berg"], pages["tal"]

        card = berg.locator(CARD)
        card.get_by_label("Status", exact=True).select_option(label="verworfen")
        card.get_by_label("Notiz zum Status").fill("20 % fehlen im Haushalt")
        card.get_by_role("button", name="Speichern").click()
        expect(berg.get_by_role("alert")).to_contain_text("Grund")
        expect(berg.get_by_label("Notiz zum Status")).to_have_value("20 % fehlen im Haushalt")
        berg.get_by_label("Grund").select_option(label="Eigenanteil")
        berg.get_by_role("button", name="Speichern").click()
        berg.wait_for_url(f"{project}*")
        expect(berg.locator(CARD)).to_contain_text("verworfen: Eigenanteil", use_inner_text=True)

        card = tal.locator(CARD)
        card.get_by_label("Status", exact=True).select_option(label="in Prüfung")
        card.get_by_label("Notiz zum Status").fill("Kämmerei fragt noch")
        card.get_by_role("button", name="Speichern").click()
        told = tal.get_by_role("alert").inner_text()
        for words in ("Noch nicht gespeichert", "Berg Muster", "20 % fehlen im Haushalt"):
            assert words in told
        expect(tal.get_by_label("Notiz zum Status")).to_have_value("Kämmerei fragt noch")
        tal.get_by_role("button", name="Speichern").click()
        tal.wait_for_url(f"{project}*")
        expect(tal.locator(CARD)).to_contain_text("in Prüfung", use_inner_text=True)

        berg.reload()
        expect(berg.locator(CARD)).to_contain_text("in Prüfung", use_inner_text=True)
        identity = PROGRAMME.removeprefix("/programm/").split("/", 1)
        with kommune_at(data / "kommune.db") as db:
            log = entries(db, Subject("marktplatz-klimafit", *identity))
        assert [(e.person, e.before, e.after, e.reason) for e in log] == [
            ("Tal Muster", "declined", "checking", ""),
            ("Berg Muster", "new", "declined", "own_share"),
        ]
