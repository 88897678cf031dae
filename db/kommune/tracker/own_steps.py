"""Steps that people put into a plan themselves, and the day on which a match comes back to them.

What a person states is kept as stated; `day` and `due` of a relative step are those last reckoned,
and only the planner writes them. Each change is one transaction with its entry in the log.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.kommune import limits
from db.kommune.log import Act, Kind, Subject, append
from db.kommune.work.decisions import Conflict

Pair = tuple[str, str, str]
"""Project, source and key of the programme."""
OwnKind = Literal["own", "recall"]
"""A step, or the day on which a match without deadlines is looked at again."""
Unit = Literal["workdays", "days", "weeks"]
Side = Literal["before", "after"]
MOST = 100
"""Own steps of one plan."""


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One own step.

    `day` is the day it lies on, `due` the deadline that it was reckoned with, None without one.
    A relative step lies `number` units on one `side` of its `anchor` ("application/due",
    "application/paper"); a fixed one has none of these. A recall comes again `every_months`.
    `id` and `version` are 0 for one that is not stored.
    """

    kind: OwnKind
    title: str
    day: date
    due: date | None = None
    note: str = ""
    number: int | None = None
    unit: Unit | None = None
    side: Side | None = None
    anchor: str | None = None
    every_months: int | None = None
    assignee: int | None = None
    deputy: int | None = None
    done_on: date | None = None
    done_by: int | None = None
    done_note: str = ""
    version: int = 0
    changed_at: str | None = None
    changed_by: int | None = None
    id: int = 0

    @property
    def name(self) -> tuple[str, str]:
        """What identifies it within its plan, beside the computed steps."""
        return self.kind, str(self.id)


Words = Callable[[OwnRow], str]
"""What the log says of a step."""


def own_steps(db: Database, pair: Pair) -> list[OwnRow]:
    """The own steps of one plan, in the order in which they were made."""
    return all_own_steps(db, pair).get(pair, [])


def all_own_steps(db: Database, pair: Pair | None = None) -> dict[Pair, list[OwnRow]]:
    """The own steps of all plans, or of one."""
    where = " where project_id = ? and source = ? and programme_key = ?" if pair else ""
    rows = db.execute(
        f"select project_id, source, programme_key, {_COLUMNS} from own_step{where} order by id",
        pair or (),
    )
    found: dict[Pair, list[OwnRow]] = {}
    for project, source, key, *row in rows.fetchall():
        found.setdefault((project, source, key), []).append(_row(row))
    return found


def save_own(
    db: Database, pair: Pair, seen: OwnRow | None, wanted: OwnRow, act: Act, words: Words
) -> OwnRow:
    """Store a new own step (`seen` is None), or another state of one that was seen.

    The plan is stored already. Raises Conflict when somebody was faster, FaultyFields for an
    empty or endless text, FoerderlageError for a step too many or a second recall.
    """
    _check(wanted)
    with write(db) as connection:
        wanted = replace(wanted, title=wanted.title.strip(), note=wanted.note.strip())
        if seen is None:
            _refuse_more(own_steps(db, pair), wanted)
            before = replace(wanted, assignee=None, deputy=None, done_on=None)
            changes: list[_Change] = [(_kind(wanted), "", words(wanted), "")]
        else:
            before = _current(db, pair, seen)
            told, tells = words(before), words(wanted)
            why = wanted.done_note if wanted.day != before.day else ""
            changes = [(_kind(wanted), told, tells, why)] if told != tells else []
        changes += _changes(before, wanted)
        if not changes:
            return before
        saved = replace(
            wanted, id=before.id, version=before.version + 1, changed_at=act.at.isoformat(),
            changed_by=act.person_id,
        )  # fmt: skip
        _log(connection, pair, changes, act, wanted.title)
        return replace(saved, id=_store(connection, pair, saved))


