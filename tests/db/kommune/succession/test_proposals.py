"""Proposals of successors, and moving all that people entered in one transaction."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import open_kommune
from db.kommune.award.applications import ApplicationRow, State, save_application
from db.kommune.corrections import Correction, corrections, save_correction
from db.kommune.log import Subject, entries
from db.kommune.succession import proposals
from db.kommune.succession.proposals import MOVED, STAYING, Succession, confirm, propose, reject
from db.kommune.tracker.plans import Computed, StepRow, save_plan, set_step, steps
from db.kommune.work.decisions import decision, hide_programme, set_status
from db.kommune.work.notes import Note, notes_of, remove_note, save_note
from tests.support.towns.decided import set_people
from tests.support.towns.own_file import act, db

__all__ = ["db"]
OLD, NEW = ("q", "alt.html"), ("q", "neu.html")
PAIR, THERE = ("radweg", *OLD), ("radweg", *NEW)
DAY = date(2026, 11, 24)
LIKE = Succession(OLD, NEW, 0.9)
STEP = StepRow("application", "paper", "Vorlage", DAY, date(2026, 12, 31), "21 Tage")


def number(own: Database, one: Succession = LIKE) -> int:
    propose(own, [one], DAY)
    return next(s.id for s in proposals.successions(own) if s.new == one.new)


def correction(kind: str, key: str = OLD[1]) -> Correction:
    return Correction("q", key, kind, ((75.0, {}),), False, "Anruf", "Amt", "basis")


def plan_with_note(own: Database, pair: tuple[str, str, str], note: str) -> None:
    save_plan(own, pair, lambda _: Computed(DAY, "rückwärts", (STEP,)))
    if note:
        set_step(own, pair, STEP, StepRow(**{**_values(STEP), "note": note}), act())


def _values(step: StepRow) -> dict[str, object]:
    return {name: getattr(step, name) for name in StepRow.__dataclass_fields__}


def work(own: Database) -> None:
    """Everything that can be entered about a programme."""
    seen = set_status(own, decision(own, *PAIR), "watching", act(), note="gut")
    set_people(own, seen, 1, 2, act())
    hide_programme(own, *OLD, True, act())
    save_note(own, Note("note", Subject(*PAIR), body="zum Treffer"), act())
    gone = save_note(own, Note("note", Subject("", *OLD), body="gelöscht"), act())
    remove_note(own, gone, act())
    save_note(own, Note("note", Subject("", *OLD), body="zum Programm"), act())
    save_correction(own, correction("rate"), act())
    save_correction(own, correction("deadline"), act())
    plan_with_note(own, PAIR, "mit der Kämmerei")


def rows_of(own: Database) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored about programmes, and the log."""
    return {table: own.execute(f"select * from {table}").fetchall()
            for table in (*MOVED, "event", "succession")}  # fmt: skip


def test_every_table_about_programmes_moves_or_stays_on_purpose(tmp_path: Path) -> None:
    with closing(open_kommune(tmp_path / "k.db")) as own:
        tables = {
            row[0]
            for row in own.execute(
                "select m.name from sqlite_master m join pragma_table_info(m.name) c"
                " where m.type in ('table', 'view') and c.name = 'programme_key'"
            )
        }
    assert tables == {*MOVED, *STAYING}


def test_a_proposal_is_stored_once_and_goes_when_it_no_longer_fits(db: Database) -> None:
    assert propose(db, [LIKE], DAY) == 1
    assert propose(db, [Succession(OLD, NEW, 0.95)], DAY) == 0
    (one,) = proposals.successions(db)
    assert (one.similarity, one.state, one.proposed_on) == (0.95, "proposed", DAY)
    assert propose(db, [], DAY) == 0
    assert proposals.successions(db) == []


def test_all_that_people_entered_moves_along_with_its_author(db: Database) -> None:
    work(db)
    moved = confirm(db, number(db), {1: "neue Grundlage"}, act(2, minutes=5))
    assert moved.counts == {
        "decision": 1, "note": 2, "correction": 2, "plan": 1, "hidden_programme": 1,
    }  # fmt: skip
    assert moved.stayed == 0
    now = decision(db, *THERE)
    assert (now.status, now.note, now.responsible, now.deputy) == ("watching", "gut", 1, 2)
    assert (now.changed_by, now.version) == (1, 3)
    assert decision(db, *PAIR).version == 0
    assert [n.body for n in notes_of(db, Subject(*THERE))] == ["zum Treffer"]
    assert [n.body for n in notes_of(db, Subject("", *NEW))] == ["zum Programm"]
    assert [s.note for s in steps(db, THERE)] == ["mit der Kämmerei"]
    assert steps(db, PAIR) == []
    for table in MOVED:
        left = db.execute(f"select count(*) from {table} where programme_key = ?", [OLD[1]])
        assert left.fetchone() == (0,), table


