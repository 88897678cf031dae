"""What people decided about matches: status, who is responsible, what is never shown again.

Only people write here; a match run never does. Each change is one transaction with its entry
in the log, and names the version it was based on, so that nobody overwrites unseen work.
"""

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields, FoerderlageError
from db.kommune import limits
from db.kommune.award.handed_in import SUBMITTED
from db.kommune.log import ACTIVE, Act, Kind, Subject, append
from db.vocabulary import DECLINE_REASONS, FOLLOWED, OFF_TOPIC, STATUS_LABELS

Change = tuple[Kind, str, str]
"""What an entry in the log is about, before and after."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The state of one match as people left it; version 0 means that nobody touched it yet.

    `reason` is a code of DECLINE_REASONS; responsible and deputy are numbers of persons.
    `submitted` is since when the application is with the authority, as applications say; who
    stores a decision leaves them alone.
    """

    project_id: str
    source: str
    programme_key: str
    status: str = "new"
    reason: str = ""
    note: str = ""
    responsible: int | None = None
    deputy: int | None = None
    hidden: bool = False
    version: int = 0
    changed_at: datetime | None = None
    changed_by: int | None = None
    submitted: date | None = None

    @property
    def is_followed(self) -> bool:
        """Whether people follow the match: then it is planned with, whatever lists show."""
        return self.status in FOLLOWED and not self.hidden

    @property
    def is_off_topic(self) -> bool:
        """Whether people declined the match because it is about something else."""
        return self.status == "declined" and self.reason == OFF_TOPIC

    @property
    def subject(self) -> Subject:
        """The match, as the log names it."""
        return Subject(self.project_id, self.source, programme_key=self.programme_key)


class HasPeople(Protocol):
    """Whatever somebody is responsible for; numbers of persons."""

    @property
    def responsible(self) -> int | None: ...
    @property
    def deputy(self) -> int | None: ...


