"""The log of what people did: appended to, never changed; the database itself refuses more.

An entry names its person by number. When a person is deleted, the name goes and the number
stays as a pseudonym, so that the log remains whole.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from db.errors import FoerderlageError

Kind = Literal[
    "status", "responsible", "deputy", "hidden", "note", "link", "contact", "project", "feed",
    "corrected", "confirmed", "withdrawn", "rechecked", "succession", "succession_undone",
    "no_succession",
    "step_moved", "step_done", "step_assigned", "step_deputy", "step_note", "own_step", "recall",
    "project_archived",
    "meeting_added", "meeting_status", "meeting_removed", "meetings_read", "meetings_removed",
    "recipient_added", "recipient_paused", "recipient_rhythm", "recipient_removed",
    "recipient_scope", "recipient_head", "feed_scope", "unanswered",
    "application", "award_notice", "award_corrected", "award_removed", "money", "base_rate",
    "duties_proposed", "duty_changed", "duty_done", "duty_dropped", "duty_assigned", "duty_deputy",
    "ending", "ending_decided", "continuation",
    "question_sent", "question_answered", "question_ended",
    "person_added", "person_changed", "person_removed", "role", "password",
    "person_absent", "person_back", "person_left", "person_rejoined",
    "handover", "handover_undone", "handed_over",
    "municipality", "setup",
]  # fmt: skip
"""Everything that an entry can be about; each has its German label where entries are told."""
ACTIVE = "project_id not in (select id from project where archived_at is not null)"
"""Leaves out of any table about projects what is in the archive."""
_IN_ARCHIVE = ("project_archived", "succession", "succession_undone", "feed", "feed_scope",
               "question_answered", "question_ended")  # fmt: skip
"""What may happen to an archived project: programmes get new keys for all that was ever decided,
whoever has a subscription may end it, and what a department answers must not be lost."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, when, and by which form.

    `form` is the unguessable number of the form that was sent, so that sending it twice
    counts once; None on the command line.
    """

    person_id: int
    at: datetime
    form: str | None = None


class Archived(FoerderlageError):
    """A project is in the archive, where nothing of it is changed."""

    def __init__(self) -> None:
        super().__init__(
            "Dieses Vorhaben ist archiviert; gespeichert ist nichts.",
            "Wer hier etwas ändern will, stellt es zuerst wieder her.",
        )


class LoggedBefore(FoerderlageError):
    """The log has an entry from this form already."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about: a project, a programme, both (a match) or neither."""

    project_id: str = ""
    source: str = ""
    programme_key: str = ""

    @property
    def identity(self) -> tuple[str, str]:
        """Source and key of the programme; both "" where it is about none."""
        return self.source, self.programme_key

    @property
    def match(self) -> tuple[str, str, str]:
        """Project, source and key of the programme."""
        return self.project_id, self.source, self.programme_key


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log; `before` and `after` are values as they are stored."""

    id: int
    at: datetime
    person_id: int
    person: str
    kind: str
    subject: Subject
    before: str
    after: str
    reason: str
    note: str


def append(
    connection: sqlite3.Connection,
    act: Act,
    kind: Kind,
    subject: Subject,
    before: str,
    after: str,
    reason: str = "",
    note: str = "",
) -> int:
    """Add an entry within the caller's transaction and return its number.

    Raises LoggedBefore when the form was sent before, Archived for work on a project that is in
    the archive: whatever people do is logged, so that nothing gets around it.
    """
    if subject.project_id and kind not in _IN_ARCHIVE:
        put = "select 1 from project where id = ? and archived_at is not null"
        if connection.execute(put, [subject.project_id]).fetchone():
            raise Archived
    try:
        cursor = connection.execute(
            "insert into event(at, person_id, kind, project_id, source, programme_key, before,"
            " after, reason, note, form) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [act.at.isoformat(), act.person_id, kind, subject.project_id, subject.source,
             subject.programme_key, before, after, reason, note, act.form],
        )  # fmt: skip
    except sqlite3.IntegrityError as error:
        if "steht schon im Protokoll" not in str(error):
            raise
        raise LoggedBefore(
            "Dieses Formular wurde schon abgeschickt.",
            "Bitte ansehen, was gespeichert ist; fehlt etwas, noch einmal absenden.",
        ) from error
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def last_entry(db: Database) -> int:
    """Number of the latest entry, 0 without any; what comes later is unseen by its reader."""
    number: int = db.execute("select coalesce(max(id), 0) from event").fetchone()[0]
    return number


def entries(
    db: Database, subject: Subject, limit: int = 200, since: int = 0, *, only: bool = False
) -> list[Entry]:
    """The entries about a subject with numbers above `since`, latest first.

    A project includes its matches, a programme its matches; an empty subject is everything.
    `only` leaves out what is included.
    """
    where, values = ["e.id > ?"], [str(since)]
    for column, value in (
        ("project_id", subject.project_id),
        ("source", subject.source),
        ("programme_key", subject.programme_key),
    ):
        if value or only:
            where.append(f"e.{column} = ?")
            values.append(value)
    rows = db.execute(
        "select e.id, e.at, e.person_id, p.name, e.kind, e.project_id, e.source, e.programme_key,"
        " e.before, e.after, e.reason, e.note from event e join person p on p.id = e.person_id"
        f" where {' and '.join(where)} order by e.id desc limit ?",
        [*values, limit],
    ).fetchall()
    return [
        Entry(row[0], datetime.fromisoformat(row[1]), row[2], row[3], row[4], Subject(*row[5:8]),
              *row[8:])
        for row in rows
    ]  # fmt: skip


def has_entry(db: Database, subject: Subject, kind: Kind) -> bool:
    """Whether the log has an entry of this kind about just this subject."""
    sql = (
        "select 1 from event where project_id = ? and source = ? and programme_key = ? and kind = ?"
    )
    one = subject
    values = [one.project_id, one.source, one.programme_key, kind]
    return db.execute(sql, values).fetchone() is not None


def last_change_of_project(db: Database, project_id: str) -> datetime | None:
    """When a project was last changed by a person or a file, archived or taken up again."""
    sql = f"select max(at) from event where kind in ({_CHANGED}) and project_id = ?"
    return _moment(db.execute(sql, [project_id]).fetchone()[0])


def last_changes_of_projects(db: Database) -> dict[str, datetime]:
    """When each project was last changed, for those that the log tells of."""
    sql = f"select project_id, max(at) from event where kind in ({_CHANGED}) group by project_id"
    return {name: datetime.fromisoformat(at) for name, at in db.execute(sql).fetchall()}


def last_correction(db: Database) -> datetime | None:
    """When somebody last confirmed, corrected or took back what a text states, or changed what a
    municipality states of itself: what counts for all projects."""
    sql = f"select max(at) from event where kind in ({_CORRECTED})"
    return _moment(db.execute(sql).fetchone()[0])


def first_to_match_since(db: Database, entry: int) -> datetime | None:
    """The earliest moment of the changes of projects and corrections above this entry."""
    sql = f"select min(at) from event where id > ? and kind in ({_CHANGED}, {_CORRECTED})"
    return _moment(db.execute(sql, [entry]).fetchone()[0])


def last_changes(db: Database) -> dict[str, datetime]:
    """Project id -> when somebody last changed it or something about its matches."""
    sql = "select project_id, max(at) from event where project_id <> '' group by project_id"
    return {project: datetime.fromisoformat(at) for project, at in db.execute(sql).fetchall()}


_CHANGED = "'project', 'project_archived'"
_CORRECTED = "'confirmed', 'corrected', 'withdrawn', 'municipality'"


def _moment(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at else None
