"""Writing matches: each finding once, only pairs that differ, and what a run changed."""

import sqlite3
from array import array
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlite_utils import Database

from db.connection import write

Change = str
CHANGES = ("new", "better", "worse", "gone")
"""What a run can change about a pair: it appears, moves up or down, or its programme is gone."""
VERDICT_ORDER = ("passt", "pruefen", "ausgeschlossen")

FindingKey = tuple[str, str, str, str, str, str, bool]
"""Criterion, result, reason, evidence as JSON, what would have to change, missing answer, whether
what is not met lasts."""


class MatchRow(NamedTuple):
    """One pair as a run found it; `listed` tells whether lists show it, `findings` are ids of
    stored findings, topic first and then in order of criteria."""

    ref: int
    verdict: str
    rank: int
    relevance: float
    findings: bytes
    gone: bool = False
    topic: str = ""
    group: str = "jetzt"
    listed: bool = False


@dataclass(slots=True)
class Known:
    """Programmes and findings of this file by content; new ones get an id at once.

    What is `fresh` is written with the next project, in the same transaction.
    """

    refs: dict[tuple[str, str], int]
    findings: dict[FindingKey, int]
    fresh_refs: list[tuple[int, str, str]] = field(default_factory=list)
    fresh_findings: list[tuple[int, FindingKey]] = field(default_factory=list)
    _last_ref: int = 0
    _last_finding: int = 0

    def __post_init__(self) -> None:
        self._last_ref = max(self.refs.values(), default=0)
        self._last_finding = max(self.findings.values(), default=0)

    def ref(self, source: str, key: str) -> int:
        """The id under which a programme is kept here."""
        if (source, key) not in self.refs:
            self._last_ref += 1
            self.refs[source, key] = self._last_ref
            self.fresh_refs.append((self._last_ref, source, key))
        return self.refs[source, key]

    def finding(self, key: FindingKey) -> int:
        """The id of a finding."""
        if key not in self.findings:
            self._last_finding += 1
            self.findings[key] = self._last_finding
            self.fresh_findings.append((self._last_finding, key))
        return self.findings[key]


def known(db: Database) -> Known:
    """All programmes and findings of this file."""
    refs = db.execute("select source, programme_key, id from programme_ref").fetchall()
    findings = db.execute(
        "select criterion, result, reason, evidence, change, gap, lasting, id from finding"
    ).fetchall()
    return Known({row[:2]: row[2] for row in refs}, {row[:7]: row[7] for row in findings})


def packed(ids: Iterable[int]) -> bytes:
    """Ids of findings as they are stored: four bytes each, low byte first."""
    return array("i", ids).tobytes()


def unpacked(stored: bytes) -> list[int]:
    """The ids of `packed`."""
    return array("i", stored).tolist()


def stand(db: Database) -> tuple[Any, ...]:
    """What tells whether the pairs are the same as before, without looking at them.

    Of an unfinished run its `pairs` count those that it has changed or announced so far.
    """
    sql = "select id, finished, pairs from match_run order by id desc limit 1"
    return db.execute(sql).fetchone() or ()


class RunBefore(NamedTuple):
    """The last run that matched all projects: its day, the moment as of which it did, and a
    digest of its rules ("" for runs of before digests were noted)."""

    today: date
    finished: datetime
    rules: str


def run_before(db: Database) -> RunBefore | None:
    """The last finished run of all projects, if there is one.

    A run of some projects notes no rules. Where no run noted any, the last one counts.
    """
    row = db.execute(
        "select today, finished, rules from match_run where finished <> ''"
        " order by rules = '', id desc limit 1"
    ).fetchone()
    if row is None:
        return None
    return RunBefore(date.fromisoformat(row[0]), datetime.fromisoformat(row[1]), rules=row[2])


def begin_run(db: Database, today: date, rules: str = "") -> int:
    """Id of a match run by these rules, "" for one of some projects only; its counts follow with
    `finish_run`.

    A run that was broken off is continued under its id, so that what it changed before still
    counts as changed. The caller holds the lock on matching.
    """
    with write(db) as connection:
        broken_off = connection.execute(
            "update match_run set today = ?, rules = ? where id = (select max(id) from match_run)"
            " and finished = '' returning id",
            [today.isoformat(), rules],
        ).fetchone()
        if broken_off:
            return int(broken_off[0])
        cursor = connection.execute(
            "insert into match_run(today, finished, projects, programmes, pairs, rules)"
            " values (?, '', 0, 0, 0, ?)",
            [today.isoformat(), rules],
        )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def finish_run(db: Database, run_id: int, finished: str, counts: tuple[int, int, int]) -> None:
    """Record that the run is complete; `counts` are projects, programmes and pairs.

    `finished` is the moment as of which it read projects and corrections: what comes while a run
    is going on is newer than it.
    """
    with write(db) as connection:
        connection.execute(
            "update match_run set finished = ?, projects = ?, programmes = ?, pairs = ?"
            " where id = ?",
            [finished, *counts, run_id],
        )


