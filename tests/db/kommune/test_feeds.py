"""Subscriptions: known by the digest of their token, over when revoked or the person leaves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune import feeds
from db.kommune.log import Subject, entries
from tests.support.towns.own_file import NOW, act, db

__all__ = ["db"]


def test_a_feed_is_found_by_its_token_which_is_stored_nowhere(db: Database) -> None:
    token = feeds.create(db, "project", "radweg", act())
    found = feeds.find(db, token)
    assert found is not None
    assert (found.kind, found.value, found.person_id) == ("project", "radweg", 1)
    assert feeds.find(db, token + "x") is feeds.find(db, found.digest) is None
    assert token not in "\n".join(db.conn.iterdump())
    (entry,) = entries(db, Subject("radweg"))
    assert (entry.kind, entry.after) == ("feed", "project: radweg")


def test_a_feed_holds_what_is_followed_until_its_owner_wants_more(db: Database) -> None:
    token = feeds.create(db, "project", "radweg", act())
    found = feeds.find(db, token)
    assert found is not None
    assert found.followed_only
    with pytest.raises(FoerderlageError, match="gibt es nicht"):
        feeds.set_followed_only(db, found.digest, False, act(person=2))
    assert feeds.find(db, token) == found
    for _ in range(2):
        feeds.set_followed_only(db, found.digest, False, act())
    assert feeds.find(db, token) == replace(found, followed_only=False)
    (entry, _made) = entries(db, Subject("radweg"))
    assert (entry.kind, entry.before, entry.after) == (
        "feed_scope", "project: radweg: 1", "project: radweg: 0",
    )  # fmt: skip
    everything = feeds.create(db, "project", "radweg", act(), followed_only=False)
    other = feeds.find(db, everything)
    assert other is not None
    assert not other.followed_only


def test_a_revoked_feed_is_over_and_only_its_owner_can_revoke_it(db: Database) -> None:
    token = feeds.create(db, "municipality", "06799001", act())
    found = feeds.find(db, token)
    assert found is not None
    with pytest.raises(FoerderlageError, match="gibt es nicht"):
        feeds.revoke(db, found.digest, act(person=2))
    assert feeds.find(db, token) == found
    feeds.revoke(db, found.digest, act())
    assert feeds.find(db, token) is None
    assert feeds.feeds_of(db, 1) == []


@pytest.mark.parametrize("change", ["removed = '2026-11-24T10:00:00+01:00'", "role = 'none'"])
def test_a_feed_ends_with_its_person(change: str, db: Database) -> None:
    token = feeds.create(db, "department", "Bauamt", act())
    db.execute(f"update person set {change} where id = 1")
    assert feeds.find(db, token) is None


def test_use_is_remembered_once_a_day(db: Database) -> None:
    token = feeds.create(db, "project", "radweg", act())
    for hours, expected in ((0, 0), (3, 0), (24, 24)):
        found = feeds.find(db, token)
        assert found is not None
        feeds.touch(db, found, NOW + timedelta(hours=hours))
        used = feeds.find(db, token)
        assert used == replace(found, last_used=NOW + timedelta(hours=expected))


def test_a_feed_about_nothing_is_refused(db: Database) -> None:
    for kind, value in (("planet", "x"), ("project", "")):
        with pytest.raises(FoerderlageError):
            feeds.create(db, kind, value, act())
    assert feeds.feeds_of(db, 1) == []


def test_what_ended_is_deleted_and_the_rest_stays(db: Database) -> None:
    kept = feeds.create(db, "municipality", "06799001", act())
    revoked = feeds.create(db, "project", "radweg", act())
    gone = feeds.create(db, "department", "Bauamt", act(person=2))
    found = feeds.find(db, revoked)
    assert found is not None
    feeds.revoke(db, found.digest, act())
    # as it is in files of versions that left the feeds of a removed person alone
    db.execute("update person set removed = ? where id = 2", [NOW.isoformat()])
    logged = len(entries(db, Subject("radweg")))
    assert feeds.delete_ended(db) == 2
    assert db.execute("select count(*) from feed").fetchone()[0] == 1
    assert feeds.find(db, kept) is not None
    assert feeds.find(db, revoked) is feeds.find(db, gone) is None
    assert len(entries(db, Subject("radweg"))) == logged
