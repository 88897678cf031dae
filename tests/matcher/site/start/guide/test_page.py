"""The guided setup: its steps, skipped and resumed, and who may do it."""

from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from db.kommune.log import Subject, entries
from db.kommune.town.setup import set_aside
from matcher.changes.log_wording import told
from matcher.cli.catalogue.folder import prepare
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.crawls.crawling import members, spec, zipped
from tests.support.processes.waiting import wait_until
from tests.support.servers.publisher import Site, serving
from tests.support.site.forms import Browser, form_to
from tests.support.site.login import button_of

GUIDE = "/einrichten"
EXPORT = zipped(members(spec("radweg")))


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    made = DataDir(tmp_path / "daten")
    prepare(made)
    return made


@pytest.fixture
def site(data: DataDir) -> Datasette:
    return build(data, today=SAMPLE_DAY)


@pytest.fixture
def browser(site: Datasette) -> Browser:
    return Browser(site, "manage")


async def standing(browser: Browser) -> dict[str, str]:
    """Title of each step -> its state, as the page says."""
    page = await browser.get(GUIDE)
    return {
        one.contents[0].strip(): one.select_one(".state").text
        for one in page.select(".guide h2")
        if one.select_one(".state")
    }


async def press(browser: Browser, kind: str, step: str = "") -> Any:
    page = await browser.get(GUIDE)
    for form in page.select(f'form[action="{GUIDE}"]'):
        held = {str(one["name"]): str(one["value"]) for one in form.select("[name]")}
        if (held.get("tat"), held.get("schritt", "")) == (kind, step):
            return await browser.post(GUIDE, held)
    raise AssertionError(f"kein Knopf {kind} {step}")


async def make_town(browser: Browser) -> None:
    new = form_to(await browser.get(f"/kommune-neu?zurueck={GUIDE}"), "/kommune-neu")
    answer = await browser.send(new, ags="06799001", name="Auental")
    assert answer.headers["location"] == GUIDE


async def test_an_empty_installation_has_five_open_steps(browser: Browser) -> None:
    assert await standing(browser) == {
        "Ihre Kommune": "offen", "Katalog der Programme": "offen", "Erstes Vorhaben": "offen",
        "Sitzungen": "offen", "Mails": "offen",
    }  # fmt: skip
    start = await browser.get("/")
    assert "Einrichtung fortsetzen (5 offen)" in " ".join(start.text.split())


async def test_what_is_stored_is_done_and_each_step_leads_back(browser: Browser) -> None:
    await make_town(browser)
    assert (await standing(browser))["Ihre Kommune"] == "erledigt"
    project = await browser.get("/projekt-neu")
    assert project.select_one(f'a[href="{GUIDE}"]') is not None
    await browser.send(form_to(project, "/projekt-neu"), titel="Radweg")
    assert (await standing(browser))["Erstes Vorhaben"] == "erledigt"
    entry = form_to(await browser.get("/sitzungen"), "/sitzungen", "gremium")
    await browser.send(entry, gremium="Stadtrat", tag="2027-02-25")
    assert (await standing(browser))["Sitzungen"] == "erledigt"


async def test_a_step_is_skipped_and_resumed_and_the_log_says_who(
    browser: Browser, data: DataDir
) -> None:
    await press(browser, "ueberspringen", "meetings")
    assert (await standing(browser))["Sitzungen"] == "übersprungen"
    await press(browser, "aufnehmen", "meetings")
    assert (await standing(browser))["Sitzungen"] == "offen"
    with kommune_at(data.kommune) as db:
        said = [(t.who, t.what, t.after) for t in (told(e, {}) for e in entries(db, Subject()))]
    assert said == [
        ("Testperson manage", "Einrichtung", "Sitzungen: wieder aufgenommen"),
        ("Testperson manage", "Einrichtung", "Sitzungen: übersprungen"),
    ]


async def test_a_setup_that_was_ended_is_no_longer_told_of_until_it_goes_on(
    browser: Browser, data: DataDir
) -> None:
    answer = await press(browser, "beenden")
    assert answer.headers["location"] == "/"
    assert "Einrichtung fortsetzen" not in (await browser.get("/")).text
    with kommune_at(data.kommune) as db:
        assert set_aside(db) == {"all"}
    await press(browser, "aufnehmen")
    assert "Einrichtung fortsetzen" in (await browser.get("/")).text


