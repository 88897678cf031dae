"""What ends with the money in the browser: entered, decided, gone on with, and on one sheet."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.award.continuations import continuations
from db.kommune.award.endings import endings, resolutions
from db.kommune.log import Subject, entries
from db.kommune.projects import project, projects
from db.kommune.work.archive import archive
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import PROJECT, enter_award, enter_endings
from tests.support.site.forms import Browser, form_to
from tests.support.site.login import logged_in
from tests.support.towns.own_file import act

HERE = f"/verstetigung/{PROJECT}"
POST, CONTRACT = "Energiemanagerin", "Wartung der Lüftung"


@pytest.fixture
def site(data: Path, own: Database) -> Datasette:
    enter_endings(own, enter_award(own))
    return build(DataDir(data), SAMPLE_DAY)


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main").get_text(" ").split())


async def test_what_ends_is_entered_and_ends_with_its_award(data: Path, own: Database) -> None:
    enter_award(own)
    browser = Browser(build(DataDir(data), SAMPLE_DAY))
    assert "Was endet, ist noch nicht eingetragen." in words(await browser.get(HERE))
    form = form_to(await browser.get(f"{HERE}/neu"), HERE)
    answer = await browser.send(
        form, bezeichnung=POST, stellen="0,5", entgeltgruppe="E 10", kosten_eur="36.500"
    )
    assert (answer.status_code, answer.headers["location"]) == (303, f"{HERE}#endet")
    shown = words(await browser.get(HERE))
    assert "Energiemanagerin (Stelle, 0,5 × E 10), 36.500 € im Jahr" in shown
    # the only award was chosen beforehand; its period ends on 31 December
    assert "31.12.2026 noch offen" in shown
    assert entries(own, Subject(PROJECT))[0].kind == "ending"


async def test_what_runs_longer_than_its_award_is_bound_and_says_so(site: Datasette) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"{HERE}/1"), HERE)
    assert (await browser.send(form, bis="31.03.2028")).status_code == 303
    runs_on = "läuft bis 31.03.2028, ab 01.01.2027 zahlt die Kommune"
    assert f"31.12.2026 {runs_on}" in words(await browser.get(HERE))
    page = await browser.get("/verstetigung")
    assert "„Gebunden“ ist, was nach dem Ende seines Geldes" in words(page)
    # all of 36,500 in 2027, three months of it in 2028
    bound = [one.text for one in page.select('.burden td[data-label="gebunden"]')][:4]
    assert [one.replace("\xa0", " ") for one in bound] == ["0 €", "36.500 €", "9.125 €", "0 €"]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("bezeichnung", "", "Diese Angabe fehlt."),
        ("kosten_eur", "1,250", "Betrag wie"),
        ("stellen", "0,333", "eine Zahl wie 1 oder 0,5"),
        ("bis", "01.01.2020", "liegt vor „Läuft seit“"),
        ("bescheid", "99", "hat das Vorhaben nicht"),
    ],
)
async def test_a_slip_is_told_at_its_field_and_nothing_that_ends_is_stored(
    site: Datasette, own: Database, field: str, typed: str, said: str
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"{HERE}/neu"), HERE)
    sent = {"bezeichnung": "Lizenz", "ab": "01.03.2026", "bemerkung": "bleibt"} | {field: typed}
    answer = await browser.send(form, **sent)
    soup = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 400
    assert said in soup.select_one(f"#{field}-fehler").text
    assert soup.select_one("#bemerkung").text.strip() == "bleibt"
    assert len(endings(own)) == 2


async def test_some_things_are_decided_with_a_reason_and_leave_the_rest_open(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(HERE), f"{HERE}/entscheiden")
    one = endings(own)[0]
    chosen = {"was": f"{one.id}.{one.version}", "wahl": "keep"}
    without = await browser.send(form, **chosen)
    assert without.status_code == 400
    assert "Bitte einen Grund angeben" in without.text
    answer = await browser.send(form_to(await browser.get(HERE), f"{HERE}/entscheiden"),
                                **chosen, grund="Beschluss vom 14.12.2026")  # fmt: skip
    assert answer.status_code == 303
    made = endings(own)[0].decided
    assert made is not None
    assert (made.choice, made.reason, made.end) == (
        "keep", "Beschluss vom 14.12.2026", date(2026, 12, 31),
    )  # fmt: skip
    shown = words(await browser.get(HERE))
    assert "verstetigen, entschieden am" in shown
    assert f"{CONTRACT} (Vertrag), Kosten unbekannt" in shown
    (logged,) = [e for e in entries(own, Subject(PROJECT)) if e.kind == "ending_decided"]
    assert (logged.after, logged.reason) == ("verstetigen", "Beschluss vom 14.12.2026")
    assert POST in logged.note


async def test_the_whole_project_is_decided_and_taken_back(site: Datasette, own: Database) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(HERE), f"{HERE}/entscheiden")
    await browser.send(form, was="ganzes", wahl="stop", grund="Das Gebäude wird verkauft")
    assert {one.decided.choice for one in endings(own) if one.decided} == {"stop"}
    assert resolutions(own)[PROJECT].decided is not None
    assert "Was zu entscheiden ist" not in words(await browser.get(HERE))
    form = form_to(await browser.get(HERE), f"{HERE}/entscheiden")
    await browser.send(form, was="ganzes", wahl="zurueck")
    assert [one.decided for one in endings(own)] == [None, None]
    assert resolutions(own)[PROJECT].decided is None


@pytest.mark.parametrize("whole", [False, True])
async def test_what_somebody_changed_meanwhile_is_not_decided_unseen(
    site: Datasette, own: Database, whole: bool
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(HERE), f"{HERE}/entscheiden")
    one = endings(own)[0]
    edit = form_to(await browser.get(f"{HERE}/{one.id}"), f"{HERE}/{one.id}")
    await browser.send(edit, kosten_eur="99.000")
    was = "ganzes" if whole else f"{one.id}.{one.version}"
    answer = await browser.send(form, was=was, wahl="keep", grund="Beschluss")
    assert answer.status_code == 409
    assert "Beschluss" in answer.text
    assert not any(row.decided for row in endings(own))


async def test_a_form_over_an_old_state_shows_what_is_stored_and_then_counts(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    one = endings(own)[0]
    path = f"{HERE}/{one.id}"
    first, second = [form_to(await browser.get(path), path) for _ in range(2)]
    await browser.send(first, kosten_eur="40.000")
    answer = await browser.send(second, kosten_eur="41.000")
    assert answer.status_code == 409
    soup = BeautifulSoup(answer.text, "lxml")
    assert "Jetzt gespeichert: Energiemanagerin (Stelle, 0,5 × E 10), 40.000" in words(soup)
    assert (await browser.send(form_to(soup, path))).status_code == 303
    assert endings(own)[0].cost == 41000


async def test_what_was_entered_by_mistake_is_taken_out_and_the_log_keeps_it(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    path = f"{HERE}/{endings(own)[1].id}"
    await browser.send(form_to(await browser.get(path), f"{path}/entfernen"))
    assert [one.title for one in endings(own)] == [POST]
    assert CONTRACT in entries(own, Subject(PROJECT))[0].before
    assert (await site.client.get(path, cookies=logged_in(site))).status_code == 404


async def test_a_follow_up_is_filled_in_linked_and_matched(site: Datasette, own: Database) -> None:
    browser = Browser(site)
    page = await browser.get(HERE)
    link = page.select_one('a[href^="/projekt-neu?folgt="]')
    form = form_to(await browser.get(str(link["href"])), "/projekt-neu")
    answer = await browser.send(form)
    path = answer.headers["location"]
    new = path.removeprefix("/projekt/")
    stored = project(own, new)
    assert stored is not None
    assert stored["title"].startswith("Fortführung: ")
    assert (stored["start_month"], stored["cost_eur"]) == ("2027-01", "36500")
    assert continuations(own) == {new: PROJECT}
    assert entries(own, Subject(PROJECT))[0].kind == "continuation"
    assert stored["title"] in words(await browser.get(HERE))
    for again in (path, f"/verstetigung/{new}"):
        assert (await browser.get(again)).select(f'main p a[href="/projekt/{PROJECT}"]')


async def test_a_follow_up_of_what_is_gone_meanwhile_says_so_and_loses_only_the_link(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    link = (await browser.get(HERE)).select_one('a[href^="/projekt-neu?folgt="]')
    form = form_to(await browser.get(str(link["href"])), "/projekt-neu")
    form.select_one("[name=folgt]")["value"] = "nicht-mehr-da"
    answer = await browser.send(form)
    assert answer.status_code == 400
    again = BeautifulSoup(answer.text, "lxml")
    assert "nicht mehr da" in words(again)
    assert len(own.execute("select id from project").fetchall()) == 3
    made = await browser.send(form_to(again, "/projekt-neu"))
    assert project(own, made.headers["location"].removeprefix("/projekt/")) is not None
    assert continuations(own) == {}


async def test_programmes_near_the_old_project_are_named_before_there_is_a_follow_up(
    site: Datasette,
) -> None:
    shown = await Browser(site).get("/verstetigung")
    assert "nahe dem bisherigen Vorhaben" in words(shown)
    assert shown.select(f'p.near a[href$="?vorhaben={PROJECT}"]')


async def test_it_stands_in_the_week_and_by_department_until_it_is_decided(
    site: Datasette,
) -> None:
    browser = Browser(site)
    home, open_list = await browser.get("/"), await browser.get("/offenes")
    assert home.select(f'section[aria-labelledby=woche] a[href="{HERE}"]')
    assert home.select(f'section[aria-labelledby=wartet-geld] a[href="{HERE}"]')
    assert open_list.select(f'a[href="{HERE}"]')
    form = form_to(await browser.get(HERE), f"{HERE}/entscheiden")
    await browser.send(form, was="ganzes", wahl="keep", grund="Beschluss")
    for path in ("/", "/offenes"):
        assert not (await browser.get(path)).select(f'main a[href="{HERE}"]')


async def test_the_town_is_asked_for_its_days_and_they_are_reckoned_with(
    site: Datasette,
) -> None:
    browser = Browser(site)
    assert "Bis wann sind Haushaltsanmeldungen fällig" in words(await browser.get("/verstetigung"))
    form = form_to(await browser.get("/kommunen/06799001"), "/kommunen/")
    refused = await browser.send(form, anmeldung="im April")
    assert "weder ein Tag (30.04.)" in refused.text
    form = form_to(await browser.get("/kommunen/06799001"), "/kommunen/")
    await browser.send(form, anmeldung="30. April", haushaltssitzung="Dezember")
    shown = words(await browser.get("/verstetigung"))
    assert "Zu entscheiden war bis 30.04.2026 , damit es im Haushalt 2027 steht" in shown
    assert "beschlossen wird er im Dezember 2026" in shown
    assert "zu entscheiden war bis 30.04.2026" in words(await browser.get("/"))


async def test_readers_see_what_ends_and_decide_nothing(site: Datasette) -> None:
    browser = Browser(site, "read")
    assert not (await browser.get(HERE)).select("main form button")
    for path in (f"{HERE}/neu", f"{HERE}/1"):
        answer = await site.client.get(path, cookies=logged_in(site, "read"))
        assert answer.status_code == 403


async def test_visitors_see_nothing_of_what_ends(site: Datasette) -> None:
    for path in ("/verstetigung", HERE, "/verstetigung.xlsx"):
        assert (await site.client.get(path)).status_code in (302, 403)


async def test_an_archived_project_is_read_and_told_to_nobody(
    site: Datasette, own: Database
) -> None:
    archive(own, PROJECT, "abgesagt", act())
    browser = Browser(site)
    page = await browser.get(HERE)
    assert POST in words(page)
    assert not page.select("main form")
    assert POST not in words(await browser.get("/verstetigung"))
    assert PROJECT not in {row["id"] for row in projects(own)}
