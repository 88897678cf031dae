"""An award that was entered for the wrong match is taken away; the log keeps what it held."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sqlite_utils import Database

from db.clock import now
from db.files import DataDir
from db.kommune import people
from db.kommune.award.applications import applications
from db.kommune.award.awards import awards
from db.kommune.award.duties import duties
from db.kommune.award.endings import endings
from db.kommune.award.movements import MoneyRow
from db.kommune.log import Act, Subject, entries
from db.kommune.work.decisions import decision
from matcher.award.stored import enter_money
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.applied import apply
from tests.support.awards.under_way import PROJECT, enter_award, enter_endings
from tests.support.site.forms import Browser, form_to
from tests.support.site.pages import PROGRAMME

MATCH = f"{PROJECT}/" + PROGRAMME.removeprefix("/programm/")
PAIR = (PROJECT, "foerderdatenbank", MATCH.split("/", 2)[2])
REMOVE = "/bescheid/1/entfernen"


@pytest.fixture
def browser(data: Path) -> Browser:
    return Browser(build(DataDir(data), SAMPLE_DAY))


@pytest.fixture
def act(own: Database) -> Act:
    return Act(people.stand_in(own, "Ben Tal", "edit", now()).id, now())


async def awarded(browser: Browser) -> None:
    address = f"/bescheid-neu/{MATCH}"
    form = form_to(await browser.get(address), address[:14], "datum")
    await browser.send(form, datum="02.11.2026", zuwendung_eur="300.000",
                       zuwendungsfaehig_eur="500.000", zeitraum_bis="31.12.2028",
                       auflagen="Ein Bauschild ist aufzustellen.")  # fmt: skip


async def test_an_award_of_the_wrong_match_goes_and_its_application_waits_again(
    browser: Browser, own: Database, act: Act
) -> None:
    apply(own, Subject(*PAIR), act, eingereicht="01.10.2026")
    await awarded(browser)
    assert decision(own, *PAIR).status == "granted"
    form = form_to(await browser.get(REMOVE), REMOVE)
    refused = await browser.send(form)
    assert "warum" in BeautifulSoup(refused.text, "lxml").select("#grund-fehler")[0].text
    assert len(awards(own)) == 1
    done = await browser.send(form, grund="gehört zu den Plätzen")
    assert done.headers["location"] == "/bescheide#alle"
    assert (awards(own), duties(own)) == ([], [])
    (row,) = applications(own, Subject(*PAIR))
    assert (row.state, row.decided) == ("submitted", None)
    assert decision(own, *PAIR).status == "application"
    kept = next(one for one in entries(own, Subject(*PAIR)) if one.kind == "award_removed")
    assert kept.note == "gehört zu den Plätzen"
    assert "Zuwendung in Euro: 300.000" in kept.before
    assert "Ein Bauschild ist aufzustellen." in kept.before
    await awarded(browser)
    assert len(awards(own)) == 1, "the right one can be entered then"


async def test_what_ends_with_the_money_stays_with_the_project(
    browser: Browser, own: Database
) -> None:
    award = enter_award(own)
    enter_endings(own, award)
    with own.conn:
        own.execute("update award_money set note = 'bis zur Übernahme'")
    form = form_to(await browser.get(REMOVE), REMOVE)
    await browser.send(form, grund="zweimal eingetragen")
    assert awards(own) == []
    assert {(one.title, one.award_id) for one in endings(own)} == {
        ("Energiemanagerin", None), ("Wartung der Lüftung", None),
    }  # fmt: skip


async def test_with_money_entered_or_another_notice_since_nothing_is_removed(
    browser: Browser, own: Database, act: Act
) -> None:
    await awarded(browser)
    form = form_to(await browser.get(REMOVE), REMOVE)
    amend = form_to(await browser.get("/bescheid/1/aenderung"), "/bescheid/1/aenderung", "datum")
    await browser.send(amend, datum="10.11.2026", zeitraum_bis="30.06.2029")
    assert (await browser.send(form, grund="falsch")).status_code == 409
    (award,) = awards(own)
    money = MoneyRow(1, "received", day=date(2026, 11, 20), euros=Decimal(1000))
    enter_money(own, award, money, act)
    form = form_to(await browser.get(REMOVE), REMOVE)
    answer = await browser.send(form, grund="falsch")
    assert answer.status_code == 400
    assert "sind Mittel eingetragen" in answer.text
    assert len(awards(own)) == 1
