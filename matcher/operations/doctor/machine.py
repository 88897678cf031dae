"""Checks of the machine: Python, SQLite, time, disk space."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from matcher import german
from matcher.operations.doctor.result import Result, error, ok, warning

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 35, 0)
"""SQLite that knows all we use (dropping columns in migrations, `returning`)."""
SPARE = 500_000_000
"""Bytes that should be free beyond what the next backup needs."""
TOLERANCE = timedelta(hours=1)
"""How far stored times may lie ahead of the clock before it counts as set back."""


def python(version: tuple[int, ...]) -> Result:
    """Whether this Python is one that the program is made for."""
    words = ".".join(map(str, version[:3]))
    if version[:2] < OLDEST_PYTHON:
        return error("Python", words, "Bitte Python 3.11 oder neuer einsetzen.")
    return ok("Python", words)


def sqlite(version: tuple[int, ...], fts5: bool) -> Result:
    """Whether SQLite is new enough and has full-text search."""
    words = ".".join(map(str, version))
    if version < OLDEST_SQLITE:
        return error("SQLite", words, "Bitte ein Python mit SQLite 3.35 oder neuer einsetzen.")
    if not fts5:
        return error(
            "SQLite", f"{words} ohne FTS5", "Bitte ein Python mit FTS5 im SQLite einsetzen."
        )
    return ok("SQLite", f"{words} mit FTS5")


def has_fts5() -> bool:
    """Whether this SQLite can make a full-text index."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("create virtual table probe using fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True


def time_zone(name: str = "Europe/Berlin") -> Result:
    """Whether the data on time zones are there and tell summer from winter."""
    advice = "Bitte die Zeitzonendaten einspielen (Paket tzdata des Systems oder von Python)."
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return error("Zeitzone", f"{name} fehlt", advice)
    winter, summer = (datetime(2026, month, 1, 12, tzinfo=zone).utcoffset() for month in (1, 7))
    if (winter, summer) != (timedelta(hours=1), timedelta(hours=2)):
        return error("Zeitzone", f"{name} ohne Sommerzeit", advice)
    return ok("Zeitzone", name)


def clock(now: datetime, newest: datetime | None) -> Result:
    """Whether the clock is behind what was already stored."""
    shown = german.moment(now.isoformat())
    if newest is None:
        return ok("Uhr", shown)
    if newest - now > TOLERANCE:
        return error(
            "Uhr",
            f"{shown}, aber gespeichert wurde schon am {german.moment(newest.isoformat())}",
            "Bitte die Uhr stellen (Zeitabgleich einschalten): Fristen hängen an ihr.",
        )
    return ok("Uhr", shown)


def disk_space(folder: Path, stored: int) -> Result:
    """Whether a backup and a night's work still fit; `stored` is the size of both databases."""
    free = shutil.disk_usage(folder).free
    words = f"{german.size(free)} frei"
    needed = 3 * stored
    if free < needed:
        return error(
            "Speicherplatz",
            f"{words}, gebraucht werden {german.size(needed)}",
            "Bitte Platz schaffen oder alte Sicherungen auf einen anderen Datenträger legen.",
        )
    if free < needed + SPARE:
        return warning("Speicherplatz", words, "Bitte bald Platz schaffen.")
    return ok("Speicherplatz", words)
