"""Addresses of subscriptions: made once, shown once, known here by their digest only.

A feed ends when it is revoked, and with password, role and account of its person. What ended is
deleted by the next night; that it was there stays in the log.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from db.connection import delete_found, write
from db.errors import FoerderlageError
from db.kommune.log import Act, Subject, append

KINDS = ("municipality", "department", "project")
"""What a feed may be about; its value is an AGS, a department's name or a project's id."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription; `digest` is that of its token, from which the token cannot be had.

    `followed_only` leaves out what nobody follows.
    """

    digest: str
    person_id: int
    kind: str
    value: str
    created: datetime
    last_used: datetime | None
    revoked: datetime | None
    followed_only: bool = False


def create(db: Database, kind: str, value: str, act: Act, followed_only: bool = True) -> str:
    """Make a feed for the acting person; the token, which can never be read again."""
    if kind not in KINDS or not value:
        raise FoerderlageError("Bitte auswählen, wofür das Abonnement gelten soll.")
    token = secrets.token_urlsafe(32)
    with write(db) as connection:
        append(connection, act, "feed", _subject(kind, value), "", f"{kind}: {value}")
        connection.execute(
            "insert into feed(token_hash, person_id, kind, value, created, followed_only)"
            " values (?, ?, ?, ?, ?, ?)",
            [_digest(token), act.person_id, kind, value, act.at.isoformat(), int(followed_only)],
        )
    return token


def find(db: Database, token: str) -> Feed | None:
    """The feed of this token, unless it is unknown or over."""
    row = db.execute(
        f"select {_COLUMNS} from feed f join person p on p.id = f.person_id"
        " where token_hash = ? and revoked is null and p.removed is null and p.role <> 'none'",
        [_digest(token)],
    ).fetchone()
    return _feed(row) if row else None


def feeds_of(db: Database, person_id: int) -> list[Feed]:
    """The feeds of a person that are not revoked, latest first."""
    rows = db.execute(
        f"select {_COLUMNS} from feed f where person_id = ? and revoked is null"
        " order by created desc, token_hash",
        [person_id],
    ).fetchall()
    return [_feed(row) for row in rows]


def set_followed_only(db: Database, digest: str, followed_only: bool, act: Act) -> None:
    """Let a feed of the acting person hold only what people follow, or what projects may use, too.

    Its address stays. FoerderlageError when there is no such feed.
    """
    found = _own(db, digest, act)
    if found.followed_only == followed_only:
        return
    with write(db) as connection:
        words = [
            f"{found.kind}: {found.value}: {int(state)}"
            for state in (found.followed_only, followed_only)
        ]
        append(connection, act, "feed_scope", _subject(found.kind, found.value), *words)
        connection.execute(
            "update feed set followed_only = ? where token_hash = ?", [int(followed_only), digest]
        )


def revoke(db: Database, digest: str, act: Act) -> None:
    """End a feed of the acting person for good; FoerderlageError when there is no such feed."""
    found = _own(db, digest, act)
    with write(db) as connection:
        words = f"{found.kind}: {found.value}"
        append(connection, act, "feed", _subject(found.kind, found.value), words, "")
        connection.execute(
            "update feed set revoked = ? where token_hash = ?", [act.at.isoformat(), digest]
        )


def _own(db: Database, digest: str, act: Act) -> Feed:
    found = next((f for f in feeds_of(db, act.person_id) if f.digest == digest), None)
    if found is None:
        raise FoerderlageError("Dieses Abonnement gibt es nicht mehr.")
    return found


def end_of(connection: sqlite3.Connection, person_id: int, at: datetime) -> None:
    """End all feeds of a person, within the caller's transaction."""
    connection.execute(
        "update feed set revoked = ? where person_id = ? and revoked is null",
        [at.isoformat(), person_id],
    )


def in_force(db: Database) -> frozenset[str]:
    """The digests of all feeds that open something."""
    rows = db.execute(
        "select token_hash from feed f join person p on p.id = f.person_id"
        " where revoked is null and p.removed is null and p.role <> 'none'"
    )
    return frozenset(digest for (digest,) in rows.fetchall())


def end_others(db: Database, kept: Collection[str], at: datetime) -> None:
    """End all feeds but these."""
    with write(db) as connection:
        connection.executemany(
            "update feed set revoked = ? where token_hash = ?",
            [(at.isoformat(), digest) for digest in in_force(db) - {*kept}],
        )


def delete_ended(db: Database) -> int:
    """Delete feeds that were revoked or whose person is gone; returns how many."""
    return delete_found(
        db,
        "select token_hash from feed f join person p on p.id = f.person_id"
        " where revoked is not null or p.removed is not null limit 1000",
        "delete from feed where token_hash = ?",
    )


def touch(db: Database, feed: Feed, at: datetime) -> None:
    """Remember that a feed was read, once a day; programs ask every few minutes."""
    if feed.last_used is None or feed.last_used.date() != at.date():
        with write(db) as connection:
            connection.execute(
                "update feed set last_used = ? where token_hash = ?", [at.isoformat(), feed.digest]
            )


_COLUMNS = (
    "f.token_hash, f.person_id, f.kind, f.value, f.created, f.last_used, f.revoked, f.followed_only"
)


def _feed(row: tuple[Any, ...]) -> Feed:
    digest, person_id, kind, value, *moments, followed_only = row
    created, used, revoked = (m and datetime.fromisoformat(m) for m in moments)
    return Feed(
        digest, person_id, kind=kind, value=value, created=created, last_used=used,
        revoked=revoked, followed_only=bool(followed_only),
    )  # fmt: skip


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _subject(kind: str, value: str) -> Subject:
    return Subject(value if kind == "project" else "")
