"""Duties of awards in a subscribed calendar: which, on which day, and when they are gone."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from icalendar import Calendar
from sqlite_utils import Database

from db.clock import now
from db.files import DataDir
from db.kommune import people
from db.kommune.award.awards import awards
from db.kommune.award.duties import DutyRow, duties
from db.kommune.log import Act
from db.kommune.work import archive
from matcher.award.duties.coming import ticked
from matcher.award.stored import change_duty
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import PROJECT, enter_award
from tests.support.site.deadline_pages import anonymous, made

PROOF = "Verwendungsnachweis vorlegen: Kita Wiesengrund energetisch sanieren"


@pytest.fixture
def site(data: Path, own: Database) -> Datasette:
    enter_award(own)
    return build(DataDir(data), SAMPLE_DAY)


async def shown(site: Datasette, calendar: str) -> dict[str, Any]:
    """UID -> entry of a duty."""
    answer = await anonymous(site, calendar)
    found = Calendar.from_ical(answer.content).events
    return {str(one["uid"]): one for one in found if "/pflicht/" in str(one["url"])}


def proof(own: Database) -> DutyRow:
    return [one for one in duties(own) if one.kind == "proof"][-1]


def act(own: Database) -> Act:
    return Act(people.stand_in(own, "Ben Tal", "edit", now()).id, now())


def change(own: Database, after: DutyRow | None = None, **how: Any) -> None:
    (award,) = awards(own)
    seen = proof(own)
    change_duty(own, award, seen, replace(seen, **how), act(own), after)


@pytest.mark.parametrize("holds", ["verfolgt", "alles"])
async def test_confirmed_duties_with_a_day_stand_in_the_calendar_whatever_else_it_holds(
    site: Datasette, own: Database, holds: str
) -> None:
    calendar, _ = await made(site, holds=holds)
    found = [*(await shown(site, calendar)).values()]
    assert {str(one["summary"]): one["dtstart"].dt for one in found} == {
        "Verlängerung beantragen: Kita Wiesengrund energetisch sanieren": date(2026, 12, 31),
        PROOF: date(2027, 3, 31),
    }
    (one,) = [one for one in found if str(one["summary"]) == PROOF]
    assert str(one["url"]) == f"http://localhost/bescheid/1/pflicht/{proof(own).id}"
    assert len(one.alarms.times) == 4
    assert "Ben Tal" not in one.to_ical().decode()
    other, _ = await made(site, "project:marktplatz-klimafit")
    assert await shown(site, other) == {}
    town, _ = await made(site, "municipality:06799001")
    assert len(await shown(site, town)) == 2


async def test_a_duty_that_moves_keeps_its_number_and_one_that_ends_is_gone(
    site: Datasette, own: Database
) -> None:
    calendar, _ = await made(site)
    before = await shown(site, calendar)
    change(own, day=date(2027, 6, 30))
    after = await shown(site, calendar)
    assert before.keys() == after.keys()
    assert date(2027, 6, 30) in {one["dtstart"].dt for one in after.values()}
    change(own, state="dropped")
    assert PROOF not in {str(one["summary"]) for one in (await shown(site, calendar)).values()}


async def test_of_a_recurring_duty_only_the_next_one_stands_there(
    site: Datasette, own: Database
) -> None:
    calendar, _ = await made(site)
    change(own, recurs=12)
    first = await shown(site, calendar)
    done, again = ticked(proof(own), SAMPLE_DAY, None)
    change(own, again, state=done.state, done_on=done.done_on)
    (new,) = (await shown(site, calendar)).keys() - first.keys()
    entry = (await shown(site, calendar))[new]
    assert (str(entry["summary"]), entry["dtstart"].dt) == (PROOF, date(2028, 3, 31))


async def test_duties_of_an_archived_project_leave_the_calendar_of_the_town(
    site: Datasette, own: Database
) -> None:
    calendar, _ = await made(site, "municipality:06799001")
    archive.archive(own, PROJECT, "", act(own))
    assert await shown(site, calendar) == {}
