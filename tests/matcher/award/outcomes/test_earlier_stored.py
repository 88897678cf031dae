"""Earlier applications, read for some programmes out of a town's file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from sqlite_utils import Database

from db.kommune.award import earlier
from db.kommune.award.awards import AwardRow
from db.kommune.log import Subject
from db.kommune.succession.proposals import Succession, confirm, propose, successions
from db.kommune.work import archive, decisions
from db.kommune.work.decisions import Decision, decision
from matcher.award.outcomes.earlier_stored import read_earlier
from matcher.award.outcomes.yearly_stored import read_balance
from matcher.award.stored import Typed, enter_notice
from tests.support.awards.ended import MATCH, enter_rejected
from tests.support.towns.decided import set_people
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

OLD, NEW = PAIR[1:], ("foerderdatenbank", "rad-neu.html")
DAY = date(2026, 11, 24)


def told(db: Database, *programmes: tuple[str, str]) -> list[str]:
    found = read_earlier(db, programmes or [OLD])
    return [one.words("radweg").replace("\xa0", " ") for lines in found.values() for one in lines]


@contextmanager
def counting(db: Database) -> Iterator[list[str]]:
    asked = list[str]()
    db.conn.set_trace_callback(asked.append)
    yield asked
    db.conn.set_trace_callback(None)


def test_a_rejection_is_told_beside_its_programme(db: Database) -> None:
    enter_rejected(db, MATCH)
    assert told(db) == ["2024 abgelehnt: Mittel erschöpft (nach 5 Monaten)"]
    assert told(db, NEW) == []


def test_programmes_for_which_nothing_ended_cost_one_query(db: Database) -> None:
    enter_rejected(db, MATCH)
    with counting(db) as asked:
        assert read_earlier(db, [NEW, ("x", "y")]) == {}
    assert len(asked) == 1, asked


def test_the_project_at_hand_comes_before_others(db: Database) -> None:
    enter_rejected(db, MATCH)
    enter_rejected(db, replace(MATCH, project_id="kita"), decided=date(2025, 7, 1))
    for project, first in (("radweg", "radweg"), ("kita", "kita"), ("", "kita")):
        (lines,) = read_earlier(db, [OLD], project).values()
        assert lines[0].outcome.subject.project_id == first


def test_a_confirmed_successor_tells_of_the_programmes_before_it(db: Database) -> None:
    newest = ("foerderdatenbank", "rad-2030.html")
    enter_rejected(db, MATCH)
    propose(db, [Succession(OLD, NEW, 0.95)], DAY)
    assert told(db, NEW) == [], "a proposal is none yet"
    confirm(db, successions(db, "proposed")[0].id, {}, act(minutes=5))
    propose(db, [Succession(NEW, newest, 0.95)], DAY)
    confirm(db, successions(db, "proposed")[0].id, {}, act(minutes=6))
    line = "2024 beim Vorgängerprogramm abgelehnt: Mittel erschöpft (nach 5 Monaten)"
    assert told(db, NEW) == [line]
    assert told(db, newest) == [line]
    assert told(db, OLD) == [line.replace("beim Vorgängerprogramm ", "")]


def test_an_award_that_was_taken_over_is_told_without_a_time(db: Database) -> None:
    typed = {"art": "bewilligung", "datum": "01.03.2023", "zuwendung_eur": "45.000"}
    enter_notice(db, AwardRow(MATCH), Typed(typed), act())
    enter_notice(db, AwardRow(Subject("radweg"), "Dachprogramm"), Typed(typed), act())
    assert told(db) == ["2023 bewilligt 45.000 €"]
    found = read_balance(db, DAY)
    assert (found.balance.total.awarded.number, found.balance.undated) == (2, 2)


def test_a_status_set_by_hand_keeps_its_day_when_people_change(db: Database) -> None:
    decisions.set_status(db, decision(db, *PAIR), "rejected", act(), note="Zu spät")
    seen = decision(db, *PAIR)
    set_people(db, seen, 2, None, act(minutes=600_000))
    assert earlier.past(db, [OLD]).statuses == [
        earlier.StatusRow(MATCH, "rejected", day=DAY, note="Zu spät")
    ]
    assert told(db) == ["2026 abgelehnt: Zu spät"]
    assert earlier.past(db, [NEW]).statuses == []


def test_a_status_that_moved_to_a_successor_is_told_there(db: Database) -> None:
    decisions.set_status(db, decision(db, *PAIR), "rejected", act(), note="Zu spät")
    propose(db, [Succession(OLD, NEW, 0.95)], DAY)
    confirm(db, successions(db, "proposed")[0].id, {}, act(minutes=5))
    assert told(db, NEW) == ["2026 abgelehnt: Zu spät"]


def test_what_a_project_learned_stays_when_it_is_archived(db: Database) -> None:
    enter_rejected(db, MATCH)
    archive.archive(db, "radweg", "", act())
    assert len(told(db)) == 1
    assert read_balance(db, DAY).balance.total.rejected == 1


def test_what_people_only_dropped_is_no_outcome(db: Database) -> None:
    decisions.set_status(db, Decision(*PAIR), "declined", act(), reason="staff", note="Nie")
    enter_rejected(db, replace(MATCH, programme_key="x"), state="submitted", decided=None)
    assert told(db, OLD, ("foerderdatenbank", "x")) == []
