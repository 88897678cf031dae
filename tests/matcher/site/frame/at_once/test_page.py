"""What pages say while projects are matched, and „Jetzt abgleichen“."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.matches import last_run
from matcher.matching.outstanding import outstanding
from matcher.operations.nightly.run import night_lock
from matcher.profile.stored import find_project, stored_profiles
from matcher.site.frame.at_once import page as at_once_page
from tests.support.at_once.matching_site import matching_site
from tests.support.at_once.two_projects import publish, settle
from tests.support.files.project_files import xlsx
from tests.support.site.forms import Browser, Form, form, form_to
from tests.support.site.pages import ask, site_of_stock

NEW = {"titel": "Radweg zum Bahnhof bauen"}
PATH = "/projekt/radweg-zum-bahnhof-bauen"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    publish(tmp_path)
    settle(tmp_path)
    return tmp_path


@pytest_asyncio.fixture
async def site(town: Path) -> AsyncIterator[Datasette]:
    async with matching_site(town) as served:
        await matched(served)
        yield served


async def matched(site: Datasette) -> None:
    async with asyncio.timeout(30):
        while site.foerderlage_at_once.state(None) in ("running", "night"):
            await asyncio.sleep(0.05)


async def entered(site: Datasette) -> tuple[Browser, BeautifulSoup]:
    """A new project is saved; the page to which that leads."""
    new = await form(site, "/projekt-neu")
    answer = await new.send(**NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, PATH)
    return new.browser, await new.browser.get(PATH)


def said(page: BeautifulSoup) -> str:
    return " ".join(" ".join(one.text.split()) for one in page.select(".matching"))


async def test_whoever_saves_a_project_sees_its_matches(site: Datasette) -> None:
    _, shown = await entered(site)
    assert [one.text for one in shown.select(".hitlist h3 a")] == ["Radwege und Radverkehr"]
    assert said(shown) == ""


async def test_under_a_night_the_page_says_so_and_shows_the_matches_afterwards(
    town: Path, site: Datasette
) -> None:
    with night_lock(DataDir(town)):
        browser, shown = await entered(site)
        assert said(shown).startswith("Gerade läuft der Nachtlauf.")
        status = shown.select_one(".matching[role=status]")
        assert status is not None
        address = str(status["data-at-once"])
        answer = await ask(site, address)
        assert answer.json()["state"] == "night"
        assert said(await browser.get("/")).startswith("Gerade läuft der Nachtlauf.")
    await matched(site)
    assert (await ask(site, address)).json()["state"] == ""
    assert (await browser.get(PATH)).select(".hitlist li")


async def test_what_cannot_be_matched_is_saved_and_the_page_says_why(
    town: Path, site: Datasette, capsys: pytest.CaptureFixture[str]
) -> None:
    index = DataDir(town).index
    index.unlink()
    index.mkdir()
    browser, shown = await entered(site)
    assert find_project(stored_profiles(DataDir(town)), PATH.rpartition("/")[2])
    assert said(shown).startswith(
        "Dieses Vorhaben wurde noch nicht abgeglichen. Der Abgleich ist gescheitert: Ein Zugriff"
        " auf die Daten misslang (das ist ein Ordner, keine Datei). Gespeichert ist alles; der"
        " Nachtlauf versucht es wieder."
    )
    assert "Traceback" not in str(shown)
    assert "IsADirectoryError" in capsys.readouterr().err
    index.rmdir()
    answer = await browser.send(form_to(shown, "/abgleichen"))
    assert (answer.status_code, answer.headers["location"]) == (303, PATH)
    again = await browser.get(PATH)
    assert "Die Treffer sind abgeglichen." in again.text
    assert (said(again), len(again.select(".hitlist h3"))) == ("", 1)


async def test_after_a_correction_all_projects_are_matched_anew(
    town: Path, site: Datasette
) -> None:
    with kommune_at(town / "kommune.db") as own:
        before = last_run(own)
        correction = await form(site, "/korrektur/probe/radwege?angabe=rate")
        given = {"value-0": "40", "reason": "Anruf", "evidence": "Amt", "tun": "korrigieren"}
        assert (await correction.send(**given)).status_code == 303
        after = last_run(own)
        assert outstanding(own) == frozenset()
    assert before is not None
    assert after is not None
    assert (after["id"] > before["id"], after["projects"]) == (True, 2)


async def test_a_file_with_projects_is_matched_as_well(town: Path, site: Datasette) -> None:
    upload = await form(site, "/projekte-einlesen")
    shown = upload.next(await upload.send(("vorhaben.xlsx", xlsx(("Radweg", "idee", None, None)))))
    answer = await shown.send(bestaetigt="1")
    assert "1 Vorhaben neu" in answer.text
    assert "Die Treffer sind abgeglichen." in answer.text
    with kommune_at(town / "kommune.db") as own:
        assert outstanding(own) == frozenset()


async def test_without_programmes_the_button_says_that_there_is_nothing_to_match(
    tmp_path: Path,
) -> None:
    settle(tmp_path)
    with catalogue_at(tmp_path / "katalog.db"):
        pass
    async with matching_site(tmp_path) as site:
        await matched(site)
        browser = Browser(site)
        await browser.send(form_to(await browser.get("/projekt/rad"), "/abgleichen"))
        assert at_once_page.NOTHING_THERE in (await browser.get("/projekt/rad")).text


async def test_a_site_that_is_not_served_says_that_the_night_does_it(town: Path) -> None:
    site = site_of_stock(town)
    browser, shown = await entered(site)
    assert said(shown) == "Dieses Vorhaben wurde noch nicht abgeglichen. Jetzt abgleichen"
    await browser.send(form_to(shown, "/abgleichen"))
    assert at_once_page.BY_NIGHT in (await browser.get(PATH)).text


async def test_readers_have_no_button_and_cannot_ask_for_it(town: Path) -> None:
    site = site_of_stock(town)
    reader = Browser(site, "read")
    for path in ("/projekt/rad", "/", "/fristen"):
        shown = await reader.get(path)
        assert "Abgeglichen wird in der nächsten Nacht." in said(shown), path
        assert not shown.select('form[action="/abgleichen"]')
    editor = await Browser(site).get("/projekt/rad")
    answer = await reader.send(form_to(editor, "/abgleichen"))
    assert answer.status_code == 403


async def test_without_its_number_the_button_does_nothing(site: Datasette) -> None:
    browser = Browser(site)
    token = Form(browser, await browser.get("/projekt-neu")).fields["csrftoken"]
    answer = await browser.post("/abgleichen", {"csrftoken": token, "zurueck": "/projekt/rad"})
    assert answer.headers["location"] == "/projekt/rad"
    assert "fehlt seine Nummer" in (await browser.get("/projekt/rad")).text


async def test_how_it_stands_is_told_after_a_login_alone(site: Datasette) -> None:
    assert (await ask(site, "/abgleich-stand", login=False)).status_code == 403
    assert (await ask(site, "/abgleich-stand")).json() == {
        "state": "", "words": "Die Treffer sind abgeglichen.",
    }  # fmt: skip


async def test_no_page_names_the_command_for_matching(town: Path) -> None:
    site = site_of_stock(town)
    for path in ("/", "/projekt/rad", "/fristen", "/fristen?umfang=moeglich", "/projekte-einlesen",
                 "/programm/probe/radwege?vorhaben=fehlt",
                 "/korrektur/probe/radwege?angabe=rate"):  # fmt: skip
        assert "matcher run" not in (await ask(site, path)).text, path
    for folder in ("matcher/site", "matcher/tracker", "matcher/search", "matcher/changes"):
        for file in Path(folder).rglob("*"):
            if file.suffix in (".html", ".py", ".js"):
                assert "matcher run" not in file.read_text("utf-8"), file
