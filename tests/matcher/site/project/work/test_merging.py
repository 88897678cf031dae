"""Who saves second: what that person left alone takes the present state."""

from sqlite_utils import Database

from db.kommune.log import Subject, last_entry
from db.kommune.succession.proposals import confirm
from db.kommune.work.decisions import decision, set_status
from matcher.site.project.work.forms import DecisionForm, decision_form
from matcher.site.project.work.merging import refreshed
from tests.db.kommune.succession.test_proposals import PAIR, THERE, number, work
from tests.support.towns.own_file import act, db

__all__ = ["db"]


def opened(own: Database, pair: tuple[str, str, str]) -> DecisionForm:
    return decision_form(decision(own, *pair), last_entry(own), "/")


def test_a_note_that_was_left_alone_is_that_of_the_colleague(db: Database) -> None:
    set_status(db, decision(db, *PAIR), "watching", act(), note="zuerst")
    sent = opened(db, PAIR)
    set_status(db, decision(db, *PAIR), "checking", act(2, minutes=1), note="danach")
    found = refreshed(db, sent, Subject(*PAIR), decision(db, *PAIR))
    assert (found.status, found.note) == ("checking", "danach")


def test_the_same_holds_after_the_decision_moved_to_a_successor(db: Database) -> None:
    work(db)
    confirm(db, number(db), {}, act(2, minutes=5))
    sent = opened(db, THERE)
    assert sent.note == "gut"
    set_status(db, decision(db, *THERE), "checking", act(2, minutes=7), note="danach")
    found = refreshed(db, sent, Subject(*THERE), decision(db, *THERE))
    assert (found.status, found.note) == ("checking", "danach")
