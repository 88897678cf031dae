"""Reading and writing the municipality's own file: profile, projects, matches."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.files import write

PROJECT_COLUMNS = (
    "id", "ags", "title", "description", "department", "carrier", "status", "start_month",
    "end_month", "cost_eur", "own_funds_eur", "kinds", "position",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One stored match; `findings` is JSON: criterion -> [result, German reason]."""

    project_id: str
    source: str
    programme_key: str
    verdict: str
    rank: int
    relevance: float
    findings: str


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import did to the stored projects."""

    new: int
    changed: int
    unchanged: int
    absent: tuple[str, ...] = ()
    """Ids that are stored for these municipalities but did not come with the file."""


def save_profiles(
    db: Database, profiles: list[tuple[dict[str, Any], list[dict[str, Any]]]]
) -> ImportCounts:
    """Create or update municipalities and projects by id, all or none; removes nothing.

    Each pair is a row of `municipality` and the rows of `project` (PROJECT_COLUMNS).
    """
    new = changed = total = 0
    with write(db) as connection:
        before = {row["id"]: row for row in _rows(connection, "select * from project")}
        for municipality, rows in profiles:
            _upsert(connection, "municipality", "ags", municipality)
            for row in rows:
                total += 1
                known = before.get(row["id"])
                new += known is None
                changed += known is not None and known != row
                _upsert(connection, "project", "id", row)
    given = {row["id"] for _, rows in profiles for row in rows}
    owners = {municipality["ags"] for municipality, _ in profiles}
    absent = sorted(i for i, row in before.items() if row["ags"] in owners and i not in given)
    return ImportCounts(new, changed, total - new - changed, tuple(absent))


def municipalities(db: Database) -> list[dict[str, Any]]:
    """All municipalities of this file."""
    return list(db.query("select * from municipality order by ags"))


def projects(db: Database) -> list[dict[str, Any]]:
    """All projects in the order of the file they came from."""
    return list(db.query("select * from project order by ags, position, id"))


def save_matches(db: Database, matches: Iterable[MatchRow], today: date) -> int:
    """Store all matches of one project in one short transaction; returns how many.

    What was announced stays announced, and a pair is never removed.
    """
    rows = [
        (m.project_id, m.source, m.programme_key, m.verdict, m.rank, m.relevance, m.findings,
         today.isoformat())
        for m in matches
    ]  # fmt: skip
    with write(db) as connection:
        connection.executemany(
            "insert into match(project_id, source, programme_key, verdict, rank, relevance,"
            " findings, matched_on) values (?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict(project_id, source, programme_key) do update set"
            " verdict=excluded.verdict, rank=excluded.rank, relevance=excluded.relevance,"
            " findings=excluded.findings, matched_on=excluded.matched_on",
            rows,
        )
    return len(rows)


def matches(
    db: Database, project_id: str, limit: int, verdicts: list[str], offset: int = 0
) -> list[dict[str, Any]]:
    """Stored matches of a project with one of these verdicts, best first."""
    marks = ", ".join("?" * len(verdicts))
    return list(
        db.query(
            f"select * from match where project_id = ? and verdict in ({marks})"
            " order by rank limit ? offset ?",
            [project_id, *verdicts, limit, offset],
        )
    )


def all_matches(db: Database) -> Iterator[dict[str, Any]]:
    """Every stored match, by project and rank."""
    return db.query("select * from match order by project_id, rank")


def match(db: Database, project_id: str, source: str, key: str) -> dict[str, Any] | None:
    """The stored match of one pair, if it was ever matched."""
    rows = db.query(
        "select * from match where project_id = ? and source = ? and programme_key = ?",
        [project_id, source, key],
    )
    return next(rows, None)


def matches_of_programme(db: Database, source: str, key: str) -> list[dict[str, Any]]:
    """The matches of one programme with all projects, those that can apply first."""
    return list(
        db.query(
            "select * from match where source = ? and programme_key = ?"
            " order by verdict = 'ausgeschlossen', rank, project_id",
            [source, key],
        )
    )


def possible_ranks(
    db: Database, project_id: str | None = None
) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """(source, key) -> (project, rank), best first, for pairs that are not excluded."""
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for source, key, project, rank in db.execute(
        "select source, programme_key, project_id, rank from match"
        " where verdict <> 'ausgeschlossen' and (:project is null or project_id = :project)"
        " order by rank, project_id",
        {"project": project_id},
    ):
        found.setdefault((source, key), []).append((project, rank))
    return found


def verdict_counts(db: Database, project_id: str) -> dict[str, int]:
    """How many matches of a project have each verdict, in the order passt to ausgeschlossen."""
    rows = db.execute(
        "select verdict, count(*) from match where project_id = ? group by verdict", [project_id]
    ).fetchall()
    found = dict(rows)
    return {v: found[v] for v in ("passt", "pruefen", "ausgeschlossen") if v in found}


def announce(db: Database, project_id: str, limit: int, today: date) -> list[dict[str, Any]]:
    """The best `limit` matches of a project that were never announced; marks them as such.

    It remembers what was announced, not what was seen, so a missed night loses nothing.
    """
    best = matches(db, project_id, limit, ["passt", "pruefen"])
    fresh = [row for row in best if row["announced_on"] is None and row["relevance"] > 0]
    with write(db) as connection:
        connection.executemany(
            "update match set announced_on = ?"
            " where project_id = ? and source = ? and programme_key = ?",
            [(today.isoformat(), project_id, r["source"], r["programme_key"]) for r in fresh],
        )
    return fresh


def record_match_run(
    db: Database, today: date, finished: str, counts: tuple[int, int, int]
) -> None:
    """Remember that matching ran; `counts` are projects, programmes and pairs."""
    with write(db) as connection:
        connection.execute(
            "insert into match_run(today, finished, projects, programmes, pairs)"
            " values (?, ?, ?, ?, ?)",
            [today.isoformat(), finished, *counts],
        )


def _upsert(connection: sqlite3.Connection, table: str, key: str, row: dict[str, Any]) -> None:
    columns = list(row)
    updates = ", ".join(f"{c}=excluded.{c}" for c in columns if c != key)
    connection.execute(
        f"insert into {table}({', '.join(columns)}) values ({', '.join('?' * len(columns))})"
        f" on conflict({key}) do update set {updates}",
        list(row.values()),
    )


def _rows(connection: sqlite3.Connection, sql: str) -> list[dict[str, Any]]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
