"""The guide on an empty folder in a real browser: desk, phone, paper, and while it loads."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.crawls.crawling import members, spec, zipped
from tests.support.processes.demo_site import RunningSite, running_site
from tests.support.servers.publisher import Site, serving
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import enter
from tests.support.site.watched import Watched, serious_findings, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
EXPORT = zipped(members(*(spec(f"programm-{n}") for n in range(3))))


@pytest.fixture(scope="module")
def publisher() -> Iterator[Site]:
    """A server that takes its time."""
    with serving(Site(body=EXPORT, drip_seconds=0.0001)) as running:
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, publisher: Site) -> Iterator[RunningSite]:
    data = tmp_path_factory.mktemp("leer")
    settings = f'[nightly.addresses]\nfoerderdatenbank = "{publisher.address}"\n'
    (data / "foerderlage.toml").write_text(settings, "utf-8")
    with running_site("--data", str(data), "serve", "--port", "0") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def officer(site: RunningSite, browser: Browser) -> Watched:
    watched = watched_page(browser)
    enter(watched.page, site.login)
    return watched


def assert_fits(watched: Watched) -> None:
    """Accessible and without scrolling sideways, on desk and phone."""
    for width in (1280, 390):
        watched.page.set_viewport_size({"width": width, "height": 900})
        assert serious_findings(watched.page) == []
        assert width_of(watched.page) <= width


def test_the_first_pages_of_an_empty_folder_are_accessible(
    site: RunningSite, officer: Watched
) -> None:
    page = officer.page
    assert page.url.endswith("/einrichten")
    page.get_by_text("Ohne Internet").click()
    assert_fits(officer)
    page.get_by_role("link", name="Kommune eintragen").click()
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator(".fault")).to_have_count(2)
    assert_fits(officer)
    for path in ("", "projekt-neu", "sitzungen", "benachrichtigungen", "kommunen"):
        officer.visit(site.address + path)
        assert_fits(officer)
    officer.complaints[:] = [c for c in officer.complaints if "400" not in c]
    assert officer.complaints == []


def test_loading_is_followed_on_the_page_without_doing_anything(
    site: RunningSite, officer: Watched
) -> None:
    officer.complaints.clear()
    officer.visit(f"{site.address}einrichten")
    page = officer.page
    page.get_by_role("button", name="Katalog jetzt laden").press("Enter")
    page.get_by_text("Der Katalog wird geladen", exact=True).wait_for()
    assert_fits(officer)
    page.locator("#laden", has_text="3 Programme sind geladen").wait_for(timeout=120_000)
    expect(page.locator("#laden")).to_contain_text("Auswertung: 3 von 3 Programmen neu ausgewertet")
    expect(page.locator("#catalogue .state")).to_have_text("erledigt")
    assert officer.complaints == []


def test_paper_carries_what_is_stated_of_the_town(site: RunningSite, officer: Watched) -> None:
    page = officer.page
    officer.visit(f"{site.address}kommune-neu")
    page.emulate_media(media="print")
    expect(page.get_by_label("Einwohner")).to_be_visible()
    expect(page.get_by_role("button", name="Speichern")).to_be_hidden()
    page.emulate_media(media="screen")
