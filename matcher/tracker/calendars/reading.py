"""Reading meetings from files and addresses into the calendar of a town.

When a reading fails, the calendar stays as it was last read well, and the failure is noted at
its source. A member of it that cannot be read costs itself alone: it is left out and noted there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.log import Act
from db.kommune.tracker.meeting_sources import MeetingSource, Reading
from db.kommune.tracker.meetings import (
    Decided,
    MeetingRow,
    save_failure,
    save_reading,
    sources,
)
from db.outside.addresses import of_calendar
from matcher import german
from matcher.deadlines.timing import HORIZON
from matcher.files import apart
from matcher.files.apart import Allowance
from matcher.files.contents import content_of
from matcher.tracker.calendars.decoding import text_of
from matcher.tracker.calendars.fetching import (
    MAX_BYTES,
    Fetch,
    Patience,
    fetch_json,
    fetch_text,
)
from matcher.tracker.calendars.ics import read_ics
from matcher.tracker.calendars.meetings import (
    CHANGE_LABELS,
    TYPED,
    Change,
    Found,
    MeetingChange,
)
from matcher.tracker.calendars.merging import merge
from matcher.tracker.calendars.notes import MOST
from matcher.tracker.calendars.oparl import read_oparl
from matcher.tracker.calendars.reserve import in_public, refuse_login, said_in_public, under_name
from matcher.tracker.calendars.rows import meeting_of, row_of

PAST = timedelta(days=92)
"""How far back a calendar file is read; older meetings matter to no plan."""
COMPLETE_EVERY = timedelta(days=28)
"""After so long an OParl server is read completely again, in case it forgot to tell changes."""
OVERLAP = timedelta(hours=1)
"""Changes are asked for from a little before the last reading on: clocks differ."""
PATIENCE = 3600.0
"""Seconds that one reading may take at most."""
_ADVICE = (
    "Bitte nur den Kalender der Sitzungen angeben oder ausgeben lassen; der Kalender hier bleibt,"
    " wie er war."
)
OF_FILE = Allowance(seconds=60, processor=30, advice=_ADVICE)
"""What reading a calendar file may take."""
OF_ADDRESS = Allowance(seconds=PATIENCE + 60, processor=600, advice=_ADVICE)
"""What reading an address may take, the waiting for its server included."""
_NAMED = 3
"""Notes that are told in one line with the outcome."""
KIND_LABELS = {"ics": "Kalenderadresse (.ics)", "oparl": "OParl", "file": "Kalenderdatei (.ics)"}
"""Kind of a source -> German label."""


@dataclass(frozen=True, slots=True)
class Read:
    """How the reading of one source went: what changed in the calendar, or why it failed.

    `source` is its name, as everybody may know it.
    """

    source: str
    changes: tuple[MeetingChange, ...] = ()
    meetings: int = 0
    """How many meetings of this source the calendar holds now."""
    error: str = ""
    notes: tuple[str, ...] = ()
    """What of the source could not be taken."""

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
        more = len(self.notes) - _NAMED
        notes = [*self.notes[:_NAMED], *([f"und {more} weitere Hinweise"] if more > 0 else [])]
        return "; ".join([total, ", ".join(changed) or "nichts geändert", *notes])


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a file or address said at a moment; with `span` all meetings of those days."""

    kind: str
    address: str
    at: datetime
    found: Found
    span: tuple[date, date] | None


def from_file(path: Path, at: datetime, today: date) -> Fetched:
    """The meetings of an .ics file, which is known by its name.

    Raises FoerderlageError when it cannot be read.
    """
    content = content_of(path, MAX_BYTES, "Bitte nur den Kalender der Sitzungen ausgeben lassen.")
    return from_content(path.name, content, at, today)


def from_content(name: str, content: bytes, at: datetime, today: date) -> Fetched:
    """The same for the content of a file of this name."""
    if name == TYPED:
        raise FoerderlageError(f"Die Datei darf nicht „{TYPED}“ heißen.", "Bitte umbenennen.")
    with _only_our_errors(name):
        return _from_ics("file", name, text_of(content), at, today)


