"""A year of mails, day by day, against deadlines that are read from the facts independently."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.tracker import meetings, plans
from db.kommune.tracker.plans import Identity
from db.programmes import catalogue
from matcher.deadlines.timing import on_day
from matcher.settings.model import LEAD_DAYS
from matcher.tracker.plan.recompute import facts_for, followed_plans, read_book
from tests.support.servers.mail import Office
from tests.support.towns.digest_world import (
    AGS,
    FIRST,
    FOLLOWED,
    WORKDAYS,
    act,
    found_town,
    order,
    order_for,
    pair,
    publish,
    run,
    told,
)
from tests.support.towns.planned import assert_in_order

pytestmark = pytest.mark.long

DAYS = 366
MOVED_ON = date(2027, 2, 10)
"""On this day the sketches of „zweistufig“ turn out to be due a month later."""
CANCELLED_ON = date(2027, 1, 20)
"""On this day the next council is cancelled."""
MISSED = {date(2027, 3, 8) + timedelta(days=n) for n in range(3)}
"""Nights without a run; no lead time of a deadline falls on them."""
ANNA, BAU = "anna@auental.example", "bau@auental.example"
Due = tuple[Identity, date]


def stated_days(data: Path, day: date) -> set[Due]:
    """The deadlines that the facts of followed matches state, in this year and the next two."""
    pairs = [pair(*one) for one in FOLLOWED]
    found: set[Due] = set()
    with catalogue_at(DataDir(data).catalogue) as db:
        for one, facts in facts_for(db, pairs).items():
            for fact in facts:
                value = str(fact.value)
                if fact.kind != "deadline":
                    continue
                days = (
                    [on_day(value, day.year + n) for n in range(3)]
                    if value.startswith("--")
                    else [date.fromisoformat(value)]
                )
                found |= {(p, d) for p in pairs if p[1:] == one for d in days}
        assert catalogue.count_programmes(db) == 5
    return found


def tick_off(data: Path, day: date) -> None:
    """What people do after they read their mail: every step of that day."""
    with kommune_at(data / "kommune.db") as own:
        for identity, rows in plans.all_steps(own).items():
            for row in rows:
                if not (row.done_on or row.parked) and (row.moved_to or row.day) <= day:
                    plans.set_step(own, identity, row, replace(row, done_on=day), act(day))


def open_today(data: Path, day: date) -> set[tuple[Identity, str, str]]:
    """Open steps of all plans whose day is today; the plans themselves are looked at, too."""
    with kommune_at(data / "kommune.db") as own, catalogue_at(data / "katalog.db") as db:
        book = read_book(own)
        found = followed_plans(book, facts_for(db, book.followed), day)
    for one in found:
        assert_in_order(one.steps, day, WORKDAYS)
    return {
        (one.pair, *kept.step.name)
        for one in found
        for kept in one.steps
        if kept.day == day and not kept.done_on
    }


def change_the_world(data: Path, day: date) -> None:
    if day == MOVED_ON:
        text = (
            "Das Verfahren ist zweistufig. Skizzen sind bis zum 15.07.2027 einzureichen."
            " Der förmliche Antrag ist bis zum 30.09.2027 zu stellen."
        )
        publish(data, day, zweistufig=text)
    if day == CANCELLED_ON:
        with kommune_at(data / "kommune.db") as own:
            council = next(
                r for r in meetings.meetings(own)[AGS]
                if r.kind == "council" and r.start > day.isoformat()
            )  # fmt: skip
            meetings.set_meeting_status(own, council.id, "cancelled", act(day))


def test_no_deadline_of_a_year_passes_unannounced_and_none_is_announced_twice(
    tmp_path: Path, office: Office
) -> None:
    found_town(tmp_path)
    order_for(tmp_path, "Anna", role="manage")
    order(tmp_path, BAU)
    settings = office.settings()
    expected: set[tuple[Identity, date, int, date]] = set()
    steps_due: set[tuple[date, Identity, str, str]] = set()
    seen: dict[str, Counter[tuple[tuple[str, ...], str]]] = {ANNA: Counter(), BAU: Counter()}
    on: set[tuple[str, Identity, date, int, date]] = set()
    steps_told: set[tuple[date, Identity, str, str]] = set()
    for day in (FIRST + timedelta(days=n) for n in range(DAYS)):
        change_the_world(tmp_path, day)
        if day in MISSED:
            continue
        expected |= {
            (who, due, (due - day).days, day)
            for who, due in stated_days(tmp_path, day)
            if (due - day).days in LEAD_DAYS
        }
        report = run(tmp_path, settings, day)
        assert report.problems == ()
        for to, items in told(report).items():
            seen[to].update(items)
            for name, stage in items:
                if name[0] == "deadline":
                    who = (name[1], name[2], name[3])
                    on.add((to, who, date.fromisoformat(name[-1]), int(stage), day))
                if to == ANNA and name[0] == "plan" and stage == "0":
                    steps_told.add((day, (name[1], name[2], name[3]), name[4], name[5]))
        steps_due |= {(day, *one) for one in open_today(tmp_path, day)}
        tick_off(tmp_path, day)

    assert len(expected) > 30  # the year had something to tell
    assert expected == {
        rest for to, *rest in map(tuple, on) if to == ANNA for rest in [tuple(rest)]
    }
    assert {one for one in expected if one[0][0] == "kita"} == {
        (who, due, stage, day) for to, who, due, stage, day in on if to == BAU
    }
    assert steps_due
    assert steps_due == steps_told
    assert {n for counted in seen.values() for n in counted.values()} == {1}
    assert len(office.taken) == len({(to, m["Message-ID"]) for to, m in office.taken})
