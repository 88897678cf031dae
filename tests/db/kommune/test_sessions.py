"""Sessions: known by a digest, over after logout and time, few for each person, gone by night."""

from datetime import timedelta

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import people, sessions
from tests.support.towns.own_file import NOW, act, db

__all__ = ["db"]

ANNA, BEN = 1, 2
LONG_AGO = NOW - timedelta(days=30)


def stored(db: Database) -> dict[str, bool]:
    """Digest of each session -> whether it goes on."""
    return {row["token_hash"]: row["ended"] is None for row in db["session"].rows}


def test_a_session_lasts_until_the_logout_and_its_copy_is_refused_then(db: Database) -> None:
    token = sessions.start(db, ANNA, NOW)
    found = people.session_person(db, token, LONG_AGO)
    assert found is not None
    assert found.id == ANNA
    sessions.end(db, token, NOW)
    assert people.session_person(db, token, LONG_AGO) is None
    assert stored(db) == {sessions.digest(token): False}


def test_a_session_that_began_too_long_ago_is_refused(db: Database) -> None:
    token = sessions.start(db, ANNA, NOW)
    assert people.session_person(db, token, NOW + timedelta(seconds=1)) is None


def test_the_file_holds_no_token(db: Database) -> None:
    token = sessions.start(db, ANNA, NOW)
    assert token not in "\n".join(db.conn.iterdump())


def test_one_session_too_many_ends_the_oldest_of_the_same_person(db: Database) -> None:
    bens = sessions.start(db, BEN, LONG_AGO)
    began = [NOW + timedelta(minutes=number) for number in range(sessions.MOST + 3)]
    annas = [sessions.start(db, ANNA, moment) for moment in began]
    expected = {sessions.digest(token): number >= 3 for number, token in enumerate(annas)}
    assert stored(db) == expected | {sessions.digest(bens): True}


def test_the_newest_stays_among_sessions_of_the_same_second(db: Database) -> None:
    for _ in range(3 * sessions.MOST):
        token = sessions.start(db, ANNA, NOW)
        assert stored(db)[sessions.digest(token)]
    assert sum(stored(db).values()) == sessions.MOST


def test_a_session_begins_only_while_the_compared_password_holds(db: Database) -> None:
    clara = people.add_person(db, "clara", "Clara", "edit", "hash", act())
    sessions.start(db, clara.id, NOW, "hash")
    people.set_password(db, clara, "neu", act())
    before = stored(db)
    with pytest.raises(FoerderlageError, match="gerade eben geändert"):
        sessions.start(db, clara.id, NOW, "hash")
    people.remove_person(db, clara, act())
    for compared in ("neu", ""):
        with pytest.raises(FoerderlageError):
            sessions.start(db, clara.id, NOW, compared)
    assert stored(db) == before


def test_what_ended_or_began_too_long_ago_is_deleted(db: Database) -> None:
    ended, old, kept = (sessions.start(db, ANNA, at) for at in (NOW, LONG_AGO, NOW))
    sessions.end(db, ended, NOW)
    assert sessions.delete_old(db, None) == 1
    assert stored(db) == dict.fromkeys(map(sessions.digest, (old, kept)), True)
    assert sessions.delete_old(db, NOW - timedelta(days=1)) == 1
    assert stored(db) == {sessions.digest(kept): True}
    assert people.session_person(db, ended, LONG_AGO) is None


def test_everybody_is_logged_out(db: Database) -> None:
    sessions.start(db, ANNA, NOW)
    sessions.start(db, BEN, NOW)
    sessions.end_all(db, NOW)
    assert list(stored(db).values()) == [False, False]
