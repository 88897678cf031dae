"""What moved along with a successor, as it was before and after, so that it can go back."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

Entered = dict[str, dict[str, Any]]
"""Table -> row -> what tells whether somebody changed it; the values are plain JSON."""


def entered_rows(connection: sqlite3.Connection, programme: tuple[str, str]) -> Entered:
    """What people entered about a programme: matches by project, notes and corrections by number.

    A plan is told by the versions of the steps in which somebody set something, and of those that
    people made.
    """

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(
            f"{sql} where source = ? and programme_key = ?", programme
        ).fetchall()

    plans: dict[str, dict[str, int]] = {row[0]: {} for row in rows("select project_id from plan")}
    for project, stage, kind, version in rows(
        "select project_id, stage, kind, version from plan_step"
    ):
        if version:
            plans[project][f"{stage} {kind}"] = version
    for project, number, version in rows("select project_id, id, version from own_step"):
        plans[project][f"own {number}"] = version
    return {
        "decision": dict(rows("select project_id, version from decision")),
        "note": {str(r[0]): [*r[1:]] for r in rows("select id, version, removed from note")},
        "correction": {
            str(r[0]): [*r[1:]] for r in rows("select id, basis, lapsed, withdrawn from correction")
        },
        "plan": plans,
        "hidden_programme": dict(rows("select '', event_id from hidden_programme")),
    }


def moved_rows(before: Entered, left: Entered, there: Entered) -> str:
    """The rows that were at the old programme and are `left` there no more, as JSON: table ->
    row -> [as it was, as it is at the new programme]."""
    return json.dumps(
        {
            table: {
                name: [was, there[table][name]]
                for name, was in rows.items()
                if name not in left[table] and name in there[table]
            }
            for table, rows in before.items()
        }
    )


def recorded(text: str) -> Mapping[str, dict[str, tuple[Any, Any]]]:
    """The same read back."""
    return {
        table: {name: (was, then) for name, (was, then) in rows.items()}
        for table, rows in json.loads(text).items()
    }