def remove_own(db: Database, pair: Pair, seen: OwnRow, act: Act, words: Words) -> None:
    """Take an own step away; the log keeps what it said. Raises Conflict when it changed."""
    with write(db) as connection:
        before = _current(db, pair, seen)
        _log(connection, pair, [(_kind(before), words(before), "", "")], act, "")
        connection.execute("delete from own_step where id = ?", [before.id])


def set_days(connection: sqlite3.Connection, reckoned: Iterable[OwnRow]) -> None:
    """Keep the days that a planner reckoned, with the ticks that a new round takes back."""
    for row in reckoned:
        connection.execute(
            "update own_step set day = ?, due = ?, done_on = ?, done_by = ?, done_note = ?"
            " where id = ?",
            [*(_text(one) for one in (row.day, row.due, row.done_on, row.done_by, row.done_note)),
             row.id],
        )  # fmt: skip


_Change = tuple[Kind, str, str, str]
"""Kind of an entry, before, after, and why."""
_NAMES = tuple(field.name for field in fields(OwnRow))
_COLUMNS = ", ".join(_NAMES)
_DAYS = ("day", "due", "done_on")
_PEOPLE: tuple[tuple[Kind, str], ...] = (("step_assigned", "assignee"), ("step_deputy", "deputy"))


def _changes(before: OwnRow, wanted: OwnRow) -> list[_Change]:
    """What else than the step itself changes: who is asked to do it, and whether it is done."""
    found: list[_Change] = []
    for kind, name in _PEOPLE:
        was, now = (str(getattr(row, name) or "") for row in (before, wanted))
        if was != now:
            found.append((kind, was, now, ""))
    if before.done_on != wanted.done_on:
        was, now = (_text(row.done_on) or "" for row in (before, wanted))
        found.append(("step_done", was, now, wanted.done_note))
    return found


def _log(
    connection: sqlite3.Connection, pair: Pair, changes: list[_Change], act: Act, title: str
) -> None:
    for place, (kind, before, after, why) in enumerate(changes):
        # one form may change several things: its number marks the first entry only
        once = act if place == 0 else replace(act, form=None)
        note = title if kind.startswith("step_") else ""
        append(connection, once, kind, Subject(*pair), before, after, reason=why, note=note)


def _kind(row: OwnRow) -> Kind:
    return "recall" if row.kind == "recall" else "own_step"


def _check(wanted: OwnRow) -> None:
    given = {"title": wanted.title, "note": wanted.note, "done_note": wanted.done_note}
    limits.check("step", given)
    if not wanted.title.strip():
        raise FaultyFields(
            "Dem Schritt fehlt der Titel.", "Bitte ergänzen.", fields={"title": "Bitte ergänzen."}
        )


def _refuse_more(there: list[OwnRow], wanted: OwnRow) -> None:
    if wanted.kind == "recall" and any(row.kind == "recall" for row in there):
        raise Conflict(None)
    if len(there) >= MOST:
        raise FoerderlageError(
            f"Ein Plan hat höchstens {MOST} eigene Schritte.", "Bitte erst welche entfernen."
        )


def _current(db: Database, pair: Pair, seen: OwnRow) -> OwnRow:
    """The stored state of a step, which must be the one that was seen."""
    found = next((row for row in own_steps(db, pair) if row.id == seen.id), None)
    if found is None or (found.version, found.due) != (seen.version, seen.due):
        raise Conflict(found)
    return found


def _store(connection: sqlite3.Connection, pair: Pair, row: OwnRow) -> int:
    names = [name for name in _NAMES if name != "id"]
    values = [_text(getattr(row, name)) for name in names]
    if row.id:
        sets = ", ".join(f"{name} = ?" for name in names)
        connection.execute(f"update own_step set {sets} where id = ?", [*values, row.id])
        return row.id
    cursor = connection.execute(
        f"insert into own_step(project_id, source, programme_key, {', '.join(names)})"
        f" values (?, ?, ?, {', '.join('?' * len(values))})",
        [*pair, *values],
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _row(row: list[Any]) -> OwnRow:
    values = dict(zip(_NAMES, row, strict=True))
    for name in _DAYS:
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return OwnRow(**values)


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
