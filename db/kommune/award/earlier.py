"""What is recorded of how the town's applications ended, for some programmes or all of them."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlite_utils import Database

from db.kommune.award.applications import ApplicationRow, applications
from db.kommune.award.awards import AwardRow, awards
from db.kommune.log import Subject

Identity = tuple[str, str]
"""Source and key of a programme."""


_WANTED = (
    "(:wanted is null or ({0}source, {0}programme_key) in"
    " (select value ->> 0, value ->> 1 from json_each(:wanted)))"
)


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A match that people set to awarded or rejected, the day on which they did, and their note;
    `is_over` where the town applied again since."""

    subject: Subject
    status: Literal["granted", "rejected"]
    day: date
    note: str = ""
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """Applications, awards and statuses, each in the order in which it was entered."""

    applications: list[ApplicationRow]
    awards: list[AwardRow]
    statuses: list[StatusRow]


def with_past(db: Database, programmes: Collection[Identity]) -> dict[Identity, list[Identity]]:
    """Those of these programmes for which something ended, each with the programmes under which it
    did: itself, or those that it succeeds as people confirmed. One query."""
    rows = db.execute(
        "with recursive chain(source, key, of_source, of_key) as ("
        " select value ->> 0, value ->> 1, value ->> 0, value ->> 1 from json_each(?) union"
        " select s.old_source, s.old_key, c.of_source, c.of_key from chain c join succession s"
        " on s.new_source = c.source and s.new_key = c.key and s.state = 'confirmed'"
        "), past(source, key) as materialized ("
        " select source, programme_key from application"
        " where state in ('awarded', 'rejected', 'withdrawn')"
        " union select source, programme_key from award"
        " union select source, programme_key from decision where status in ('granted', 'rejected')"
        " union select source, programme_key from decision d where exists (select 1 from event e"
        " where e.project_id = d.project_id and e.source = d.source and e.kind = 'status'"
        " and e.programme_key = d.programme_key and e.before = 'rejected')"
        ") select of_source, of_key, source, key from chain join past using (source, key)",
        [json.dumps([*programmes])],
    ).fetchall()
    found: dict[Identity, list[Identity]] = {}
    for of_source, of_key, source, key in rows:
        found.setdefault((of_source, of_key), []).append((source, key))
    return found


def past(db: Database, programmes: Collection[Identity] | None = None) -> Past:
    """All that is recorded, or what is recorded under these programmes."""
    return Past(
        applications(db, programmes=programmes),
        awards(db, programmes=programmes),
        statuses=_statuses(db, programmes),
    )


def _statuses(db: Database, programmes: Collection[Identity] | None) -> list[StatusRow]:
    """The day is that of the entry in the log: people and notes change a decision later, too. A
    rejection that another application followed is told by the log alone."""
    rows = db.execute(
        "select project_id, source, programme_key, status, note, coalesce((select max(e.at)"
        " from event e where e.project_id = d.project_id and e.source = d.source"
        " and e.programme_key = d.programme_key and e.kind = 'status' and e.after = d.status),"
        " changed_at) as at, 0 from decision d where status in ('granted', 'rejected')"
        f" and {_WANTED.format('d.')} union all select e.project_id, e.source, e.programme_key,"
        " 'rejected', e.note, max(e.at), 1 from event e join event next on next.kind = 'status'"
        " and next.project_id = e.project_id and next.source = e.source"
        " and next.programme_key = e.programme_key and next.before = 'rejected'"
        " and next.after = 'application' and next.id > e.id"
        # what is mended on the same day was mistyped
        " and substr(next.at, 1, 10) > substr(e.at, 1, 10)"
        f" where e.kind = 'status' and e.after = 'rejected' and {_WANTED.format('e.')}"
        " group by 1, 2, 3 order by at, 1, 2, 3",
        {"wanted": None if programmes is None else json.dumps([*programmes])},
    ).fetchall()
    return [
        StatusRow(
            Subject(project, source, programme_key=key),
            status,
            day=datetime.fromisoformat(at).date(),
            note=note,
            is_over=bool(is_over),
        )
        for project, source, key, status, note, at, is_over in rows
    ]
