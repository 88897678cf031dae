"""Awards: notices are appended, corrected by another, and two people never overwrite each other."""

import sqlite3

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.award.awards import AwardRow, award, award_of, awards, save_notice
from db.kommune.log import Subject, entries
from db.kommune.work.decisions import Conflict
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

MATCH = Subject(*PAIR)
NEW = AwardRow(MATCH)


def test_a_first_notice_makes_the_award_and_the_log_says_so(db: Database) -> None:
    saved = save_notice(db, NEW, {"zuwendung_eur": "300000"}, act(), "Bescheid vom 03.05.2027")
    assert award_of(db, MATCH) == award(db, saved.id) == saved
    assert [n.content for n in saved.notices] == [{"zuwendung_eur": "300000"}]
    (entry,) = entries(db, MATCH)
    assert (entry.kind, entry.after) == ("award_notice", "Bescheid vom 03.05.2027")


def test_an_amendment_comes_after_what_was_there(db: Database) -> None:
    first = save_notice(db, NEW, {"a": 1}, act(), "")
    second = save_notice(db, first, {"a": 2}, act(), "")
    assert [n.content["a"] for n in second.notices] == [1, 2]
    assert awards(db, PAIR[0]) == [second]
    assert awards(db, "anderes") == []


def test_a_correction_takes_the_place_of_what_it_corrects_and_both_stay_stored(
    db: Database,
) -> None:
    first = save_notice(db, NEW, {"a": 1}, act(), "")
    second = save_notice(db, first, {"a": 2}, act(), "")
    number = first.notices[0].id
    once = save_notice(db, second, {"a": 10}, act(), "", corrects=number)
    again = save_notice(db, once, {"a": 11}, act(), "", corrects=number)
    assert [(n.id, n.content["a"]) for n in again.notices] == [
        (number, 11),
        (second.notices[1].id, 2),
    ]
    assert db["award_notice"].count == 4
    assert entries(db, MATCH)[0].kind == "award_corrected"


def test_a_notice_is_never_changed_in_place(db: Database) -> None:
    save_notice(db, NEW, {"a": 1}, act(), "")
    with pytest.raises(sqlite3.IntegrityError, match="berichtigt"):
        db.execute("update award_notice set content = '{}'")


def test_whoever_saw_an_older_state_of_an_award_overwrites_nothing(db: Database) -> None:
    first = save_notice(db, NEW, {"a": 1}, act(), "")
    save_notice(db, first, {"a": 2}, act(), "")
    with pytest.raises(Conflict):
        save_notice(db, first, {"a": 3}, act(), "")
    assert db["award_notice"].count == 2


def test_a_second_award_of_a_match_is_refused_and_stores_nothing(db: Database) -> None:
    save_notice(db, NEW, {"a": 1}, act(), "")
    with pytest.raises(FoerderlageError, match="schon ein Zuwendungsbescheid"):
        save_notice(db, NEW, {"a": 2}, act(), "")
    assert (db["award"].count, db["award_notice"].count) == (1, 1)


def test_several_awards_of_programmes_outside_the_catalogue_stand_side_by_side(
    db: Database,
) -> None:
    outside = [AwardRow(Subject(PAIR[0]), title) for title in ("Altes Dach", "Alte Straße")]
    for one in outside:
        save_notice(db, one, {"a": 1}, act(), "")
    assert [one.title for one in awards(db)] == ["Altes Dach", "Alte Straße"]
    assert award_of(db, Subject(PAIR[0])) is None
