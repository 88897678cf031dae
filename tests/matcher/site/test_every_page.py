"""Every page in a real browser: accessible, quiet, fit for a phone, a keyboard and paper."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect

from matcher.site.help.handbook import chapters
from tests.support.processes.demo_site import RunningSite, demo_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import enter
from tests.support.site.pages import PROGRAMME
from tests.support.site.watched import Watched, serious_findings, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]

PAGES = [
    "/", "/?gruppiert=fachamt&sortiert=titel&wer=mir", "/?worte=Xylophon&fachamt=Kreisamt",
    "/projekt/kita-wiesengrund", "/projekt/kita-wiesengrund?gruppe=anderes&level=state",
    "/projekt/kita-wiesengrund?gruppe=knapp", "/projekt/digitales-auental?gruppe=knapp",
    "/projekt/digitales-auental?gruppe=rand",
    PROGRAMME, f"{PROGRAMME}?vorhaben=marktplatz-klimafit",
    PROGRAMME.replace("/programm/", "/korrektur/") + "?angabe=deadline",
    PROGRAMME.replace("/programm/", "/aenderungen/"), "/fristen", "/fristen?ansicht=monat",
    "/fristen?vorhaben=kita-wiesengrund&gruppe=rolling", "/suche?q=Radweg", "/suche?q=Xylophon",
    "/suche?q=Schwimbad", "/suche?q=Kindergarten&land=",
    "/projekt-neu", "/projekt/kita-wiesengrund/bearbeiten", "/projekte-einlesen", "/abonnements",
    "/quellen", "/hilfe", *(f"/hilfe/{chapter.slug}" for chapter in chapters()), "/schnittstelle",
    "/katalog", "/katalog/programme", "/katalog/programme/1", "/katalog/fact?kind=deadline",
    "/katalog/crawl_run", "/katalog?sql=select+title+from+programme", "/kommune",
    "/kommune/project", "/kommune/match?_size=5", "/gibt/es/nicht", "/-/logout",
    f"/eigenanteil/marktplatz-klimafit/{PROGRAMME.removeprefix('/programm/')}",
    "/finanzierung/marktplatz-klimafit",
    f"/foerderung/marktplatz-klimafit/{PROGRAMME.removeprefix('/programm/')}",
    f"/plan/marktplatz-klimafit/{PROGRAMME.removeprefix('/programm/')}",
    "/anmelden", "/konto", "/personen", "/personen/1", "/personen/1/uebergeben",
    "/sitzungen",
    "/pruefen", "/nachfolger", "/benachrichtigungen", "/offenes", "/frage/kita-wiesengrund",
    f"/frage/marktplatz-klimafit/{PROGRAMME.removeprefix('/programm/')}", "/antwort/unbekannt",
    "/archiv", "/einrichten", "/kommunen", "/kommune-neu", "/bescheide", "/pflichten", "/basiszins",
    "/bilanz",
    "/bescheid-neu/kita-wiesengrund", "/bescheide-uebernehmen", "/bescheid/1/schreiben",
    "/bescheid/1/schreiben/aenderung", "/bescheid/1/entfernen",
    f"/antrag/marktplatz-klimafit/{PROGRAMME.removeprefix('/programm/')}",
    "/verstetigung", "/verstetigung/kita-wiesengrund", "/verstetigung/kita-wiesengrund/neu",
    "/wiederfinden", "/wiederfinden?q=xylophon&von=gestern", "/uebergabe",
    "/uebergabe?person=999",
    "/lastverteilung",
    "/projekt/kita-wiesengrund/archivieren", "/projekt/digitales-auental/loeschen",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with demo_site(tmp_path_factory.mktemp("demo") / "daten") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def officer(site: RunningSite, browser: Browser) -> Watched:
    """A page that is logged in."""
    watched = watched_page(browser)
    enter(watched.page, site.login)
    return watched


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Watched:
    """A page without a login."""
    return watched_page(browser)


def open_at(who: Watched, site: RunningSite, path: str, width: int) -> None:
    who.page.set_viewport_size({"width": width, "height": 900})
    who.visit(site.address.rstrip("/") + path)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_quiet_on_desk_and_phone(
    path: str, site: RunningSite, officer: Watched
) -> None:
    officer.complaints.clear()
    for width in (1280, 390):
        open_at(officer, site, path, width)
        assert serious_findings(officer.page) == []
        assert width_of(officer.page) <= width
    assert officer.complaints == []


@pytest.mark.parametrize(
    "path", ["/", PROGRAMME, "/fristen", "/quellen", "/projekt/kita-wiesengrund"]
)
def test_the_public_sees_accessible_pages_too(
    path: str, site: RunningSite, visitor: Watched
) -> None:
    visitor.complaints.clear()
    open_at(visitor, site, path, 390)
    assert serious_findings(visitor.page) == []
    assert visitor.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_title_and_headings_in_order(
    path: str, site: RunningSite, officer: Watched
) -> None:
    open_at(officer, site, path, 1280)
    levels = officer.page.evaluate(
        "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')].map(h => +h.tagName[1])"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(then - now <= 1 for now, then in pairwise(levels)), levels
    assert officer.page.title().endswith("· Förderlage")


def test_the_keyboard_reaches_the_content_and_sees_where_it_is(
    site: RunningSite, officer: Watched
) -> None:
    open_at(officer, site, "/projekt/kita-wiesengrund", 1280)
    page = officer.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt"
    page.keyboard.press("Enter")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", reached[-1]
        if "Kriterien" in reached[-1]:
            break
    page.keyboard.press("Enter")
    expect(page.locator("details.criteria[open] blockquote").first).to_be_visible()


@pytest.mark.parametrize(
    "path",
    ["/", "/projekt/kita-wiesengrund", PROGRAMME, "/fristen", "/finanzierung/marktplatz-klimafit"],
)
def test_paper_carries_the_content_and_not_the_navigation(
    path: str, site: RunningSite, officer: Watched
) -> None:
    open_at(officer, site, path, 1280)
    officer.page.emulate_media(media="print")
    try:
        expect(officer.page.locator("main h1")).to_be_visible()
        expect(officer.page.locator("header.site")).to_be_hidden()
        officer.page.set_viewport_size({"width": 718, "height": 1000})  # A4 less its margins
        assert width_of(officer.page) <= 718
    finally:
        officer.page.emulate_media(media="screen")
