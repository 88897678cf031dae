"""Copying a database file as one consistent state, checking a copy, and putting it back.

All of it by SQLite's backup interface: readers and the running site are never disturbed,
and what is put back appears to them in one moment or not at all.
"""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from db.connection import busy_seconds, distrust, untouched
from db.faults import explained, sqlite_reason
from db.files import Kind, schema

_WAITED_IN_VAIN = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_TYPES = {"table": "Tabelle „{}“", "view": "Ansicht „{}“", "index": "Index „{}“",
          "trigger": "Auslöser „{}“"}  # fmt: skip
LOOKS = 5
"""Times that a file which somebody writes is looked at before it counts as damaged."""
RowCounts = dict[str, int]
"""Table -> number of its rows."""


def copy_database(source: Path, target: Path) -> RowCounts:
    """Copy a file in use to a new self-contained one; returns the rows it must hold.

    The copy is as of one moment and of the schema that the file has. Raises FileExistsError
    when there is a target, FoerderlageError when copying is not possible.
    """
    target.touch(mode=0o600, exist_ok=False)
    uri = f"{source.resolve().as_uri()}?mode=rw"
    try:
        with (
            closing(sqlite3.connect(uri, uri=True, timeout=busy_seconds(), isolation_level=None))
            as connection,
            closing(sqlite3.connect(target)) as copy,
        ):  # fmt: skip
            distrust(connection)
            connection.execute("begin")
            counts = row_counts(connection)
            connection.backup(copy, progress=_give_up_when_busy)
            copy.execute("pragma journal_mode = delete")
    except sqlite3.Error as error:
        raise explained(error, source) from error
    return counts


def defects(path: Path, kind: Kind) -> list[str]:
    """What is wrong with a file as German clauses; empty when it is sound and ours.

    What was found while another program wrote is looked at again: reading without a trace
    takes no lock.
    """
    found: list[str] = []
    for _look in range(LOOKS):
        before = _changed(path)
        found = _defects(path, kind)
        if not found or before == _changed(path):
            break
    return found


def foreign(path: Path, kind: Kind) -> list[str]:
    """What a sound file holds that no version of ours made, or lacks, as German names.

    Triggers and views act by themselves when somebody reads or writes.
    """
    with untouched(path) as connection:
        found, ours = schema(connection), kind.schema_of(connection)
    named = sorted({name for name in found.keys() | ours.keys()
                    if found.get(name) != ours.get(name)})  # fmt: skip
    return [_TYPES.get(kind_of, "{}").format(_plain(name)) for kind_of, name in named]


def _plain(name: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in name)[:60]


def _changed(path: Path) -> list[tuple[int, int]]:
    found = []
    for part in (path, path.with_name(path.name + "-wal")):
        with suppress(FileNotFoundError):  # the log goes whenever its last writer closes
            state = part.stat()
            found.append((state.st_mtime_ns, state.st_size))
    return found


def _defects(path: Path, kind: Kind) -> list[str]:
    try:
        with untouched(path) as connection:
            found = _integrity(connection)
            (application_id,) = connection.execute("pragma application_id").fetchone()
            if application_id != kind.application_id:
                found.append("ist keine Datei von Förderlage dieser Art")
            if kind.newer(connection):
                found.append("stammt von einer neueren Version von Förderlage")
            return found
    except sqlite3.Error as error:
        return [f"lässt sich nicht lesen ({sqlite_reason(error)})"]


def _integrity(connection: sqlite3.Connection) -> list[str]:
    found = []
    lines = [row[0] for row in connection.execute("pragma integrity_check(3)")]
    if lines != ["ok"]:
        found.append("ist beschädigt (die Prüfung von SQLite bestand sie nicht)")
    broken = connection.execute("pragma foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        found.append(f"hat {len(broken)} Verweise ins Leere (Tabellen: {tables})")
    return found


def row_counts(connection: sqlite3.Connection) -> RowCounts:
    """Rows of every table, those of the search index included."""
    tables = connection.execute(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        " order by name"
    ).fetchall()
    return {
        name: connection.execute(f"select count(*) from {_quoted(name)}").fetchone()[0]
        for (name,) in tables
    }


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def refuse_if_locked(path: Path) -> None:
    """Raise FoerderlageError when another program is writing, or we may not write."""
    with closing(sqlite3.connect(path, timeout=busy_seconds(), isolation_level=None)) as connection:
        try:
            connection.execute("begin immediate")
        except sqlite3.Error as error:
            raise explained(error, path) from error
        connection.rollback()


def overwrite(target: Path, source: Path) -> None:
    """Give `target` the content of `source` in one transaction.

    The file stays the same one, so open connections see the old state, then the new one.
    Raises sqlite3.Error when that is not possible; then nothing has changed.
    """
    if not target.exists():
        target.touch(mode=0o660)
    with untouched(source) as kept, closing(sqlite3.connect(target, timeout=busy_seconds())) as db:
        distrust(db)
        db.execute("pragma journal_mode = wal")
        kept.backup(db, progress=_give_up_when_busy)
        # only tidies up, so it waits for no reader
        db.execute("pragma busy_timeout = 0")
        with suppress(sqlite3.OperationalError):
            db.execute("pragma wal_checkpoint(truncate)")


def _give_up_when_busy(status: int, _remaining: int, _total: int) -> None:
    """Python would try for ever; SQLite has already waited as long as it was told to."""
    if status in _WAITED_IN_VAIN:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode, error.sqlite_errorname = status, "SQLITE_BUSY"
        raise error
