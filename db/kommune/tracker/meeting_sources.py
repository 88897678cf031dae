"""Where meetings are read from, and what everybody is told of it.

Addresses of calendars commonly hold a key, in the path or behind it, and whoever knows them reads
the calendar. So they stand in a table of their own, which no page of tables shows; everything
else, meetings, plans, log and mails, knows a source by its name.
"""

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime

from db.outside.addresses import place


@dataclass(frozen=True, slots=True)
class MeetingSource:
    """A file or address that meetings are read from.

    `name` is what everybody is told: of a file its name, of an address the server. `address` is
    the whole of it, which may hold a key, so it is for those who manage.
    `tried` is the last attempt, `read_at` the last that succeeded, `complete_at` the last that
    read everything; `error` says why the last attempt failed, `notes` what the last that
    succeeded could not take.
    """

    id: int
    ags: str
    kind: str
    name: str
    address: str = field(repr=False)
    added: datetime
    tried: datetime | None = None
    read_at: datetime | None = None
    complete_at: datetime | None = None
    error: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What is noted about a source once it was read; `notes` say what could not be taken."""

    kind: str
    address: str
    at: datetime
    complete: bool
    notes: tuple[str, ...] = ()


def name_of(reading: Reading, known: list[MeetingSource]) -> str:
    """The name of what was read: that of a known source of the town, else one of its own.

    Of a second address of a server it carries a number.
    """
    for one in known:
        if one.address == reading.address:
            return one.name
    name = reading.address if reading.kind == "file" else place(reading.address)
    taken, number, found = {one.name for one in known}, 1, name
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found


def keep_source(connection: sqlite3.Connection, ags: str, reading: Reading, name: str) -> None:
    """Store a source under its name unless it is, within the caller's transaction."""
    made = connection.execute(
        "insert into meeting_source(ags, kind, name, added) values (?, ?, ?, ?)"
        " on conflict(ags, name) do nothing returning id",
        [ags, reading.kind, name, reading.at.isoformat()],
    ).fetchone()
    if made and reading.kind != "file":
        connection.execute("insert into meeting_address values (?, ?)", [made[0], reading.address])
