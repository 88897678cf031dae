"""Deleting what no programme of the catalogue refers to any more, and what is old."""

from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from db.connection import delete_found, delete_rows

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
    return delete_rows(
        db,
        [f"delete from version_text where {old} {current}",
         f"delete from programme_version where {old} {current}"],
        doomed,
    )  # fmt: skip


def delete_unused(db: Database, table: str) -> int:
    """Delete rows of "text", "contact" or "link" that nothing refers to; returns how many.

    Asked anew in every transaction: a crawl may just have begun to use a row again.
    """
    return delete_found(db, _UNUSED[table], f"delete from {table} where id = ?")


def delete_old_issues(db: Database, before: date) -> int:
    """Delete issues of runs that ended before this day, except those of the last good run."""
    rows = db.execute(
        "select i.id from issue i join crawl_run r on r.id = i.run_id where r.finished < ?"
        " and r.id not in (select last_good_run from source where last_good_run is not null)",
        [before.isoformat()],
    ).fetchall()
    return delete_rows(db, ["delete from issue where id = ?"], rows)


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
    return delete_rows(db, ["delete from crawl_run where id = ?"], rows)
