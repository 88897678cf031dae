"""Programmes that are perhaps the same under a new key: proposals, and what moves along.

A person confirms or rejects a proposal. Confirming moves all that people entered about the old
programme to the new one, in one transaction with its entries in the log; where both have
something that can exist but once, that of the new programme stays and the other stays behind.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

from sqlite_utils import Database

from db.connection import write
from db.errors import FoerderlageError
from db.kommune.log import Act, Subject, append
from db.kommune.succession.moved import entered_rows, moved_rows

Identity = tuple[str, str]
"""Source and key of a programme."""
State = Literal["proposed", "confirmed", "rejected"]
SUCCEEDED: Final = "succession"
UNRELATED: Final = "no_succession"
"""Kinds of log entries: from the old key to the new one; that the new one is another programme."""
MOVED = ("decision", "hidden_programme", "note", "correction", "plan", "plan_step", "own_step",
         "question", "plan_move")  # fmt: skip
"""Tables about programmes whose rows move along."""
STAYING = ("event", "programme_ref", "match", "application", "award", "unanswered")
"""Tables about programmes whose rows stay: the log is never changed, matches are computed, and an
award rests on the guideline under which it was granted."""


@dataclass(frozen=True, slots=True)
class Succession:
    """An old programme and the one that may have taken its place; `similarity` from 0 to 1."""

    old: Identity
    new: Identity
    similarity: float
    state: State = "proposed"
    id: int = 0
    proposed_on: date | None = None
    decided_at: datetime | None = None
    decided_by: int | None = None
    recorded: bool = False
    """Whether it is known what moved along, so that it can go back."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows moved along, by table, and how many stayed behind."""

    counts: Mapping[str, int]
    stayed: int = 0


def successions(db: Database, state: State | None = None) -> list[Succession]:
    """The proposals in this state or all, those most alike first."""
    rows = db.execute(
        "select old_source, old_key, new_source, new_key, similarity, state, id, proposed_on,"
        " decided_at, decided_by, moved is not null from succession"
        " where :state is null or state = :state order by similarity desc, id",
        {"state": state},
    ).fetchall()
    return [
        Succession(
            (r[0], r[1]),
            (r[2], r[3]),
            similarity=r[4],
            state=r[5],
            id=r[6],
            proposed_on=date.fromisoformat(r[7]),
            decided_at=datetime.fromisoformat(r[8]) if r[8] else None,
            decided_by=r[9],
            recorded=bool(r[10]),
        )
        for r in rows
    ]


def propose(db: Database, found: Iterable[Succession], today: date) -> int:
    """Store what was found instead of the open proposals; returns how many are new.

    What people decided on stays as it is, and is not proposed again.
    """
    wanted = {(*one.old, *one.new): one.similarity for one in found}
    with write(db) as connection:
        known = {
            tuple(row[:4]): row[4]
            for row in connection.execute(
                "select old_source, old_key, new_source, new_key, state from succession"
            )
        }
        over = [pair for pair, state in known.items() if state == "proposed" and pair not in wanted]
        connection.executemany(f"delete from succession where {_PAIR}", over)
        connection.executemany(
            "insert into succession(old_source, old_key, new_source, new_key, similarity,"
            " proposed_on) values (?, ?, ?, ?, ?, ?) on conflict do update"
            " set similarity = excluded.similarity where state = 'proposed'",
            [(*pair, likeness, today.isoformat()) for pair, likeness in wanted.items()],
        )
    return len(wanted.keys() - known.keys())


def entered(db: Database, programme: Identity) -> dict[str, int]:
    """How much people entered about a programme: table -> rows that would move along."""
    counted = {
        table: int(
            db.execute(
                f"select count(*) from {table} where source = ? and programme_key = ?"
                + (" and removed is null" if table == "note" else ""),
                programme,
            ).fetchone()[0]
        )
        for table in ("decision", "hidden_programme", "note", "correction", "plan")
    }
    return {table: number for table, number in counted.items() if number}


def reject(db: Database, number: int, act: Act) -> Succession:
    """Say that a proposal names two programmes; FoerderlageError when it is not open."""
    with write(db) as connection:
        one = open_succession(db, number)
        _decide(connection, one, "rejected", act)
        append(connection, act, UNRELATED, Subject("", *one.old), "", one.new[1])
    return one


def confirm(db: Database, number: int, bases: Mapping[int, str], act: Act) -> Moved:
    """Move all that people entered to the new programme.

    `bases` are the corrections that hold there, by number with what they rest on; the others
    move as lapsed. Raises FoerderlageError, and changes nothing, when the proposal is not open.
    """
    with write(db) as connection:
        one = open_succession(db, number)
        _decide(connection, one, "confirmed", act)
        append(connection, act, SUCCEEDED, Subject("", *one.new), one.old[1], one.new[1])
        before = entered_rows(connection, one.old)
        # one form, one number: it marks the first entry only
        counts, stayed = _move(connection, one, bases, replace(act, form=None))
        left, there = (entered_rows(connection, programme) for programme in (one.old, one.new))
        connection.execute(
            "update succession set moved = ? where id = ?",
            [moved_rows(before, left, there), one.id],
        )
        # what else was proposed for the old programme is settled with it
        connection.execute(
            "delete from succession where old_source = ? and old_key = ? and state = 'proposed'",
            one.old,
        )
    return Moved({table: n for table, n in counts.items() if n}, stayed)


_PAIR = "old_source = ? and old_key = ? and new_source = ? and new_key = ?"


