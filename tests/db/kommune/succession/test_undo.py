"""A confirmed successor is taken back: what nobody touched goes back, nothing is lost."""

import sqlite3
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.corrections import corrections, lapse, save_correction
from db.kommune.log import Subject, entries
from db.kommune.succession.proposals import MOVED, Succession, confirm, propose, successions
from db.kommune.succession.undo import undo
from db.kommune.tracker.plans import Computed, save_plan, set_step, steps
from db.kommune.work.decisions import Conflict, decision, hide_programme, set_status
from db.kommune.work.notes import Note, notes_of, save_note
from db.kommune.work.reviews import looks
from tests.db.kommune.succession.test_proposals import (
    NEW,
    OLD,
    PAIR,
    STEP,
    THERE,
    correction,
    number,
    plan_with_note,
    work,
)
from tests.support.towns.own_file import act, db

__all__ = ["db"]
ALL = {"decision": 1, "note": 2, "correction": 2, "plan": 1, "hidden_programme": 1}


def entered(own: Database) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(own.execute(f"select * from {table}").fetchall(), key=str)
            for table in MOVED}  # fmt: skip


def confirmed(own: Database) -> int:
    """All that can be entered, moved to the new programme."""
    work(own)
    chosen = number(own)
    rate = next(c.id for c in corrections(own, *OLD) if c.kind == "rate")
    confirm(own, chosen, {rate: "neue Grundlage"}, act(2, minutes=5))
    return chosen


def test_everything_is_again_as_it_was(db: Database) -> None:
    work(db)
    chosen, before = number(db), entered(db)
    confirm(db, chosen, {1: "neue Grundlage"}, act(2, minutes=5))
    assert entered(db) != before
    undone = undo(db, chosen, act(minutes=9))
    assert entered(db) == before
    assert (undone.counts, undone.stayed) == (ALL, {})
    (one,) = successions(db)
    assert (one.state, one.decided_at, one.decided_by, one.recorded) == (
        "proposed", None, None, False,
    )  # fmt: skip


def test_it_can_be_confirmed_and_taken_back_again(db: Database) -> None:
    chosen = confirmed(db)
    moved = entered(db)
    undo(db, chosen, act(minutes=9))
    confirm(db, chosen, {1: "neue Grundlage"}, act(2, minutes=5))
    assert entered(db) == moved
    assert undo(db, chosen, act(minutes=20)).stayed == {}


def test_it_is_logged_for_both_programmes_and_matches(db: Database) -> None:
    chosen = confirmed(db)
    undo(db, chosen, act(2, form="u" * 20, minutes=9))
    for subject in (Subject("", *OLD), Subject(*PAIR), Subject(*THERE)):
        (entry,) = [e for e in entries(db, subject, only=True) if e.kind == "succession_undone"]
        assert (entry.before, entry.after, entry.person) == (NEW[1], OLD[1], "Ben Tal")


def test_the_match_of_the_new_programme_counts_as_not_dealt_with(db: Database) -> None:
    work(db)
    chosen = number(db)
    hide_programme(db, *OLD, False, act())
    confirm(db, chosen, {}, act(2, minutes=5))
    assert {*looks(db)} == {PAIR, THERE}
    before = entries(db, Subject(*PAIR), only=True)
    undo(db, chosen, act(minutes=9))
    (decided,) = [entry.at for entry in before if entry.kind == "status"]
    found = {pair: look.at for pair, look in looks(db).items()}
    assert found == {PAIR: decided}, "nobody looked at a guideline when it was taken back"


def test_a_match_that_somebody_changed_stays_with_its_plan(db: Database) -> None:
    chosen = confirmed(db)
    set_status(db, decision(db, *THERE), "application", act(minutes=7))
    undone = undo(db, chosen, act(minutes=9))
    assert undone.stayed == {"decision": 1, "plan": 1}
    assert decision(db, *THERE).status == "application"
    assert decision(db, *PAIR).version == 0
    assert [s.note for s in steps(db, THERE)] == ["mit der Kämmerei"]


def test_a_form_from_before_does_not_fit_what_was_decided_anew(db: Database) -> None:
    chosen = confirmed(db)
    stale = decision(db, *THERE)
    undo(db, chosen, act(minutes=9))
    for status in ("checking", "sketch", "application", "granted"):
        set_status(db, decision(db, *THERE), status, act(minutes=10))
        with pytest.raises(Conflict):
            set_status(db, stale, "rejected", act(2, minutes=11))


def test_a_step_that_somebody_set_keeps_plan_and_decision_together(db: Database) -> None:
    chosen = confirmed(db)
    (seen,) = steps(db, THERE)
    set_step(db, THERE, seen, replace(seen, done_on=date(2026, 12, 1)), act(minutes=7))
    undone = undo(db, chosen, act(minutes=9))
    assert undone.stayed == {"decision": 1, "plan": 1}
    assert decision(db, *THERE).status == "watching"


def test_a_plan_begun_since_belongs_to_its_decision(db: Database) -> None:
    set_status(db, decision(db, *PAIR), "watching", act())
    chosen = number(db)
    confirm(db, chosen, {}, act(2, minutes=5))
    plan_with_note(db, THERE, "")
    assert undo(db, chosen, act(minutes=9)).stayed == {}
    assert db.execute("select * from plan").fetchall() == []  # only computed, for nobody now
    confirm(db, chosen, {}, act(2, minutes=10))
    plan_with_note(db, THERE, "begonnen")
    assert undo(db, chosen, act(minutes=12)).stayed == {"decision": 1}
    assert decision(db, *THERE).status == "watching"
    assert [s.note for s in steps(db, THERE)] == ["begonnen"]


