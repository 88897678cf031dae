"""What comes first on phone and desk: a small head, folded filters, long names in their place."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from db.files import DataDir
from matcher.profile.stored import import_profiles
from matcher.sample import SAMPLE_DAY, profile_file
from tests.support.processes.command import matcher
from tests.support.processes.demo_site import RunningSite, demo_site, running_site
from tests.support.site.browser import chromium, chromium_path, width_of
from tests.support.site.login import account_in, fill_in_login
from tests.support.site.watched import Watched, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]
TOWN = "Verwaltungsgemeinschaft Oberes Vogtland-Schöneck-Mühlental"
CLERK = "Anna-Katharina Freifrau von Oberhausen-Schwarzenbach"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PROJECTS = 12
LISTS = {
    "suche?q=Radweg": "ol.hits > li",
    "suche?q=Radweg&land=de_ni&offen=1": "ol.hits > li",
    "projekt/kita-wiesengrund": ".hitlist > li",
    "projekt/kita-wiesengrund?urteil=passt&level=federal": ".hitlist > li",
    "fristen": "ol.due > li",
    "fristen?ebene=state&monate=6": "ol.due > li",
    "katalog/programme": ".rows-and-columns tbody tr",
    "katalog/programme?level=state&gone_since__isnull=1": ".rows-and-columns tbody tr",
}
"""Pages with filters, and what their lists are made of."""


def large_town(data: Path) -> None:
    """Twelve projects of a town with a long name, and a clerk with one."""
    profile = yaml.safe_load(profile_file().read_text("utf-8"))
    base = profile["projekte"]
    more = [
        {**base[n % 3], "id": f"weiteres-{n}", "titel": f"{base[n % 3]['titel']} – Abschnitt {n}"}
        for n in range(PROJECTS - len(base))
    ]
    profile |= {"name": TOWN, "projekte": base + more}
    file = data / "gross.yml"
    file.write_text(yaml.safe_dump(profile, allow_unicode=True), "utf-8")
    import_profiles(DataDir(data), file)
    ran = matcher("--today", SAMPLE_DAY.isoformat(), "run", data=data)
    assert ran.code == 0, ran.err
    account_in(data / "kommune.db", "lang", "manage")
    with closing(sqlite3.connect(data / "kommune.db")) as own:
        own.execute("update person set name = ? where login = 'lang'", [CLERK])
        own.commit()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    data = tmp_path_factory.mktemp("gross") / "daten"
    ran = matcher("demo", "--no-serve", data=data)
    assert ran.code == 0, ran.err
    large_town(data)
    arguments = ("--data", str(data), "--today", SAMPLE_DAY.isoformat(), "serve", "--port", "0")
    with running_site(*arguments) as running:
        yield running


@pytest.fixture(scope="module")
def clerk(site: RunningSite) -> Iterator[Watched]:
    with chromium() as browser:
        watched = watched_page(browser)
        watched.visit(site.address + "anmelden")
        fill_in_login(watched.page, "lang")
        yield watched


def open_at(clerk: Watched, site: RunningSite, path: str, size: dict[str, int]) -> Page:
    clerk.page.set_viewport_size(size)  # type: ignore[arg-type]
    assert clerk.visit(site.address + path) == 200
    return clerk.page


def height(page: Page, selector: str) -> float:
    return float(page.evaluate(f"document.querySelector('{selector}').offsetHeight"))


def test_the_head_takes_a_twelfth_of_a_phone_at_most(
    site: RunningSite, clerk: Watched, tmp_path: Path
) -> None:
    page = open_at(clerk, site, "", PHONE)
    assert height(page, "header.site") <= 0.08 * PHONE["height"]
    expect(page.get_by_role("link", name="Fristen", exact=True)).to_be_hidden()
    with demo_site(tmp_path / "d") as demo:
        clerk.page.goto(demo.address)
        top = clerk.page.evaluate("document.querySelector('main').getBoundingClientRect().top")
    assert top <= 0.08 * PHONE["height"], "also with the line about sample data"


def test_the_menu_unfolds_by_keyboard_without_a_script(site: RunningSite, clerk: Watched) -> None:
    page = open_at(clerk, site, "projekt/kita-wiesengrund", PHONE)
    menu = page.locator("header summary")
    assert menu.get_attribute("aria-controls") == page.locator("header .bar").get_attribute("id")
    for _ in range(3):  # skip link, brand, menu
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Menü"
    assert menu.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Hauptnavigation")).to_be_visible()
    expect(page.get_by_role("button", name="Abmelden")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Fristen"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/fristen")
    expect(page.locator("header script")).to_have_count(0)
    assert width_of(page) <= PHONE["width"]


@pytest.mark.parametrize("path", ["", "projekt/kita-wiesengrund", "sitzungen", "personen"])
def test_long_names_leave_the_navigation_in_one_row(
    path: str, site: RunningSite, clerk: Watched
) -> None:
    page = open_at(clerk, site, path, DESK)
    tops = page.evaluate("[...document.querySelectorAll('header a')].map(a => a.offsetTop)")
    assert len(tops) >= 9
    assert max(tops) - min(tops) < 12
    assert height(page, "header.site") <= 60
    name = page.locator("header").get_by_role("link", name=CLERK)
    expect(name).to_have_attribute("title", f"Mein Konto: {CLERK}")
    expect(page.locator("header summary")).to_be_hidden()
    for width in (1280, 1100, 900, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert width_of(page) <= width


@pytest.mark.parametrize("path", LISTS)
def test_the_first_hit_stands_on_the_first_screen_of_a_phone(
    path: str, site: RunningSite, clerk: Watched
) -> None:
    page = open_at(clerk, site, path, PHONE)
    first = page.locator(LISTS[path]).first.bounding_box()
    assert first is not None
    assert first["y"] <= 700, first


@pytest.mark.parametrize(
    ("path", "words", "field"),
    [
        ("suche", "Filter (1 aktiv)", "Bereich"),
        ("suche?level=state&offen=1", "Filter (3 aktiv)", "Bereich"),
        ("katalog/programme?level=state", "Filter (1 aktiv)", "Sortieren nach"),
        ("fristen?ebene=state&monate=6&vorhaben=kita-wiesengrund", "Filter (3 aktiv)", "Status"),
    ],
)
def test_filters_are_folded_on_a_phone_and_open_on_a_desk(
    path: str, words: str, field: str, site: RunningSite, clerk: Watched
) -> None:
    page = open_at(clerk, site, path, PHONE)
    label, fold = page.get_by_label(field), page.get_by_text(words, exact=True)
    expect(label).to_be_hidden()
    fold.focus()
    page.keyboard.press("Enter")
    expect(label).to_be_visible()
    page.keyboard.press("Enter")
    expect(label).to_be_hidden()
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    expect(label).to_be_visible()
    expect(fold).to_be_hidden()
    assert clerk.complaints == []


def test_the_filters_and_facts_of_a_project_are_folded_too(
    site: RunningSite, clerk: Watched
) -> None:
    page = open_at(clerk, site, "projekt/kita-wiesengrund?urteil=passt", PHONE)
    expect(page.get_by_role("navigation", name="Urteil")).to_be_hidden()
    expect(page.locator("dl.facts")).to_be_hidden()
    page.get_by_text("Filter (1 aktiv)", exact=True).click()
    expect(page.get_by_role("navigation", name="Urteil")).to_be_visible()
    page.get_by_text("Beschreibung und Angaben", exact=True).click()
    expect(page.locator("dl.facts")).to_be_visible()
    page.emulate_media(media="print")
    try:
        open_at(clerk, site, "projekt/kita-wiesengrund", {"width": 718, "height": 1000})
        expect(page.locator("dl.facts")).to_be_visible()
        expect(page.locator(".fold").first).to_be_hidden()
    finally:
        page.emulate_media(media="screen")
    # on a desk they make room for the cards, too
    open_at(clerk, site, "projekt/kita-wiesengrund", DESK)
    for words, unfolded in (
        ("Beschreibung und Angaben", page.locator("dl.facts")),
        ("Filter", page.get_by_role("navigation", name="Urteil")),
    ):
        expect(unfolded).to_be_hidden()
        page.get_by_text(words, exact=True).click()
        expect(unfolded).to_be_visible()
