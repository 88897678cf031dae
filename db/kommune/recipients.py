"""Who gets a digest by mail, and what was announced to whom.

It remembers what a mail server accepted, never what was merely found: whatever was not
announced is found again by the next run.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlite_utils import Database

from db.connection import write
from db.errors import FoerderlageError
from db.kommune import limits
from db.kommune.log import Act, Subject, append

Rhythm = Literal["daily", "weekly"]
ItemName = tuple[str, ...]
"""What makes something the same item on every day."""
Announced = dict[ItemName, set[str]]
"""Item -> stages that were announced."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets mails: a person with an account, or an address of a department.

    `department` restricts what is told to its projects; "" is everything, for persons only.
    `weekday` (0 = Monday) is that of a weekly mail. `served_on` is the last day on which all
    news were told, or on which there were none. `role` is that of the person, "" without one.
    `followed_only` leaves out new matches, which nobody follows yet. `instead_of` is the name of
    who is away, where a mail goes to whoever stands in; never stored. `is_head` says that they lead
    the department, and are told when nobody there reacts.
    """

    name: str
    email: str
    department: str
    rhythm: Rhythm
    weekday: int | None
    added: date
    person_id: int | None = None
    active: bool = True
    served_on: date | None = None
    role: str = ""
    id: int = 0
    followed_only: bool = True
    instead_of: str = ""
    is_head: bool = False


def recipients(db: Database) -> list[Recipient]:
    """Everybody who gets mails, paused ones included; a person under the present address."""
    rows = db.execute(
        "select coalesce(p.name, r.name), coalesce(p.email, r.email), r.department, r.rhythm,"
        " r.weekday, r.added, r.person_id, r.active, r.served_on, coalesce(p.role, ''), r.id,"
        " r.followed_only, r.is_head"
        " from recipient r left join person p on p.id = r.person_id order by r.id"
    ).fetchall()
    return [
        Recipient(
            name,
            email,
            department=department,
            rhythm=rhythm,
            weekday=weekday,
            added=date.fromisoformat(added),
            person_id=person,
            active=bool(active),
            served_on=date.fromisoformat(served) if served else None,
            role=role,
            id=number,
            followed_only=bool(followed_only),
            is_head=bool(is_head),
        )
        for (
            name,
            email,
            department,
            rhythm,
            weekday,
            added,
            person,
            active,
            served,
            role,
            number,
            followed_only,
            is_head,
        ) in rows
    ]


def add_recipient(db: Database, wanted: Recipient, act: Act) -> int:
    """Store a recipient with a log entry that holds no address; the new number.

    Raises FoerderlageError when the person or the address gets mails already.
    """
    given = {"name": wanted.name, "email": wanted.email, "department": wanted.department}
    limits.check("recipient", given)
    with write(db) as connection:
        known = connection.execute(
            "select id from recipient where person_id = ?"
            " or (? is null and person_id is null and lower(email) = lower(?))",
            [wanted.person_id, wanted.person_id, wanted.email],
        ).fetchone()
        if known:
            raise FoerderlageError(
                f"{wanted.name or wanted.email} bekommt schon Mails (Nr. {known[0]}).",
                "Zum Ändern bitte erst entfernen: „matcher recipients remove NUMMER“.",
            )
        own = ("", "") if wanted.person_id else (wanted.name, wanted.email)
        cursor = connection.execute(
            "insert into recipient(person_id, name, email, department, rhythm, weekday, added,"
            " followed_only) values (?, ?, ?, ?, ?, ?, ?, ?)",
            [wanted.person_id, *own, wanted.department, wanted.rhythm, wanted.weekday,
             wanted.added.isoformat(), int(wanted.followed_only)],
        )  # fmt: skip
        number = cursor.lastrowid
        assert number is not None
        append(connection, act, "recipient_added", Subject(), "", str(number))
    return number


def set_active(db: Database, number: int, active: bool, act: Act) -> None:
    """Pause a recipient or go on, with a log entry; what was news meanwhile is not made up for.

    Raises FoerderlageError when there is none of this number.
    """
    with write(db) as connection:
        before = _active(connection, number)
        if before == active:
            return
        connection.execute(
            "update recipient set active = ?, served_on = case when ? then ? else served_on end"
            " where id = ?",
            [int(active), active, act.at.date().isoformat(), number],
        )
        states = [f"{number}: {int(state)}" for state in (before, active)]
        append(connection, act, "recipient_paused", Subject(), *states)


def set_rhythm(db: Database, number: int, weekday: int | None, act: Act) -> None:
    """Let mails come daily or weekly on a day (0 = Monday), with a log entry.

    Raises FoerderlageError when there is none of this number.
    """
    with write(db) as connection:
        _active(connection, number)
        (before,) = connection.execute(
            "select weekday from recipient where id = ?", [number]
        ).fetchone()
        if before == weekday:
            return
        rhythm: Rhythm = "daily" if weekday is None else "weekly"
        connection.execute(
            "update recipient set rhythm = ?, weekday = ? where id = ?", [rhythm, weekday, number]
        )
        words = [f"{number}: {'daily' if day is None else day}" for day in (before, weekday)]
        append(connection, act, "recipient_rhythm", Subject(), *words)


def set_followed_only(db: Database, number: int, followed_only: bool, act: Act) -> None:
    """Let mails tell only of what people follow, or of new matches, too, with a log entry.

    Matches of the days before the last run of mails are not made up for. Raises FoerderlageError
    when there is none of this number.
    """
    with write(db) as connection:
        _active(connection, number)
        (before,) = connection.execute(
            "select followed_only from recipient where id = ?", [number]
        ).fetchone()
        if bool(before) == followed_only:
            return
        connection.execute(
            "update recipient set followed_only = ? where id = ?", [int(followed_only), number]
        )
        words = [f"{number}: {state}" for state in (before, int(followed_only))]
        append(connection, act, "recipient_scope", Subject(), *words)


def set_head(db: Database, number: int, is_head: bool, act: Act) -> None:
    """Say whether a recipient leads the department about which mails come, with a log entry.

    Raises FoerderlageError when there is none of this number, and for one without a department.
    """
    with write(db) as connection:
        _active(connection, number)
        before, department = connection.execute(
            "select is_head, department from recipient where id = ?", [number]
        ).fetchone()
        if bool(before) == is_head:
            return
        if is_head and not department:
            raise FoerderlageError(
                "Eine Leitung gehört zu einem Fachamt; diese Mails sind über alles.",
                "Bitte Mails zu den Vorhaben eines Fachamts bestellen.",
            )
        connection.execute("update recipient set is_head = ? where id = ?", [int(is_head), number])
        words = [f"{number}: {state}" for state in (before, int(is_head))]
        append(connection, act, "recipient_head", Subject(), *words)


def remove_recipient(db: Database, number: int, act: Act) -> None:
    """Delete a recipient with what was announced to it; FoerderlageError when there is none."""
    with write(db) as connection:
        _active(connection, number)
        connection.execute("delete from recipient where id = ?", [number])
        append(connection, act, "recipient_removed", Subject(), str(number), "")


def announced(db: Database, number: int) -> Announced:
    """What a recipient was told."""
    found: Announced = {}
    for item, stage in db.execute(
        "select item, stage from announcement where recipient_id = ?", [number]
    ).fetchall():
        found.setdefault(tuple(json.loads(item)), set()).add(stage)
    return found


def save_announced(
    db: Database,
    number: int,
    told: Iterable[tuple[ItemName, str]],
    day: date,
    message_id: str,
) -> None:
    """Note what a mail told that the server accepted, or that there was nothing to tell.

    A recipient that was removed meanwhile is left alone.
    """
    with write(db) as connection:
        changed = connection.execute(
            "update recipient set served_on = ? where id = ?", [day.isoformat(), number]
        ).rowcount
        if not changed:
            return
        connection.executemany(
            "insert or ignore into announcement values (?, ?, ?, ?, ?)",
            [
                (number, json.dumps(item, ensure_ascii=False), stage, day.isoformat(), message_id)
                for item, stage in told
            ],
        )


def _active(connection: sqlite3.Connection, number: int) -> bool:
    row = connection.execute("select active from recipient where id = ?", [number]).fetchone()
    if row is None:
        raise FoerderlageError(
            f"Eine Empfängerin oder einen Empfänger Nr. {number} gibt es nicht (mehr).",
            "„matcher recipients list“ zeigt alle.",
        )
    return bool(row[0])
