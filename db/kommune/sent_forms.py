"""Forms that were sent and accepted: each counts once, however often it is sent.

A form carries a mark, a random text. Its use is stored in the transaction that stores what the
form says, as a digest; the mark itself is kept nowhere but in the log.
"""

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlite_utils import Database

from db.connection import delete_found, write
from db.kommune.log import Act

T = TypeVar("T")
KEPT = timedelta(days=90)
"""How long it is remembered where a form led; that an entry of the log came from it is never
forgotten."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was accepted: a digest of what it held, and the page that shows it."""

    content: str
    back: str


class SentBefore(Exception):
    """The form was accepted before, so that nothing was done now."""

    def __init__(self, sent: Sent) -> None:
        super().__init__("Dieses Formular wurde schon abgeschickt.")
        self.sent = sent


def sent(db: Database, mark: str) -> Sent | None:
    """What is known of a form that was accepted with this mark."""
    row = db.execute(
        "select content, back from sent_form where mark = ?", [_digest(mark)]
    ).fetchone()
    return Sent(*row) if row else None


def once(
    db: Database, act: Act, content: str, action: Callable[[Database], T], back: Callable[[T], str]
) -> T:
    """Do what a form asks and remember that it was sent, in one transaction.

    `content` is a digest of what it holds, `back` the path of the page that shows the result.
    Raises SentBefore, and does nothing, when the form was accepted before.
    """
    assert act.form is not None
    with write(db) as connection:
        known = sent(db, act.form)
        if known is not None:
            raise SentBefore(known)
        done = action(db)
        _remember(connection, act.form, act.at, Sent(content, back(done)))
    return done


def forget(connection: sqlite3.Connection, mark: str) -> None:
    """Take a form for one that was never sent, within the caller's transaction: what it asked for
    was undone."""
    connection.execute("delete from sent_form where mark = ?", [_digest(mark)])


def delete_old(db: Database, today: date) -> int:
    """Forget forms that were sent long ago; returns how many."""
    limit = (today - KEPT).isoformat()
    return delete_found(
        db,
        f"select mark from sent_form where at < '{limit}' limit 1000",
        "delete from sent_form where mark = ?",
    )


def _remember(connection: sqlite3.Connection, mark: str, at: datetime, one: Sent) -> None:
    connection.execute(
        "insert into sent_form(mark, at, content, back) values (?, ?, ?, ?)",
        [_digest(mark), at.isoformat(), one.content, one.back],
    )


def _digest(mark: str) -> str:
    return hashlib.sha256(mark.encode()).hexdigest()
