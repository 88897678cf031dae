"""When people last looked at a match, and that somebody has looked at a changed guideline."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlite_utils import Database

from db.connection import write
from db.kommune.log import ACTIVE, Act, Subject, append
from db.kommune.succession.undo import UNDONE

Pair = tuple[str, str, str]
"""Project, source and key of the programme."""
REVIEWED: Final = "rechecked"
"""Kind of the log entry: before and after are the numbers of the versions compared."""


class Look(NamedTuple):
    """The last time that people dealt with a match: a moment, or the day it was announced.

    `version` is the one that the person had before them, where that is known.
    """

    at: datetime | None = None
    day: date | None = None
    version: int = 0


_TAKEN_BACK = (
    "(kind = 'succession' and exists (select 1 from event u where u.id > event.id"
    f" and u.kind = '{UNDONE}' and u.project_id = event.project_id and u.source = event.source"
    " and u.programme_key = event.programme_key))"
)
"""Nobody looks at a guideline when a confirmed successor is taken back: what counts is the last
look before the confirmation."""


def announced(
    db: Database, project_id: str | None = None, programme: tuple[str, str] | None = None
) -> dict[Pair, Look]:
    """The day on which each match was announced that is listed; see `looks`.

    What came among the best by changed rules was told to nobody.
    """
    only, values = _only(project_id, programme)
    rows = db.execute(
        "select project_id, source, programme_key, announced_on from match"
        f" where announced_on is not null and listed and not untold{only}",
        values,
    ).fetchall()
    return {(p, s, key): Look(day=date.fromisoformat(day)) for p, s, key, day in rows}


def looks(
    db: Database,
    project_id: str | None = None,
    programme: tuple[str, str] | None = None,
    told: Mapping[Pair, Look] | None = None,
) -> dict[Pair, Look]:
    """The last look at each match that is not hidden: those with a status and those announced.

    An announced match that nobody dealt with counts only as long as it is not excluded. A
    project, or source and key of a programme, leaves only its matches. `told` are those
    `announced`, where they are at hand.
    """
    only, values = _only(project_id, programme)
    found = dict(announced(db, project_id, programme) if told is None else told)
    for project, source, key, kind, at, after, _ in db.execute(
        "select project_id, source, programme_key, kind, at, after, max(id) from event"
        f" where kind in ('status', 'succession', '{REVIEWED}') and project_id <> ''"
        f" and programme_key <> '' and not {_TAKEN_BACK}{only}"
        " group by project_id, source, programme_key",
        values,
    ).fetchall():
        version = int(after) if kind == REVIEWED else 0
        found[project, source, key] = Look(datetime.fromisoformat(at), version=version)
    hidden = db.execute(
        "select project_id, source, programme_key from decision where hidden"
    ).fetchall()
    everywhere = set(db.execute("select source, programme_key from hidden_programme").fetchall())
    for pair in hidden:
        found.pop(pair, None)
    if not everywhere:
        return found
    return {pair: look for pair, look in found.items() if pair[1:] not in everywhere}


def _only(project_id: str | None, programme: tuple[str, str] | None) -> tuple[str, list[str]]:
    only, values = f" and {ACTIVE}", []
    if project_id is not None:
        only, values = " and project_id = ?", [project_id]
    if programme is not None:
        only, values = only + " and source = ? and programme_key = ?", [*values, *programme]
    return only, values


def review(db: Database, pair: Pair, old: int, new: int, act: Act) -> None:
    """Record that a person has looked at what changed from one version to another."""
    with write(db) as connection:
        append(connection, act, REVIEWED, Subject(*pair), str(old), str(new))
