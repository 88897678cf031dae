"""Sessions: a random token in the browser, its digest here.

So neither a copied database nor a cookie copied before the logout lets anybody in. What ended is
deleted by the next night.
"""

import hashlib
import secrets
import sqlite3
from datetime import datetime

from sqlite_utils import Database

from db.connection import delete_found, write
from db.errors import FoerderlageError

MOST = 20
"""Sessions that a person has at once; a further one ends the oldest."""


def start(db: Database, person_id: int, at: datetime, password_hash: str | None = None) -> str:
    """A new session; the returned token goes to the browser and is stored nowhere.

    With the `password_hash` that was compared, only while it is still that of the person:
    FoerderlageError otherwise, so that no login outruns another password or the removal.
    """
    token = secrets.token_urlsafe(32)
    with write(db) as connection:
        if password_hash is not None:
            refuse_changed(connection, person_id, password_hash)
        connection.execute(
            "insert into session(token_hash, person_id, created) values (?, ?, ?)",
            [digest(token), person_id, at.isoformat()],
        )
        connection.execute(
            "update session set ended = ? where token_hash in (select token_hash from session"
            " where person_id = ? and ended is null"
            " order by token_hash = ? desc, created desc limit -1 offset ?)",
            [at.isoformat(), person_id, digest(token), MOST],
        )
    return token


def end(db: Database, token: str, at: datetime) -> None:
    """Log out: this token is refused from now on, wherever it was copied to."""
    with write(db) as connection:
        connection.execute(
            "update session set ended = ? where token_hash = ? and ended is null",
            [at.isoformat(), digest(token)],
        )


def end_of(connection: sqlite3.Connection, person_id: int, at: datetime) -> None:
    """Log a person out everywhere, within the caller's transaction."""
    connection.execute(
        "update session set ended = ? where person_id = ? and ended is null",
        [at.isoformat(), person_id],
    )


def end_all(db: Database, at: datetime) -> None:
    """Log everybody out."""
    with write(db) as connection:
        connection.execute("update session set ended = ? where ended is null", [at.isoformat()])


def delete_old(db: Database, since: datetime | None) -> int:
    """Delete sessions that ended, or began before `since`; returns how many."""
    limit = since.isoformat() if since else ""
    return delete_found(
        db,
        f"select token_hash from session where ended is not null or created < '{limit}' limit 1000",
        "delete from session where token_hash = ?",
    )


def refuse_changed(connection: sqlite3.Connection, person_id: int, password_hash: str) -> None:
    """FoerderlageError when this is no longer the password hash of the person, within the caller's
    transaction."""
    held = connection.execute(
        "select 1 from person where id = ? and removed is null and password_hash = ?",
        [person_id, password_hash],
    ).fetchone()
    if held is None:
        raise FoerderlageError(
            "Das Konto wurde gerade eben geändert.", "Bitte noch einmal anmelden."
        )


def digest(token: str) -> str:
    """What is stored of a random token."""
    return hashlib.sha256(token.encode()).hexdigest()
