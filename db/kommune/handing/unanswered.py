"""What is due soon and to which nobody reacts: since when it is watched, when it was last opened,
and who was told.

No one is tracked: that somebody looked at a page is kept as a day, for as long as the matter is
watched, and nobody's name with it. A night takes rows away as soon as nothing has to be watched.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlite_utils import Database

from db.connection import write
from db.kommune.log import ACTIVE, Act, Subject, append

WatchedKind = Literal["step", "deadline", "duty"]
Level = Literal["deputy", "head"]


@dataclass(frozen=True, slots=True)
class What:
    """What is watched: `place` is the name of the step, the kind of the deadline or the number of
    the duty. What moves to another day is watched anew."""

    kind: WatchedKind
    place: str
    subject: Subject
    day: date


@dataclass(frozen=True, slots=True)
class Told:
    """On which day somebody was told: for a deputy the number of a person, for a head that of a
    recipient. Without one it was told to who manages."""

    on: date
    to: int | None


@dataclass(frozen=True, slots=True)
class Watched:
    """One matter with its title and where it is done; `since` is the first day of watching,
    `opened` the last day on which somebody looked at its page."""

    what: What
    title: str
    path: str
    since: date
    opened: date | None = None
    deputy: Told | None = None
    head: Told | None = None

    @property
    def tellings(self) -> list[tuple[Level, Told]]:
        """Who was told, in the order of telling."""
        found: tuple[tuple[Level, Told | None], ...] = (
            ("deputy", self.deputy), ("head", self.head)
        )  # fmt: skip
        return [(level, told) for level, told in found if told is not None]


def watched(db: Database) -> list[Watched]:
    """Everything that is watched, by day; nothing of archived projects."""
    rows = db.execute(
        "select kind, place, project_id, source, programme_key, day, title, path, since, opened,"
        f" told_first, deputy, told_second, head from unanswered where {ACTIVE}"
        " order by day, project_id, source, programme_key, kind, place"
    ).fetchall()
    return [
        Watched(
            What(row[0], row[1], subject=Subject(*row[2:5]), day=date.fromisoformat(row[5])),
            row[6],
            path=row[7],
            since=date.fromisoformat(row[8]),
            opened=_day(row[9]),
            deputy=_told(*row[10:12]),
            head=_told(*row[12:14]),
        )
        for row in rows
    ]


def keep_watched(db: Database, found: Mapping[What, tuple[str, str]], today: date) -> int:
    """Watch these, each with its title and path, and nothing else; returns how many were dropped.

    What was watched keeps what is known of it.
    """
    with write(db) as connection:
        rows = connection.execute(
            "select kind, place, project_id, source, programme_key, day from unanswered"
        ).fetchall()
        gone = {tuple(row) for row in rows} - {_key(what) for what in found}
        connection.executemany(f"delete from unanswered where {_IS}", sorted(gone))
        connection.executemany(
            "insert into unanswered(kind, place, project_id, source, programme_key, day, title,"
            " path, since) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict do update set title = excluded.title, path = excluded.path",
            [
                (*_key(what), title, path, today.isoformat())
                for what, (title, path) in found.items()
            ],
        )
    return len(gone)


def note_told(db: Database, one: Watched, level: Level, told: Told, act: Act, words: str) -> None:
    """Note that somebody is told, with an entry in the log; `words` name them, where they are no
    person with a number."""
    column = {"deputy": "told_first = ?, deputy", "head": "told_second = ?, head"}[level]
    with write(db) as connection:
        connection.execute(
            f"update unanswered set {column} = ? where {_IS}",
            [told.on.isoformat(), told.to, *_key(one.what)],
        )
        append(connection, act, "unanswered", one.what.subject, "", words, reason=one.title)


def unopened(db: Database, today: date, subject: Subject, duty: int | None = None) -> bool:
    """Whether something of a match, or a duty, is watched and was not opened today."""
    where, values = _of(subject, duty)
    sql = f"select 1 from unanswered where {where} and (opened is null or opened < ?) limit 1"
    return db.execute(sql, [*values, today.isoformat()]).fetchone() is not None


def note_opened(db: Database, today: date, subject: Subject, duty: int | None = None) -> None:
    """Note that somebody looked at the page of a match, or of a duty; not who."""
    where, values = _of(subject, duty)
    with write(db) as connection:
        connection.execute(
            f"update unanswered set opened = ? where {where}", [today.isoformat(), *values]
        )


_IS = ("kind = ? and place = ? and project_id = ? and source = ? and programme_key = ?"
       " and day = ?")  # fmt: skip


def _of(subject: Subject, duty: int | None) -> tuple[str, list[str]]:
    if duty is not None:
        return "kind = 'duty' and place = ?", [str(duty)]
    where = "kind <> 'duty' and project_id = ? and source = ? and programme_key = ?"
    return where, [*subject.match]


def _key(what: What) -> tuple[str, ...]:
    one = what.subject
    return (what.kind, what.place, one.project_id, one.source, one.programme_key,
            what.day.isoformat())  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _told(on: str | None, to: int | None) -> Told | None:
    return Told(date.fromisoformat(on), to) if on else None