def open_succession(db: Database, number: int) -> Succession:
    """The open proposal with this number; FoerderlageError when there is none."""
    one = next((s for s in successions(db, "proposed") if s.id == number), None)
    if one is None:
        raise FoerderlageError(
            f"Einen offenen Vorschlag Nr. {number} gibt es nicht (mehr).",
            "„matcher successors list“ oder die Seite Nachfolger zeigt die offenen.",
        )
    return one


def _decide(connection: sqlite3.Connection, one: Succession, state: State, act: Act) -> None:
    connection.execute(
        "update succession set state = ?, decided_at = ?, decided_by = ? where id = ?",
        [state, act.at.isoformat(), act.person_id, one.id],
    )


def _move(
    connection: sqlite3.Connection, one: Succession, bases: Mapping[int, str], act: Act
) -> tuple[dict[str, int], int]:
    counts = {
        "decision": _decisions(connection, one, act),
        "note": connection.execute(
            f"update note {_TO} {_OF} and removed is null", [*one.new, *one.old]
        ).rowcount,
        "correction": _corrections(connection, one, bases, act),
        "plan": move_plans(connection, one.old, one.new, _free_plans(connection, one)),
        "hidden_programme": connection.execute(
            f"update or ignore hidden_programme {_TO} {_OF}", [*one.new, *one.old]
        ).rowcount,
    }
    # what was taken away belongs to the history of the new programme, too
    connection.execute(f"update note {_TO} {_OF}", [*one.new, *one.old])
    left = ("decision", "plan", "hidden_programme")
    stayed = sum(
        connection.execute(f"select count(*) from {table} {_OF}", one.old).fetchone()[0]
        for table in left
    )
    return counts, stayed


_TO = "set source = ?, programme_key = ?"
_OF = "where source = ? and programme_key = ?"
_UNSETTLED = "".join(
    f" and not exists (select 1 from {table} kept where kept.project_id = old.project_id"
    f" and kept.source = old.source and kept.programme_key = old.programme_key{settled})"
    for table, settled in (
        ("application", " and kept.state in ('submitted', 'awarded', 'rejected')"),
        ("award", ""),
    )
)
"""What was handed in or decided stays with the programme under which it was."""


def _decisions(connection: sqlite3.Connection, one: Succession, act: Act) -> int:
    """Decisions with status, people and hidden mark, as they were made and by whom; where money was
    applied for it stays with the old programme."""
    free = connection.execute(
        "select project_id from decision old where source = ? and programme_key = ?"
        " and not exists (select 1 from decision new where new.project_id = old.project_id"
        f" and new.source = ? and new.programme_key = ?){_UNSETTLED}",
        [*one.old, *one.new],
    ).fetchall()
    for (project,) in free:
        connection.execute(
            f"update decision {_TO}, version = version + 1 {_OF} and project_id = ?",
            [*one.new, *one.old, project],
        )
        append(connection, act, SUCCEEDED, Subject(project, *one.new), one.old[1], one.new[1])
    return len(free)


def _corrections(
    connection: sqlite3.Connection, one: Succession, bases: Mapping[int, str], act: Act
) -> int:
    """Those that hold stay in force on their new basis, unless the new programme has its own."""
    rows = connection.execute(
        f"select id, kind, lapsed is null and withdrawn is null from correction {_OF} order by id",
        one.old,
    ).fetchall()
    for number, kind, in_force in rows:
        replaced = connection.execute(
            f"select 1 from correction {_OF} and kind = ? and lapsed is null and withdrawn is null",
            [*one.new, kind],
        ).fetchone()
        ends: dict[str, str | None] = {"lapsed": None, "withdrawn": None}
        if in_force and replaced:
            ends["withdrawn"] = act.at.isoformat()
        elif in_force and number not in bases:
            ends["lapsed"] = act.at.isoformat()
        connection.execute(
            f"update correction {_TO}, basis = coalesce(?, basis), lapsed = coalesce(lapsed, ?),"
            " withdrawn = coalesce(withdrawn, ?) where id = ?",
            [*one.new, bases.get(number), ends["lapsed"], ends["withdrawn"], number],
        )
    return len(rows)


def _free_plans(connection: sqlite3.Connection, one: Succession) -> list[str]:
    """The projects whose plan moves: nobody set anything in that of the new programme."""
    free = connection.execute(
        "select project_id from plan old where source = ? and programme_key = ? and not exists"
        " (select 1 from plan_step new where new.project_id = old.project_id and new.source = ?"
        " and new.programme_key = ? and new.version > 0) and not exists"
        " (select 1 from own_step new where new.project_id = old.project_id and new.source = ?"
        f" and new.programme_key = ?){_UNSETTLED}",
        [*one.old, *one.new, *one.new],
    ).fetchall()
    return [project for (project,) in free]


def move_plans(
    connection: sqlite3.Connection, start: Identity, goal: Identity, projects: Collection[str]
) -> int:
    """Move plans with all that people set in their steps from one programme to another, in place
    of what was computed there; how many."""
    drop_plans(connection, goal, projects)
    for project in projects:
        connection.execute(
            "insert into plan select project_id, ?, ?, computed_on, reason from plan"
            f" {_OF} and project_id = ?",
            [*goal, *start, project],
        )
        for table in ("plan_step", "own_step", "question", "plan_move"):
            connection.execute(
                f"update {table} {_TO} {_OF} and project_id = ?", [*goal, *start, project]
            )
        connection.execute(f"delete from plan {_OF} and project_id = ?", [*start, project])
    return len(projects)


def drop_plans(
    connection: sqlite3.Connection, programme: Identity, projects: Collection[str]
) -> None:
    """Remove plans in which nobody set anything."""
    for project in projects:
        for table in ("plan_step", "own_step", "plan_move", "plan"):
            connection.execute(
                f"delete from {table} {_OF} and project_id = ?", [*programme, project]
            )
