"""A year of a town, day by day: plans are computed each night, people tick off what is due."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.clock import BERLIN
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.log import Act
from db.kommune.tracker import meetings, plans
from db.kommune.tracker.plans import Identity
from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.current import Current
from matcher.tracker.plan.recompute import store_followed
from tests.support.towns.planned import assert_in_order, convene, follow, sitting

AGS = "06799001"
HESSEN = "FDB/Content/DE/Foerderprogramm/Land/Hessen/"
YEARLY: Identity = ("kita-wiesengrund", "foerderdatenbank", HESSEN + "kita-gebaeude-energie.html")
SKETCH: Identity = (
    "marktplatz-klimafit", "foerderdatenbank", HESSEN + "klimafeste-plaetze-und-quartiere.html",
)  # fmt: skip
FIRST, DAYS = date(2026, 11, 24), 366
CANCELLED_ON = date(2026, 12, 2)
"""On this day the council that both plans rest on is cancelled."""
WORKDAYS = Workdays(AGS)


@pytest.fixture
def own(data: Path) -> Iterator[Database]:
    """A council every four weeks on Thursdays with a committee two weeks before."""
    with kommune_at(data / "kommune.db") as db:
        for number in range(18):
            council = date(2026, 12, 17) + number * timedelta(weeks=4)
            for body, day in (
                ("Gemeindevertretung", council),
                ("Finanzausschuss", council - timedelta(weeks=2)),
            ):
                convene(db, AGS, sitting(body, WORKDAYS.at_or_before(day).isoformat()))
        yield db


def act(day: date) -> Act:
    return Act(1, datetime.combine(day, time(9), BERLIN))


def tick_off(own: Database, found: Current, day: date) -> None:
    """What people do on a day: everything that is due by then."""
    for row in plans.steps(own, found.pair):
        if not (row.done_on or row.parked) and (row.moved_to or row.day) <= day:
            plans.set_step(own, found.pair, row, replace(row, done_on=day), act(day))


def test_a_year_of_plans_stays_in_order_and_keeps_what_people_did(
    data: Path, own: Database
) -> None:
    follow(own, YEARLY)
    follow(own, SKETCH)
    done: dict[tuple[Identity, str, str, date], date] = {}
    with catalogue_at(DataDir(data).catalogue) as catalogue:
        for day in (FIRST + timedelta(days=n) for n in range(DAYS)):
            if day == CANCELLED_ON:
                cancelled = next(
                    r for r in meetings.meetings(own)[AGS]
                    if r.kind == "council" and r.start > "2027-02-01"
                )  # fmt: skip
                meetings.set_meeting_status(own, cancelled.id, "cancelled", act(day))
            for found in store_followed(own, catalogue, day):
                assert_in_order(found.steps, day, WORKDAYS)
                tick_off(own, found, day)
            for pair, rows in plans.all_steps(own).items():
                for row in rows:
                    if row.done_on:
                        # what was ticked off once is never ticked off by anything else
                        assert (
                            done.setdefault((pair, *row.name, row.due), row.done_on) == row.done_on
                        )
    handed_in = {
        pair: when <= due
        for (pair, _, kind, due), when in done.items()
        if kind == "submission"
    }  # fmt: skip
    assert handed_in == {YEARLY: True, SKETCH: True}
    moved = plans.moves(own, YEARLY, FIRST)
    assert {m.on_day for m in moved} == {CANCELLED_ON}
    council = next(m for m in moved if m.kind == "council")
    assert (council.before, council.after) == (date(2027, 2, 11), date(2027, 1, 14))
