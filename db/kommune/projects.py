"""Reading and writing the municipality's own file: profile and projects."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.kommune.log import Act, Subject, append
from db.kommune.work.decisions import Conflict

Row = dict[str, Any]
Profiles = Sequence[tuple[Row, list[Row]]]
"""Rows of `municipality`, each with its rows of `project` (PROJECT_COLUMNS)."""
Describe = Callable[[Row | None, Row], tuple[str, str]]
"""A row before (None for a new one) and after -> what the log says of both."""

PROJECT_COLUMNS = (
    "id", "ags", "title", "description", "department", "carrier", "status", "start_month",
    "end_month", "cost_eur", "own_funds_eur", "kinds", "position", "eligible_eur",
    "third_party_eur", "own_work_eur", "first_order", "fundings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    """How the log tells of what a file changed."""

    project: Describe
    town: Describe


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import did to the stored projects."""

    new: int
    changed: int
    unchanged: int
    absent: tuple[str, ...] = ()
    """Ids that are stored for these municipalities but did not come with the file."""
    archived: tuple[str, ...] = ()
    """Ids that came with the file and are in the archive, where they stay as they are."""


def compared(stored: Mapping[str, Row], profiles: Profiles) -> ImportCounts:
    """What storing these profiles would do to projects; `stored` are their rows by id, those in
    the archive with what says so."""
    given = [row for _, projects in profiles for row in projects]
    put = {number for number, row in stored.items() if row.get("archived_at")}
    rows = [row for row in given if row["id"] not in put]
    new = sum(row["id"] not in stored for row in rows)
    changed = sum(row["id"] in stored and _differ(stored[row["id"]], row) for row in rows)
    named = {row["id"] for row in rows} | put
    owners = {municipality["ags"] for municipality, _ in profiles}
    absent = sorted(i for i, row in stored.items() if row["ags"] in owners and i not in named)
    return ImportCounts(
        new,
        changed,
        unchanged=len(rows) - new - changed,
        absent=tuple(absent),
        archived=tuple(sorted(put & {row["id"] for row in given})),
    )


def save_profiles(
    db: Database,
    profiles: Profiles,
    act: Act | None = None,
    describe: Described | None = None,
    seen: str | None = None,
) -> ImportCounts:
    """Create or update municipalities and projects by id, all or none; removes nothing, and leaves
    alone what is in the archive.

    A file that has all stored projects of a municipality gives their order, too.
    With an act every municipality and project that is new or changed gets an entry in the log.
    `seen` is the `state` that the import was based on; raises Conflict when it has changed since.
    """
    with write(db) as connection:
        if seen is not None and seen != state(db):
            raise Conflict(None)
        before = {row["id"]: row for row in _rows(connection, "select * from project")}
        put = {number for number, row in before.items() if row["archived_at"]}
        towns = {row["ags"]: row for row in _rows(connection, "select * from municipality")}
        for municipality, given in profiles:
            stands = towns.get(municipality["ags"])
            if act and describe and stands != municipality:
                told = describe.town(stands, municipality)
                append(connection, act, "municipality", Subject(), *told, note=municipality["name"])
                act = Act(act.person_id, act.at)
            _upsert(connection, "municipality", "ags", municipality)
            rows = [row for row in given if row["id"] not in put]
            owned = [
                row
                for row in before.values()
                if row["ags"] == municipality["ags"] and row["id"] not in put
            ]
            for row in _placed(rows, owned):
                known = before.get(row["id"])
                _upsert(connection, "project", "id", row)
                if act and describe and (known is None or _differ(known, row)):
                    told = describe.project(known, row)
                    append(connection, act, "project", Subject(row["id"]), *told)
                    # one file changes much: its number marks the first entry only
                    act = Act(act.person_id, act.at)
    return compared(before, profiles)


def save_project(db: Database, seen: Row | None, row: Row, act: Act, describe: Describe) -> None:
    """Store one project with its entry in the log, or nothing when it is as it was.

    `seen` is the stored row that the change was based on, None for a new project. Raises
    Conflict with the stored row when that has changed since or the id is taken.
    """
    with write(db) as connection:
        found = _rows(connection, "select * from project where id = ?", [row["id"]])
        current = found[0] if found else None
        if current is not None and not _differ(current, row):
            return
        if current != seen and (current is None or seen is None or _differ(current, seen)):
            raise Conflict(current)
        append(connection, act, "project", Subject(row["id"]), *describe(current, row))
        place = current["position"] if current else _next_position(connection, row["ags"])
        _upsert(connection, "project", "id", {**row, "position": place})


def municipalities(db: Database) -> list[dict[str, Any]]:
    """All municipalities of this file."""
    return list(db.query("select * from municipality order by ags"))


def projects(db: Database, *, archived: bool = False) -> list[dict[str, Any]]:
    """The projects in the order of the file they came from; without those in the archive, unless
    asked for."""
    where = "" if archived else " where archived_at is null"
    return list(db.query(f"select * from project{where} order by ags, position, id"))


def titles(db: Database, *, archived: bool = False) -> dict[str, str]:
    """Project id -> title, in the order of `projects`."""
    return {one["id"]: one["title"] for one in projects(db, archived=archived)}


def archived_ids(db: Database) -> frozenset[str]:
    """Ids of the projects in the archive."""
    rows = db.execute("select id from project where archived_at is not null").fetchall()
    return frozenset(row[0] for row in rows)


def used_ids(db: Database) -> frozenset[str]:
    """Ids that projects have or had, so that the log of a deleted one tells of no other."""
    rows = db.execute("select id from project union select project_id from event").fetchall()
    return frozenset(row[0] for row in rows)


def project(db: Database, project_id: str) -> Row | None:
    """One project as it is stored."""
    return next(db.query("select * from project where id = ?", [project_id]), None)


def titled(db: Database) -> dict[str, tuple[str, str]]:
    """Id of each project, archived ones too -> the key of its municipality, and its title."""
    rows = db.execute("select id, ags, title from project").fetchall()
    return {number: (ags, title) for number, ags, title in rows}


def state(db: Database) -> str:
    """A digest of all municipalities and projects, to tell whether somebody changed one."""
    stored = json.dumps([municipalities(db), projects(db, archived=True)])
    return hashlib.sha256(stored.encode()).hexdigest()


def _upsert(connection: sqlite3.Connection, table: str, key: str, row: dict[str, Any]) -> None:
    columns = list(row)
    updates = ", ".join(f"{c}=excluded.{c}" for c in columns if c != key)
    connection.execute(
        f"insert into {table}({', '.join(columns)}) values ({', '.join('?' * len(columns))})"
        f" on conflict({key}) do update set {updates}",
        list(row.values()),
    )


def _differ(one: Row, other: Row) -> bool:
    """Whether two rows state different things; the place in the list states nothing."""
    return any(one[column] != other[column] for column in PROJECT_COLUMNS if column != "position")


def _placed(rows: list[Row], stored: list[Row]) -> list[Row]:
    """The rows in the order of their file if it has all that is stored; else what is new goes
    behind the rest, so that a file of two projects does not shuffle fifty.
    """
    places = {row["id"]: row["position"] for row in stored}
    if places.keys() <= {row["id"] for row in rows}:
        return rows
    end = max(places.values()) + 1
    return [{**row, "position": places.get(row["id"], end + n)} for n, row in enumerate(rows)]


def _next_position(connection: sqlite3.Connection, ags: str) -> int:
    sql = "select coalesce(max(position) + 1, 0) from project where ags = ?"
    place: int = connection.execute(sql, [ags]).fetchone()[0]
    return place


def _rows(connection: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> list[Row]:
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
