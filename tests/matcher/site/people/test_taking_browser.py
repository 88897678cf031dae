"""Back and save again, a double click, and a login that ran out, in a real browser."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.processes.demo_site import RunningSite, demo_site
from tests.support.site.browser import chromium, chromium_path
from tests.support.site.login import account_in, fill_in_login
from tests.support.site.watched import Watched, serious_findings, watched_page

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium_path() is None, reason="kein Chromium installiert"),
]

TEXT = "Die Halle ist von 1972, das Dach undicht. „Straße“ & <b>Bühne</b>.\n" * 22


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "daten"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[RunningSite]:
    with demo_site(folder) as running:
        account_in(folder / "kommune.db", "berg", "manage")
        yield running


@pytest.fixture
def officer(site: RunningSite) -> Iterator[Watched]:
    with chromium() as browser:
        watched = watched_page(browser)
        watched.visit(f"{site.address}anmelden")
        fill_in_login(watched.page, "berg")
        yield watched


def rows(folder: Path, sql: str) -> list[str]:
    with closing(sqlite3.connect(folder / "kommune.db")) as connection:
        return [str(row[0]) for row in connection.execute(sql)]


def end_all_sessions(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "kommune.db", timeout=15)) as connection:
        connection.execute("update session set ended = '2026-01-01T00:00:00+01:00'")
        connection.commit()


def test_back_and_saved_again_a_project_is_there_once(
    site: RunningSite, folder: Path, officer: Watched
) -> None:
    page = officer.page
    for again in (False, True):
        officer.visit(f"{site.address}projekt-neu") if not again else page.go_back()
        page.get_by_label("Titel").fill("Halle am See")
        page.get_by_label("Beschreibung").fill(TEXT)
        page.get_by_role("button", name="Speichern").click()
        page.wait_for_url("**/projekt/halle-am-see")
    expect(page.get_by_text("Schon gespeichert")).to_be_visible()
    page.go_back()
    page.get_by_label("Titel").fill("Halle am See, zweiter Teil")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert").get_by_text("schon abgeschickt")).to_be_visible()
    expect(page.get_by_label("Titel")).to_have_value("Halle am See, zweiter Teil")
    titles = "select title from project where title like 'Halle am See%'"
    assert rows(folder, titles) == ["Halle am See"]
    page.get_by_role("button", name="Speichern").click()
    page.wait_for_url("**/projekt/halle-am-see-zweiter-teil")
    assert len(rows(folder, titles)) == 2
    assert officer.complaints == []


def test_a_note_is_there_once_after_a_double_click_and_after_going_back(
    site: RunningSite, folder: Path, officer: Watched
) -> None:
    page = officer.page
    officer.visit(f"{site.address}projekt/kita-wiesengrund?urteil=passt")
    page.get_by_text("Notiz hinzufügen").click()
    page.locator("#neu-note-body").fill("zweimal geklickt")
    page.locator("details[open] form.work button").dblclick()
    # the second click breaks off the first answer, whose message may then be told as well
    page.locator("[role=status].told").first.wait_for()
    page.go_back()
    if not page.locator("#neu-note-body").is_visible():
        page.get_by_text("Notiz hinzufügen").click()
    page.locator("#neu-note-body").fill("zweimal geklickt")
    page.locator("details[open] form.work button").click()
    page.wait_for_url("**?urteil=passt#notizen")
    here = "select body from note where project_id = 'kita-wiesengrund'"
    assert rows(folder, here) == ["zweimal geklickt"]
    told = page.locator("[role=status].told")
    expect(told).to_contain_text("Schon gespeichert")
    page.locator("#notizen:focus").wait_for()
    box = told.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 700, "the message is where the person looks"


def test_a_login_that_ran_out_keeps_the_text_through_a_slip(
    site: RunningSite, folder: Path, officer: Watched
) -> None:
    page = officer.page
    officer.visit(f"{site.address}projekt/kita-wiesengrund/bearbeiten")
    page.get_by_label("Beschreibung").fill(TEXT)
    end_all_sessions(folder)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert").get_by_text("abgelaufen")).to_be_visible()
    assert serious_findings(page) == []
    fill_in_login(page, "berg", "falsch geraten")
    expect(page.get_by_role("alert").get_by_text("stimmen nicht")).to_be_visible()
    fill_in_login(page, "berg")
    expect(page.get_by_role("alert").get_by_text("noch nicht gespeichert")).to_be_visible()
    assert page.url.endswith("/projekt/kita-wiesengrund/bearbeiten")
    assert serious_findings(page) == []
    assert page.get_by_label("Beschreibung").input_value().strip() == TEXT.strip()
    page.get_by_role("button", name="Speichern").click()
    page.wait_for_url("**/projekt/kita-wiesengrund")
    expect(page.get_by_text("ist gespeichert")).to_be_visible()
    kept = rows(folder, "select description from project where id = 'kita-wiesengrund'")
    assert kept[0].strip() == TEXT.strip()
    assert officer.complaints == []


def test_whoever_sets_a_status_is_back_at_the_card_and_reads_it_there(
    site: RunningSite, officer: Watched
) -> None:
    page = officer.page
    officer.visit(f"{site.address}projekt/kita-wiesengrund?urteil=offen")
    card = page.locator("li.match").nth(2)
    name = card.get_attribute("id")
    card.get_by_text("Status setzen").click()
    card.get_by_label("Status", exact=True).select_option("watching")
    card.get_by_role("button", name="Speichern").click()
    page.wait_for_url(f"**?urteil=offen#{name}")
    told = page.locator(f"#{name} [role=status]")
    box = told.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 700
    page.locator(f"#{name}:focus").wait_for()
    assert serious_findings(page) == []
    page.locator("li.match").nth(1).get_by_text("Status setzen").click()
    form = page.locator("li.match").nth(1)
    form.get_by_label("Status", exact=True).select_option("declined")
    form.get_by_role("button", name="Speichern").click()
    page.get_by_role("alert").wait_for()
    page.locator("#status-reason:focus").wait_for()
    assert serious_findings(page) == []
    page.get_by_role("link", name="Notiz zum Status").click()
    page.locator("#status-note:focus").wait_for()