class Conflict(FoerderlageError):
    """Somebody else changed the same thing in between; `current` is how it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__(
            "In der Zwischenzeit hat jemand anderes hier etwas geändert.",
            "Bitte den neuen Stand ansehen und noch einmal speichern.",
        )
        self.current = current


def decision(db: Database, project_id: str, source: str, key: str) -> Decision:
    """The decision on one match, as new when nobody touched it yet."""
    rows = db.execute(
        f"select {_READ} from decision where project_id = ? and source = ? and programme_key = ?",
        [project_id, source, key],
    ).fetchall()
    return _decision(rows[0]) if rows else Decision(project_id, source, programme_key=key)


def decisions(
    db: Database, project_id: str | None = None, *, archived: bool = False
) -> list[Decision]:
    """The decisions of a project, or all; those about archived projects only if asked for."""
    rows = db.execute(
        f"select {_READ} from decision where project_id = :project"
        f" or (:project is null and (:archived or {ACTIVE}))"
        " order by project_id, source, programme_key",
        {"project": project_id, "archived": archived},
    ).fetchall()
    return [_decision(row) for row in rows]


def set_status(
    db: Database, seen: Decision, status: str, act: Act, reason: str = "", note: str = ""
) -> Decision:
    """Give a match a status and log it.

    `seen` is the decision as the person saw it. Raises Conflict when it changed since, and
    FoerderlageError for an unknown status or a declined match without a reason and, unless it is
    off topic, a note.
    """
    _check(status, reason, note)
    reason = reason if status == "declined" else ""
    wanted = replace(seen, status=status, reason=reason, note=note.strip())
    return _save(db, seen, wanted, act, [("status", seen.status, status)])


def decide(db: Database, seen: Decision, wanted: Decision, act: Act) -> Decision:
    """Store status, reason, note, responsible and deputy of `wanted` as one change.

    Each of them that is new gets an entry in the log; without any nothing is stored. Raises
    like `set_status`.
    """
    _check(wanted.status, wanted.reason, wanted.note)
    reason = wanted.reason if wanted.status == "declined" else ""
    wanted = replace(wanted, reason=reason, note=wanted.note.strip())
    changes = changed_people(seen, wanted.responsible, wanted.deputy)
    if (seen.status, seen.reason, seen.note) != (wanted.status, wanted.reason, wanted.note):
        changes.insert(0, ("status", seen.status, wanted.status))
    return _save(db, seen, wanted, act, changes)


def _check(status: str, reason: str, note: str) -> None:
    limits.check("decision", {"note": note})
    if status not in STATUS_LABELS:
        there = ", ".join(STATUS_LABELS.values())
        raise FaultyFields(
            f"Den Status „{status}“ gibt es nicht.",
            f"Möglich sind: {there}.",
            fields={"status": "Diesen Status gibt es nicht; bitte einen wählen."},
        )
    if status != "declined":
        return
    missing: dict[str, str] = {}
    if reason not in DECLINE_REASONS:
        missing["reason"] = "Bitte einen Grund wählen; ohne lässt sich nichts verwerfen."
    if reason != OFF_TOPIC and not note.strip():
        missing["note"] = "Bitte kurz schreiben, warum das Programm verworfen wird."
    if missing:
        raise FaultyFields(
            "Wer ein Programm verwirft, nennt einen Grund und schreibt eine Notiz dazu.",
            f"Mögliche Gründe: {', '.join(DECLINE_REASONS.values())}."
            f" Ohne Notiz geht „{DECLINE_REASONS[OFF_TOPIC]}“."
            if "reason" in missing
            else "",
            fields=missing,
        )


def changed_people(seen: "HasPeople", responsible: int | None, deputy: int | None) -> list[Change]:
    """What another responsible person or deputy means for the log."""
    pairs: list[Change] = [
        ("responsible", _words(seen.responsible), _words(responsible)),
        ("deputy", _words(seen.deputy), _words(deputy)),
    ]
    return [change for change in pairs if change[1] != change[2]]


def set_hidden(db: Database, seen: Decision, hidden: bool, act: Act, note: str = "") -> Decision:
    """Never show a match again, or show it again; raises Conflict like `set_status`."""
    limits.check("decision", {"note": note})
    wanted = replace(seen, hidden=hidden)
    change: Change = ("hidden", str(int(seen.hidden)), str(int(hidden)))
    return _save(db, seen, wanted, act, [change], note)


def hide_programme(
    db: Database, source: str, key: str, hidden: bool, act: Act, note: str = ""
) -> None:
    """Never show a programme again for any project, or show it again; repeating is harmless."""
    limits.check("decision", {"note": note})
    with write(db) as connection:
        known = (source, key) in hidden_programmes(db)
        if known == hidden:
            return
        subject = Subject("", source, programme_key=key)
        before, after = str(int(known)), str(int(hidden))
        entry = append(connection, act, "hidden", subject, before, after, note=note.strip())
        if hidden:
            connection.execute(
                "insert into hidden_programme values (?, ?, ?)", [source, key, entry]
            )
        else:
            connection.execute(
                "delete from hidden_programme where source = ? and programme_key = ?", [source, key]
            )


def hidden_programmes(db: Database) -> set[tuple[str, str]]:
    """(source, key) of the programmes that are never shown."""
    rows = db.execute("select source, programme_key from hidden_programme").fetchall()
    return {(source, key) for source, key in rows}


_COLUMNS = (
    "project_id, source, programme_key, status, reason, note, responsible, deputy, hidden,"
    " version, changed_at, changed_by"
)
_READ = f"{_COLUMNS}, {SUBMITTED}"


def _decision(row: tuple[Any, ...]) -> Decision:
    project_id, source, key, status, reason, note, *people, hidden, version, at, by, sent = row
    responsible, deputy = people
    return Decision(
        project_id,
        source,
        programme_key=key,
        status=status,
        reason=reason,
        note=note,
        responsible=responsible,
        deputy=deputy,
        hidden=bool(hidden),
        version=version,
        changed_at=datetime.fromisoformat(at),
        changed_by=by,
        submitted=date.fromisoformat(sent) if sent else None,
    )


def _words(person_id: int | None) -> str:
    return "" if person_id is None else str(person_id)


def _save(
    db: Database,
    seen: Decision,
    wanted: Decision,
    act: Act,
    changes: list[Change],
    log_note: str = "",
) -> Decision:
    """Store `wanted` if nobody was faster, with a log entry per change; all or nothing."""
    with write(db) as connection:
        stored = connection.execute(
            f"select {_READ} from decision"
            " where project_id = ? and source = ? and programme_key = ?",
            [seen.project_id, seen.source, seen.programme_key],
        ).fetchone()
        current = _decision(stored) if stored else replace(seen, version=0)
        if current.version != seen.version:
            raise Conflict(current)
        if not changes:
            return current
        fresh = stored is None and _was_dealt_with(connection, seen.subject)
        entry = 0
        for number, (kind, before, after) in enumerate(changes):
            # one form may change two things: its number marks the first entry only
            once = act if number == 0 else replace(act, form=None)
            reason, note = (wanted.reason, wanted.note) if kind == "status" else ("", log_note)
            entry = append(connection, once, kind, seen.subject, before, after, reason, note)
        # where a decision moved away, a form over it must not fit the one that is begun now:
        # the number of an entry is larger than any version before
        version = entry if fresh else seen.version + 1
        saved = replace(wanted, version=version, changed_at=act.at, changed_by=act.person_id)
        _upsert(connection, saved)
    return saved


def _was_dealt_with(connection: sqlite3.Connection, one: Subject) -> bool:
    sql = "select 1 from event where project_id = ? and source = ? and programme_key = ?"
    values = (one.project_id, one.source, one.programme_key)
    return connection.execute(sql, values).fetchone() is not None


def _upsert(connection: sqlite3.Connection, saved: Decision) -> None:
    assert saved.changed_at is not None
    names = _COLUMNS.replace(" ", "").split(",")
    values = [getattr(saved, name) for name in names]
    values[names.index("changed_at")] = saved.changed_at.isoformat()
    updates = ", ".join(f"{name} = excluded.{name}" for name in names[3:])
    connection.execute(
        f"insert into decision({_COLUMNS}) values ({', '.join('?' * len(names))})"
        f" on conflict(project_id, source, programme_key) do update set {updates}",
        values,
    )
