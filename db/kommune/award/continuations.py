"""Which project goes on from which: the follow-up of one whose money ends."""

from sqlite_utils import Database

from db.connection import write
from db.kommune.log import Act, Subject, append


def continuations(db: Database) -> dict[str, str]:
    """Id of a follow-up project -> the one that it goes on from."""
    return dict(db.execute("select project_id, follows from continuation").fetchall())


def continued(db: Database, project_id: str) -> tuple[str, str] | None:
    """Id and title of the project that this one goes on from."""
    sql = (
        "select p.id, p.title from continuation c join project p on p.id = c.follows"
        " where c.project_id = ?"
    )
    row: tuple[str, str] | None = db.execute(sql, [project_id]).fetchone()
    return row


def follow_ups(db: Database) -> dict[str, list[str]]:
    """Id of a project -> its follow-ups that are not archived, in the order of their making."""
    rows = db.execute(
        "select c.follows, c.project_id from continuation c join project p on p.id = c.project_id"
        " where p.archived_at is null order by c.made, c.project_id"
    ).fetchall()
    found: dict[str, list[str]] = {}
    for follows, project_id in rows:
        found.setdefault(follows, []).append(project_id)
    return found


def link(db: Database, project_id: str, follows: str, title: str, act: Act) -> None:
    """Say that a new project goes on from another; the log of the old one tells its `title`."""
    with write(db) as connection:
        append(connection, act, "continuation", Subject(follows), "", title)
        connection.execute(
            "insert into continuation(project_id, follows, made, made_by) values (?, ?, ?, ?)",
            [project_id, follows, act.at.isoformat(), act.person_id],
        )
