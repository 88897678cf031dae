"""Awards and their notices as people entered them; a notice is corrected by another, never
changed."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.errors import FaultyFields
from db.kommune.log import Act, Kind, Subject, append
from db.kommune.work.decisions import Conflict

Content = Mapping[str, Any]
"""What a notice states, as JSON holds it; the award's own rules know the keys."""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice that counts; `id` stays that of the first entry however often it was corrected."""

    id: int
    content: Content
    entered: datetime
    entered_by: int


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An award with its notices by the days that they bear; id and version are 0 for one that is
    not stored yet.

    `title` names the programme where it is none of the catalogue. `version` counts notices and
    their corrections.
    """

    subject: Subject
    title: str = ""
    notices: tuple[NoticeRow, ...] = ()
    id: int = 0
    version: int = 0


def awards(
    db: Database,
    project_id: str | None = None,
    programmes: Collection[tuple[str, str]] | None = None,
) -> list[AwardRow]:
    """All awards, those of a project, or of programmes by source and key, in the order in which
    they were entered."""
    rows = db.execute(
        f"select {_COLUMNS} from award where (:project is null or project_id = :project)"
        " and (:wanted is null or (source, programme_key) in"
        " (select value ->> 0, value ->> 1 from json_each(:wanted))) order by id",
        {
            "project": project_id,
            "wanted": None if programmes is None else json.dumps([*programmes]),
        },
    ).fetchall()
    return _with_notices(db.conn, rows)


def award(db: Database, number: int) -> AwardRow | None:
    """The award with this number."""
    rows = db.execute(f"select {_COLUMNS} from award where id = ?", [number]).fetchall()
    return next(iter(_with_notices(db.conn, rows)), None)


def award_of(db: Database, subject: Subject) -> AwardRow | None:
    """The award of a match."""
    rows = db.execute(
        f"select {_COLUMNS} from award where project_id = ? and source = ? and programme_key = ?"
        " and programme_key <> ''",
        [*subject.match],
    ).fetchall()
    return next(iter(_with_notices(db.conn, rows)), None)


def programmes(db: Database) -> set[tuple[str, str]]:
    """Source and key of the programmes of the catalogue that awards are of."""
    rows = db.execute(
        "select distinct source, programme_key from award where programme_key <> ''"
    ).fetchall()
    return {(source, key) for source, key in rows}


def save_notice(
    db: Database, seen: AwardRow, content: Content, act: Act, told: str, corrects: int = 0
) -> AwardRow:
    """Append a notice to an award, which is made with its first one; `told` is for the log.

    `corrects` is the number of a notice that was mistyped. Raises Conflict when somebody else
    entered something since, FoerderlageError for a second award of a match.
    """
    with write(db) as connection:
        current = _current(connection, seen)
        number = current.id if current else _insert(connection, seen, act)
        replaced = _last_entry(connection, corrects) if corrects else None
        cursor = connection.execute(
            "insert into award_notice(award_id, content, replaces, entered, entered_by)"
            " values (?, ?, ?, ?, ?)",
            [number, json.dumps(content, ensure_ascii=False), replaced, act.at.isoformat(),
             act.person_id],
        )  # fmt: skip
        assert cursor.lastrowid is not None
        connection.execute("update award set version = version + 1 where id = ?", [number])
        kind: Kind = "award_corrected" if corrects else "award_notice"
        append(connection, act, kind, seen.subject, "", told)
        rows = connection.execute(f"select {_COLUMNS} from award where id = ?", [number]).fetchall()
        return _with_notices(connection, rows)[0]


def remove_award(db: Database, seen: AwardRow, act: Act, told: str, reason: str) -> None:
    """Delete an award with notices, duties and money; the log keeps `told` with the reason.

    What ends with its money stays and is that of the project from then on. Raises Conflict when
    somebody else entered a notice since, or removed it.
    """
    with write(db) as connection:
        if _current(connection, seen) is None:
            raise Conflict(None)
        at = [act.at.isoformat(), act.person_id, seen.id]
        connection.execute(
            "update ending set award_id = null, version = version + 1, changed_at = ?,"
            " changed_by = ? where award_id = ?",
            at,
        )
        for table in ("award_duty", "award_money", "award_notice"):
            connection.execute(f"delete from {table} where award_id = ?", [seen.id])
        connection.execute("delete from award where id = ?", [seen.id])
        append(connection, act, "award_removed", seen.subject, told, "", note=reason)


_COLUMNS = "id, project_id, source, programme_key, title, version"


def _insert(connection: sqlite3.Connection, seen: AwardRow, act: Act) -> int:
    one = seen.subject
    try:
        cursor = connection.execute(
            "insert into award(project_id, source, programme_key, title, version, created,"
            " created_by) values (?, ?, ?, ?, 0, ?, ?)",
            [one.project_id, one.source, one.programme_key, seen.title, act.at.isoformat(),
             act.person_id],
        )  # fmt: skip
    except sqlite3.IntegrityError as error:
        if "award" not in str(error):
            raise
        said = "Für diesen Treffer ist schon ein Zuwendungsbescheid eingetragen."
        advice = "Was sich ändert, kommt als Änderungsbescheid dazu."
        raise FaultyFields(said, advice, fields={"art": f"{said} {advice}"}) from error
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _current(connection: sqlite3.Connection, seen: AwardRow) -> AwardRow | None:
    """The stored award, which must be the one that was seen; None for a new one."""
    if not seen.id:
        return None
    rows = connection.execute(f"select {_COLUMNS} from award where id = ?", [seen.id]).fetchall()
    found = _with_notices(connection, rows)
    if not found or found[0].version != seen.version:
        raise Conflict(found[0] if found else None)
    return found[0]


def _last_entry(connection: sqlite3.Connection, number: int) -> int:
    """The latest correction of a notice, or itself."""
    while True:
        row = connection.execute(
            "select id from award_notice where replaces = ?", [number]
        ).fetchone()
        if row is None:
            return number
        number = row[0]


def _day(one: NoticeRow) -> str:
    # the same order as `matcher.award.standing.in_order`: those of one day as they were entered
    return str(one.content.get("datum", ""))


def _with_notices(
    connection: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]
) -> list[AwardRow]:
    # by the number of the first entry, so that a correction keeps the place of what it corrects
    of_award: dict[int, dict[int, NoticeRow]] = {row[0]: {} for row in rows}
    first: dict[int, int] = {}
    entries = connection.execute(
        "select id, award_id, content, replaces, entered, entered_by from award_notice"
        f" where award_id in ({', '.join('?' * len(of_award))}) order by id",
        [*of_award],
    )
    for number, award_id, content, replaces, entered, by in entries:
        first[number] = first.get(replaces, number)
        of_award[award_id][first[number]] = NoticeRow(
            first[number],
            json.loads(content),
            entered=datetime.fromisoformat(entered),
            entered_by=by,
        )
    return [
        AwardRow(
            Subject(project, source, programme_key=key),
            title,
            notices=tuple(sorted(of_award[number].values(), key=_day)),
            id=number,
            version=version,
        )
        for number, project, source, key, title, version in rows
    ]
