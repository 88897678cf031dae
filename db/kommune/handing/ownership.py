"""What changed in who holds what, as the log tells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from db.kommune.log import ACTIVE

KINDS = ("responsible", "deputy", "step_assigned", "step_deputy", "duty_assigned", "handed_over",
         "handover", "handover_undone")  # fmt: skip
"""Kinds of entries that say that something goes from one person to another."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry: from whom to whom, by number, "" for nobody. A whole handover has no project."""

    at: datetime
    kind: str
    project_id: str
    before: str
    after: str


def ownership_changes(db: Database, since: date) -> Iterator[Change]:
    """The entries from a day on, latest first; nothing of archived projects."""
    marks = ", ".join("?" * len(KINDS))
    rows = db.execute(
        f"select at, kind, project_id, before, after from event where kind in ({marks})"
        f" and date(at) >= ? and {ACTIVE} order by id desc",
        [*KINDS, since.isoformat()],
    ).fetchall()
    for at, kind, project_id, before, after in rows:
        yield Change(datetime.fromisoformat(at), kind, project_id=project_id, before=before,
                     after=after)  # fmt: skip
