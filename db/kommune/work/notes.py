"""Notes, web links and contacts that people keep with a project, a programme or a match."""

import re
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, cast

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields
from db.kommune import limits
from db.kommune.log import Act, Subject, append
from db.kommune.work.decisions import Conflict

Kind = Literal["note", "link", "contact"]
PROMISE = "Zusage an"
"""How the heading of a promise begins on its form; the name follows."""
_PROMISE = re.compile(r"\W*zusage\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """A note (body), a link (title, url) or a contact (title = name, phone, email, body).

    `id` is 0 and `version` 0 for one that is not stored yet.
    """

    kind: Kind
    subject: Subject
    title: str = ""
    body: str = ""
    url: str = ""
    phone: str = ""
    email: str = ""
    id: int = 0
    version: int = 0
    person_id: int = 0
    created: datetime | None = None
    changed: datetime | None = None

    @property
    def is_promise(self) -> bool:
        """Whether it keeps a promise: a note whose heading, or whose text without one, begins with
        the word „Zusage“."""
        return self.kind == "note" and bool(_PROMISE.match(self.title or self.body))


def notes_of(db: Database, subject: Subject) -> list[Note]:
    """What was noted about exactly this subject, latest change first."""
    rows = db.execute(
        f"select {_COLUMNS} from note where removed is null and project_id = ? and source = ?"
        " and programme_key = ? order by changed desc, id desc",
        [*subject.match],
    ).fetchall()
    return [_note(row) for row in rows]


def note_at(db: Database, number: int) -> Note | None:
    """The note with this number unless it was removed."""
    row = db.execute(
        f"select {_COLUMNS} from note where id = ? and removed is null", [number]
    ).fetchone()
    return _note(row) if row else None


def all_notes(db: Database) -> list[Note]:
    """Everything that was noted, latest change first."""
    rows = db.execute(
        f"select {_COLUMNS} from note where removed is null order by changed desc, id desc"
    ).fetchall()
    return [_note(row) for row in rows]


def save_note(db: Database, note: Note, act: Act) -> Note:
    """Store a new note, or a changed one over the version it was based on, with a log entry.

    Raises Conflict when somebody was faster, FoerderlageError for an empty one or an address
    that is no web address.
    """
    _check(note)
    with write(db) as connection:
        before = _current(connection, note)
        values = [note.title, note.body, note.url, note.phone, note.email, act.at.isoformat()]
        if before is None:
            cursor = connection.execute(
                "insert into note(title, body, url, phone, email, changed, kind, project_id,"
                " source, programme_key, person_id, created)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [*values, note.kind, note.subject.project_id, note.subject.source,
                 note.subject.programme_key, act.person_id, act.at.isoformat()],
            )  # fmt: skip
            assert cursor.lastrowid is not None
            saved = replace(note, id=cursor.lastrowid, version=1, person_id=act.person_id,
                            created=act.at, changed=act.at)  # fmt: skip
        else:
            connection.execute(
                "update note set title = ?, body = ?, url = ?, phone = ?, email = ?, changed = ?,"
                " version = version + 1 where id = ?",
                [*values, note.id],
            )
            saved = replace(note, version=note.version + 1, changed=act.at)
        told = _words(before) if before else ""
        append(connection, act, note.kind, note.subject, told, _words(note))
    return saved


def remove_note(db: Database, note: Note, act: Act) -> None:
    """Take a note away; the log keeps what it said. Raises Conflict when it changed since."""
    with write(db) as connection:
        before = _current(connection, note)
        if before is None:
            raise Conflict(None)
        connection.execute(
            "update note set removed = ? where id = ?", [act.at.isoformat(), note.id]
        )
        append(connection, act, note.kind, note.subject, _words(before), "")


_COLUMNS = (
    "kind, project_id, source, programme_key, title, body, url, phone, email, id, version,"
    " person_id, created, changed"
)


def _note(row: tuple[str, ...]) -> Note:
    kind, project, source, key, title, body, url, phone, email, number, version, who, *times = row
    created, changed = (datetime.fromisoformat(time) for time in times)
    return Note(
        cast(Kind, kind),  # the file checks it
        Subject(project, source, programme_key=key),
        title=title,
        body=body,
        url=url,
        phone=phone,
        email=email,
        id=int(number),
        version=int(version),
        person_id=int(who),
        created=created,
        changed=changed,
    )


def _current(connection: sqlite3.Connection, note: Note) -> Note | None:
    """The stored state of a note, which must be the one that was seen; None for a new one."""
    if not note.id:
        return None
    row = connection.execute(
        f"select {_COLUMNS} from note where id = ? and removed is null", [note.id]
    ).fetchone()
    if row is None or _note(row).version != note.version:
        raise Conflict(_note(row) if row else None)
    return _note(row)


def _check(note: Note) -> None:
    """Raise FaultyFields for an empty note, a link without address, a contact without name, and
    where more stands than may."""
    given = {"title": note.title, "body": note.body, "url": note.url, "phone": note.phone}
    limits.check("note", {**given, "email": note.email})
    if note.kind == "link" and not note.url.startswith(("https://", "http://")):
        raise FaultyFields(
            f"„{note.url}“ ist keine Webadresse." if note.url else "Die Webadresse fehlt.",
            "Sie beginnt mit https:// oder http://.",
            fields={"url": "Bitte eine Adresse angeben, die mit https:// oder http:// beginnt."},
        )
    if note.kind == "contact" and not note.title.strip():
        raise FaultyFields(
            "Dem Kontakt fehlt der Name.", "Bitte ergänzen.", fields={"title": "Bitte ergänzen."}
        )
    if note.title.strip() == PROMISE:
        raise FaultyFields(
            "Der Zusage fehlt, wem sie gilt.",
            "Bitte den Namen ergänzen.",
            fields={"title": "Bitte ergänzen, wem etwas zugesagt ist."},
        )
    if not (note.title.strip() or note.body.strip()) and note.kind == "note":
        raise FaultyFields(
            "Die Notiz ist leer.",
            "Bitte etwas hineinschreiben.",
            fields={"body": "Bitte etwas hineinschreiben."},
        )


def _words(note: Note) -> str:
    parts = (note.title, note.body, note.url, note.phone, note.email)
    return "\n".join(part for part in parts if part)
