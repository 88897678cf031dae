"""What match runs changed: for feeds, and what of it is announced."""

import json
from collections.abc import Container, Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlite_utils import Database

from db.connection import write
from db.kommune.matches import KEPT
from db.vocabulary import standing, standing_words


def listed_pairs(db: Database) -> list[tuple[str, str, str]]:
    """Project, source and key of the pairs that lists show and nobody hid or declined, by
    project and rank."""
    return db.execute(
        "select project_id, source, programme_key from match"
        f" where listed and {KEPT} order by project_id, rank"
    ).fetchall()


class News(NamedTuple):
    """A pair that a match run changed: how, and by which run when."""

    project_id: str
    identity: tuple[str, str]
    verdict: str
    part: str
    change: str
    run: int
    at: datetime
    listed: bool = True

    @property
    def words(self) -> str:
        """What lists say of it now, in German."""
        return standing_words(standing(self.verdict, self.part), self.listed)


def news_of(db: Database, projects: Iterable[str], since: date) -> list[News]:
    """What match runs since a day changed for these projects, latest first.

    Pairs that are not listed only where that is new about them.
    """
    rows = db.execute(
        "select m.project_id, m.source, m.programme_key, m.verdict, m.part, m.change, r.id,"
        " r.finished, m.listed"
        " from match m join match_run r on r.id = m.changed_run"
        " where r.today >= ? and r.finished <> ''"
        " and (m.listed or m.change in ('worse', 'gone'))"
        " and m.project_id in (select value from json_each(?))"
        " order by r.id desc, m.rank, m.project_id",
        [since.isoformat(), json.dumps([*projects])],
    ).fetchall()
    return [
        News(
            project,
            (source, key),
            verdict=verdict,
            part=part,
            change=change,
            run=run,
            at=datetime.fromisoformat(at),
            listed=bool(is_listed),
        )
        for project, source, key, verdict, part, change, run, at, is_listed in rows
    ]


def announce(
    db: Database, project_id: str, limit: int, today: date, quiet: Container[int] = ()
) -> list[tuple[str, str]]:
    """(source, key) of the best `limit` matches never announced before; marks them as such.

    It remembers what was announced, not what was seen, so a missed night loses nothing. What is
    `quiet` counts as told and is not returned.
    """
    best = db.execute(
        "select ref, source, programme_key, announced_on from pair"
        " join programme_ref on programme_ref.id = ref where project_id = ?"
        " and listed order by rank limit ?",
        [project_id, limit],
    ).fetchall()
    fresh = [row[:3] for row in best if row[3] is None]
    told = [row for row in fresh if row[0] not in quiet]
    with write(db) as connection:
        connection.executemany(
            "update pair set announced_on = ?, untold = ? where project_id = ? and ref = ?",
            [(today.isoformat(), row not in told, project_id, row[0]) for row in fresh],
        )
        connection.execute(
            "update match_run set pairs = pairs + ? where finished = ''", [len(fresh)]
        )
    return [(source, key) for _, source, key in told]
