"""A followed match with a council calendar, in memory and in a file."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.clock import now
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.log import Act
from db.kommune.people import stand_in
from db.kommune.tracker import meetings
from db.kommune.tracker.plans import Identity
from db.kommune.work import decisions
from db.kommune.work.decisions import Decision
from matcher.profile.model import Municipality, Project
from matcher.tracker.calendars.meetings import Meeting
from matcher.tracker.calendars.rows import row_of
from matcher.tracker.calendars.typed import typed_meeting
from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.current import Book
from matcher.tracker.plan.steps import KeptStep

AGS = "06440008"
PAIR: Identity = ("kita", "foerderdatenbank", "a.html")
TOWN = Municipality(
    ags=AGS, name="Auental", projekte=[Project(id="kita", titel="Kita", start="2027-06")]
)


def book(*calendar: Meeting, town: Municipality = TOWN, status: str = "watching") -> Book:
    """A town with one project, one match and this calendar."""
    return Book(
        {p.id: (town, p) for p in town.projekte}, {AGS: calendar}, {PAIR: Decision(*PAIR, status)}
    )


def sitting(body: str, day: str) -> Meeting:
    """A meeting that a person typed in."""
    return replace(typed_meeting(body, day, "18:00"), source_id=f"{body}-{day}")


def follow(own: Database, pair: Identity, status: str = "watching") -> None:
    """Give a match a status."""
    act = Act(stand_in(own, "Testperson", "edit", now()).id, now())
    decisions.set_status(own, decisions.decision(own, *pair), status, act)


def convene(own: Database, ags: str, *calendar: Meeting) -> None:
    """Put meetings into a file."""
    act = Act(stand_in(own, "Testperson", "edit", now()).id, now())
    for meeting in calendar:
        meetings.add_meeting(own, ags, row_of(meeting), act)


def dated_pair(data: Path, project: str = "kita-wiesengrund") -> tuple[Identity, date]:
    """A match of the demo whose programme has one deadline on a day, and that day."""
    files = DataDir(data)
    with catalogue_at(files.catalogue) as catalogue:
        row: Any = catalogue.execute(
            "select p.source, p.key, min(f.value) from fact f join programme p"
            " on p.id = f.programme_id where f.kind = 'deadline' and f.value like '2027-%'"
            " and f.details like '%application%' group by p.id having count(*) = 1"
            " order by f.value desc limit 1"
        ).fetchone()
    with kommune_at(files.kommune) as own:
        known = own.execute(
            "select 1 from match where project_id = ? and source = ? and programme_key = ?",
            [project, row[0], row[1]],
        ).fetchone()
    assert known, row
    return (project, row[0], row[1]), date.fromisoformat(row[2])


def assert_in_order(steps: tuple[KeptStep, ...], day: date, workdays: Workdays) -> None:
    """Open steps lie on working days, each before its successor, the last before its deadline."""
    pending = [kept for kept in steps if not kept.done_on and not kept.moved_to]
    for kept in pending:
        assert workdays.is_workday(kept.day), (day, kept)
        assert kept.day <= kept.step.due, (day, kept)
    for before, after in pairwise(pending):
        if before.step.stage == after.step.stage:
            assert before.day < after.day, (day, before, after)
