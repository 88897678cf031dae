"""Whoever is responsible for many duties of an award is named for all of them at once."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from sqlite_utils import Database

from db.clock import now
from db.files import DataDir
from db.kommune import people
from db.kommune.award.duties import DutyRow, duties
from db.kommune.log import Act
from db.kommune.people import Person
from db.kommune.work.owners import project_people, set_project_people
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import PROJECT, enter_award
from tests.support.site.forms import Browser, form_to
from tests.support.site.login import account_in

AWARD = "/bescheid/1"
SORT = f"{AWARD}/pflichten"


@pytest.fixture
def site(data: Path, own: Database) -> Datasette:
    enter_award(own)
    return build(DataDir(data), SAMPLE_DAY)


@pytest.fixture
def anna(data: Path) -> Person:
    return account_in(DataDir(data).kommune, "anna")


@pytest.fixture
def reader(data: Path) -> Person:
    return account_in(DataDir(data).kommune, "lena", "read")


def in_state(own: Database, state: str) -> list[DutyRow]:
    return [one for one in duties(own) if one.state == state]


def proposals(page: BeautifulSoup) -> Tag:
    (found,) = [one for one in page.select(f'form[action="{SORT}"]')
                if one.select("[value=bestaetigen]")]  # fmt: skip
    return found


async def test_all_open_duties_are_given_to_two_people_at_once(
    site: Datasette, own: Database, anna: Person, reader: Person
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(AWARD), SORT, "zustaendig")
    await browser.send(form, alle="1", zustaendig=str(reader.id), vertretung=str(anna.id),
                       tun="zuordnen")  # fmt: skip
    assert {(d.responsible, d.deputy) for d in in_state(own, "open")} == {(reader.id, anna.id)}
    assert {d.responsible for d in in_state(own, "proposed")} == {None}
    form = form_to(await browser.get(AWARD), SORT, "zustaendig")
    await browser.send(form, alle="1", vertretung="0", tun="zuordnen")
    assert {(d.responsible, d.deputy) for d in in_state(own, "open")} == {(reader.id, None)}


async def test_whoever_has_the_project_is_preselected_for_what_is_confirmed(
    site: Datasette, own: Database, anna: Person, reader: Person
) -> None:
    act = Act(anna.id, now())
    set_project_people(own, project_people(own, PROJECT), anna.id, reader.id, act)
    browser = Browser(site)
    form = proposals(await browser.get(AWARD))
    count = len(form.select("[name=pflicht]"))
    await browser.send(form, alle="1", tun="bestaetigen")
    named = [one for one in in_state(own, "open") if one.responsible == anna.id]
    assert len(named) == count
    assert {one.deputy for one in named} == {reader.id}


async def test_nobody_is_their_own_deputy_and_nothing_is_stored(
    site: Datasette, own: Database, anna: Person
) -> None:
    browser, before = Browser(site), duties(own)
    page = await browser.get(AWARD)
    twice = {"zustaendig": str(anna.id), "vertretung": str(anna.id)}
    for form, doing, place in (
        (form_to(page, SORT, "zustaendig"), "zuordnen", "offen"),
        (proposals(page), "bestaetigen", "neu"),
    ):
        answer = await browser.send(form, alle="1", tun=doing, **twice)
        soup = BeautifulSoup(answer.text, "lxml")
        assert answer.status_code == 400
        assert "dieselbe Person" in soup.select(f"#{place}-vertretung-fehler")[0].text
        kept = soup.select(f"#{place}-vertretung option[selected]")
        assert [one["value"] for one in kept] == [str(anna.id)]
    number = before[0].id
    one = form_to(await browser.get(f"{AWARD}/pflicht/{number}"), AWARD)
    refused = await browser.send(one, **twice)
    fault = BeautifulSoup(refused.text, "lxml").select("#vertretung-fehler")[0]
    assert "dieselbe Person" in fault.text
    assert duties(own) == before


async def test_marked_duties_need_somebody_and_only_who_has_an_account(
    site: Datasette, own: Database
) -> None:
    browser, before = Browser(site), duties(own)
    form = form_to(await browser.get(AWARD), SORT, "zustaendig")
    for chosen, said in (("", "Bitte auswählen"), ("9999", "Diese Person gibt es nicht")):
        answer = await browser.send(form, alle="1", zustaendig=chosen, tun="zuordnen")
        assert answer.status_code == 400
        assert said in BeautifulSoup(answer.text, "lxml").select("#offen-zustaendig-fehler")[0].text
    assert duties(own) == before


async def test_duties_of_somebody_who_was_removed_are_without_a_person(
    site: Datasette, own: Database, anna: Person
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(AWARD), SORT, "zustaendig")
    await browser.send(form, alle="1", zustaendig=str(anna.id), tun="zuordnen")
    assert "zuständige Person" not in (await browser.get("/bescheide")).select("main")[0].text
    act = Act(people.stand_in(own, "Ben Tal", "manage", now()).id, now())
    people.remove_person(own, anna, act)
    gaps = (await browser.get("/bescheide")).select("table.gaps")[0].text
    assert "2 Pflichten, für die niemand zuständig ist." in gaps
    listed = await browser.get("/pflichten?ohne=1&tage=36500")
    assert len(listed.select("table.due-list tbody tr")) == 2


async def test_long_words_are_folded_and_what_is_due_next_comes_first(site: Datasette) -> None:
    page = await Browser(site).get(AWARD)
    assert [one.select("a")[0].text for one in page.select(".next-due li")] == [
        "Verlängerung beantragen", "Verwendungsnachweis vorlegen",
    ]  # fmt: skip
    for link in page.select(".next-due a"):
        assert page.select(str(link["href"]))
    assert all(len(one.text) <= 203 for one in page.select("p.words"))