def from_address(
    address: str, ags: str, at: datetime, today: date, patience: float = PATIENCE
) -> Fetched:
    """The meetings of an address that is new: an .ics calendar or an OParl server.

    Raises FoerderlageError when it cannot be read, not within `patience` seconds, or names a
    user: the key of a calendar stands in its path or query.
    """
    refuse_login(address)
    limits = Patience(patience)
    with _only_our_errors(address):
        text = fetch_text(address, limits)
        if text.lstrip("\ufeff \t\r\n").upper().startswith("BEGIN:VCALENDAR"):
            return _from_ics("ics", address, text, at, today)
        found = read_oparl(_patient(limits), address, ags=ags)
        span = (today, date.max) if found.complete else None
        return Fetched("oparl", address, at=at, found=found, span=span)


def again(source: MeetingSource, at: datetime, today: date, patience: float = PATIENCE) -> Fetched:
    """What a stored address says now; of an OParl server the changes, where that is enough.

    Raises FoerderlageError when it cannot be read, or not within `patience` seconds.
    """
    limits = Patience(patience)
    with _only_our_errors(source.address):
        if source.kind == "ics":
            text = fetch_text(source.address, limits)
            return _from_ics("ics", source.address, text, at, today)
        since = source.read_at
        if since is None or source.complete_at is None or at - source.complete_at > COMPLETE_EVERY:
            since = None
        asked = since - OVERLAP if since else None
        found = read_oparl(_patient(limits), source.address, asked, source.ags)
        span = (today, date.max) if found.complete else None
        return Fetched(source.kind, source.address, at=at, found=found, span=span)


def keep(db: Database, ags: str, fetched: Fetched, act: Act | None) -> Read:
    """Merge what was read into the calendar as it is at the moment of writing.

    Changes alone say nothing of what earlier readings could not take: their notes stay.
    """
    complete = fetched.span is not None
    told = in_public(fetched.found, fetched.address)
    read = Read("", notes=told.notes)

    def decide(rows: list[MeetingRow], name: str) -> Decided:
        nonlocal read
        found = merge(map(meeting_of, rows), under_name(told, name), name, fetched.span)
        own = sum(m.source == name for m in found.meetings)
        read = replace(read, source=name, changes=found.changes, meetings=own)
        return Decided([row_of(meeting) for meeting in found.meetings], found.renamed)

    known = [s.notes for s in sources(db, ags) if s.address == fetched.address and not complete]
    notes = dict.fromkeys(note for earlier in [*known, read.notes] for note in earlier)
    reading = Reading(
        fetched.kind, fetched.address, at=fetched.at, complete=complete, notes=(*notes,)[:MOST]
    )
    save_reading(db, ags, reading, decide, act, lambda: f"{read.source}: {read.words}")
    return read


def again_apart(source: MeetingSource, at: datetime, today: date) -> Fetched:
    """The same in a process of its own, which may take so long and so much."""
    return apart.read(source.name, OF_ADDRESS, again, source, at, today)


def sync(
    db: Database, source: MeetingSource, at: datetime, today: date, act: Act | None = None,
    read: Callable[[MeetingSource, datetime, date], Fetched] = again_apart,
) -> Read:  # fmt: skip
    """Read a stored address again; a failure is noted and told, and changes nothing else."""
    try:
        return keep(db, source.ags, read(source, at, today), act)
    except FoerderlageError as error:
        save_failure(db, source, at, str(error))
        return Read(source.name, error=str(error))


def _patient(limits: Patience) -> Fetch:
    """Fetches as long as there is patience."""

    def fetch(address: str) -> dict[str, Any]:
        return fetch_json(address, limits)

    return fetch


@contextmanager
def _only_our_errors(source: str) -> Iterator[None]:
    """Whatever a source makes a reader raise costs this source alone, and is said in words that
    keep its address to those who manage."""
    try:
        yield
    except FoerderlageError as error:
        told = said_in_public(error, source)
        if told is error:
            raise
        raise told from error
    except Exception as error:  # a defect of ours must not cost the other addresses
        raise FoerderlageError(
            f"{of_calendar(source, source)} enthält etwas, das sich nicht lesen lässt "
            f"({type(error).__name__}).",
            "Bitte den Hersteller von Förderlage verständigen; der Kalender bleibt, wie er war.",
        ) from error


def _from_ics(kind: str, source: str, text: str, at: datetime, today: date) -> Fetched:
    first, last = today - PAST, today + HORIZON
    found = read_ics(text, source, first, last)
    span = (first, last) if found.complete else None
    return Fetched(kind, source, at=at, found=found, span=span)
