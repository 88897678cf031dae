"""What lists show of what people decided: filters, hidden and declined matches, spreadsheets."""

import io
from pathlib import Path

import pytest
from datasette.app import Datasette
from openpyxl import load_workbook
from sqlite_utils import Database

from db.files import DataDir
from db.kommune import people
from db.kommune.log import Subject, entries
from db.kommune.work import decisions
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.forms import Browser, form_to
from tests.support.site.pages import ask
from tests.support.towns.decided import (
    ACTION,
    KEY,
    ME,
    PROGRAMME,
    PROJECT,
    SOURCE,
    set_people,
    somebody,
    stored,
)


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


async def test_status_filters_leave_as_many_as_they_announce(
    site: Datasette, own: Database
) -> None:
    decisions.set_status(own, stored(own), "checking", somebody(own))
    browser = Browser(site)
    soup = await browser.get(PROJECT)
    links = soup.select("nav[aria-label=Status] a:has(span)")
    assert [a.text.split()[0] for a in links] == ["neu", "in", "bei"]
    for link in links:
        count = int(link.select_one("span").text)  # type: ignore[union-attr]
        assert len((await browser.get(PROJECT + str(link["href"]))).select(".match")) == count


async def test_a_hidden_match_is_left_out_everywhere_until_it_is_shown_again(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    before = await browser.get(PROJECT)
    form = form_to(await browser.get(PROGRAMME), "/ausblenden/")
    assert (await browser.send(form, note="steht im Förderplan")).status_code == 303
    assert stored(own).hidden
    after = await browser.get(PROJECT)
    assert len(after.select(".match")) == len(before.select(".match")) - 1
    assert "1 Programm ist ausgeblendet" in after.text
    assert "Kita-Gebäude" not in (await browser.get("/fristen?vorhaben=kita-wiesengrund")).text
    listed = await browser.get("/ausgeblendet")
    assert "steht im Förderplan" in listed.text
    assert ME in listed.text
    await browser.send(form_to(listed, "/ausblenden/"))
    assert not stored(own).hidden
    assert len((await browser.get(PROJECT)).select(".match")) == len(before.select(".match"))


async def test_a_programme_hidden_for_all_is_gone_from_every_project_and_comes_back(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROGRAMME), "/ausblenden-alle/")
    await browser.send(form)
    await browser.send(form)
    assert decisions.hidden_programmes(own) == {(SOURCE, KEY)}
    assert len(entries(own, Subject())) == 1
    for project in ("kita-wiesengrund", "marktplatz-klimafit"):
        titles = [a.text for a in (await browser.get(f"/projekt/{project}")).select(".match h3 a")]
        assert not [title for title in titles if "Kita-Gebäude" in title]
    assert "Kita-Gebäude" not in (await browser.get("/")).text
    await browser.send(form_to(await browser.get("/ausgeblendet"), "/ausblenden-alle/"))
    assert decisions.hidden_programmes(own) == set()


async def test_declined_matches_are_no_news_and_no_deadline_but_counted(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    for project in ("kita-wiesengrund", "marktplatz-klimafit", "digitales-auental"):
        seen = decisions.decision(own, project, SOURCE, KEY)
        if own.execute("select 1 from project where id = ?", [project]).fetchone():
            decisions.set_status(own, seen, "declined", somebody(own), "staff", "niemand da")
    assert "Kita-Gebäude" not in (await browser.get("/")).text
    deadlines = await browser.get("/fristen")
    assert "Kita-Gebäude" not in deadlines.text
    assert "verworfene oder" in deadlines.text
    assert "verworfen: Personal fehlt" in (await browser.get(PROJECT)).text


async def test_deadlines_are_filtered_by_status_and_by_what_is_mine(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(ACTION), ACTION, "responsible")
    me = next(p for p in people.people(own) if p.name == ME)
    sent = {"status": "checking", "responsible": str(me.id)}
    assert (await browser.send(form, **sent)).status_code == 303
    await browser.get("/")  # the message is shown there
    listed = "/fristen?vorhaben=kita-wiesengrund&status="
    for status, there in (("", True), ("checking", True), ("mir", True), ("new", False)):
        assert ("Kita-Gebäude" in (await browser.get(listed + status)).text) is there, status
    other = Browser(site, "manage")
    assert "Kita-Gebäude" not in (await other.get(listed + "mir")).text
    assert "erst nach der Anmeldung" in (await ask(site, listed + "mir", login=False)).text


async def test_the_spreadsheet_tells_status_reason_people_and_note(
    site: Datasette, own: Database
) -> None:
    act = somebody(own)
    decisions.set_status(own, stored(own), "declined", act, "own_share", "=1+1")
    set_people(own, stored(own), act.person_id, None, act)
    answer = await ask(site, f"{PROJECT}.xlsx")
    rows = [*load_workbook(io.BytesIO(answer.content)).active.values]  # type: ignore[union-attr]
    assert rows[0][-5:] == ("Status", "Grund", "Zuständig", "Vertretung", "Notiz")
    assert rows[1][-5:-1] == ("verworfen", "Eigenanteil", "Ben Tal", None)
    assert "1+1" in str(rows[1][-1])
