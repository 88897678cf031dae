"""Calendars of council and committee meetings for tests of plans."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from db.clock import BERLIN
from db.records import Fact
from matcher.profile.days_off import days_off
from matcher.tracker.calendars.meetings import Meeting, MeetingKind
from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.steps import KeptStep, Plan, Situation

HESSEN = "06440008"
BODIES: dict[MeetingKind, str] = {"council": "Stadtrat", "committee": "Bauausschuss"}


def meeting(day: str, kind: MeetingKind = "council", **more: Any) -> Meeting:
    """A meeting in the evening of an ISO day."""
    start = datetime.combine(date.fromisoformat(day), time(18), BERLIN)
    return Meeting(BODIES[kind], kind, start, source_id=f"{kind}-{day}", **more)


def councils(*days: str) -> list[Meeting]:
    """Council meetings on these days."""
    return [meeting(day) for day in days]


def committees(*days: str) -> list[Meeting]:
    """Committee meetings on these days."""
    return [meeting(day, "committee") for day in days]


def situation(
    facts: Sequence[Fact],
    meetings: Sequence[Meeting],
    today: str,
    ags: str = HESSEN,
    closed: Sequence[str] = (),
    **more: Any,
) -> Situation:
    """A situation in a town in Hessen, with default lead times and no days off of its own."""
    workdays = Workdays(ags, tuple(map(days_off, closed)))
    return Situation(facts, meetings, workdays=workdays, today=date.fromisoformat(today), **more)


def days_of(plan: Plan) -> dict[str, str]:
    """ISO day of each step by kind, those of later stages as "application.paper"."""
    first = plan.steps[0].stage if plan.steps else ""
    return {
        s.kind if s.stage == first else f"{s.stage}.{s.kind}": s.day.isoformat()
        for s in plan.steps
    }  # fmt: skip


def ticked(plan_: Plan, *kinds: str, stage: str = "application") -> list[KeptStep]:
    """The steps of a plan with some ticked off on their day."""
    return [
        KeptStep(s, done_on=s.day if s.kind in kinds and s.stage == stage else None)
        for s in plan_.steps
    ]
