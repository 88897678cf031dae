"""Own steps in the file: what people state, who did what, and what only a planner writes."""

from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune.log import Subject, entries
from db.kommune.tracker import own_steps, plans
from db.kommune.tracker.own_steps import MOST, OwnRow
from db.kommune.tracker.plans import Computed
from db.kommune.work.decisions import Conflict
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

TODAY = date(2026, 11, 24)
STEP = OwnRow("own", "Angebote einholen", date(2027, 1, 14), note="drei Stück")
RECALL = OwnRow("recall", "Wiedervorlage", date(2027, 2, 1), every_months=3)


def words(row: OwnRow) -> str:
    return f"{row.title} {row.day} {row.note}".strip()


@pytest.fixture(autouse=True)
def planned(db: Database) -> None:
    plans.save_plan(db, PAIR, lambda _: Computed(TODAY, "Rückwärts geplant.", ()))


def saved(db: Database, wanted: OwnRow, seen: OwnRow | None = None, form: str = "f1") -> OwnRow:
    return own_steps.save_own(db, PAIR, seen, wanted, act(form=form), words)


def test_an_own_step_comes_back_as_it_was_stored(db: Database) -> None:
    kept = saved(db, replace(STEP, assignee=2))
    assert own_steps.own_steps(db, PAIR) == [kept]
    assert (kept.version, kept.changed_by, kept.note) == (1, 1, "drei Stück")
    told = [(e.kind, e.before, e.after, e.note) for e in reversed(entries(db, Subject(*PAIR)))]
    assert told == [
        ("own_step", "", "Angebote einholen 2027-01-14 drei Stück", ""),
        ("step_assigned", "", "2", "Angebote einholen"),
    ]


def test_each_thing_that_changes_has_its_entry_and_what_is_the_same_has_none(db: Database) -> None:
    kept = saved(db, STEP)
    assert saved(db, kept, kept, form="f2") == kept
    done = replace(kept, done_on=TODAY, done_by=2, done_note="liegt in der Akte")
    kept = saved(db, done, kept, form="f3")
    assert kept.version == 2
    latest = entries(db, Subject(*PAIR))[0]
    assert (latest.kind, latest.after, latest.reason) == (
        "step_done", "2026-11-24", "liegt in der Akte",
    )  # fmt: skip
    assert len(entries(db, Subject(*PAIR))) == 2


def test_who_was_faster_is_not_overwritten(db: Database) -> None:
    seen = saved(db, STEP)
    saved(db, replace(seen, note="vier"), seen, form="f2")
    with pytest.raises(Conflict):
        saved(db, replace(seen, note="fünf"), seen, form="f3")
    with pytest.raises(Conflict):
        own_steps.remove_own(db, PAIR, seen, act(form="f4"), words)
    assert own_steps.own_steps(db, PAIR)[0].note == "vier"


def test_what_is_removed_stays_in_the_log_and_its_number_is_given_to_no_other(
    db: Database,
) -> None:
    first = saved(db, STEP)
    own_steps.remove_own(db, PAIR, first, act(form="f2"), words)
    assert own_steps.own_steps(db, PAIR) == []
    latest = entries(db, Subject(*PAIR))[0]
    assert (latest.before, latest.after) == ("Angebote einholen 2027-01-14 drei Stück", "")
    assert saved(db, STEP, form="f3").id > first.id


def test_a_match_comes_back_on_one_day_only(db: Database) -> None:
    saved(db, RECALL)
    with pytest.raises(Conflict):
        saved(db, RECALL, form="f2")


@pytest.mark.parametrize("faulty", [{"title": " "}, {"title": "x" * 301}, {"note": "x" * 501}])
def test_a_step_without_title_or_without_end_is_refused(
    db: Database, faulty: dict[str, str]
) -> None:
    with pytest.raises(FaultyFields):
        saved(db, OwnRow("own", day=STEP.day, **({"title": STEP.title} | faulty)))
    assert own_steps.own_steps(db, PAIR) == []


def test_a_plan_has_so_many_own_steps_and_no_more(db: Database) -> None:
    for number in range(MOST):
        saved(db, STEP, form=f"n{number}")
    with pytest.raises(FoerderlageError, match="höchstens 100"):
        saved(db, STEP)


def test_a_planner_writes_days_and_nothing_that_people_set(db: Database) -> None:
    relative = replace(
        STEP, number=10, unit="workdays", side="before", anchor="application/due", assignee=2
    )
    kept = saved(db, relative)
    reckoned = replace(kept, day=date(2027, 3, 1), due=date(2027, 3, 15))
    stored = Computed(TODAY, "neu", (), own=(replace(reckoned, note="vom Rechner"),))
    plans.save_plan(db, PAIR, lambda _: stored)
    assert own_steps.own_steps(db, PAIR) == [reckoned]
