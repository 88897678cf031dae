"""Accounts, roles, and what ends with them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import feeds, people, sessions
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


def give_everything(db: Database, who: people.Person) -> tuple[str, str]:
    """The tokens of a session and a feed of this person."""
    return sessions.start(db, who.id, NOW), feeds.create(db, "project", "radweg", act(who.id))


def left(db: Database, session: str, feed: str) -> tuple[bool, bool]:
    """Whether session and feed still open the site, by what is stored and by what is asked."""
    open_sessions = {row["token_hash"] for row in db["session"].rows if row["ended"] is None}
    open_feeds = {row["token_hash"] for row in db["feed"].rows if row["revoked"] is None}
    stored = (sessions.digest(session) in open_sessions, sessions.digest(feed) in open_feeds)
    asked = (
        people.session_person(db, session, LONG_AGO) is not None,
        feeds.find(db, feed) is not None,
    )
    assert stored == asked
    return asked


CHANGES: dict[str, tuple[Callable[[Database, people.Person], None], tuple[bool, bool]]] = {
    "password": (lambda db, who: people.set_password(db, who, "neu", act()), (False, False)),
    "no role": (lambda db, who: people.set_role(db, who, "none", act()), (False, False)),
    "less": (lambda db, who: people.set_role(db, who, "read", act()), (False, True)),
    "more": (lambda db, who: people.set_role(db, who, "manage", act()), (False, True)),
    "removal": (lambda db, who: people.remove_person(db, who, act()), (False, False)),
    "details": (lambda db, who: people.set_details(db, who, "Amt", "", "", act()), (True, True)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_opens_the_site_ends_with_password_role_and_person(db: Database, change: str) -> None:
    add(db, "chef")
    clara, emil = add(db, "clara", "edit"), add(db, "emil", "edit")
    hers, his = give_everything(db, clara), give_everything(db, emil)
    make, expected = CHANGES[change]
    make(db, clara)
    assert left(db, *hers) == expected
    assert left(db, *his) == (True, True)


def test_a_role_that_comes_back_brings_nothing_back(db: Database) -> None:
    clara = add(db, "clara", "edit")
    hers = give_everything(db, clara)
    people.set_role(db, clara, "none", act())
    # as it is in files of versions that left feeds alone
    db.execute("update feed set revoked = null")
    people.set_role(db, people.person(db, clara.id), "edit", act())
    assert left(db, *hers) == (False, False)


def test_another_password_is_refused_when_the_one_asked_for_is_over(db: Database) -> None:
    clara = add(db)
    people.set_password(db, clara, "zweites", act())
    before = list(db["person"].rows), list(db["event"].rows)
    with pytest.raises(FoerderlageError, match="gerade eben geändert"):
        people.set_password(db, clara, "drittes", act(), compared="hash")
    assert (list(db["person"].rows), list(db["event"].rows)) == before
    people.set_password(db, clara, "drittes", act(), compared="zweites")


def test_somebody_manages_only_with_an_account_and_the_role(db: Database) -> None:
    people.stand_in(db, people.SINGLE_USER, "manage", NOW)
    emil = add(db, "emil", "edit")
    assert not people.has_managers(db)
    people.set_role(db, emil, "manage", act())
    assert people.has_managers(db)


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
    people.set_details(db, clara, "Bauamt", "clara@auental.example", "06000 1", act(clara.id))
    people.remove_person(db, people.person(db, clara.id), act())
    assert "lara" not in str(list(db["person"].rows))
    assert people.account(db, "clara") is None
    assert f"Person {clara.id}" in {e.person for e in entries(db, Subject())}
    assert add(db, "clara").id != clara.id


def test_the_same_stand_in_acts_each_time(db: Database) -> None:
    first = people.stand_in(db, "Kommandozeile (amt)", "manage", NOW)
    assert people.stand_in(db, "Kommandozeile (amt)", "manage", NOW) == first
