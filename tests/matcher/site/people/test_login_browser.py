"""Logging in by name and out again in a real browser."""

from pathlib import Path

import pytest

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
            assert "stimmen nicht" in page.get_by_role("alert").inner_text()
            assert page.get_by_label("Anmeldename").input_value() == login
            page.get_by_label("Passwort").fill(PASSWORD)
            page.get_by_role("button", name="Anmelden").click()
            assert page.url == project
            assert page.get_by_role("link", name=f"{login.title()} Muster").is_visible()
        assert people["berg"].get_by_role("link", name="Personen", exact=True).is_visible()
        assert people["tal"].get_by_role("link", name="Personen", exact=True).count() == 0
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
        assert people["tal"].get_by_text("Sie sind abgemeldet.").is_visible()
        refused = stolen.goto(project)
        assert refused is not None
        assert refused.status == 403
        assert stolen.get_by_role("heading", name="Anmeldung nötig").is_visible()
        people["berg"].reload()
        assert people["berg"].get_by_role("button", name="Abmelden").is_visible()
