"""The calendar of council and committees: meetings, and where they are read from.

Meetings come from people and from sources. What a person does is logged; what a source says
is merged under the write lock, so that neither overwrites the other.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlite_utils import Database

from db.connection import write
from db.errors import FoerderlageError
from db.kommune import limits
from db.kommune.log import Act, Subject, append
from db.kommune.tracker.meeting_sources import MeetingSource, Reading, keep_source, name_of
from db.kommune.tracker.plans import rename_grounds


class MeetingRow(NamedTuple):
    """A meeting as it is stored; moments in ISO, `typed` the fields set by hand, with spaces.

    `id` is 0 for one that is not stored yet; numbers of removed ones are not used again.
    """

    source: str
    source_id: str
    body: str
    kind: str
    start: str
    end: str | None
    all_day: int
    place: str
    status: str
    modified: str | None
    typed: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """The meetings that shall be stored, and new names of stored ones: old -> new."""

    rows: Iterable[MeetingRow]
    renamed: Mapping[str, str] = field(default_factory=dict)


Decide = Callable[[list[MeetingRow], str], Decided]
"""The stored meetings of a town and the name of what is read -> what shall become of them."""


def meetings(db: Database, ags: str | None = None) -> dict[str, list[MeetingRow]]:
    """AGS -> its meetings in order of time; of all towns or of one."""
    found: dict[str, list[MeetingRow]] = {}
    sql = (
        f"select ags, {', '.join(MeetingRow._fields)} from meeting"
        " where :ags is null or ags = :ags order by ags, start, body, id"
    )
    for owner, *row in db.execute(sql, {"ags": ags}).fetchall():
        found.setdefault(owner, []).append(MeetingRow._make(row))
    return found


def meeting(db: Database, number: int) -> tuple[str, MeetingRow]:
    """AGS and meeting of this number; FoerderlageError when there is none."""
    sql = f"select ags, {', '.join(MeetingRow._fields)} from meeting where id = ?"
    row = db.execute(sql, [number]).fetchone()
    if row is None:
        raise FoerderlageError(
            f"Eine Sitzung Nr. {number} gibt es nicht (mehr).",
            "Die Liste der Sitzungen zeigt die Nummern.",
        )
    return row[0], MeetingRow._make(row[1:])


def add_meeting(db: Database, ags: str, row: MeetingRow, act: Act) -> MeetingRow:
    """Store a meeting that a person entered, with a log entry.

    Raises FoerderlageError when this body has a meeting then, FaultyFields for names without end.
    """
    limits.check("meeting", {"body": row.body, "place": row.place})
    with write(db) as connection:
        known = connection.execute(
            "select 1 from meeting where ags = ? and body = ? and start = ?",
            [ags, row.body, row.start],
        ).fetchone()
        if known:
            raise FoerderlageError(
                "Diese Sitzung steht schon im Kalender.",
                "Bitte Gremium, Tag und Uhrzeit vergleichen.",
            )
        number = _insert(connection, ags, row)
        append(connection, act, "meeting_added", Subject(), "", meeting_words(row))
    return row._replace(id=number)


def set_meeting_status(db: Database, number: int, status: str, act: Act) -> MeetingRow:
    """Cancel a meeting ("cancelled") or let it take place ("scheduled"), with a log entry.

    A later reading of its source keeps what was set by hand.
    """
    with write(db) as connection:
        _, before = meeting(db, number)
        if before.status == status:
            return before
        typed = " ".join(sorted({*before.typed.split(), "status"}))
        connection.execute(
            "update meeting set status = ?, typed = ? where id = ?", [status, typed, number]
        )
        after = before._replace(status=status, typed=typed)
        words = meeting_words(before), meeting_words(after)
        append(connection, act, "meeting_status", Subject(), *words)
    return after


def remove_meeting(db: Database, number: int, act: Act) -> MeetingRow:
    """Take a meeting out of the calendar, with a log entry.

    Raises FoerderlageError for one that comes from an address, which would bring it back.
    """
    with write(db) as connection:
        ags, row = meeting(db, number)
        source = connection.execute(
            "select kind from meeting_source where ags = ? and name = ?", [ags, row.source]
        ).fetchone()
        if source and source[0] != "file":
            raise FoerderlageError(
                "Diese Sitzung kommt beim nächsten Lesen wieder.",
                "Bitte stattdessen als abgesagt kennzeichnen.",
            )
        connection.execute("delete from meeting where id = ?", [number])
        append(connection, act, "meeting_removed", Subject(), meeting_words(row), "")
    return row


def sources(db: Database, ags: str | None = None) -> list[MeetingSource]:
    """Where meetings are read from, by AGS and age."""
    rows = db.execute(
        "select s.id, s.ags, s.kind, s.name, coalesce(a.address, s.name), s.added, s.tried,"
        " s.read_at, s.complete_at, s.error, s.notes"
        " from meeting_source s left join meeting_address a on a.source_id = s.id"
        " where :ags is null or s.ags = :ags order by s.ags, s.id",
        {"ags": ags},
    ).fetchall()
    return [
        MeetingSource(number, owner, kind=kind, name=name, address=address, error=error,
                      added=datetime.fromisoformat(added), tried=_moment(tried),
                      read_at=_moment(read_at), complete_at=_moment(complete_at),
                      notes=tuple(json.loads(notes)))
        for number, owner, kind, name, address, added, tried, read_at, complete_at, error, notes
        in rows
    ]  # fmt: skip


def save_reading(
    db: Database,
    ags: str,
    reading: Reading,
    decide: Decide,
    act: Act | None,
    told: Callable[[], str],
) -> None:
    """Store what a source said, and the source with it if it is new; all or nothing.

    `decide` gets the calendar as it is at that moment, and the name of the source in it; `told`
    is asked afterwards what is noted in the log, if a person did it.
    """
    at = reading.at.isoformat()
    with write(db) as connection:
        name = name_of(reading, sources(db, ags))
        decided = decide(meetings(db, ags).get(ags, []), name)
        _rename(connection, ags, name, decided.renamed)
        _replace(connection, ags, meetings(db, ags).get(ags, []), list(decided.rows))
        keep_source(connection, ags, reading, name)
        connection.execute(
            "update meeting_source set tried = ?, read_at = ?, error = '', notes = ?,"
            " complete_at = case when ? then ? else complete_at end where ags = ? and name = ?",
            [
                at,
                at,
                json.dumps(reading.notes, ensure_ascii=False),
                reading.complete,
                at,
                ags,
                name,
            ],
        )
        if act is not None:
            append(connection, act, "meetings_read", Subject(), "", told())


def save_failure(db: Database, source: MeetingSource, at: datetime, error: str) -> None:
    """Note that a source could not be read; its meetings stay as they were."""
    with write(db) as connection:
        connection.execute(
            "update meeting_source set tried = ?, error = ? where id = ?",
            [at.isoformat(), error, source.id],
        )


def remove_source(db: Database, number: int, act: Act) -> tuple[MeetingSource, int]:
    """Take away a source and all its meetings, with a log entry; how many went.

    Raises FoerderlageError when there is none of this number.
    """
    with write(db) as connection:
        found = next((s for s in sources(db) if s.id == number), None)
        if found is None:
            raise FoerderlageError("Diese Quelle für Sitzungen gibt es nicht (mehr).")
        gone = connection.execute(
            "delete from meeting where ags = ? and source = ?", [found.ags, found.name]
        ).rowcount
        for table in ("meeting_address where source_id", "meeting_source where id"):
            connection.execute(f"delete from {table} = ?", [number])
        append(connection, act, "meetings_removed", Subject(), found.name, "")
    return found, gone


def meeting_words(row: MeetingRow) -> str:
    """A meeting in the log: body, moment, state."""
    return f"{row.body}, {row.start}, {row.status}"


def _rename(
    connection: sqlite3.Connection, ags: str, source: str, renamed: Mapping[str, str]
) -> None:
    """Give stored meetings their new names, also in the steps of plans that rest on them."""
    connection.executemany(
        "update meeting set source_id = ? where ags = ? and source = ? and source_id = ?",
        [(new, ags, source, old) for old, new in renamed.items()],
    )
    keys = {f"{source}#{old}": f"{source}#{new}" for old, new in renamed.items()}
    rename_grounds(connection, ags, keys)


def _replace(
    connection: sqlite3.Connection, ags: str, before: list[MeetingRow], after: list[MeetingRow]
) -> None:
    """Write the difference of two calendars, so that a meeting keeps its number."""
    known = {(row.source, row.source_id): row for row in before}
    wanted = {(row.source, row.source_id): row for row in after}
    for name, row in known.items():
        if name not in wanted:
            connection.execute("delete from meeting where id = ?", [row.id])
    for name, row in wanted.items():
        if name not in known:
            _insert(connection, ags, row)
        elif row._replace(id=known[name].id) != known[name]:
            columns = MeetingRow._fields[:-1]
            connection.execute(
                f"update meeting set {', '.join(f'{c} = ?' for c in columns)} where id = ?",
                [*row[:-1], known[name].id],
            )


def _insert(connection: sqlite3.Connection, ags: str, row: MeetingRow) -> int:
    columns = MeetingRow._fields[:-1]
    marks = ", ".join("?" * len(columns))
    sql = f"insert into meeting(ags, {', '.join(columns)}) values (?, {marks})"
    cursor = connection.execute(sql, [ags, *row[:-1]])
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
