"""Logging in by name and out again in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from matcher.site.frame.gate.sessions import COOKIE
from tests.support.processes.demo_site import demo_site
from tests.support.site.browser import chromium, chromium_path
from tests.support.site.login import PASSWORD, account_in, fill_in_login

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


def test_two_people_log_in_by_name_and_a_copied_cookie_is_refused_after_the_logout(
    tmp_path: Path,
) -> None:
    data = tmp_path / "d"
    with demo_site(data) as site, chromium() as browser:
        account_in(data / "kommune.db", "berg", "manage")
        account_in(data / "kommune.db", "tal")
        project = site.address + "projekt/marktplatz-klimafit"
        people = {}
        for login in ("berg", "tal"):
            context = browser.new_context(locale="de-DE")
            page = people[login] = context.new_page()
            page.goto(project)
            page.get_by_role("main").get_by_role("link", name="Anmelden").click()
            fill_in_login(page, login, "falsch geraten")
            expect(page.get_by_role("alert")).to_contain_text("stimmen nicht")
            expect(page.get_by_label("Anmeldename")).to_have_value(login)
            page.get_by_label("Passwort").fill(PASSWORD)
            page.get_by_role("button", name="Anmelden").click()
            expect(page).to_have_url(project)
            expect(page.get_by_role("link", name=f"{login.title()} Muster")).to_be_visible()
        expect(people["berg"].get_by_role("link", name="Personen", exact=True)).to_be_visible()
        expect(people["tal"].get_by_role("link", name="Personen", exact=True)).to_have_count(0)
        copied = [c for c in people["tal"].context.cookies() if c["name"] == COOKIE]
        assert (copied[0]["httpOnly"], copied[0]["sameSite"]) == (True, "Lax")
        thief = browser.new_context()
        thief.add_cookies(copied)
        stolen = thief.new_page()
        answer = stolen.goto(project)
        assert answer is not None
        assert answer.status == 200
        with people["tal"].expect_navigation():
            people["tal"].get_by_role("button", name="Abmelden").click()
        expect(people["tal"].get_by_text("Sie sind abgemeldet.")).to_be_visible()
        refused = stolen.goto(project)
        assert refused is not None
        assert refused.status == 403
        expect(stolen.get_by_role("heading", name="Anmeldung nötig")).to_be_visible()
        people["berg"].reload()
        expect(people["berg"].get_by_role("button", name="Abmelden")).to_be_visible()
