"""What changed hands since a day: a handover that was taken back is none."""

from datetime import date

from sqlite_utils import Database

from db.kommune import people
from db.kommune.handing.handover import hand_over, undo
from db.kommune.handing.ownership import ownership_changes
from db.kommune.work import owners
from tests.support.handing.held import ANNA, BEN, CARLA, anna_holds_everything
from tests.support.towns.own_file import NOW, PAIR, act, db

__all__ = ["db"]

YEAR = date(NOW.year, 1, 1)


def anna_gives(db: Database) -> int:
    giver, taker = people.person(db, ANNA), people.person(db, CARLA)
    return hand_over(db, giver, taker, act(BEN)).id


def changes(db: Database, since: date = YEAR) -> list[tuple[str, str, str]]:
    return [(one.kind, one.before, one.after) for one in ownership_changes(db, since)]


def test_a_handover_changes_hands_until_it_is_taken_back(db: Database) -> None:
    anna_holds_everything(db)
    before = changes(db)
    number = anna_gives(db)
    assert ("handover", "1", "3") in changes(db)
    assert len(changes(db)) > len(before) + 5
    undo(db, number, act(BEN, minutes=5))
    assert changes(db) == before


def test_what_stayed_because_somebody_changed_it_did_change_hands(db: Database) -> None:
    anna_holds_everything(db)
    before = changes(db)
    number = anna_gives(db)
    seen = owners.project_people(db, PAIR[0])
    owners.set_project_people(db, seen, BEN, None, act(CARLA, minutes=2))
    undo(db, number, act(BEN, minutes=5))
    assert changes(db)[: len(changes(db)) - len(before)] == [
        ("deputy", "2", ""), ("responsible", "3", "2"), ("responsible", "1", "3"),
        ("handover", "1", "3"),
    ]  # fmt: skip


def test_a_second_handover_counts_though_the_first_one_was_taken_back(db: Database) -> None:
    anna_holds_everything(db)
    before = len(changes(db))
    undo(db, anna_gives(db), act(BEN, minutes=5))
    anna_gives(db)
    given = changes(db)[: len(changes(db)) - before]
    assert [one for one in given if one[0] == "handover"] == [("handover", "1", "3")]
    assert "handover_undone" not in {kind for kind, _, _ in given}


def test_taking_back_what_was_given_last_year_is_no_change_of_this_year(db: Database) -> None:
    anna_holds_everything(db)
    number = anna_gives(db)
    undo(db, number, act(BEN, minutes=60 * 24 * 60))
    assert changes(db, date(NOW.year + 1, 1, 1)) == []


def test_what_nobody_held_and_somebody_gets_has_changed_no_hands(db: Database) -> None:
    seen = owners.project_people(db, PAIR[0])
    seen = owners.set_project_people(db, seen, ANNA, None, act(BEN))
    assert changes(db) == []
    owners.set_project_people(db, seen, None, None, act(BEN, minutes=1))
    assert changes(db) == [("responsible", "1", "")]


def test_of_a_handover_that_was_taken_back_in_part_it_is_said_what_stayed(db: Database) -> None:
    anna_holds_everything(db)
    number = anna_gives(db)
    seen = owners.project_people(db, PAIR[0])
    owners.set_project_people(db, seen, BEN, None, act(CARLA, minutes=2))
    undo(db, number, act(BEN, minutes=5))
    (whole,) = [one for one in ownership_changes(db, YEAR) if one.kind == "handover"]
    assert whole.note == "zurückgenommen, inzwischen geändert und geblieben: 1 Vorhaben"
