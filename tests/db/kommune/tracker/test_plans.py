"""Plans in the file: computed days, what people set with its log, and what moved."""

from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Subject, entries
from db.kommune.tracker import plans
from db.kommune.tracker.plans import Computed, Move, StepRow
from db.kommune.work.decisions import Conflict
from tests.support.towns.own_file import NOW, PAIR, act, db

__all__ = ["db"]

TODAY, DUE = date(2026, 11, 24), date(2027, 3, 31)
GROUND = ("meeting", "typed#1", "Stadtrat am 25.01.2027")
PAPER = StepRow("application", "paper", "Beschlussvorlage abgeben", date(2027, 1, 4), DUE,
                "21 Tage vor der Sitzung", (GROUND,))  # fmt: skip
SUBMIT = replace(PAPER, kind="submission", title="Antrag einreichen", day=date(2027, 3, 25))


def store(db: Database, *steps: StepRow, moves: tuple[Move, ...] = ()) -> None:
    plans.save_plan(db, PAIR, lambda _: Computed(TODAY, "Rückwärts geplant.", steps, moves))


def now(db: Database, kind: str = "paper") -> StepRow:
    return next(s for s in plans.steps(db, PAIR) if s.kind == kind)


def test_a_plan_comes_back_as_it_was_stored(db: Database) -> None:
    store(db, PAPER, SUBMIT)
    assert sorted(plans.steps(db, PAIR), key=lambda s: s.day) == [PAPER, SUBMIT]
    assert plans.all_steps(db) == {PAIR: plans.steps(db, PAIR)}


def test_a_new_plan_replaces_the_steps_it_was_computed_from(db: Database) -> None:
    store(db, PAPER, SUBMIT)
    seen: list[StepRow] = []

    def compute(rows: list[StepRow]) -> Computed:
        seen.extend(rows)
        return Computed(TODAY, "neu", (replace(PAPER, day=date(2027, 1, 5)),))

    plans.save_plan(db, PAIR, compute)
    assert len(seen) == 2
    assert [s.day for s in plans.steps(db, PAIR)] == [date(2027, 1, 5)]


def test_what_people_set_is_kept_with_who_and_what_and_logged_one_by_one(db: Database) -> None:
    store(db, PAPER)
    wanted = replace(PAPER, moved_to=date(2026, 12, 28), assignee=2, note=" bald ")
    plans.set_step(db, PAIR, PAPER, wanted, act(form="f1"))
    kept = now(db)
    assert (kept.moved_to, kept.assignee, kept.note) == (date(2026, 12, 28), 2, "bald")
    assert (kept.version, kept.changed_by, kept.changed_at) == (1, 1, NOW.isoformat())
    assert kept.day == PAPER.day
    found = {e.kind: (e.before, e.after, e.note) for e in entries(db, Subject(*PAIR))}
    assert found == {
        "step_moved": ("", "2026-12-28", PAPER.title),
        "step_assigned": ("", "2", PAPER.title),
        "step_note": ("", "bald", PAPER.title),
    }


def test_setting_nothing_new_is_no_entry(db: Database) -> None:
    store(db, PAPER)
    assert plans.set_step(db, PAIR, PAPER, PAPER, act()).version == 0
    assert entries(db, Subject()) == []


def test_a_form_sent_twice_counts_once(db: Database) -> None:
    store(db, PAPER)
    done = plans.set_step(db, PAIR, PAPER, replace(PAPER, done_on=TODAY), act(form="f1"))
    with pytest.raises(FoerderlageError, match="schon abgeschickt"):
        plans.set_step(db, PAIR, done, replace(done, done_on=None), act(form="f1"))
    assert now(db).done_on == TODAY


@pytest.mark.parametrize(
    "meanwhile",
    [
        replace(PAPER, version=1, assignee=2),
        replace(PAPER, due=date(2028, 3, 31)),
        replace(PAPER, parked=True),
        replace(PAPER, kind="treasury"),
    ],
)
def test_what_changed_since_it_was_seen_is_not_overwritten(
    db: Database, meanwhile: StepRow
) -> None:
    store(db, meanwhile)
    with pytest.raises(Conflict):
        plans.set_step(db, PAIR, PAPER, replace(PAPER, done_on=TODAY), act())
    assert plans.steps(db, PAIR) == [meanwhile]
    assert entries(db, Subject()) == []


def test_moves_are_told_from_a_day_on_latest_first(db: Database) -> None:
    old = Move(date(2026, 11, 1), "application", "paper", "Vorlage", None, date(2027, 1, 5), "neu")
    new = replace(
        old, on_day=TODAY, before=date(2027, 1, 5), after=date(2027, 1, 4), reason="Sitzung"
    )
    store(db, PAPER, moves=(old,))
    store(db, PAPER, moves=(new,))
    assert plans.moves(db, PAIR, date(2026, 11, 1)) == [new, old]
    assert plans.moves(db, PAIR, TODAY) == [new]


def test_a_computation_that_breaks_leaves_the_plan(db: Database) -> None:
    store(db, PAPER)
    with pytest.raises(ZeroDivisionError):
        plans.save_plan(db, PAIR, lambda _: Computed(TODAY, "", () * (1 // 0)))
    assert plans.steps(db, PAIR) == [PAPER]
