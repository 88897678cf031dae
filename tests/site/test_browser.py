"""The main flow in a real browser, on the demo as a real process."""

from pathlib import Path

import pytest

from tests.support.browser import chromium, chromium_path
from tests.support.demo_site import demo_site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]


def test_an_officer_logs_in_and_follows_a_match_to_its_programme(tmp_path: Path) -> None:
    with demo_site(tmp_path / "d") as site, chromium() as browser:
        page = browser.new_page(locale="de-DE")
        complaints: list[str] = []
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.goto(site.address)
        assert page.locator(".card").count() == 0
        page.goto(site.login)
        page.get_by_role("link", name="Marktplatz klimafit umgestalten").click()
        page.get_by_text("Alle 12 Kriterien erfüllt").first.click()
        assert page.get_by_text("Das Programm gilt in Hessen.").first.is_visible()
        page.get_by_role("link", name="Klimafeste Plätze und Quartiere").click()
        assert (
            page.get_by_role("heading", level=1).inner_text() == "Klimafeste Plätze und Quartiere"
        )
        assert page.get_by_role("heading", name="Dafür spricht").is_visible()
        page.get_by_role("link", name="Suche", exact=True).first.click()
        page.get_by_label("Wörter, auch aus dem Alltag").fill("Fahrradstraße")
        page.get_by_label("Land", exact=True).select_option("de_ni")
        page.get_by_role("button", name="Suchen").click()
        assert "Radwege für den Alltag" in page.locator(".hits h2").all_inner_texts()
        with page.expect_navigation():
            page.get_by_role("button", name="Abmelden").click()
        page.goto(site.address + "projekt/marktplatz-klimafit")
        assert page.get_by_role("heading", name="Anmeldung nötig").is_visible()
        # the refused page is a 403, which the browser reports on its console
        assert [c for c in complaints if "403" not in c] == []


@pytest.mark.parametrize(
    "path", ["", "projekt/kita-wiesengrund", "suche?q=Radweg", "katalog/programme", "fristen"]
)
def test_no_page_is_wider_than_a_phone(path: str, tmp_path: Path) -> None:
    with demo_site(tmp_path / "d") as site, chromium() as browser:
        page = browser.new_page(viewport={"width": 390, "height": 800})
        page.goto(site.login)
        page.goto(site.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
