"""Recipients and what was announced to them, as they are stored."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import people
from db.kommune import recipients as stored
from db.kommune.log import Subject, entries
from db.kommune.recipients import Recipient
from tests.support.towns.own_file import act, db

__all__ = ["db"]

DAY = date(2026, 11, 24)
OFFICE = Recipient("Bau", "bau@auental.example", "Bauamt", "weekly", 0, DAY)
ANNA = Recipient("Anna Berg", "", "", "daily", None, DAY, person_id=1)


def test_a_person_is_reached_under_the_present_name_and_address(db: Database) -> None:
    number = stored.add_recipient(db, ANNA, act())
    people.set_details(db, people.person(db, 1), "", "anna@auental.example", "", act())
    assert stored.recipients(db) == [
        replace(ANNA, id=number, email="anna@auental.example", role="edit")
    ]


def test_what_mails_tell_of_is_kept_for_each(db: Database) -> None:
    anna = stored.add_recipient(db, ANNA, act())
    office = stored.add_recipient(db, replace(OFFICE, followed_only=False), act())
    assert [one.followed_only for one in stored.recipients(db)] == [True, False]
    stored.set_followed_only(db, anna, False, act())
    stored.set_followed_only(db, office, False, act())  # as it is: nothing to log
    assert [one.followed_only for one in stored.recipients(db)] == [False, False]
    (entry,) = [e for e in entries(db, Subject()) if e.kind == "recipient_scope"]
    assert (entry.before, entry.after) == (f"{anna}: 1", f"{anna}: 0")
    with pytest.raises(FoerderlageError, match="gibt es nicht"):
        stored.set_followed_only(db, 99, True, act())


def test_the_log_names_no_address(db: Database) -> None:
    number = stored.add_recipient(db, OFFICE, act())
    stored.set_active(db, number, False, act())
    stored.remove_recipient(db, number, act())
    found = entries(db, Subject())
    assert [e.kind for e in found] == ["recipient_removed", "recipient_paused", "recipient_added"]
    assert not [e for e in found if "auental" in f"{e.before}{e.after}{e.note}"]


@pytest.mark.parametrize("wanted", [ANNA, OFFICE, replace(OFFICE, email="BAU@auental.example")])
def test_nobody_gets_the_same_mail_twice(db: Database, wanted: Recipient) -> None:
    stored.add_recipient(db, ANNA, act())
    stored.add_recipient(db, OFFICE, act())
    with pytest.raises(FoerderlageError, match="bekommt schon Mails"):
        stored.add_recipient(db, wanted, act())
    assert len(stored.recipients(db)) == 2


def test_the_file_refuses_an_address_without_a_department(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        stored.add_recipient(db, replace(OFFICE, department=""), act())
    assert stored.recipients(db) == []


def test_what_was_announced_is_kept_once_and_goes_with_its_recipient(db: Database) -> None:
    number = stored.add_recipient(db, OFFICE, act())
    told = [(("deadline", "kita", "Größe, „x“"), "28"), (("deadline", "kita", "Größe, „x“"), "7")]
    for _ in range(2):
        stored.save_announced(db, number, told, DAY, "<a@b>")
    assert stored.announced(db, number) == {told[0][0]: {"28", "7"}}
    assert stored.recipients(db)[0].served_on == DAY
    stored.remove_recipient(db, number, act())
    assert db.execute("select count(*) from announcement").fetchone() == (0,)
    stored.save_announced(db, number, told, DAY, "<a@b>")
    assert db.execute("select count(*) from announcement").fetchone() == (0,)


def test_a_pause_is_not_made_up_for(db: Database) -> None:
    number = stored.add_recipient(db, OFFICE, act())
    stored.set_active(db, number, False, act())
    assert not stored.recipients(db)[0].active
    stored.set_active(db, number, True, act(minutes=60 * 24 * 30))
    assert stored.recipients(db)[0].served_on == date(2026, 12, 24)
    with pytest.raises(FoerderlageError, match="gibt es nicht"):
        stored.set_active(db, 99, True, act())


def test_a_removed_person_gets_nothing_more(db: Database) -> None:
    stored.add_recipient(db, ANNA, act())
    people.remove_person(db, people.person(db, 1), act(2))
    assert stored.recipients(db) == []
