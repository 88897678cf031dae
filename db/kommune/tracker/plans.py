"""Plans as last computed, with what people set in their steps, and what moved since.

The days come from the planner, which replaces them; what people set is theirs: each change is
one transaction with its entry in the log and names the version it was based on.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.kommune import limits
from db.kommune.log import Act, Kind, Subject, append
from db.kommune.tracker.own_steps import OwnRow, set_days
from db.kommune.work.decisions import Conflict

Identity = tuple[str, str, str]
"""Project, source and key of the programme."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: `day` as computed and why, and what people set; moments in ISO.

    `rests_on` are (kind, ref, words); `assignee`, `deputy` and `done_by` are numbers of persons,
    `done_note` is what was said with the tick. `version` counts what people changed. A `parked`
    step is no part of the plan at present, but people set something in it that counts when it
    comes back.
    """

    stage: str
    kind: str
    title: str
    day: date
    due: date
    reason: str
    rests_on: tuple[tuple[str, str, str], ...] = ()
    moved_to: date | None = None
    done_on: date | None = None
    assignee: int | None = None
    note: str = ""
    version: int = 0
    changed_at: str | None = None
    changed_by: int | None = None
    parked: bool = False
    deputy: int | None = None
    done_by: int | None = None
    done_note: str = ""

    @property
    def name(self) -> tuple[str, str]:
        """What identifies the step within its plan."""
        return self.stage, self.kind


@dataclass(frozen=True, slots=True)
class Move:
    """A step whose computed day became another one on `on_day`.

    `before` is None for a step that is new, `after` for one that is gone; `reason` in German.
    """

    on_day: date
    stage: str
    kind: str
    title: str
    before: date | None
    after: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Computed:
    """What a planner makes of the stored steps; `own` are the own ones whose day is another."""

    computed_on: date
    reason: str
    steps: tuple[StepRow, ...]
    moves: tuple[Move, ...] = ()
    own: tuple[OwnRow, ...] = ()


def steps(db: Database, pair: Identity) -> list[StepRow]:
    """The stored steps of one plan, in no particular order; none where nothing was planned."""
    return all_steps(db, pair).get(pair, [])


def all_steps(db: Database, pair: Identity | None = None) -> dict[Identity, list[StepRow]]:
    """The stored steps of all plans, or of one."""
    where = " where project_id = ? and source = ? and programme_key = ?" if pair else ""
    found: dict[Identity, list[StepRow]] = {}
    rows = db.execute(
        f"select project_id, source, programme_key, {_COLUMNS} from plan_step{where}", pair or ()
    )
    for project, source, key, *row in rows.fetchall():
        found.setdefault((project, source, key), []).append(_step(row))
    return found


def moves(db: Database, pair: Identity, since: date) -> list[Move]:
    """What moved in a plan from a day on, latest first."""
    rows = db.execute(
        "select on_day, stage, kind, title, before, after, reason from plan_move"
        " where project_id = ? and source = ? and programme_key = ? and on_day >= ?"
        " order by on_day desc, id",
        [*pair, since.isoformat()],
    ).fetchall()
    return [
        Move(
            date.fromisoformat(on),
            stage,
            kind=kind,
            title=title,
            before=_day(before),
            after=_day(after),
            reason=reason,
        )
        for on, stage, kind, title, before, after, reason in rows
    ]


def save_plan(
    db: Database, pair: Identity, compute: Callable[[list[StepRow]], Computed]
) -> Computed:
    """Compute a plan anew from its stored steps and store it.

    Reading, computing and writing are one transaction, so that nothing that a person sets
    meanwhile is lost. A step without anything to keep goes.
    """
    with write(db) as connection:
        before = steps(db, pair)
        found = compute(before)
        connection.execute(
            "insert into plan values (?, ?, ?, ?, ?) on conflict do update"
            " set computed_on = excluded.computed_on, reason = excluded.reason",
            [*pair, found.computed_on.isoformat(), found.reason],
        )
        if {s.name: s for s in before} != {s.name: s for s in found.steps}:
            _replace(connection, pair, found.steps)
        set_days(connection, found.own)
        for move in found.moves:
            values = [move.on_day, move.stage, move.kind, move.title, move.before, move.after]
            connection.execute(
                "insert into plan_move(project_id, source, programme_key, on_day, stage, kind,"
                " title, before, after, reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [*pair, *map(_text, values), move.reason],
            )
    return found


def set_step(db: Database, pair: Identity, seen: StepRow, wanted: StepRow, act: Act) -> StepRow:
    """Store what a person sets in a step, with a log entry for each thing that changed.

    `seen` is the step as the person saw it, `wanted` the same with what is set. Raises Conflict
    when it changed since, or when the plan turned to another deadline meanwhile, FaultyFields
    for a note without end.
    """
    limits.check("step", {"note": wanted.note, "done_note": wanted.done_note})
    with write(db) as connection:
        current = next((s for s in steps(db, pair) if s.name == seen.name), None)
        as_seen = current and (current.version, current.due) == (seen.version, seen.due)
        if current is None or current.parked or not as_seen:
            raise Conflict(current)
        kept = replace(
            current, moved_to=wanted.moved_to, done_on=wanted.done_on, assignee=wanted.assignee,
            note=wanted.note.strip(), version=current.version + 1, changed_at=act.at.isoformat(),
            changed_by=act.person_id, deputy=wanted.deputy, done_by=wanted.done_by,
            done_note=wanted.done_note.strip(),
        )  # fmt: skip
        changes = [
            (kind, before, after)
            for kind, name in _LOGGED.items()
            if (before := _text(getattr(current, name))) != (after := _text(getattr(kept, name)))
        ]
        if not changes:
            return current
        for number, (kind, before, after) in enumerate(changes):
            # one form may change two things: its number marks the first entry only
            once = act if number == 0 else replace(act, form=None)
            why = kept.done_note if kind == "step_done" else ""
            append(connection, once, kind, Subject(*pair), str(before or ""), str(after or ""),
                   reason=why, note=current.title)  # fmt: skip
        _insert(connection, pair, kept)
    return kept


def rename_grounds(connection: sqlite3.Connection, ags: str, renamed: Mapping[str, str]) -> None:
    """Let the steps of a town's plans rest on meetings by their new keys: old -> new."""
    if not renamed:
        return
    rows = connection.execute(
        "select s.project_id, s.source, s.programme_key, s.stage, s.kind, s.rests_on"
        " from plan_step s join project p on p.id = s.project_id where p.ags = ?",
        [ags],
    ).fetchall()
    for *name, written in rows:
        grounds = json.loads(written)
        new = [[kind, renamed.get(ref, ref) if kind == "meeting" else ref, words]
               for kind, ref, words in grounds]  # fmt: skip
        if new != grounds:
            connection.execute(
                "update plan_step set rests_on = ? where project_id = ? and source = ?"
                " and programme_key = ? and stage = ? and kind = ?",
                [json.dumps(new, ensure_ascii=False), *name],
            )


