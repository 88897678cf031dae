"""Own steps go along with the plan of a successor, and back; also those of archived projects."""

from datetime import date

from sqlite_utils import Database

from db.kommune.succession import proposals
from db.kommune.succession.proposals import Succession, confirm, propose
from db.kommune.succession.undo import undo
from db.kommune.tracker import own_steps, plans
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import Computed
from db.kommune.work import archive
from db.kommune.work.decisions import Decision, decision, set_status
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

DAY = date(2026, 11, 24)
OLD, NEW = PAIR[1:], ("foerderdatenbank", "rad-neu.html")
THERE = (PAIR[0], *NEW)
STEP = OwnRow("own", "Angebote einholen", date(2027, 1, 4))


def made(db: Database, pair: tuple[str, str, str], title: str = STEP.title) -> OwnRow:
    plans.save_plan(db, pair, lambda _: Computed(DAY, "rückwärts", ()))
    return own_steps.save_own(
        db, pair, None, OwnRow("own", title, day=STEP.day), act(), lambda row: row.title
    )


def confirmed(db: Database) -> int:
    propose(db, [Succession(OLD, NEW, 0.95)], DAY)
    number = proposals.successions(db, "proposed")[0].id
    confirm(db, number, {}, act(minutes=5))
    return number


def test_own_steps_move_along_and_back(db: Database) -> None:
    step = made(db, PAIR)
    number = confirmed(db)
    assert own_steps.all_own_steps(db) == {THERE: [step]}
    undo(db, number, act(minutes=9))
    assert own_steps.all_own_steps(db) == {PAIR: [step]}


def test_a_plan_with_own_steps_gives_way_to_no_other(db: Database) -> None:
    made(db, PAIR)
    made(db, THERE, "Begonnen")
    confirmed(db)
    found = {
        pair: [row.title for row in rows] for pair, rows in own_steps.all_own_steps(db).items()
    }
    assert found == {PAIR: [STEP.title], THERE: ["Begonnen"]}


def test_a_step_made_since_keeps_the_plan_where_it_is(db: Database) -> None:
    made(db, PAIR)
    number = confirmed(db)
    made(db, THERE, "Später")
    undo(db, number, act(minutes=9))
    assert [*own_steps.all_own_steps(db)] == [THERE]


def test_what_is_archived_moves_along_too(db: Database) -> None:
    set_status(db, Decision(*PAIR), "watching", act())
    archive.archive(db, PAIR[0], "", act())
    number = confirmed(db)
    assert decision(db, *THERE).status == "watching"
    undo(db, number, act(minutes=9))
    assert decision(db, *PAIR).status == "watching"
