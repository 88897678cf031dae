"""What somebody holds: every column that names a person as the one who has to do something.

All columns that refer to a person are named here once, as what one holds, what one did, or what
opens the site for one; a test finds those that are missing. What is done, declined or in the
archive is history: it stays with whoever had it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from db.kommune.log import ACTIVE, Kind, Subject

HoldingKind = Literal["project", "match", "step", "own_step", "duty", "question", "mail", "deputy"]
Key = tuple[str | int, ...]
Numbers = tuple[int | None, ...]
"""Persons by number, in the order of the columns that name them."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows somebody holds.

    `key` are the columns that name a row, `holders` those that name a person, with the kind of
    the entry in the log about each. `where` leaves what is still to be done; `subject` and `title`
    say in SQL what it is about. `versioned` names what forms over a row are based on.
    """

    name: str
    key: tuple[str, ...]
    holders: Mapping[str, Kind]
    where: str
    subject: str
    title: str = "''"
    versioned: str = ""


_MATCH = "project_id, source, programme_key"
_BY_WHOM = "version = version + 1, changed_at = :at, changed_by = :by"
_AWARD = "(select a.{} from award a where a.id = award_id)"
_WAITING = "(answered_at is null and ended is null or answered_at is not null and seen_at is null)"
TABLES: Mapping[HoldingKind, Table] = {
    "project": Table(
        "project_role", ("project_id",),
        holders={"responsible": "responsible", "deputy": "deputy"}, where=ACTIVE,
        subject="project_id, '', ''",
        title="(select p.title from project p where p.id = project_id)",
        versioned="version = version + 1",
    ),
    "match": Table(
        "decision", ("project_id", "source", "programme_key"),
        holders={"responsible": "responsible", "deputy": "deputy"},
        where=f"status not in ('rejected', 'declined') and {ACTIVE}", subject=_MATCH,
        versioned=_BY_WHOM,
    ),
    "step": Table(
        "plan_step", ("project_id", "source", "programme_key", "stage", "kind"),
        holders={"assignee": "step_assigned", "deputy": "step_deputy"},
        where=f"done_on is null and {ACTIVE}", subject=_MATCH, title="title", versioned=_BY_WHOM,
    ),
    "own_step": Table(
        "own_step", ("id",), holders={"assignee": "step_assigned", "deputy": "step_deputy"},
        where=f"done_on is null and {ACTIVE}", subject=_MATCH, title="title", versioned=_BY_WHOM,
    ),
    "duty": Table(
        "award_duty", ("id",),
        holders={"responsible": "duty_assigned", "deputy": "duty_deputy"},
        where="state in ('proposed', 'open') and award_id in"
              f" (select id from award where {ACTIVE})",
        subject=", ".join(map(_AWARD.format, ("project_id", "source", "programme_key"))),
        title="title", versioned=_BY_WHOM,
    ),
    "question": Table(
        "question", ("id",), holders={"asked_by": "handed_over"},
        where=f"{_WAITING} and {ACTIVE}", subject=_MATCH,
        title="coalesce(nullif(title, ''), words)",
    ),
    "mail": Table(
        "recipient", ("id",), holders={"person_id": "handed_over"}, where="true",
        subject="'', '', ''", title="department",
    ),
    "deputy": Table(
        "person", ("id",), holders={"stand_in": "handed_over"}, where="removed is null",
        subject="'', '', ''", title="name",
    ),
}  # fmt: skip
"""Kind of what is held -> where it is stored, in the order in which it is told."""
HELD = frozenset((table.name, name) for table in TABLES.values() for name in table.holders)
"""(table, column) of everything that somebody holds."""
DID = frozenset({
    ("event", "person_id"), ("decision", "changed_by"), ("note", "person_id"),
    ("correction", "person_id"), ("plan_step", "changed_by"), ("plan_step", "done_by"),
    ("own_step", "changed_by"), ("own_step", "done_by"), ("succession", "decided_by"),
    ("project", "archived_by"), ("application", "changed_by"), ("award", "created_by"),
    ("award_notice", "entered_by"), ("award_duty", "changed_by"), ("award_money", "entered_by"),
    ("base_rate", "entered_by"), ("handover", "by_person"), ("handover", "giver"),
    ("handover", "taker"), ("handover", "undone_by"), ("ending", "changed_by"),
    ("ending", "decided_by"), ("ending_decision", "decided_by"), ("continuation", "made_by"),
    ("unanswered", "deputy"),
})  # fmt: skip
"""(table, column) of who did something or was told: that stays theirs, whoever goes on with it."""
OPENS = frozenset({("session", "person_id"), ("feed", "person_id")})
"""(table, column) of what opens the site for one person: it ends with them, nobody gets it."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Something that is held: where it is stored, what it is about, and who holds it.

    `title` is that of a project, a step or a duty, the words of a question, the department of a
    mail or the person whom one stands in for; a match has none here.
    """

    kind: HoldingKind
    key: Key
    subject: Subject
    title: str
    people: Numbers


def holdings(
    db: Database, person_id: int, projects: Collection[str] | None = None
) -> list[Holding]:
    """What a person holds or stands in for, of all or of some projects, by kind."""
    return [
        one
        for kind, table in TABLES.items()
        for one in _read(db, kind, " or ".join(f"{name} = :person" for name in table.holders),
                         {"person": person_id})
        if projects is None or one.subject.project_id in projects
    ]  # fmt: skip


def holding_at(db: Database, kind: HoldingKind, key: Key) -> Holding | None:
    """What is stored under this key, as long as it is to be done."""
    names = TABLES[kind].key
    where = " and ".join(f"{name} = :key{place}" for place, name in enumerate(names))
    values = {f"key{place}": value for place, value in enumerate(key)}
    return next(iter(_read(db, kind, where, values)), None)


def _read(db: Database, kind: HoldingKind, where: str, values: dict[str, Any]) -> list[Holding]:
    table = TABLES[kind]
    width = len(table.key)
    columns = ", ".join((*table.key, table.subject, table.title, *table.holders))
    rows = db.execute(
        f"select {columns} from {table.name} where ({where}) and {table.where}"
        f" order by {', '.join(table.key)}",
        values,
    ).fetchall()
    return [
        Holding(
            kind, tuple(row[:width]), subject=Subject(*(one or "" for one in row[width:width + 3])),
            title=row[width + 3] or "", people=tuple(row[width + 4:]),
        )
        for row in rows
    ]  # fmt: skip
