"""Projects that are put aside, taken up again, or deleted because nothing hangs on them.

An archived project stands in no list, is not matched and told to nobody; all that people did with
it can be read, and nothing of it is changed until it is taken up again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from db.connection import write
from db.errors import FoerderlageError
from db.kommune import limits
from db.kommune.log import Act, Archived, Subject, append
from db.kommune.projects import Row, project
from db.kommune.work.decisions import Conflict

HANGING: Mapping[str, str] = {
    "decision": "select count(*) from decision where project_id = ?",
    "note": "select count(*) from note where project_id = ? and removed is null",
    "plan": "select count(*) from (select source, programme_key from plan_step"
            " where project_id = ?1 and version > 0"
            " union select source, programme_key from own_step where project_id = ?1)",
    "people": "select count(*) from project_role where project_id = ?"
              " and coalesce(responsible, deputy) is not null",
    "funding": "select coalesce(sum(json_array_length(fundings)), 0) from project where id = ?",
    "application": "select count(*) from application where project_id = ?",
    "award": "select count(*) from award where project_id = ?",
    "ending": "select (select count(*) from ending where project_id = ?1 and removed is null)"
              " + (select count(decision) from ending_decision where project_id = ?1)",
    "continuation": "select count(*) from continuation where follows = ?",
    "feed": "select count(*) from feed where kind = 'project' and value = ? and revoked is null",
    "log": "select count(*) from event where project_id = ?"
           " and kind not in ('project', 'project_archived')",
}  # fmt: skip
"""What can hang on a project -> how many of it do."""
_COMPUTED = ("pair", "plan_move", "plan_step", "plan", "project_role",
             "continuation", "unanswered")  # fmt: skip
"""Tables about projects whose rows go with one: nobody entered anything there."""


@dataclass(frozen=True, slots=True)
class Put:
    """A project in the archive: who put it there, when and why."""

    project_id: str
    title: str
    at: datetime
    by: int
    reason: str


class StillUsed(FoerderlageError):
    """Something hangs on a project that was to be deleted; `hanging` is what and how many."""

    def __init__(self, hanging: Mapping[str, int]) -> None:
        super().__init__(
            "Dieses Vorhaben lässt sich nicht löschen: Es hängt Arbeit daran.",
            "Bitte stattdessen archivieren; dann bleibt alles lesbar.",
        )
        self.hanging = hanging


def archived(db: Database) -> list[Put]:
    """The projects in the archive, the last one first."""
    rows = db.execute(
        "select id, title, archived_at, archived_by, archive_reason from project"
        " where archived_at is not null order by archived_at desc, id"
    ).fetchall()
    return [
        Put(number, title, at=datetime.fromisoformat(at), by=by, reason=reason)
        for number, title, at, by, reason in rows
    ]


def put_of(db: Database, project_id: str) -> Put | None:
    """Who archived a project, when and why; None for one that is in use or does not exist."""
    return next((one for one in archived(db) if one.project_id == project_id), None)


def archive(db: Database, project_id: str, reason: str, act: Act) -> None:
    """Put a project aside. FoerderlageError for none, Archived when somebody was faster."""
    limits.check("archive", {"reason": reason})
    with write(db) as connection:
        if _needed(db, project_id)["archived_at"]:
            raise Archived
        why = reason.strip()
        append(connection, act, "project_archived", Subject(project_id), "0", "1", reason=why)
        connection.execute(
            "update project set archived_at = ?, archived_by = ?, archive_reason = ? where id = ?",
            [act.at.isoformat(), act.person_id, why, project_id],
        )


def restore(db: Database, project_id: str, act: Act) -> None:
    """Take a project up again. FoerderlageError for none, Conflict for one that is in use."""
    with write(db) as connection:
        if not _needed(db, project_id)["archived_at"]:
            raise Conflict(None)
        append(connection, act, "project_archived", Subject(project_id), "1", "0")
        connection.execute(
            "update project set archived_at = null, archived_by = null, archive_reason = ''"
            " where id = ?",
            [project_id],
        )


def hanging(db: Database, project_id: str) -> dict[str, int]:
    """What hangs on a project, by the keys of HANGING; nothing for one that can be deleted.

    Entries of the log alone count only where nothing else explains them.
    """
    counts = {
        what: int(db.execute(sql, [project_id]).fetchone()[0]) for what, sql in HANGING.items()
    }
    found = {what: number for what, number in counts.items() if number}
    if len(found) > 1:
        found.pop("log", None)
    return found


def delete(
    db: Database, project_id: str, act: Act, words: Callable[[Row], str]
) -> None:  # fmt: skip
    """Delete a project on which nothing hangs; the log keeps what `words` say of it.

    Raises StillUsed, FoerderlageError for none.
    """
    with write(db) as connection:
        row = _needed(db, project_id)
        found = hanging(db, project_id)
        if found:
            raise StillUsed(found)
        # an archived one, too: on it nothing hangs either
        connection.execute("update project set archived_at = null where id = ?", [project_id])
        append(connection, act, "project", Subject(project_id), words(row), "")
        for table in _COMPUTED:
            connection.execute(f"delete from {table} where project_id = ?", [project_id])
        connection.execute("delete from project where id = ?", [project_id])


def _needed(db: Database, project_id: str) -> Row:
    row = project(db, project_id)
    if row is None:
        raise FoerderlageError(f"Das Vorhaben „{project_id}“ gibt es nicht (mehr).")
    return row
