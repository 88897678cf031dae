"""One municipality changed by a person, as the form in the browser stores it."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields
from db.kommune.log import Act, Subject, append
from db.kommune.projects import Describe, Row
from db.kommune.work.decisions import Conflict


def town(db: Database, ags: str) -> Row | None:
    """One municipality as it is stored."""
    return next(db.query("select * from municipality where ags = ?", [ags]), None)


def save_town(db: Database, seen: Row | None, row: Row, act: Act, describe: Describe) -> None:
    """Store a municipality with its entry in the log, or nothing when it is as it was.

    `seen` is the stored row that the change was based on, None for a new one. With another AGS all
    that is stored for the municipality moves with it; projects that it carries itself follow its
    name. Raises Conflict with the stored row when that has changed since, FaultyFields when
    another one has the AGS.
    """
    with write(db) as connection:
        current = town(db, seen["ags"]) if seen else None
        if current != seen:
            raise Conflict(current)
        if current == row:
            return
        if (current is None or current["ags"] != row["ags"]) and town(db, row["ags"]):
            told = "Diesen AGS hat schon eine andere gespeicherte Kommune."
            raise FaultyFields(told, "Gespeichert ist nichts.", fields={"ags": told})
        append(
            connection, act, "municipality", Subject(), *describe(current, row), note=row["name"]
        )
        if current is None:
            _insert(connection, row)
        else:
            _update(connection, current, row)


def _insert(connection: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    columns = list(row)
    connection.execute(
        f"insert into municipality({', '.join(columns)}) values ({', '.join('?' * len(columns))})",
        list(row.values()),
    )


def _update(connection: sqlite3.Connection, current: Row, row: Row) -> None:
    # rows that name the municipality follow one after the other; the check waits for the last
    connection.execute("pragma defer_foreign_keys = on")
    changes = ", ".join(f"{column} = ?" for column in row)
    connection.execute(
        f"update municipality set {changes} where ags = ?", [*row.values(), current["ags"]]
    )
    if row["ags"] != current["ags"]:
        for table, column in _referring(connection):
            connection.execute(
                f"update {table} set {column} = ? where {column} = ?", [row["ags"], current["ags"]]
            )
        connection.execute(
            "update feed set value = ? where kind = 'municipality' and value = ?",
            [row["ags"], current["ags"]],
        )
    connection.execute(
        "update project set carrier = ? where ags = ? and carrier = ?",
        [row["name"], row["ags"], current["name"]],
    )


def _referring(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Tables and their columns that refer to a municipality."""
    sql = (
        'select m.name, k."from" from sqlite_master m, pragma_foreign_key_list(m.name) k'
        " where m.type = 'table' and k.\"table\" = 'municipality'"
    )
    return connection.execute(sql).fetchall()
