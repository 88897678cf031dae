"""Applications as they were handed in: when, for how much, under which reference, how it ended."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from sqlite_utils import Database

from db.connection import write
from db.kommune import limits
from db.kommune.award.values import day_of, in_hundredths, iso, of_hundredths
from db.kommune.log import Act, Subject, append
from db.kommune.work.decisions import Conflict

Kind = Literal["first", "amendment", "continuation", "harmless"]
KINDS: dict[Kind, str] = {
    "first": "Erstantrag",
    "amendment": "Änderungsantrag",
    "continuation": "Fortsetzungsantrag",
    "harmless": "Unbedenklichkeit des vorzeitigen Beginns",
}
"""Kind of an application -> German label."""
State = Literal["drafting", "submitted", "awarded", "rejected", "withdrawn"]
STATES: dict[State, str] = {
    "drafting": "in Arbeit",
    "submitted": "eingereicht",
    "awarded": "bewilligt",
    "rejected": "abgelehnt",
    "withdrawn": "zurückgezogen",
}
"""State of an application -> German label."""


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application; sums in euros, None where nobody states them.

    `way` says how it was handed in (portal, letter). `ends` is the last day of a harmlessness
    certificate. `reason` is what the authority wrote, or why it was withdrawn. `unanswered` is
    the last day on which somebody said that no answer had come. id and version are 0 for one that
    is not stored yet.
    """

    subject: Subject
    kind: Kind = "first"
    state: State = "drafting"
    submitted: date | None = None
    amount: Decimal | None = None
    eligible: Decimal | None = None
    reference: str = ""
    way: str = ""
    ends: date | None = None
    decided: date | None = None
    reason: str = ""
    note: str = ""
    unanswered: date | None = None
    id: int = 0
    version: int = 0


def application(db: Database, number: int) -> ApplicationRow | None:
    """The application with this number."""
    row = db.execute(f"select {_COLUMNS} from application where id = ?", [number]).fetchone()
    return _application(row) if row else None


def applications(
    db: Database, subject: Subject | None = None, *, project_id: str = "",
    programmes: Collection[tuple[str, str]] | None = None,
) -> list[ApplicationRow]:  # fmt: skip
    """All applications, those of a project, of a match, or of programmes by source and key, in the
    order in which they were entered."""
    where, values = "", list[str]()
    if programmes is not None:
        where = (
            " where (source, programme_key) in (select value ->> 0, value ->> 1 from json_each(?))"
        )
        values = [json.dumps([*programmes])]
    if project_id:
        where, values = " where project_id = ?", [project_id]
    if subject is not None:
        where = " where project_id = ? and source = ? and programme_key = ?"
        values = [*subject.match]
    rows = db.execute(f"select {_COLUMNS} from application{where} order by id", values).fetchall()
    return [_application(row) for row in rows]


def save_application(
    db: Database, seen: ApplicationRow, wanted: ApplicationRow, act: Act, told: tuple[str, str]
) -> ApplicationRow:
    """Store a new application (id 0) or another state of one, with an entry in the log.

    `told` says it before and after. Raises Conflict when somebody else changed it since,
    FaultyFields where more is typed than may.
    """
    typed = {name: getattr(wanted, name) for name in ("reference", "way", "reason", "note")}
    limits.check("application", typed)
    with write(db) as connection:
        if seen.id:
            _refuse_changed(connection, seen)
            connection.execute(
                f"update application set {', '.join(f'{name} = ?' for name in _NAMES)},"
                " version = version + 1, changed_at = ?, changed_by = ? where id = ?",
                [*_values(wanted), act.at.isoformat(), act.person_id, seen.id],
            )
            saved = replace(wanted, id=seen.id, version=seen.version + 1)
        else:
            cursor = connection.execute(
                f"insert into application({', '.join(_NAMES)}, version, changed_at, changed_by)"
                f" values ({', '.join('?' * len(_NAMES))}, 1, ?, ?)",
                [*_values(wanted), act.at.isoformat(), act.person_id],
            )
            assert cursor.lastrowid is not None
            saved = replace(wanted, id=cursor.lastrowid, version=1)
        append(connection, act, "application", wanted.subject, *told)
        return saved


_NAMES = (
    "project_id", "source", "programme_key", "kind", "state", "submitted", "cents",
    "eligible_cents", "reference", "way", "ends", "decided", "reason", "note",
    "unanswered",
)  # fmt: skip
_COLUMNS = ", ".join((*_NAMES, "id", "version"))


def _values(one: ApplicationRow) -> list[Any]:
    return [one.subject.project_id, one.subject.source, one.subject.programme_key, one.kind,
            one.state, iso(one.submitted), in_hundredths(one.amount), in_hundredths(one.eligible),
            one.reference, one.way, iso(one.ends), iso(one.decided), one.reason,
            one.note, iso(one.unanswered)]  # fmt: skip


def _application(row: tuple[Any, ...]) -> ApplicationRow:
    project, source, key, kind, state, submitted, cents, eligible, *rest = row
    reference, way, ends, decided, reason, note, unanswered, number, version = rest
    return ApplicationRow(
        Subject(project, source, programme_key=key),
        kind,
        state=state,
        submitted=day_of(submitted),
        amount=of_hundredths(cents),
        eligible=of_hundredths(eligible),
        reference=reference,
        way=way,
        ends=day_of(ends),
        decided=day_of(decided),
        reason=reason,
        note=note,
        unanswered=day_of(unanswered),
        id=number,
        version=version,
    )


def _refuse_changed(connection: sqlite3.Connection, seen: ApplicationRow) -> None:
    row = connection.execute(
        f"select {_COLUMNS} from application where id = ?", [seen.id]
    ).fetchone()
    if row is None or _application(row).version != seen.version:
        raise Conflict(_application(row) if row else None)
