"""Duties of awards: proposed, confirmed, done or dropped by people."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from sqlite_utils import Database

from db.connection import write
from db.kommune import limits
from db.kommune.award.values import day_of, iso
from db.kommune.log import Act, Kind, Subject, append
from db.kommune.work.decisions import Conflict

State = Literal["proposed", "open", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty; `day` is its last day or None, `recurs` months, `leads` days before it.

    `span` are offsets of `words` in the conditions of the award. `follows` is the duty that this
    one comes after when it recurs; `first_day` is the day from which the turns of one that recurs
    count, None: its own. id and version are 0 for one that is not stored yet.
    """

    award_id: int
    kind: str
    title: str
    origin: str
    words: str = ""
    day: date | None = None
    recurs: int = 0
    span: tuple[int, int] | None = None
    state: State = "proposed"
    responsible: int | None = None
    deputy: int | None = None
    leads: tuple[int, ...] = ()
    done_on: date | None = None
    note: str = ""
    follows: int | None = None
    first_day: date | None = None
    id: int = 0
    version: int = 0


def duties(db: Database, award_id: int | None = None) -> list[DutyRow]:
    """All duties, or those of an award, in the order in which they were proposed."""
    rows = db.execute(
        f"select {_COLUMNS} from award_duty where :award is null or award_id = :award order by id",
        {"award": award_id},
    ).fetchall()
    return [_duty(row) for row in rows]


def duty(db: Database, number: int) -> DutyRow | None:
    """The duty with this number."""
    rows = db.execute(f"select {_COLUMNS} from award_duty where id = ?", [number]).fetchall()
    return _duty(rows[0]) if rows else None


def propose(db: Database, found: Sequence[DutyRow], subject: Subject, act: Act) -> list[DutyRow]:
    """Store new proposals with one entry in the log; returns them as they are stored."""
    if not found:
        return []
    with write(db) as connection:
        told = "\n".join(one.title for one in found)
        append(connection, act, "duties_proposed", subject, "", told)
        return [_insert(connection, one, act) for one in found]


def place_quotes(db: Database, numbers: Sequence[int], span: tuple[int, int] | None) -> None:
    """Say where the words of these duties stand in the conditions of the award now.

    A corrected notice moves the words of those after it; nobody did anything to a duty, so that
    neither its version nor the log says so.
    """
    if span is None or not numbers:
        return
    with write(db) as connection:
        connection.executemany(
            "update award_duty set span_from = ?, span_to = ? where id = ?",
            [(*span, number) for number in numbers],
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What the log says of a change: its kind and the duty before and after, in words."""

    kind: Kind
    before: str
    after: str


def save_duty(
    db: Database, seen: DutyRow, wanted: DutyRow, subject: Subject, act: Act,
    told: Told, after: DutyRow | None = None,
) -> DutyRow:  # fmt: skip
    """Store what a person made of a duty, or a new one (id 0), with an entry in the log.

    `after` is the next one of a recurring duty that is done. Raises Conflict when somebody else
    changed it since, FaultyFields where more is typed than may.
    """
    limits.check("duty", {"title": wanted.title, "words": wanted.words, "note": wanted.note})
    with write(db) as connection:
        if seen.id:
            _refuse_changed(connection, seen)
            _update(connection, wanted, act)
            saved = replace(wanted, version=seen.version + 1)
        else:
            saved = _insert(connection, wanted, act)
        if after is not None and not _is_followed(connection, saved.id):
            _insert(connection, replace(after, follows=saved.id), act)
        append(connection, act, told.kind, subject, told.before, told.after)
        if wanted.responsible != seen.responsible:
            # one form may change two things: its number marks the first entry only
            before, now = (str(one or "") for one in (seen.responsible, wanted.responsible))
            append(connection, replace(act, form=None), "duty_assigned", subject, before, now)
        return saved


def remove_next(db: Database, number: int) -> bool:
    """Remove the duty that came after this one when it was ticked; False, and nothing happens,
    where somebody changed it since. True also where there is none."""
    with write(db) as connection:
        sql = "select id, version from award_duty where follows = ?"
        row = connection.execute(sql, [number]).fetchone()
        if row is None:
            return True
        if row[1] != _NEW:
            return False
        connection.execute("delete from award_duty where id = ?", [row[0]])
        return True


_NEW = 1
"""Version of a duty that nobody changed."""
_NAMES = (
    "award_id", "kind", "title", "origin", "words", "day", "recurs", "span_from", "span_to",
    "state", "responsible", "deputy", "leads", "done_on", "note", "follows",
    "first_day",
)  # fmt: skip
_COLUMNS = ", ".join((*_NAMES, "id", "version"))


def _values(one: DutyRow) -> list[Any]:
    first, last = one.span or (None, None)
    leads = " ".join(map(str, one.leads))
    return [one.award_id, one.kind, one.title, one.origin, one.words, iso(one.day), one.recurs,
            first, last, one.state, one.responsible, one.deputy, leads, iso(one.done_on),
            one.note, one.follows, iso(one.first_day)]  # fmt: skip


def _duty(row: tuple[Any, ...]) -> DutyRow:
    found = dict(zip((*_NAMES, "id", "version"), row, strict=True))
    first, last = found.pop("span_from"), found.pop("span_to")
    found["span"] = None if first is None else (first, last)
    for name in ("day", "done_on", "first_day"):
        found[name] = day_of(found[name])
    found["leads"] = tuple(map(int, found["leads"].split()))
    return DutyRow(**found)


def _insert(connection: sqlite3.Connection, one: DutyRow, act: Act) -> DutyRow:
    cursor = connection.execute(
        f"insert into award_duty({', '.join(_NAMES)}, version, changed_at, changed_by)"
        f" values ({', '.join('?' * len(_NAMES))}, 1, ?, ?)",
        [*_values(one), act.at.isoformat(), act.person_id],
    )
    assert cursor.lastrowid is not None
    return replace(one, id=cursor.lastrowid, version=1)


def _update(connection: sqlite3.Connection, one: DutyRow, act: Act) -> None:
    connection.execute(
        f"update award_duty set {', '.join(f'{name} = ?' for name in _NAMES)},"
        " version = version + 1, changed_at = ?, changed_by = ? where id = ?",
        [*_values(one), act.at.isoformat(), act.person_id, one.id],
    )


def _refuse_changed(connection: sqlite3.Connection, seen: DutyRow) -> None:
    row = connection.execute(
        f"select {_COLUMNS} from award_duty where id = ?", [seen.id]
    ).fetchone()
    if row is None or _duty(row).version != seen.version:
        raise Conflict(_duty(row) if row else None)


def _is_followed(connection: sqlite3.Connection, number: int) -> bool:
    sql = "select 1 from award_duty where follows = ?"
    return connection.execute(sql, [number]).fetchone() is not None