class Telling(NamedTuple):
    """What of a run may be told: `touched` are the programmes that changed since the run before
    (None for all, where the project itself did), `new_rules` tells whether it judged by others."""

    touched: Container[int] | None = None
    new_rules: bool = False

    def may(self, ref: int, topic_moved: bool) -> bool:
        """Whether what happened to a pair is news. The topic of a pair depends on the whole
        catalogue: where it moved though neither of both changed, nothing happened to them."""
        touched = self.touched is None or ref in self.touched
        return touched or not (self.new_rules or topic_moved)


EVERYTHING = Telling()


class Saved(NamedTuple):
    """How many pairs of a project are new, better, worse or gone, and those of which nobody is
    told."""

    counts: dict[Change, int]
    quiet: set[int]


def save_matches(
    db: Database, project_id: str, rows: Iterable[MatchRow], kept: Known, today: date,
    run_id: int, telling: Telling = EVERYTHING,
) -> Saved:  # fmt: skip
    """Store the pairs of one project that differ, in one short transaction.

    What is about something else is not new. At a project's first run nothing counts as changed.
    What is no news by `telling` is no change, and what an earlier run changed about it is none any
    more. What was announced stays announced, and a pair is never removed.
    """
    before = _before(db, project_id)
    differing, saved = [], Saved(dict.fromkeys(CHANGES, 0), set())
    for row in rows:
        was = before.get(row.ref, _NEVER)
        state = (
            row.verdict, row.rank, row.relevance, row.topic, row.group, int(row.listed),
            row.findings,
        )  # fmt: skip
        is_news = telling.may(row.ref, was.topic not in ("", row.topic))
        if not is_news:
            saved.quiet.add(row.ref)
        if was.state == state:
            continue
        change = _change(was, row, bool(before)) if is_news else ""
        if telling.new_rules and change == "worse" and row.topic != "near":
            is_news, change = False, ""  # the rules before saw the topic otherwise
        run = run_id if change else None
        if change:
            saved.counts[change] += 1
        elif is_news or (was.verdict, was.listed) == (row.verdict, row.listed):
            change, run = was.change, was.changed_run
        differing.append((project_id, row.ref, *state, change, run, today.isoformat()))
    with write(db) as connection:
        _write_known(connection, kept)
        connection.execute(
            "update match_run set pairs = pairs + ? where id = ?", [len(differing), run_id]
        )
        connection.executemany(
            "insert into pair(project_id, ref, verdict, rank, relevance, topic, part, listed,"
            " findings, change, changed_run, matched_on)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict(project_id, ref) do update set verdict = excluded.verdict,"
            " rank = excluded.rank, relevance = excluded.relevance, topic = excluded.topic,"
            " part = excluded.part, listed = excluded.listed, findings = excluded.findings,"
            " matched_on = excluded.matched_on, change = excluded.change,"
            " changed_run = excluded.changed_run",
            differing,
        )
    return saved


def _change(was: "_Before", row: MatchRow, matched_before: bool) -> Change:
    """What happened to a pair: to its verdict, or to a listed one at the edge of the topic, which
    is excluded all the same. That a municipality wants to see other topics is no change."""
    if was.verdict is None:
        return "new" if matched_before and (row.listed or row.topic == "near") else ""
    if was.verdict == row.verdict and (was.listed == row.listed or was.state[-1] == row.findings):
        return ""
    if row.gone:
        return "gone"
    if was.verdict == row.verdict:
        return "better" if row.listed else "worse"
    before, now = map(VERDICT_ORDER.index, (was.verdict, row.verdict))
    return "better" if now < before else "worse"


class _Before(NamedTuple):
    """A pair as an earlier run stored it: its state in the order of the columns, and what is
    known of its last change."""

    state: tuple[Any, ...]
    change: Change = ""
    changed_run: int | None = None
    verdict: str | None = None
    topic: str = ""
    listed: bool = False


_NEVER = _Before(())


def _before(db: Database, project_id: str) -> dict[int, _Before]:
    rows = db.execute(
        "select ref, verdict, rank, relevance, topic, part, listed, findings, change, changed_run"
        " from pair where project_id = ?",
        [project_id],
    ).fetchall()
    return {
        row[0]: _Before(
            row[1:8],
            row[8],
            changed_run=row[9],
            verdict=row[1],
            topic=row[4],
            listed=bool(row[6]),
        )
        for row in rows
    }


def _write_known(connection: sqlite3.Connection, kept: Known) -> None:
    connection.executemany(
        "insert into programme_ref(id, source, programme_key) values (?, ?, ?)", kept.fresh_refs
    )
    connection.executemany(
        "insert into finding(id, criterion, result, reason, evidence, change, gap, lasting)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        [(finding_id, *key) for finding_id, key in kept.fresh_findings],
    )
    kept.fresh_refs.clear()
    kept.fresh_findings.clear()
