"""Who looks after a project, and who stands in."""

from dataclasses import dataclass, replace

from sqlite_utils import Database

from db.connection import write
from db.kommune.log import Act, Subject, append
from db.kommune.work.decisions import Conflict, changed_people


@dataclass(frozen=True, slots=True)
class ProjectPeople:
    """Numbers of the persons; version 0 means that nobody named any yet."""

    project_id: str
    responsible: int | None = None
    deputy: int | None = None
    version: int = 0


def project_people(db: Database, project_id: str) -> ProjectPeople:
    """Who is responsible for a project."""
    row = db.execute(
        "select project_id, responsible, deputy, version from project_role where project_id = ?",
        [project_id],
    ).fetchone()
    return ProjectPeople(*row) if row else ProjectPeople(project_id)


def all_project_people(db: Database) -> dict[str, ProjectPeople]:
    """Who is responsible, by project, for those projects that somebody was named for; none that is
    archived."""
    rows = db.execute(
        "select r.project_id, r.responsible, r.deputy, r.version from project_role r"
        " join project p on p.id = r.project_id where p.archived_at is null"
    )
    return {row[0]: ProjectPeople(*row) for row in rows.fetchall()}


def set_project_people(
    db: Database, seen: ProjectPeople, responsible: int | None, deputy: int | None, act: Act
) -> ProjectPeople:
    """Store others, with an entry in the log for each that changed.

    Raises Conflict when somebody else was faster than who saw `seen`.
    """
    with write(db) as connection:
        current = project_people(db, seen.project_id)
        if current.version != seen.version:
            raise Conflict(current)
        changes = changed_people(current, responsible, deputy)
        for number, (kind, before, after) in enumerate(changes):
            # one form may change both: its number marks the first entry only
            once = act if number == 0 else replace(act, form=None)
            append(connection, once, kind, Subject(seen.project_id), before, after)
        if not changes:
            return current
        saved = ProjectPeople(seen.project_id, responsible, deputy=deputy, version=seen.version + 1)
        connection.execute(
            "insert into project_role(project_id, responsible, deputy, version)"
            " values (?, ?, ?, ?) on conflict(project_id) do update set"
            " responsible = excluded.responsible, deputy = excluded.deputy,"
            " version = excluded.version",
            [saved.project_id, saved.responsible, saved.deputy, saved.version],
        )
    return saved
