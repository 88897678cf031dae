"""What is recorded of ended applications, for some programmes and for all."""

from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from db.kommune.award.applications import ApplicationRow, applications, save_application
from db.kommune.award.awards import AwardRow, awards, save_notice
from db.kommune.award.earlier import past, with_past
from db.kommune.log import Subject
from db.kommune.succession.proposals import Succession, confirm, propose, successions
from db.kommune.succession.undo import undo
from tests.support.awards.ended import MATCH, REJECTED
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

OLD, NEW = PAIR[1:], ("foerderdatenbank", "rad-neu.html")
NOTICE = {"art": "bewilligung", "datum": "2023-03-01"}


def enter(db: Database, row: ApplicationRow) -> None:
    save_application(db, ApplicationRow(row.subject), row, act(), ("", "eingetragen"))


def test_only_what_belongs_to_the_programmes_asked_for_is_read(db: Database) -> None:
    other = replace(MATCH, programme_key=NEW[1])
    for subject in (MATCH, other):
        enter(db, replace(REJECTED, subject=subject))
        save_notice(db, AwardRow(subject), NOTICE, act(), "Bescheid")
    save_notice(db, AwardRow(Subject("radweg"), "Dachprogramm"), NOTICE, act(), "Bescheid")
    assert [one.subject for one in applications(db, programmes=[NEW])] == [other]
    assert [one.subject for one in awards(db, programmes=[NEW])] == [other]
    assert awards(db, "kita", programmes=[NEW]) == []
    assert applications(db, programmes=[]) == []
    assert len(awards(db)) == 3
    found = past(db, [OLD])
    assert [one.subject for one in (*found.applications, *found.awards)] == [MATCH, MATCH]
    assert len(past(db).awards) == 3


@pytest.mark.parametrize("state", ["drafting", "submitted"])
def test_a_programme_has_no_past_while_its_application_is_under_way(
    db: Database, state: str
) -> None:
    enter(db, replace(REJECTED, state=state, decided=None))  # type: ignore[arg-type]  # parametrised
    assert with_past(db, [OLD]) == {}


def test_a_successor_has_the_past_of_the_programme_before_it_until_that_is_taken_back(
    db: Database,
) -> None:
    enter(db, REJECTED)
    propose(db, [Succession(OLD, NEW, 0.95)], date(2026, 11, 24))
    number = successions(db, "proposed")[0].id
    confirm(db, number, {}, act(minutes=5))
    assert with_past(db, [NEW, OLD]) == {NEW: [OLD], OLD: [OLD]}
    undo(db, number, act(minutes=9))
    assert with_past(db, [NEW]) == {}
