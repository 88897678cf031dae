"""Keeping both files small and fast: what nothing refers to any more is deleted.

Every deletion happens in transactions of at most `BUDGET` seconds (and the statement under
way), so that the site, which reads, and others who write need not wait.
"""

import shutil
import sqlite3
import time
from collections import deque
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from db.files import write
from db.kommune.match_run import unpacked

BUDGET = 0.25
"""Seconds after which a deleting transaction ends."""
PAUSE = 0.15
"""Seconds between two of them, so that a writer who waits, asking every tenth, gets its turn."""
WASTE = 0.25
"""Share of a file that must be free before it is written anew."""
WORTH_WHILE = 8_000_000
"""Free bytes below which a file is never written anew."""

_UNUSED = {
    "text": "select id from text where id not in (select text_id from version_text)",
    "contact": "select id from contact where (source, key) not in (select p.source,"
    " pc.contact_key from programme_contact pc join programme p on p.id = pc.programme_id)",
    "link": "select id from link where (source, key) not in (select p.source,"
    " pl.link_key from programme_link pl join programme p on p.id = pl.programme_id)",
}


def versions(db: Database) -> dict[int, list[tuple[int, date]]]:
    """Row id of each programme with several versions -> their numbers and first days."""
    found: dict[int, list[tuple[int, date]]] = {}
    for programme_id, number, seen_on in db.execute(
        "select programme_id, version, seen_on from programme_version where programme_id in"
        " (select programme_id from programme_version group by 1 having count(*) > 2)"
        " order by programme_id, version"
    ):
        found.setdefault(programme_id, []).append((number, date.fromisoformat(seen_on)))
    return found


def identities(db: Database) -> dict[int, tuple[str, str]]:
    """Row id of each programme -> source and key."""
    rows = db.execute("select id, source, key from programme").fetchall()
    return {programme_id: (source, key) for programme_id, source, key in rows}


def delete_versions(db: Database, doomed: Iterable[tuple[int, int]]) -> int:
    """Delete these (programme, version); the current version of a programme never."""
    old = "programme_id = ? and version = ? and version <> "
    current = "(select version from programme where id = programme_id)"
    return _delete(
        db,
        [f"delete from version_text where {old} {current}",
         f"delete from programme_version where {old} {current}"],
        doomed,
    )  # fmt: skip


def delete_unused(db: Database, table: str) -> int:
    """Delete rows of "text", "contact" or "link" that nothing refers to; returns how many.

    Asked anew in every transaction: a crawl may just have begun to use a row again.
    """
    deleted, more = 0, True
    while more:
        with write(db) as connection:
            pending = deque(connection.execute(_UNUSED[table]).fetchall())
            deleted += _while_in_budget(connection, [f"delete from {table} where id = ?"], pending)
        more = bool(pending)
        _pause(more)
    return deleted


def delete_old_issues(db: Database, before: date) -> int:
    """Delete issues of runs that ended before this day, except those of the last good run."""
    rows = db.execute(
        "select i.id from issue i join crawl_run r on r.id = i.run_id where r.finished < ?"
        " and r.id not in (select last_good_run from source where last_good_run is not null)",
        [before.isoformat()],
    ).fetchall()
    return _delete(db, ["delete from issue where id = ?"], rows)


def delete_old_runs(db: Database, before: date) -> int:
    """Delete crawl runs that ended before this day and to which no row of any table refers."""
    references = db.execute(
        "select m.name, f.[from] from sqlite_master m join pragma_foreign_key_list(m.name) f"
        " where m.type = 'table' and f.[table] = 'crawl_run'"
    ).fetchall()
    free = "".join(
        f" and id not in (select [{column}] from [{table}] where [{column}] is not null)"
        for table, column in references
    )
    sql = f"select id from crawl_run where finished < ?{free}"
    rows = db.execute(sql, [before.isoformat()]).fetchall()
    return _delete(db, ["delete from crawl_run where id = ?"], rows)


def delete_unused_findings(db: Database) -> int:
    """Delete findings that no pair has any more. The caller holds the lock on matching."""
    used: set[int] = set()
    for (ids,) in db.execute("select distinct findings from pair"):
        used.update(unpacked(ids))
    rows = db.execute("select id from finding").fetchall()
    unused = [row for row in rows if row[0] not in used]
    return _delete(db, ["delete from finding where id = ?"], unused)


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


def _delete(db: Database, statements: list[str], rows: Iterable[tuple[int, ...]]) -> int:
    pending, deleted = deque(rows), 0
    while pending:
        with write(db) as connection:
            deleted += _while_in_budget(connection, statements, pending)
        _pause(bool(pending))
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
