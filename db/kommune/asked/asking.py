"""Asking by mail: a question is stored before its mail goes out and counts once that was taken."""

import secrets
import sqlite3
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from db.connection import delete_found, write
from db.errors import FaultyFields, FoerderlageError
from db.kommune import limits, sent_forms
from db.kommune.asked.questions import Question, question_at
from db.kommune.log import Act, append
from db.kommune.sessions import digest

KEPT = timedelta(days=90)
"""How long it is known of a link what became of it; the words stay in the log."""
DAYS, MOST_DAYS = 14, 60
"""How many days a link counts where nobody says otherwise, and at most."""


def prepare(db: Database, wanted: Question) -> tuple[int, str]:
    """Store a question whose mail is to be sent; its number and the token of its link.

    The token goes into the mail and is stored nowhere. Raises FaultyFields for what cannot be
    asked.
    """
    check(wanted)
    token = secrets.token_urlsafe(32)
    values = {
        "token_hash": digest(token),
        "project_id": wanted.subject.project_id,
        "source": wanted.subject.source,
        "programme_key": wanted.subject.programme_key,
        "stage": wanted.stage,
        "kind": wanted.kind,
        "title": wanted.title,
        "day": wanted.day and wanted.day.isoformat(),
        "due": wanted.due and wanted.due.isoformat(),
        "address": wanted.address,
        "words": wanted.words,
        "asked_by": wanted.asked_by,
        "asked_at": wanted.asked_at.isoformat(),
        "expires": wanted.expires.isoformat(),
    }
    with write(db) as connection:
        cursor = connection.execute(
            f"insert into question({', '.join(values)}) values ({', '.join('?' * len(values))})",
            [*values.values()],
        )
    assert cursor.lastrowid is not None
    return cursor.lastrowid, token


def check(wanted: Question) -> None:
    """Raise FaultyFields where more stands than may, or nothing is asked."""
    limits.check("question", {"address": wanted.address, "words": wanted.words})
    if not wanted.words.strip() and not wanted.is_about_step:
        raise FaultyFields(
            "Es fehlt die Frage.",
            "Bitte schreiben, was das Fachamt beantworten soll.",
            fields={"words": "Bitte schreiben, was das Fachamt beantworten soll."},
        )


def sent(db: Database, number: int, act: Act, instead_of: int | None = None) -> None:
    """Note that a mail server took the mail, with a log entry that names the address.

    The link of the question that this one stands `instead_of` ends with that.
    """
    with write(db) as connection:
        at = act.at.isoformat()
        connection.execute("update question set sent_at = ? where id = ?", [at, number])
        if instead_of is not None:
            _end(connection, instead_of, act.at)
        asked = question_at(db, number)
        assert asked is not None
        note = ": ".join(filter(None, (asked.title, asked.words)))
        append(connection, act, "question_sent", asked.subject, "", asked.address, note=note)


def undo(db: Database, number: int, act: Act) -> None:
    """Forget a question whose mail nobody took, and that its form was sent: nothing happened."""
    with write(db) as connection:
        connection.execute(
            "delete from question where id = ? and sent_at is null and answered_at is null",
            [number],
        )
        if act.form is not None:
            sent_forms.forget(connection, act.form)


def withdraw(db: Database, number: int, act: Act) -> Question:
    """Take a link back, with a log entry; FoerderlageError when it was answered or taken back."""
    with write(db) as connection:
        asked = question_at(db, number)
        if asked is None or not asked.is_waiting:
            raise FoerderlageError(
                "Diese Frage ist schon beantwortet oder zurückgezogen.",
                "Bitte den neuen Stand ansehen.",
            )
        _end(connection, number, act.at)
        append(connection, act, "question_ended", asked.subject, asked.address, "zurückgezogen")
    return asked


def mark_read(db: Database, number: int, act: Act, asker: int | None = None) -> None:
    """Note that whoever asked has read the answer, or whoever stands in for them (`asker`); for
    anybody else nothing happens."""
    with write(db) as connection:
        connection.execute(
            "update question set seen_at = ? where id = ? and asked_by = ? and seen_at is null"
            " and answered_at is not null",
            [act.at.isoformat(), number, act.person_id if asker is None else asker],
        )


def end_of(connection: sqlite3.Connection, person_id: int, at: datetime) -> None:
    """End the open links of a person, within the caller's transaction: nobody would read the
    answer."""
    connection.execute(
        "update question set ended = ? where asked_by = ? and ended is null"
        " and answered_at is null",
        [at.isoformat(), person_id],
    )


def in_force(db: Database) -> frozenset[str]:
    """Digests of the links that would take an answer, were they not expired."""
    rows = db.execute(
        "select token_hash from question where ended is null and answered_at is null"
    ).fetchall()
    return frozenset(row[0] for row in rows)


def end_others(db: Database, kept: frozenset[str], at: datetime) -> None:
    """End the open links but these: what was spent or taken back stays so after a restore."""
    with write(db) as connection:
        for token_hash in in_force(db) - kept:
            connection.execute(
                "update question set ended = ? where token_hash = ?", [at.isoformat(), token_hash]
            )


def delete_old(db: Database, today: date) -> int:
    """Delete questions that were answered, ended or expired long ago; returns how many."""
    limit = (today - KEPT).isoformat()
    return delete_found(
        db,
        "select id from question where coalesce(answered_at, ended, expires)"
        f" < '{limit}' limit 1000",
        "delete from question where id = ?",
    )


def _end(connection: sqlite3.Connection, number: int, at: datetime) -> None:
    connection.execute(
        "update question set ended = ? where id = ? and ended is null and answered_at is null",
        [at.isoformat(), number],
    )
