"""What ends with the money of a project: posts, running costs, contracts, and what was decided."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlite_utils import Database

from db.connection import write
from db.kommune import limits
from db.kommune.award.values import day_of, in_hundredths, iso, of_hundredths
from db.kommune.log import Act, Subject, append
from db.kommune.work.decisions import Conflict

Kind = Literal["post", "running", "contract", "licence", "other"]
KINDS: dict[Kind, str] = {
    "post": "Stelle",
    "running": "laufende Kosten",
    "contract": "Vertrag",
    "licence": "Lizenz",
    "other": "Sonstiges",
}
"""Kind of what ends -> German label."""
Choice = Literal["keep", "elsewhere", "stop"]
CHOICES: dict[Choice, str] = {
    "keep": "verstetigen",
    "elsewhere": "anders finanzieren",
    "stop": "beenden",
}
"""What can be decided -> German label."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, why, when and by whom (number of a person).

    `end` is the last day with money as it was known then: where it changes later, what was decided
    stays and the change is named.
    """

    choice: Choice
    reason: str
    at: datetime
    by: int
    end: date | None = None


@dataclass(frozen=True, slots=True)
class EndingRow:
    """One thing that ends with the money; None and "" are not known.

    `award_id` is the award that pays it, None for other money of the project. `posts` are
    full-time equivalents, `cost` is euros a year for all of it together. `until` is its last day
    where that is not the last day of the award or project. id and version are 0 for one that is
    not stored yet.
    """

    project_id: str
    kind: Kind
    title: str
    award_id: int | None = None
    posts: Decimal | None = None
    pay_group: str = ""
    cost: Decimal | None = None
    since: date | None = None
    until: date | None = None
    note: str = ""
    decided: Decided | None = None
    id: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Resolution:
    """A decision about a project as a whole; version 0 and `decided` None: there is none."""

    project_id: str
    decided: Decided | None = None
    version: int = 0


def endings(db: Database, project_id: str | None = None) -> list[EndingRow]:
    """All that is entered, or that of a project, in the order in which it was entered."""
    rows = db.execute(
        f"select {_COLUMNS} from ending where removed is null"
        " and (:project is null or project_id = :project) order by id",
        {"project": project_id},
    ).fetchall()
    return [_ending(row) for row in rows]


def resolutions(db: Database) -> dict[str, Resolution]:
    """Project id -> what was decided about it as a whole."""
    rows = db.execute(
        "select project_id, decision, reason, decided_at, decided_by, decided_end, version"
        " from ending_decision"
    ).fetchall()
    return {row[0]: Resolution(row[0], _decided(*row[1:6]), version=row[6]) for row in rows}


def save_ending(
    db: Database, seen: EndingRow, wanted: EndingRow, act: Act, told: tuple[str, str]
) -> EndingRow:
    """Store something new (id 0) or a change, with an entry in the log (`told`: before, after).

    Raises Conflict when somebody else changed it since, FaultyFields where more is typed than may.
    """
    limits.check(
        "ending", {"title": wanted.title, "pay_group": wanted.pay_group, "note": wanted.note}
    )
    with write(db) as connection:
        saved = _store(connection, seen, wanted, act)
        append(connection, act, "ending", Subject(wanted.project_id), *told)
        return saved


def remove_ending(db: Database, seen: EndingRow, act: Act, told: str) -> None:
    """Take away what was entered by mistake; the log keeps it. Raises Conflict."""
    with write(db) as connection:
        _refuse_changed(connection, seen)
        connection.execute(
            "update ending set removed = ?, version = version + 1 where id = ?",
            [act.at.isoformat(), seen.id],
        )
        append(connection, act, "ending", Subject(seen.project_id), told, "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody decides, and how the log tells what it is about."""

    choice: Choice | None
    reason: str
    about: str


def decide(
    db: Database, rows: Sequence[tuple[EndingRow, date | None]], verdict: Verdict, act: Act,
    whole: tuple[Resolution, date | None] | None = None,
) -> None:  # fmt: skip
    """Decide about things that end, each with its last day, and with `whole` about the project.

    A choice of None takes a decision back. All or nothing: raises Conflict when one of them was
    changed since, FaultyFields for a reason that is too long.
    """
    limits.check("ending", {"reason": verdict.reason})
    with write(db) as connection:
        for seen, end in rows:
            _store(connection, seen, replace(seen, decided=_made(verdict, act, end)), act)
        if whole is not None:
            _resolve(connection, *whole, verdict, act)
        project_id = whole[0].project_id if whole else rows[0][0].project_id
        before = {one.decided.choice for one, _ in rows if one.decided}
        if whole and whole[0].decided:
            before.add(whole[0].decided.choice)
        append(
            connection, act, "ending_decided", Subject(project_id),
            ", ".join(sorted(CHOICES[one] for one in before)),
            CHOICES[verdict.choice] if verdict.choice else "offen",
            reason=verdict.reason, note=verdict.about,
        )  # fmt: skip


