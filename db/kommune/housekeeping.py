"""Deleting what no match refers to any more."""

from sqlite_utils import Database

from db.connection import delete_rows
from db.kommune.match_run import unpacked


def delete_unused_findings(db: Database) -> int:
    """Delete findings that no pair has any more. The caller holds the lock on matching."""
    used: set[int] = set()
    for (ids,) in db.execute("select distinct findings from pair"):
        used.update(unpacked(ids))
    rows = db.execute("select id from finding").fetchall()
    unused = [row for row in rows if row[0] not in used]
    return delete_rows(db, ["delete from finding where id = ?"], unused)
