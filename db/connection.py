"""What every database file needs: waiting for locks, one transaction, reading without a trace,
and staying small and fast. Knows no schema; which files there are stands in `db.files`.
"""

import shutil
import sqlite3
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

_busy_seconds = 15.0
_writing: set[int] = set()
"""Connections with a transaction of `write` under way, by identity."""
BUDGET = 0.25
"""Seconds after which a deleting transaction ends."""
PAUSE = 0.15
"""Seconds between two of them, so that a writer who waits, asking every tenth, gets its turn."""
WASTE = 0.25
"""Share of a file that must be free before it is written anew."""
WORTH_WHILE = 8_000_000
"""Free bytes below which a file is never written anew."""


def wait_for_locks(seconds: float) -> None:
    """How long files that are opened from now on wait while another program writes."""
    global _busy_seconds
    _busy_seconds = seconds


def busy_seconds() -> float:
    """How long an opened file waits for a lock."""
    return _busy_seconds


@contextmanager
def write(db: Database) -> Iterator[sqlite3.Connection]:
    """One transaction that takes the write lock at once: all of it or nothing.

    Within another one on the same connection it is a part of that: it fails alone, and is kept
    when the whole is.
    """
    connection = db.conn
    assert connection is not None
    if id(connection) in _writing:
        with _part(connection):
            yield connection
        return
    connection.execute("begin immediate")
    _writing.add(id(connection))
    try:
        yield connection
    except BaseException:
        connection.rollback()
        raise
    else:
        _commit(connection)
    finally:
        _writing.discard(id(connection))


@contextmanager
def _part(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("savepoint part")
    try:
        yield
    except BaseException:
        # SQLite may have ended the whole transaction already, as when the disk is full
        if connection.in_transaction:
            connection.execute("rollback to part")
            connection.execute("release part")
        raise
    connection.execute("release part")


def _commit(connection: sqlite3.Connection) -> None:
    """Commit, or leave no transaction open: a later one on this connection shall begin afresh."""
    try:
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """Several queries that see one and the same moment, whatever is committed meanwhile.

    Inside a transaction that is under way already nothing changes.
    """
    connection = db.conn
    assert connection is not None
    if connection.in_transaction:
        yield
        return
    connection.execute("begin")
    try:
        yield
    finally:
        connection.rollback()


def is_quiet(path: Path) -> bool:
    """Whether the file alone is all there is, with nothing waiting in a -wal file."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size == 0
    except FileNotFoundError:  # it also goes in the moment when the last writer closes
        return True


@contextmanager
def untouched(path: Path) -> Iterator[sqlite3.Connection]:
    """Any SQLite file as it is, for reading without leaving a trace beside it.

    SQLite makes -wal and -shm files for a reader, too; where there are none nobody is
    writing, and it is told so.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if is_quiet(path) else ''}"
    with closing(sqlite3.connect(uri, uri=True, timeout=_busy_seconds)) as connection:
        distrust(connection)
        yield connection


def distrust(connection: sqlite3.Connection) -> None:
    """Let triggers, views, checks and indexes of the file run nothing but harmless functions: a
    file may come from elsewhere."""
    connection.execute("pragma trusted_schema = off")


def delete_rows(db: Database, statements: list[str], rows: Iterable[tuple[int, ...]]) -> int:
    """Run the statements for each row; returns how many rows the last statement deleted.

    In transactions of at most `BUDGET` seconds (and the statement under way), so that the site,
    which reads, and others who write need not wait.
    """
    pending, deleted = deque(rows), 0
    while pending:
        with write(db) as connection:
            deleted += _while_in_budget(connection, statements, pending)
        _pause(bool(pending))
    return deleted


def delete_found(db: Database, query: str, statement: str) -> int:
    """`delete_rows` for what a query finds, which is asked anew in every transaction."""
    deleted, more = 0, True
    while more:
        with write(db) as connection:
            pending = deque(connection.execute(query).fetchall())
            deleted += _while_in_budget(connection, [statement], pending)
        more = bool(pending)
        _pause(more)
    return deleted


def _pause(more: bool) -> None:
    if more:
        time.sleep(PAUSE)


def _while_in_budget(
    connection: sqlite3.Connection, statements: list[str], pending: deque[tuple[int, ...]]
) -> int:
    """Take rows off `pending` until the time is up; counts what the last statement deleted."""
    until, deleted = time.monotonic() + BUDGET, 0
    while pending and time.monotonic() < until:
        row = pending.popleft()
        for statement in statements:
            rows_gone = connection.execute(statement, row).rowcount
        deleted += rows_gone
    return deleted


def optimize(db: Database) -> None:
    """Merge the segments of full-text indexes, to which every night adds some, and let SQLite
    renew what it knows about tables, where it thinks that this pays."""
    for table in db.tables:
        if table.detect_fts():
            table.optimize()
    db.execute("pragma analysis_limit = 1000")
    db.execute("pragma optimize").fetchall()


def vacuum_if_wasteful(db: Database, path: Path) -> int:
    """Write the file anew when much of it is free and the disk has room for a copy.

    Returns the bytes given back, 0 if it was not worth while. Readers go on reading meanwhile.
    """
    size, free, pages = (
        db.execute(f"pragma {name}").fetchone()[0]
        for name in ("page_size", "freelist_count", "page_count")
    )
    wasted = free * size
    if wasted < max(WORTH_WHILE, WASTE * pages * size):
        return 0
    if shutil.disk_usage(path.parent).free < 3 * pages * size:
        return 0
    db.execute("vacuum")
    return int(wasted)


def checkpoint(db: Database) -> bool:
    """Move the write-ahead log into the file and empty it; False when readers kept it in use."""
    db.execute("pragma busy_timeout = 2000")
    busy, _, _ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
    return not busy
