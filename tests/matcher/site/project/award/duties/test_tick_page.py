"""A duty is ticked with one click where it stands: by whom, once, and not over others' changes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from sqlite_utils import Database

from db.clock import now
from db.files import DataDir
from db.kommune import people
from db.kommune.award.awards import awards
from db.kommune.award.duties import DutyRow, State, duties
from db.kommune.log import Act, Subject, entries
from matcher.award.stored import change_duty
from matcher.site.frame.serving import build
from tests.support.awards.under_way import PROJECT, enter_award, give_duty
from tests.support.site.forms import Browser, form_to

DAY = date(2027, 3, 29)
TICK = "/bescheid/1/pflicht/"


@pytest.fixture
def site(data: Path, own: Database) -> Datasette:
    enter_award(own)
    return build(DataDir(data), DAY)


def proofs(own: Database) -> list[DutyRow]:
    return [one for one in duties(own) if one.kind == "proof"]


def button(soup: BeautifulSoup, own: Database, where: str = "main") -> Tag | None:
    return soup.select_one(f'{where} form[action="{TICK}{proofs(own)[0].id}/erledigt"]')


def told(soup: BeautifulSoup, place: str) -> str:
    (message,) = soup.select(f"#{place}-gemeldet")
    return message.text


async def test_one_click_on_the_start_page_ticks_a_duty_and_leads_back_there(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = button(await browser.get("/?wer=alle"), own, "section.week")
    assert form is not None
    assert form.text.startswith("Erledigt: Verwendungsnachweis vorlegen (Kita Wiesengrund")
    answer = await browser.send(form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?wer=alle#woche")
    (stored,) = proofs(own)
    assert (stored.state, stored.done_on) == ("done", DAY)
    soup = await browser.get("/?wer=alle")
    assert told(soup, "woche") == "„Verwendungsnachweis vorlegen“ ist erledigt."
    assert button(soup, own) is None
    assert "Verwendungsnachweis vorlegen" not in (await browser.get("/pflichten")).text
    (last, *_) = entries(own, Subject(PROJECT))
    assert last.kind == "duty_done"


async def test_a_duty_ticked_by_mistake_is_open_again_with_one_click(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = button(await browser.get("/pflichten"), own)
    assert form is not None
    await browser.send(form)
    undo = form_to(await browser.get("/pflichten"), TICK, "eintraege")
    answer = await browser.send(undo)
    assert answer.headers["location"] == "/pflichten#pflichten"
    soup = await browser.get("/pflichten")
    assert told(soup, "pflichten") == "„Verwendungsnachweis vorlegen“ ist wieder offen."
    (stored,) = proofs(own)
    assert (stored.state, stored.done_on) == ("open", None)
    assert button(soup, own) is not None


async def test_a_recurring_duty_says_when_it_comes_again(site: Datasette, own: Database) -> None:
    give_duty(own, "proof", "Ben Tal", recurs=12)
    browser = Browser(site)
    form = button(await browser.get("/pflichten"), own)
    assert form is not None
    await browser.send(form)
    soup = await browser.get("/pflichten")
    said = told(soup, "pflichten")
    assert said.startswith("„Verwendungsnachweis vorlegen“ ist erledigt. Nächstes Mal: 31.03.2028.")
    assert [one.state for one in proofs(own)] == ["done", "open"]
    # a mistake: the next one goes
    await browser.send(form_to(soup, TICK, "eintraege"))
    (stored,) = proofs(own)
    assert (stored.state, stored.done_on, stored.recurs) == ("open", None, 12)


async def test_a_recurring_duty_stays_ticked_once_somebody_changed_the_next_one(
    site: Datasette, own: Database
) -> None:
    give_duty(own, "proof", "Ben Tal", recurs=12)
    browser = Browser(site)
    form = button(await browser.get("/pflichten"), own)
    assert form is not None
    await browser.send(form)
    undo = form_to(await browser.get("/pflichten"), TICK, "eintraege")
    coming = proofs(own)[1]
    (award,) = awards(own)
    at = Act(people.stand_in(own, "Ben Tal", "edit", now()).id, now())
    change_duty(own, award, coming, replace(coming, note="an Frau Berg"), at)
    await browser.send(undo)
    assert "hat schon jemand geändert" in told(await browser.get("/pflichten"), "pflichten")
    assert [one.state for one in proofs(own)] == ["done", "open"]


async def test_a_double_click_ticks_once(site: Datasette, own: Database) -> None:
    give_duty(own, "proof", "Ben Tal", recurs=12)
    browser = Browser(site)
    form = button(await browser.get("/pflichten"), own)
    assert form is not None
    for _ in range(2):
        assert (await browser.send(form)).status_code == 303
    assert len(proofs(own)) == 2


@pytest.mark.parametrize("part", ["responsible", "deputy"])
async def test_whoever_may_only_read_ticks_what_names_one(
    site: Datasette, own: Database, part: str
) -> None:
    browser = Browser(site, "read")
    reader = give_duty(own, "proof", "Testperson read")
    if part == "deputy":
        give_duty(own, "proof", "Ben Tal", deputy=reader)
    soup = await browser.get("/")
    assert len(soup.select("form.tick-duty")) == 1, "the other duty names nobody"
    form = button(soup, own, "section.week")
    assert form is not None
    await browser.send(form)
    assert proofs(own)[0].state == "done"


async def test_a_reader_whom_a_duty_does_not_name_sees_no_button_and_is_refused(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site, "read")
    for path in ("/?wer=alle", "/pflichten"):
        assert not (await browser.get(path)).select("form.tick-duty")
    form = form_to(await browser.get("/abonnements"), "/abonnements")
    token = {str(one["name"]): str(one["value"]) for one in form.select("[type=hidden]")}
    path = f"{TICK}{proofs(own)[0].id}/erledigt"
    answer = await browser.post(path, token | {"version": str(proofs(own)[0].version)})
    assert answer.status_code == 403
    assert "für die Sie zuständig sind" in answer.text
    assert proofs(own)[0].state == "open"


async def test_a_reader_opens_the_page_of_a_duty_and_ticks_there_what_names_one(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site, "read")
    path = f"{TICK}{proofs(own)[0].id}"
    soup = await browser.get(path)
    assert not soup.select("main form")
    assert "Verwendungsnachweis vorlegen" in soup.select_one("h1").text
    give_duty(own, "proof", "Testperson read")
    form = button(await browser.get(path), own)
    assert form is not None
    token = {str(one["name"]): str(one["value"]) for one in form.select("[type=hidden]")}
    refused = await browser.post(path, token | {"titel": "Anders"})
    assert (refused.status_code, proofs(own)[0].title) == (403, "Verwendungsnachweis vorlegen")
    await browser.send(form)
    assert proofs(own)[0].state == "done"


@pytest.mark.parametrize(("state", "doing"), [("dropped", "offen"), ("proposed", "erledigt")])
async def test_what_no_button_offers_is_done_by_no_made_up_form(
    site: Datasette, own: Database, state: State, doing: str
) -> None:
    browser = Browser(site, "read")
    reader = give_duty(own, "proof", "Testperson read")
    form = button(await browser.get("/"), own)
    assert form is not None
    token = {str(one["name"]): str(one["value"]) for one in form.select("[type=hidden]")}
    (award,), (seen,) = awards(own), proofs(own)
    change_duty(own, award, seen, replace(seen, state=state), Act(reader, now()))
    version = {"version": str(proofs(own)[0].version), "eintraege": str(proofs(own)[0].version)}
    answer = await browser.post(f"{TICK}{seen.id}/{doing}", token | version)
    assert (answer.status_code, proofs(own)[0].state) == (404, state)


async def test_what_somebody_else_changed_meanwhile_is_not_ticked(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = button(await browser.get("/pflichten"), own)
    assert form is not None
    (award,), (seen,) = awards(own), proofs(own)
    act = Act(people.stand_in(own, "Ben Tal", "edit", now()).id, now())
    change_duty(own, award, seen, replace(seen, day=date(2027, 4, 30)), act)
    await browser.send(form)
    assert "jemand anderes hier etwas geändert" in told(await browser.get("/pflichten"),
                                                        "pflichten")  # fmt: skip
    assert [(one.state, one.day) for one in proofs(own)] == [("open", date(2027, 4, 30))]


@pytest.mark.parametrize("number", ["1", "99999"])
async def test_looking_at_the_address_of_the_button_ticks_nothing(
    site: Datasette, own: Database, number: str
) -> None:
    browser = Browser(site)
    await browser.get("/pflichten")
    answer = await site.client.get(f"{TICK}{number}/erledigt", cookies=browser.login)
    assert answer.status_code == 404
    assert all(one.state != "done" for one in duties(own))