@pytest.mark.parametrize(("state", "stays"), [("drafting", False), ("submitted", True)])
def test_what_was_handed_in_stays_with_the_programme_it_was_handed_in_for(
    db: Database, state: State, stays: bool
) -> None:
    work(db)
    one = ApplicationRow(Subject(*PAIR), state=state)
    save_application(db, one, one, act(), ("", "Erstantrag"))
    moved = confirm(db, number(db), {}, act(minutes=5))
    assert moved.stayed == (2 if stays else 0)
    assert bool(decision(db, *PAIR).version) == stays
    assert bool(steps(db, PAIR)) == stays
    assert bool(decision(db, *THERE).version) != stays


def test_corrections_that_hold_stay_in_force_and_the_others_lapse(db: Database) -> None:
    work(db)
    kept = next(c for c in corrections(db, *OLD) if c.kind == "rate")
    confirm(db, number(db), {kept.id: "neue Grundlage"}, act(minutes=5))
    found = {c.kind: c for c in corrections(db, *NEW, all_ever=True)}
    assert (found["rate"].in_force, found["rate"].basis) == (True, "neue Grundlage")
    assert found["deadline"].lapsed == act(minutes=5).at
    assert found["deadline"].basis == "basis"


def test_what_the_new_programme_has_already_is_not_overwritten(db: Database) -> None:
    work(db)
    set_status(db, decision(db, *THERE), "application", act())
    save_correction(db, correction("rate", NEW[1]), act())
    plan_with_note(db, THERE, "schon begonnen")
    hide_programme(db, *NEW, True, act())
    every = {c.id: "b" for c in corrections(db, *OLD)}
    moved = confirm(db, number(db), every, act(minutes=5))
    assert decision(db, *THERE).status == "application"
    assert decision(db, *PAIR).status == "watching"
    assert [s.note for s in steps(db, THERE)] == ["schon begonnen"]
    assert moved.stayed == 3
    rates = [c for c in corrections(db, *NEW, all_ever=True) if c.kind == "rate"]
    assert sorted(c.in_force for c in rates) == [False, True]
    assert not any(c.lapsed for c in rates)


def test_a_plan_that_nobody_touched_gives_way(db: Database) -> None:
    work(db)
    plan_with_note(db, THERE, "")
    confirm(db, number(db), {}, act(minutes=5))
    assert [s.note for s in steps(db, THERE)] == ["mit der Kämmerei"]


def test_it_is_logged_for_the_programme_and_for_each_match(db: Database) -> None:
    work(db)
    confirm(db, number(db), {}, act(2, form="f" * 20, minutes=5))
    for subject in (Subject("", *NEW), Subject(*THERE)):
        (entry,) = [e for e in entries(db, subject, only=True) if e.kind == "succession"]
        assert (entry.before, entry.after, entry.person) == (OLD[1], NEW[1], "Ben Tal")
    (one,) = proposals.successions(db, "confirmed")
    assert (one.decided_by, one.decided_at) == (2, act(minutes=5).at)


def test_other_proposals_for_the_same_programme_are_settled_with_it(db: Database) -> None:
    other = Succession(OLD, ("q", "anders.html"), 0.8)
    propose(db, [LIKE, other], DAY)
    first = next(s.id for s in proposals.successions(db) if s.new == NEW)
    confirm(db, first, {}, act())
    assert [s.new for s in proposals.successions(db)] == [NEW]


def test_a_rejected_one_moves_nothing_and_is_not_proposed_again(db: Database) -> None:
    work(db)
    before = {table: rows for table, rows in rows_of(db).items() if table in MOVED}
    reject(db, number(db), act(2, minutes=5))
    assert {table: rows_of(db)[table] for table in MOVED} == before
    assert propose(db, [LIKE], DAY) == 0
    assert [s.state for s in proposals.successions(db)] == ["rejected"]
    (entry,) = [e for e in entries(db, Subject("", *OLD)) if e.kind == "no_succession"]
    assert entry.after == NEW[1]


@pytest.mark.parametrize("first", [confirm, reject])
def test_what_is_decided_cannot_be_decided_again(db: Database, first: object) -> None:
    work(db)
    chosen = number(db)
    if first is confirm:
        confirm(db, chosen, {}, act())
    else:
        reject(db, chosen, act())
    before = rows_of(db)
    with pytest.raises(FoerderlageError, match="gibt es nicht"):
        confirm(db, chosen, {}, act())
    with pytest.raises(FoerderlageError, match="gibt es nicht"):
        reject(db, chosen, act())
    assert rows_of(db) == before


def test_a_form_sent_twice_changes_nothing(db: Database) -> None:
    work(db)
    chosen = number(db)
    set_status(db, decision(db, "radweg", "q", "x.html"), "watching", act(form="g" * 20))
    before = rows_of(db)
    with pytest.raises(FoerderlageError, match="schon abgeschickt"):
        confirm(db, chosen, {}, act(form="g" * 20))
    assert rows_of(db) == before


def test_a_failure_half_way_leaves_everything_where_it_was(db: Database) -> None:
    work(db)
    chosen = number(db)
    db.execute("create trigger stop before delete on plan begin select raise(abort, 'voll'); end")
    before = rows_of(db)
    with pytest.raises(sqlite3.IntegrityError, match="voll"):
        confirm(db, chosen, {}, act())
    assert rows_of(db) == before