def _made(verdict: Verdict, act: Act, end: date | None) -> Decided | None:
    if verdict.choice is None:
        return None
    return Decided(verdict.choice, verdict.reason, at=act.at, by=act.person_id, end=end)


def _resolve(
    connection: sqlite3.Connection, seen: Resolution, end: date | None, verdict: Verdict, act: Act
) -> None:
    sql = "select version from ending_decision where project_id = ?"
    row = connection.execute(sql, [seen.project_id]).fetchone()
    if (row[0] if row else 0) != seen.version:
        raise Conflict(None)
    # one that is taken back stays with its version, so that a later one is no return to it
    connection.execute(
        "insert or replace into ending_decision(project_id, decision, reason, decided_end, version,"
        " decided_at, decided_by) values (?, ?, ?, ?, ?, ?, ?)",
        [seen.project_id, verdict.choice, verdict.reason, iso(end), seen.version + 1,
         act.at.isoformat(), act.person_id],
    )  # fmt: skip


_NAMES = (
    "project_id", "kind", "title", "award_id", "hundredths", "pay_group", "cents", "since",
    "until", "note", "decision", "reason", "decided_at", "decided_by", "decided_end",
)  # fmt: skip
_COLUMNS = ", ".join((*_NAMES, "id", "version"))


def _store(
    connection: sqlite3.Connection, seen: EndingRow, wanted: EndingRow, act: Act
) -> EndingRow:
    values = [*_values(wanted), act.at.isoformat(), act.person_id]
    if seen.id:
        _refuse_changed(connection, seen)
        connection.execute(
            f"update ending set {', '.join(f'{name} = ?' for name in _NAMES)},"
            " version = version + 1, changed_at = ?, changed_by = ? where id = ?",
            [*values, seen.id],
        )
        return replace(wanted, id=seen.id, version=seen.version + 1)
    cursor = connection.execute(
        f"insert into ending({', '.join(_NAMES)}, version, changed_at, changed_by)"
        f" values ({', '.join('?' * len(_NAMES))}, 1, ?, ?)",
        values,
    )
    assert cursor.lastrowid is not None
    return replace(wanted, id=cursor.lastrowid, version=1)


def _refuse_changed(connection: sqlite3.Connection, seen: EndingRow) -> None:
    sql = f"select {_COLUMNS} from ending where id = ? and removed is null"
    row = connection.execute(sql, [seen.id]).fetchone()
    if row is None or _ending(row).version != seen.version:
        raise Conflict(_ending(row) if row else None)


def _values(one: EndingRow) -> list[Any]:
    made = one.decided
    decision = (
        [made.choice, made.reason, made.at.isoformat(), made.by, iso(made.end)]
        if made
        else [None, "", None, None, None]
    )
    return [one.project_id, one.kind, one.title, one.award_id, in_hundredths(one.posts),
            one.pay_group, in_hundredths(one.cost), iso(one.since), iso(one.until), one.note,
            *decision]  # fmt: skip


def _ending(row: Sequence[Any]) -> EndingRow:
    found = dict(zip((*_NAMES, "id", "version"), row, strict=True))
    return EndingRow(
        found["project_id"],
        found["kind"],
        title=found["title"],
        award_id=found["award_id"],
        posts=of_hundredths(found["hundredths"]),
        pay_group=found["pay_group"],
        cost=of_hundredths(found["cents"]),
        since=day_of(found["since"]),
        until=day_of(found["until"]),
        note=found["note"],
        decided=_decided(*(found[name] for name in _NAMES[10:])),
        id=found["id"],
        version=found["version"],
    )


def _decided(
    choice: Choice | None, reason: str, at: str | None, by: int | None, end: str | None
) -> Decided | None:
    if choice is None or at is None or by is None:
        return None
    return Decided(choice, reason, at=datetime.fromisoformat(at), by=by, end=day_of(end))