async def test_without_a_mail_server_the_step_says_how_to_go_on(browser: Browser) -> None:
    page = await browser.get(GUIDE)
    assert "Noch ist kein Mailserver eingestellt" in page.select("#mail")[0].text


@pytest.mark.parametrize("role", ["read", "edit"])
async def test_only_who_manages_sets_up(site: Datasette, role: str) -> None:
    other = Browser(site, role)
    answer = await other._ask("GET", GUIDE)
    assert answer.status_code == 403
    assert "nötig ist „verwalten“" in answer.text
    assert "Einrichtung fortsetzen" not in (await other.get("/")).text


async def test_an_unknown_step_is_refused(browser: Browser, data: DataDir) -> None:
    answer = await press(browser, "ueberspringen", "mail")
    page = await browser.get(GUIDE)
    held = {str(o["name"]): str(o["value"]) for o in form_to(page, GUIDE).select("[name]")}
    answer = await browser.post(GUIDE, held | {"tat": "ueberspringen", "schritt": "all"})
    assert answer.status_code == 400
    with kommune_at(data.kommune) as db:
        assert set_aside(db) == {"mail"}


async def test_the_catalogue_is_loaded_from_its_configured_address(data: DataDir) -> None:
    with serving(Site(body=EXPORT)) as publisher:
        data.settings.write_text(
            f'[nightly.addresses]\nfoerderdatenbank = "{publisher.address}"\n', "utf-8"
        )
        site = build(data, today=SAMPLE_DAY)
        browser = Browser(site, "manage")
        answer = await press(browser, "laden")
        assert answer.headers["location"] == f"{GUIDE}#catalogue"
        again = await browser.get(GUIDE)
        assert "Der Katalog wird geladen" in again.select("#laden")[0].text
        wait_until(lambda: not site.foerderlage_filler.busy, seconds=120)
    assert (await standing(browser))["Katalog der Programme"] == "erledigt"
    assert "1 Programme" in (await browser.get(GUIDE)).select("#laden")[0].text


async def test_an_export_is_loaded_from_a_file(browser: Browser, site: Datasette) -> None:
    page = await browser.get(GUIDE)
    form = form_to(page, "/einrichten-katalog")
    held = {str(one["name"]): str(one["value"]) for one in form.select("[type=hidden]")}
    answer = await browser.post("/einrichten-katalog", held, ("export.zip", b""))
    assert answer.status_code == 400
    assert "Bitte eine ZIP-Datei auswählen" in answer.text
    answer = await browser.post("/einrichten-katalog", held, ("export.zip", EXPORT))
    assert answer.status_code == 303
    wait_until(lambda: not site.foerderlage_filler.busy, seconds=120)
    assert (await standing(browser))["Katalog der Programme"] == "erledigt"


async def test_what_went_wrong_in_loading_is_said_and_can_be_tried_again(
    browser: Browser, site: Datasette
) -> None:
    form = form_to(await browser.get(GUIDE), "/einrichten-katalog")
    held = {str(one["name"]): str(one["value"]) for one in form.select("[type=hidden]")}
    await browser.post("/einrichten-katalog", held, ("export.zip", b"kein ZIP"))
    wait_until(lambda: not site.foerderlage_filler.busy, seconds=120)
    page = await browser.get(GUIDE)
    assert "Beim letzten Laden" in page.select("#laden .warn")[0].text
    assert page.select('form [value="laden"]')


async def test_the_login_link_of_an_empty_folder_leads_to_the_guide(site: Datasette) -> None:
    await site.invoke_startup()
    link = f"/-/auth-token?token={site._root_token}"
    shown = await site.client.get(link)
    answer = await site.client.post(
        "/-/auth-token", data=button_of(shown.text), cookies=shown.cookies
    )
    assert (answer.status_code, answer.headers["location"]) == (302, GUIDE)


@pytest.mark.parametrize(("role", "status"), [("manage", 303), ("edit", 413)])
async def test_an_export_may_be_larger_than_other_files_for_who_manages(
    site: Datasette, role: str, status: int
) -> None:
    manager = Browser(site, "manage")
    form = form_to(await manager.get(GUIDE), "/einrichten-katalog")
    held = {str(one["name"]): str(one["value"]) for one in form.select("[type=hidden]")}
    sender = Browser(site, role)
    sender.cookies = manager.cookies
    large = b"\0" * 6_000_000
    answer = await sender.post("/einrichten-katalog", held, ("export.zip", large))
    assert answer.status_code == status
    wait_until(lambda: not site.foerderlage_filler.busy, seconds=120)
