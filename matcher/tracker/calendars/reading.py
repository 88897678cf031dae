"""Reading meetings from files and addresses into the calendar of a town.

A reading is taken whole or not at all: when it fails, the calendar stays as it was last read
well, and the failure is noted at its source.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db import clock
from db.errors import FoerderlageError
from db.faults import unreadable
from db.kommune.log import Act
from db.kommune.tracker.meetings import (
    MeetingRow,
    MeetingSource,
    Reading,
    save_failure,
    save_reading,
)
from matcher import german
from matcher.deadlines.timing import HORIZON
from matcher.tracker.calendars.fetching import Fetch, fetch_json, fetch_text
from matcher.tracker.calendars.ics import read_ics
from matcher.tracker.calendars.meetings import (
    CHANGE_LABELS,
    TYPED,
    Change,
    Meeting,
    MeetingChange,
    Removed,
    merge,
)
from matcher.tracker.calendars.oparl import read_oparl
from matcher.tracker.calendars.rows import meeting_of, row_of

PAST = timedelta(days=92)
"""How far back a calendar file is read; older meetings matter to no plan."""
COMPLETE_EVERY = timedelta(days=28)
"""After so long an OParl server is read completely again, in case it forgot to tell changes."""
OVERLAP = timedelta(hours=1)
"""Changes are asked for from a little before the last reading on: clocks differ."""
PATIENCE = 3600.0
"""Seconds that one reading may take at most."""
KIND_LABELS = {"ics": "Kalenderadresse (.ics)", "oparl": "OParl", "file": "Kalenderdatei (.ics)"}
"""Kind of a source -> German label."""


@dataclass(frozen=True, slots=True)
class Read:
    """How the reading of one source went: what changed in the calendar, or why it failed."""

    address: str
    changes: tuple[MeetingChange, ...] = ()
    meetings: int = 0
    """How many meetings of this source the calendar holds now."""
    error: str = ""

    @property
    def counts(self) -> dict[Change, int]:
        """How many meetings each kind of change befell; only kinds that occur."""
        found = {kind: sum(c.change == kind for c in self.changes) for kind in CHANGE_LABELS}
        return {kind: number for kind, number in found.items() if number}

    @property
    def words(self) -> str:
        """The outcome in German: "12 Sitzungen, davon 2 neu, 1 verlegt"."""
        if self.error:
            return self.error
        total = f"{german.number(self.meetings)} {'Sitzung' if self.meetings == 1 else 'Sitzungen'}"
        changed = [f"{german.number(n)} {CHANGE_LABELS[kind]}" for kind, n in self.counts.items()]
        return f"{total}; {', '.join(changed) or 'nichts geändert'}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a file or address said at a moment; with `span` all meetings of those days."""

    kind: str
    address: str
    at: datetime
    incoming: tuple[Meeting | Removed, ...]
    span: tuple[date, date] | None


def from_file(path: Path, at: datetime, today: date) -> Fetched:
    """The meetings of an .ics file, which is known by its name.

    Raises FoerderlageError when it cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    return from_content(path.name, content, at, today)


def from_content(name: str, content: bytes, at: datetime, today: date) -> Fetched:
    """The same for the content of a file of this name."""
    if name == TYPED:
        raise FoerderlageError(f"Die Datei darf nicht „{TYPED}“ heißen.", "Bitte umbenennen.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FoerderlageError(
            f"{name} lässt sich nicht lesen ({error}).",
            "Bitte als Kalender (.ics) in der Kodierung UTF-8 ausgeben lassen.",
        ) from error
    return _from_ics("file", name, text, at, today)


def from_address(
    address: str, ags: str, at: datetime, today: date, patience: float = PATIENCE
) -> Fetched:
    """The meetings of an address that is new: an .ics calendar or an OParl server.

    Raises FoerderlageError when it cannot be read, or not within `patience` seconds.
    """
    fetch = _patient(patience)
    text = fetch_text(address)
    if text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        return _from_ics("ics", address, text, at, today)
    found = read_oparl(fetch, address, ags=ags)
    return Fetched("oparl", address, at=at, incoming=tuple(found), span=(today, date.max))


def again(source: MeetingSource, at: datetime, today: date, patience: float = PATIENCE) -> Fetched:
    """What a stored address says now; of an OParl server the changes, where that is enough.

    Raises FoerderlageError when it cannot be read, or not within `patience` seconds.
    """
    if source.kind == "ics":
        return _from_ics("ics", source.address, fetch_text(source.address), at, today)
    since, span = source.read_at, None
    if since is None or source.complete_at is None or at - source.complete_at > COMPLETE_EVERY:
        since, span = None, (today, date.max)
    asked = since - OVERLAP if since else None
    found = read_oparl(_patient(patience), source.address, asked, source.ags)
    return Fetched(source.kind, source.address, at=at, incoming=tuple(found), span=span)


def keep(db: Database, ags: str, fetched: Fetched, act: Act | None) -> Read:
    """Merge what was read into the calendar as it is at the moment of writing."""
    read = Read(fetched.address)

    def decide(rows: list[MeetingRow]) -> list[MeetingRow]:
        nonlocal read
        found = merge(map(meeting_of, rows), fetched.incoming, fetched.address, fetched.span)
        own = sum(m.source == fetched.address for m in found.meetings)
        read = replace(read, changes=found.changes, meetings=own)
        return [row_of(meeting) for meeting in found.meetings]

    reading = Reading(
        fetched.kind, fetched.address, at=fetched.at, complete=fetched.span is not None
    )
    save_reading(db, ags, reading, decide, act, lambda: f"{read.address}: {read.words}")
    return read


def sync(
    db: Database, source: MeetingSource, at: datetime, today: date, act: Act | None = None
) -> Read:
    """Read a stored address again; a failure is noted and told, and changes nothing else."""
    try:
        return keep(db, source.ags, again(source, at, today), act)
    except FoerderlageError as error:
        save_failure(db, source, at, str(error))
        return Read(source.address, error=str(error))


def _patient(seconds: float) -> Fetch:
    """Fetches as long as no more than so many seconds have passed since now."""
    until = clock.elapsed() + seconds

    def fetch(address: str) -> dict[str, Any]:
        if clock.elapsed() > until:
            raise FoerderlageError(
                f"{address}: Das Lesen dauert länger als {german.number(seconds)} Sekunden.",
                "„matcher meetings sync ADRESSE“ hat mehr Zeit.",
            )
        return fetch_json(address)

    return fetch


def _from_ics(kind: str, source: str, text: str, at: datetime, today: date) -> Fetched:
    first, last = today - PAST, today + HORIZON
    return Fetched(
        kind, source, at=at, incoming=read_ics(text, source, first, last), span=(first, last)
    )
