"""Accounts, roles and sessions."""

from datetime import timedelta

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import people
from db.kommune.log import Subject, entries
from tests.support.towns.own_file import NOW, act, db

__all__ = ["db"]

LONG_AGO = NOW - timedelta(days=30)


def add(db: Database, login: str = "clara", role: str = "manage") -> people.Person:
    return people.add_person(db, login, login.title(), role, "hash", act())


def test_each_role_includes_those_before_it(db: Database) -> None:
    editor = add(db, "emil", "edit")
    assert [editor.may(role) for role in people.ROLES] == [True, True, True, False]


def test_logins_ignore_case_and_are_given_once(db: Database) -> None:
    add(db, "Clara ")
    found = people.account(db, "CLARA")
    assert found is not None
    assert found[1] == "hash"
    with pytest.raises(FoerderlageError, match="gibt es schon"):
        add(db, "cLARA")


@pytest.mark.parametrize(("login", "role"), [("", "edit"), ("x", "chef")])
def test_an_incomplete_account_is_refused(db: Database, login: str, role: str) -> None:
    before = people.people(db)
    with pytest.raises(FoerderlageError):
        add(db, login, role)
    assert people.people(db) == before


def test_a_session_lasts_until_the_logout_and_its_copy_is_refused_then(db: Database) -> None:
    clara = add(db)
    token = people.start_session(db, clara.id, NOW)
    assert people.session_person(db, token, LONG_AGO) == clara
    people.end_session(db, token, NOW)
    assert people.session_person(db, token, LONG_AGO) is None


def test_a_session_that_began_too_long_ago_is_refused(db: Database) -> None:
    token = people.start_session(db, add(db).id, NOW)
    assert people.session_person(db, token, NOW + timedelta(seconds=1)) is None


def test_the_file_holds_no_token(db: Database) -> None:
    token = people.start_session(db, add(db).id, NOW)
    assert token not in str(list(db["session"].rows))


def test_password_and_role_changes_end_all_sessions(db: Database) -> None:
    add(db, "chef")
    clara = add(db)
    for change in (
        lambda: people.set_password(db, clara, "neu", act()),
        lambda: people.set_role(db, people.person(db, clara.id), "read", act()),
    ):
        token = people.start_session(db, clara.id, NOW)
        change()
        assert people.session_person(db, token, LONG_AGO) is None


def test_the_last_manager_cannot_be_removed_or_degraded(db: Database) -> None:
    clara = add(db)
    with pytest.raises(FoerderlageError, match="einzige Person"):
        people.remove_person(db, clara, act())
    with pytest.raises(FoerderlageError, match="einzige Person"):
        people.set_role(db, clara, "read", act())
    assert people.person(db, clara.id) == clara


def test_a_removed_person_leaves_a_pseudonym_in_the_log(db: Database) -> None:
    add(db, "chef")
    clara = add(db)
    token = people.start_session(db, clara.id, NOW)
    people.set_details(db, clara, "Bauamt", "clara@auental.example", "06000 1", act(clara.id))
    people.remove_person(db, people.person(db, clara.id), act())
    assert "lara" not in str(list(db["person"].rows))
    assert people.session_person(db, token, LONG_AGO) is None
    assert people.account(db, "clara") is None
    assert f"Person {clara.id}" in {e.person for e in entries(db, Subject())}
    assert add(db, "clara").id != clara.id


def test_the_same_stand_in_acts_each_time(db: Database) -> None:
    first = people.stand_in(db, "Kommandozeile (amt)", "manage", NOW)
    assert people.stand_in(db, "Kommandozeile (amt)", "manage", NOW) == first
