"""Archiving, taking up again and deleting a project in the browser, and the list of the archive."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import kommune_at
from db.kommune import projects
from tests.support.site.deadline_pages import anonymous, answer, events, made, page
from tests.support.site.tracker.plan_pages import PAIR, PLAN, rows, shown, site
from tests.support.site.visitor import Visitor

__all__ = ["site"]

KITA, HERE = "kita-wiesengrund", "/projekt/kita-wiesengrund"
TITLE = "Kita Wiesengrund energetisch sanieren"


async def put(who: Visitor, reason: str = "Der Rat hat es abgelehnt.") -> None:
    await who.log_in("berg")
    got = await who.send(f"{HERE}/archivieren", {"grund": reason})
    assert (got.status_code, got.headers["location"]) == (303, HERE)


async def test_an_archived_project_stands_in_no_list_and_can_be_read(site: Datasette) -> None:
    calendar, _ = await made(site)
    async with Visitor(site) as berg:
        await put(berg)
        told = BeautifulSoup((await berg.get(HERE)).text, "lxml")
    assert "Archiviert am" in told.select(".notice.gone")[0].text
    assert (
        "von Berg Muster. Grund: Der Rat hat es abgelehnt." in told.select(".notice.gone")[0].text
    )
    for path in ("/", "/fristen", "/fristen?umfang=alle", "/pruefen", "/abonnements"):
        assert TITLE not in (await page(site, path)).text, path
    listed = await page(site, "/archiv")
    assert [a.text for a in listed.select(".notelist li > a")] == [TITLE]
    assert "abgelehnt" in listed.text
    assert events((await anonymous(site, calendar)).content) == []
    project = await page(site, HERE)
    assert TITLE in project.select("h1")[0].text
    assert "beobachten" in project.text
    assert project.select("main form[method=post]") == []
    assert project.select("a[href^='/uebergabe']") == []
    plan = await page(site, PLAN)
    assert "archiviert" in plan.select(".notice.gone")[0].text
    assert plan.select("main form[method=post]") == []
    programme = f"/programm/{PAIR[1]}/{PAIR[2]}"
    assert TITLE not in (await page(site, programme)).select("main")[0].text
    asked = await page(site, f"{programme}?vorhaben={KITA}")
    assert asked.select("form[action^='/entscheidung']") == []
    assert (await answer(site, f"/eigenanteil/{'/'.join(PAIR)}")).status_code == 200
    assert TITLE not in (await answer(site, "/projekte.yml")).text


async def test_the_archive_is_searched_by_title_and_reason(site: Datasette) -> None:
    async with Visitor(site) as berg:
        await put(berg)
    for words, found in (("KITA abgelehnt", 1), ("Schwimmbad", 0)):
        listed = await page(site, f"/archiv?q={words}")
        assert len(listed.select(".notelist li")) == found, words


async def test_taken_up_again_it_is_back_with_all_that_hung_on_it(
    site: Datasette, data: Path
) -> None:
    before = {name: rows(data, f"select * from {name}") for name in ("decision", "project")}
    async with Visitor(site) as berg:
        await put(berg)
        got = await berg.send(f"{HERE}/wiederherstellen", {})
        assert got.status_code == 303
        told = await berg.get(HERE)
        assert "ist wieder in Arbeit" in told.text
    assert {name: rows(data, f"select * from {name}") for name in before} == before
    assert TITLE in (await page(site, "/")).text
    assert "Beschlussvorlage abgeben" in (await page(site, "/fristen")).text
    kinds = rows(data, "select after, reason from event where kind = 'project_archived'")
    assert kinds == [("1", "Der Rat hat es abgelehnt."), ("0", "")]


async def test_what_somebody_sends_late_is_not_stored_in_the_archive(
    site: Datasette, data: Path
) -> None:
    async with Visitor(site) as berg, Visitor(site) as tal:
        await berg.log_in("berg")
        form = (await shown(berg)).select("#application-paper form")[0]
        late = {str(f["name"]): str(f["value"]) for f in form.select("[type=hidden]")}
        await put(tal)
        got = await berg.client.post(PLAN, data={**late, "notiz": "zu spät"})
        assert got.status_code == 400
        assert "archiviert; gespeichert ist nichts" in got.text
    assert rows(data, "select * from plan_step where note <> ''") == []


async def test_a_project_with_work_is_not_deleted_and_says_what_hangs_on_it(
    site: Datasette, data: Path
) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        soup = BeautifulSoup((await berg.get(f"{HERE}/loeschen")).text, "lxml")
        assert soup.select("main form") == []
        assert "1 Entscheidung über ein Programm" in soup.select(".notice li")[0].text
        assert soup.select("main a[href$='/archivieren']")
        sent = await berg.post(f"{HERE}/loeschen", {})
        assert sent.status_code == 400
    assert rows(data, f"select count(*) from project where id = '{KITA}'") == [(1,)]


async def test_a_project_without_work_is_deleted_for_good(site: Datasette, data: Path) -> None:
    other = "/projekt/digitales-auental"
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        got = await berg.send(f"{other}/loeschen", {})
        assert (got.status_code, got.headers["location"]) == (303, "/")
        assert "ist gelöscht" in (await berg.get("/")).text
        assert (await berg.get(other)).status_code == 404
    assert rows(data, "select count(*) from pair where project_id = 'digitales-auental'") == [(0,)]
    (told,) = rows(data, "select before, after from event where project_id = 'digitales-auental'")
    assert told[0].startswith("Titel: Digitales Auental")
    assert told[1] == ""


@pytest.mark.parametrize("what", ["archivieren", "wiederherstellen", "loeschen"])
async def test_readers_put_nothing_aside(site: Datasette, data: Path, what: str) -> None:
    async with Visitor(site) as tal:
        await tal.log_in("tal")
        assert (await tal.get(f"{HERE}/{what}")).status_code == 403
        assert (await tal.post(f"{HERE}/{what}", {})).status_code == 403
        assert (await tal.get("/archiv")).status_code == 200
    assert rows(data, "select archived_at from project where archived_at is not null") == []


@pytest.mark.parametrize("path", ["/archiv", f"{HERE}/archivieren"])
async def test_the_archive_is_for_people_with_a_login(site: Datasette, path: str) -> None:
    assert (await site.client.get(path)).status_code == 403


async def test_a_project_that_is_not_there_cannot_be_put_aside(site: Datasette) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        for what in ("archivieren", "wiederherstellen", "loeschen"):
            assert (await berg.get(f"/projekt/fehlt/{what}")).status_code == 404


async def test_a_reason_without_end_stays_in_the_form(site: Datasette) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        got = await berg.send(f"{HERE}/archivieren", {"grund": "x" * 501})
    assert got.status_code == 400
    assert BeautifulSoup(got.text, "lxml").select("#grund")[0]["value"] == "x" * 501


async def test_a_file_read_again_says_what_stays_in_the_archive(
    site: Datasette, data: Path
) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        file = (await berg.get("/projekte.yml")).content
        await put(berg)
        soup = BeautifulSoup((await berg.get("/projekte-einlesen")).text, "lxml")
        fields = {str(f["name"]): str(f["value"]) for f in soup.select("main [type=hidden]")}
        got = await berg.client.post(
            "/projekte-einlesen", data=fields, files={"datei": ("vorhaben.yml", file)}
        )
        preview = BeautifulSoup(got.text, "lxml").select("section[aria-labelledby=vorschau]")[0]
    assert "Im Archiv (1)" in preview.text
    assert TITLE in preview.text
    with kommune_at(data / "kommune.db") as own:
        assert projects.archived_ids(own) == {KITA}


async def test_a_new_project_never_takes_the_id_of_a_deleted_one(site: Datasette) -> None:
    async with Visitor(site) as berg:
        await berg.log_in("berg")
        for name in ("radweg", "radweg-2"):
            got = await berg.send("/projekt-neu", {"titel": "Radweg", "status": "idee"})
            assert got.headers["location"] == f"/projekt/{name}"
            await berg.send(f"/projekt/{name}/loeschen", {})
