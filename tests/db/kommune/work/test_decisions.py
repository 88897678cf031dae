"""Decisions: every change with its log entry, never over unseen work, kept by the file itself."""

import sqlite3
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Subject, entries
from db.kommune.work import decisions
from db.kommune.work.decisions import Conflict, Decision
from db.vocabulary import STATUS_LABELS
from tests.support.towns.decided import set_people
from tests.support.towns.own_file import NOW, PAIR, act, db

__all__ = ["db"]


def now(db: Database) -> Decision:
    return decisions.decision(db, *PAIR)


def test_a_match_that_nobody_touched_is_new(db: Database) -> None:
    assert now(db) == Decision(*PAIR)


def test_a_status_is_kept_with_who_when_from_to_and_why(db: Database) -> None:
    decisions.set_status(db, now(db), "watching", act())
    decisions.set_status(db, now(db), "declined", act(2, minutes=5), "staff", "Bauamt unbesetzt")
    stored = now(db)
    assert (stored.status, stored.reason, stored.version) == ("declined", "staff", 2)
    latest, first = entries(db, stored.subject)
    assert (first.person, first.before, first.after) == ("Anna Berg", "new", "watching")
    assert (latest.person, latest.before, latest.after, latest.reason, latest.note) == (
        "Ben Tal", "watching", "declined", "staff", "Bauamt unbesetzt",
    )  # fmt: skip
    assert latest.at == NOW + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("status", "reason", "note"),
    [
        ("declined", "", "x"),
        ("declined", "staff", "  "),
        ("declined", "unsuitable", ""),
        ("declined", "quatsch", "x"),
        ("x", "", ""),
    ],
)
def test_what_is_incomplete_is_refused_and_stores_nothing(
    db: Database, status: str, reason: str, note: str
) -> None:
    with pytest.raises(FoerderlageError):
        decisions.set_status(db, now(db), status, act(), reason, note)
    assert now(db).version == 0
    assert entries(db, Subject()) == []


def test_a_reason_of_an_earlier_refusal_does_not_outlive_it(db: Database) -> None:
    decisions.set_status(db, now(db), "declined", act(), "deadline", "zu spät")
    decisions.set_status(db, now(db), "checking", act())
    assert now(db).reason == ""


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(db: Database) -> None:
    seen_by_both = now(db)
    decisions.set_status(db, seen_by_both, "checking", act(1))
    with pytest.raises(Conflict) as caught:
        set_people(db, seen_by_both, 2, None, act(2))
    assert caught.value.current.status == "checking"
    assert now(db).responsible is None
    assert len(entries(db, Subject())) == 1


def test_a_form_sent_twice_counts_once(db: Database) -> None:
    first = decisions.set_status(db, now(db), "watching", act(form="f1"))
    with pytest.raises(FoerderlageError, match="schon abgeschickt"):
        decisions.set_status(db, first, "granted", act(form="f1"))
    assert now(db).status == "watching"


def test_responsible_and_deputy_are_logged_each(db: Database) -> None:
    set_people(db, now(db), 1, 2, act(form="f1"))
    assert {(e.kind, e.after) for e in entries(db, Subject())} == {
        ("responsible", "1"), ("deputy", "2"),
    }  # fmt: skip


def test_choosing_the_same_people_again_changes_nothing(db: Database) -> None:
    set_people(db, now(db), 1, None, act())
    set_people(db, now(db), 1, None, act())
    assert now(db).version == 1


def test_a_match_can_be_hidden_and_shown_again(db: Database) -> None:
    decisions.set_hidden(db, now(db), True, act(), "passt nie")
    assert now(db).hidden
    decisions.set_hidden(db, now(db), False, act())
    assert not now(db).hidden
    assert [e.note for e in entries(db, Subject())] == ["", "passt nie"]


def test_a_programme_can_be_hidden_for_all_projects_and_shown_again(db: Database) -> None:
    for _ in range(2):
        decisions.hide_programme(db, *PAIR[1:], True, act())
    assert decisions.hidden_programmes(db) == {PAIR[1:]}
    decisions.hide_programme(db, *PAIR[1:], False, act())
    assert decisions.hidden_programmes(db) == set()
    assert len(entries(db, Subject("", *PAIR[1:]))) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "update event set after = 'granted'",
        "update event set person_id = 2",
        "delete from event",
        "insert or replace into event(id, at, person_id, kind, before, after)"
        " values (1, '', 2, 'status', '', '')",
        "insert into event(id, at, person_id, kind, before, after) values (1, '', 2, 'x', '', '')"
        " on conflict(id) do update set after = 'x'",
    ],
)
def test_the_file_itself_refuses_to_change_the_log(db: Database, statement: str) -> None:
    decisions.set_status(db, now(db), "watching", act())
    before = entries(db, Subject())
    with pytest.raises(sqlite3.IntegrityError):
        db.conn.execute(statement)
    db.conn.rollback()
    assert entries(db, Subject()) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.sampled_from([s for s in STATUS_LABELS if s != "declined"]), max_size=8))
def test_the_log_tells_the_whole_way_to_the_present_status(db: Database, way: list[str]) -> None:
    start = len(entries(db, Subject()))
    for status in way:
        decisions.set_status(db, now(db), status, act())
    told = entries(db, Subject())[: len(entries(db, Subject())) - start]
    assert [e.after for e in reversed(told)] == way
    for later, earlier in pairwise(told):
        assert later.before == earlier.after
