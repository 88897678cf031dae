"""Reading and writing the municipality's own file: profile and projects."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.files import write

PROJECT_COLUMNS = (
    "id", "ags", "title", "description", "department", "carrier", "status", "start_month",
    "end_month", "cost_eur", "own_funds_eur", "kinds", "position", "eligible_eur",
    "third_party_eur", "own_work_eur", "first_order", "fundings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import did to the stored projects."""

    new: int
    changed: int
    unchanged: int
    absent: tuple[str, ...] = ()
    """Ids that are stored for these municipalities but did not come with the file."""


def save_profiles(
    db: Database, profiles: list[tuple[dict[str, Any], list[dict[str, Any]]]]
) -> ImportCounts:
    """Create or update municipalities and projects by id, all or none; removes nothing.

    Each pair is a row of `municipality` and the rows of `project` (PROJECT_COLUMNS).
    """
    new = changed = total = 0
    with write(db) as connection:
        before = {row["id"]: row for row in _rows(connection, "select * from project")}
        for municipality, rows in profiles:
            _upsert(connection, "municipality", "ags", municipality)
            for row in rows:
                total += 1
                known = before.get(row["id"])
                new += known is None
                changed += known is not None and known != row
                _upsert(connection, "project", "id", row)
    given = {row["id"] for _, rows in profiles for row in rows}
    owners = {municipality["ags"] for municipality, _ in profiles}
    absent = sorted(i for i, row in before.items() if row["ags"] in owners and i not in given)
    return ImportCounts(new, changed, total - new - changed, tuple(absent))


def municipalities(db: Database) -> list[dict[str, Any]]:
    """All municipalities of this file."""
    return list(db.query("select * from municipality order by ags"))


def projects(db: Database) -> list[dict[str, Any]]:
    """All projects in the order of the file they came from."""
    return list(db.query("select * from project order by ags, position, id"))


def _upsert(connection: sqlite3.Connection, table: str, key: str, row: dict[str, Any]) -> None:
    columns = list(row)
    updates = ", ".join(f"{c}=excluded.{c}" for c in columns if c != key)
    connection.execute(
        f"insert into {table}({', '.join(columns)}) values ({', '.join('?' * len(columns))})"
        f" on conflict({key}) do update set {updates}",
        list(row.values()),
    )


def _rows(connection: sqlite3.Connection, sql: str) -> list[dict[str, Any]]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