def test_a_plan_that_was_only_computed_anew_goes_back(db: Database) -> None:
    chosen = confirmed(db)
    (seen,) = steps(db, THERE)
    later = replace(seen, day=date(2026, 12, 15))
    other = replace(STEP, kind="council", title="Beschluss")
    save_plan(db, THERE, lambda _: Computed(date(2026, 11, 30), "neu", (later, other)))
    plan_with_note(db, PAIR, "")  # the night computed one for the old match, too
    assert undo(db, chosen, act(minutes=9)).stayed == {}
    assert {(s.kind, s.note) for s in steps(db, PAIR)} == {
        ("paper", "mit der Kämmerei"), ("council", ""),
    }  # fmt: skip
    assert steps(db, THERE) == []


def test_what_was_entered_anew_for_the_old_programme_stays(db: Database) -> None:
    chosen = confirmed(db)
    set_status(db, decision(db, *PAIR), "declined", act(minutes=6), "staff", "niemand da")
    save_correction(db, replace(correction("rate"), reason="neu"), act(minutes=6))
    undone = undo(db, chosen, act(minutes=9))
    assert undone.stayed == {"decision": 1, "plan": 1, "correction": 1}
    assert decision(db, *PAIR).status == "declined"
    assert decision(db, *THERE).status == "watching"
    assert [c.reason for c in corrections(db, *OLD) if c.kind == "rate"] == ["neu"]
    assert [c.kind for c in corrections(db, *NEW)] == ["rate"]


def test_changed_notes_and_corrections_stay_and_the_others_go(db: Database) -> None:
    chosen = confirmed(db)
    (note,) = notes_of(db, Subject("", *NEW))
    save_note(db, replace(note, body="ergänzt"), act(minutes=7))
    save_correction(db, correction("rate", NEW[1]), act(minutes=7))
    undone = undo(db, chosen, act(minutes=9))
    assert undone.stayed == {"note": 1, "correction": 1}
    assert [n.body for n in notes_of(db, Subject("", *NEW))] == ["ergänzt"]
    assert [n.body for n in notes_of(db, Subject(*PAIR))] == ["zum Treffer"]
    assert [(c.kind, c.basis) for c in corrections(db, *OLD)] == [("deadline", "basis")]


def test_a_correction_that_a_later_text_ended_is_in_force_again(db: Database) -> None:
    chosen = confirmed(db)
    (rate,) = corrections(db, *NEW)
    lapse(db, [rate.id], act(minutes=7).at)
    undo(db, chosen, act(minutes=9))
    assert {c.kind: c.basis for c in corrections(db, *OLD)} == {
        "rate": "basis", "deadline": "basis",
    }  # fmt: skip


def test_what_the_new_programme_had_itself_is_left_alone(db: Database) -> None:
    work(db)
    save_note(db, Note("note", Subject("", *NEW), body="eigene"), act())
    save_correction(db, correction("rate", NEW[1]), act())
    plan_with_note(db, THERE, "schon begonnen")
    before = entered(db)
    chosen = number(db)
    confirm(db, chosen, {}, act(2, minutes=5))
    undo(db, chosen, act(minutes=9))
    assert entered(db) == before


def test_of_two_confirmations_in_a_row_the_later_goes_first(db: Database) -> None:
    work(db)
    before = entered(db)
    first = number(db)
    confirm(db, first, {}, act(minutes=5))
    last = ("q", "letztes.html")
    second = number(db, Succession(NEW, last, 0.85))
    confirm(db, second, {}, act(minutes=6))
    stored = entered(db)
    with pytest.raises(FoerderlageError, match="zuerst dessen Bestätigung"):
        undo(db, first, act(minutes=7))
    assert entered(db) == stored
    for chosen in (second, first):
        assert undo(db, chosen, act(minutes=8)).stayed == {}
    assert entered(db) == before


def test_what_cannot_be_taken_back_says_why_and_changes_nothing(db: Database) -> None:
    chosen = number(db)
    with pytest.raises(FoerderlageError, match=f"bestätigten Nachfolger Nr. {chosen} gibt es"):
        undo(db, chosen, act())
    work(db)
    confirm(db, chosen, {}, act(minutes=5))
    db.execute("update succession set moved = null")  # by an earlier version
    db.conn.commit()
    stored = entered(db)
    with pytest.raises(FoerderlageError, match=r"noch nicht festgehalten.*Sicherungen"):
        undo(db, chosen, act(minutes=9))
    assert entered(db) == stored


def test_a_form_sent_twice_and_a_failure_half_way_change_nothing(db: Database) -> None:
    chosen = confirmed(db)
    set_status(db, decision(db, "radweg", "q", "x.html"), "watching", act(form="g" * 20))
    stored = entered(db)
    with pytest.raises(FoerderlageError, match="schon abgeschickt"):
        undo(db, chosen, act(form="g" * 20))
    assert entered(db) == stored
    db.execute("create trigger stop before update on note begin select raise(abort, 'voll'); end")
    with pytest.raises(sqlite3.IntegrityError, match="voll"):
        undo(db, chosen, act(minutes=9))
    assert entered(db) == stored


def test_a_night_may_drop_the_proposal_that_is_open_again(db: Database) -> None:
    chosen = confirmed(db)
    undo(db, chosen, act(minutes=9))
    assert propose(db, [], date(2026, 11, 25)) == 0
    assert successions(db) == []