_LOGGED: dict[Kind, str] = {
    "step_moved": "moved_to", "step_done": "done_on", "step_assigned": "assignee",
    "step_deputy": "deputy", "step_note": "note",
}  # fmt: skip
"""Kind of a log entry -> what it is about."""
_NAMES = tuple(StepRow.__dataclass_fields__)
_COLUMNS = ", ".join(_NAMES)
_DAYS = ("day", "due", "moved_to", "done_on")


def _step(row: list[Any]) -> StepRow:
    values = dict(zip(_NAMES, row, strict=True))
    for name in _DAYS:
        values[name] = _day(values[name])
    values["parked"] = bool(values["parked"])
    values["rests_on"] = tuple(tuple(ground) for ground in json.loads(values["rests_on"]))
    return StepRow(**values)


def _replace(connection: sqlite3.Connection, pair: Identity, rows: tuple[StepRow, ...]) -> None:
    connection.execute(
        "delete from plan_step where project_id = ? and source = ? and programme_key = ?", pair
    )
    for row in rows:
        _insert(connection, pair, row)


def _insert(connection: sqlite3.Connection, pair: Identity, row: StepRow) -> None:
    values = [_text(getattr(row, name)) for name in _NAMES]
    connection.execute(
        f"insert or replace into plan_step(project_id, source, programme_key, {_COLUMNS})"
        f" values (?, ?, ?, {', '.join('?' * len(values))})",
        [*pair, *values],
    )


def _text(value: Any) -> Any:
    """A value as the file holds it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
