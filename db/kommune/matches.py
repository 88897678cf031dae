"""Reading matches: verdict, rank and findings with their words, what changed, what is missing."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlite_utils import Database

from db.kommune.match_run import VERDICT_ORDER, unpacked


class Ranked(NamedTuple):
    """One pair without its findings: enough to choose what a list shows."""

    project_id: str
    source: str
    key: str
    verdict: str
    rank: int
    relevance: float
    change: str
    changed_run: int | None = None


RANKED = "project_id, source, programme_key, verdict, rank, relevance, change, changed_run"
"""Columns of `match` that make a Ranked."""
KEPT = (
    "(project_id, source, programme_key) not in (select project_id, source, programme_key"
    " from decision where hidden or status = 'declined') and (source, programme_key) not in"
    " (select source, programme_key from hidden_programme)"
)
"""What people neither hid nor declined."""


def ranked(db: Database, project_id: str, verdicts: Iterable[str]) -> list[Ranked]:
    """The pairs of a project with one of these verdicts, best first."""
    rows = db.execute(
        f"select {RANKED} from match where project_id = ?"
        " and verdict in (select value from json_each(?)) order by rank",
        [project_id, json.dumps([*verdicts])],
    ).fetchall()
    return [*map(Ranked._make, rows)]


def with_programmes(
    db: Database, project_id: str, programmes: Iterable[tuple[str, str]]
) -> list[dict[str, Any]]:
    """The matches of a project with these programmes, best first, with findings."""
    return _with_findings(
        db,
        db.query(
            "select m.* from json_each(?) wanted join match m"
            " on m.source = wanted.value ->> 0 and m.programme_key = wanted.value ->> 1"
            " where m.project_id = ? order by m.rank",
            [json.dumps([*programmes]), project_id],
        ),
    )


class Pair(NamedTuple):
    """A project that may use a programme: the programme's rank for it and its verdict."""

    project: str
    rank: int
    verdict: str


def matches(
    db: Database, project_id: str, limit: int, verdicts: list[str], offset: int = 0
) -> list[dict[str, Any]]:
    """Stored matches of a project with one of these verdicts, best first, with findings."""
    marks = ", ".join("?" * len(verdicts))
    return _with_findings(
        db,
        db.query(
            f"select * from match where project_id = ? and verdict in ({marks})"
            " order by rank limit ? offset ?",
            [project_id, *verdicts, limit, offset],
        ),
    )


def all_matches(db: Database) -> Iterator[dict[str, Any]]:
    """Every stored match with its findings, by project and rank."""
    projects = db.execute("select distinct project_id from match order by 1").fetchall()
    for (project_id,) in projects:
        yield from _with_findings(
            db, db.query("select * from match where project_id = ? order by rank", [project_id])
        )


def match(db: Database, project_id: str, source: str, key: str) -> dict[str, Any] | None:
    """The stored match of one pair with its findings, if it was ever matched."""
    rows = db.query(
        "select * from match where project_id = ? and source = ? and programme_key = ?",
        [project_id, source, key],
    )
    return next(iter(_with_findings(db, rows)), None)


def is_matched(db: Database, project_id: str, source: str, key: str) -> bool:
    """Whether a run ever matched this pair."""
    sql = "select 1 from match where project_id = ? and source = ? and programme_key = ?"
    return db.execute(sql, [project_id, source, key]).fetchone() is not None


def matches_of_programme(db: Database, source: str, key: str) -> list[dict[str, Any]]:
    """The matches of one programme with all projects, those that can apply first."""
    return _with_findings(
        db,
        db.query(
            "select * from match where source = ? and programme_key = ?"
            " order by verdict = 'ausgeschlossen', rank, project_id",
            [source, key],
        ),
    )


def verdict_counts(db: Database, project_id: str) -> dict[str, int]:
    """How many matches of a project have each verdict, in the order passt to ausgeschlossen."""
    rows = db.execute(
        "select verdict, count(*) from match where project_id = ? group by verdict", [project_id]
    ).fetchall()
    found = dict(rows)
    return {v: found[v] for v in VERDICT_ORDER if v in found}


def all_verdict_counts(db: Database) -> dict[str, dict[str, int]]:
    """Project -> verdict -> how many matches, for projects that have any."""
    found: dict[str, dict[str, int]] = {}
    for project_id, verdict, number in db.execute(
        "select project_id, verdict, count(*) from pair group by project_id, verdict"
    ):
        found.setdefault(project_id, {})[verdict] = number
    return {
        project_id: {v: numbers[v] for v in VERDICT_ORDER if v in numbers}
        for project_id, numbers in found.items()
    }


def best(db: Database, project_id: str, number: int) -> list[Ranked]:
    """The best-ranked matches of a project that are not excluded, hidden or declined."""
    rows = db.execute(
        f"select {RANKED} from match where project_id = ? and verdict = 'passt' and {KEPT}"
        f" union all select {RANKED} from match"
        f" where project_id = ? and verdict = 'pruefen' and {KEPT}"
        " order by rank limit ?",
        [project_id, project_id, number],
    ).fetchall()
    return [*map(Ranked._make, rows)]


def near(db: Database, project_id: str) -> list[tuple[str, str]]:
    """(source, key) of the programmes at a project's topic that can be applied for now, then of
    those against which only stands what can change; each best first, none hidden or declined."""
    return db.execute(
        "select source, programme_key from match where project_id = ? and topic = 'near'"
        f" and part in ('jetzt', 'knapp') and {KEPT} order by part, rank",
        [project_id],
    ).fetchall()


class AnnouncedPair(NamedTuple):
    """A pair that came among the best of its project, and the day on which it did."""

    project_id: str
    source: str
    key: str
    verdict: str
    announced_on: date


def announced_since(db: Database, since: date) -> list[AnnouncedPair]:
    """The pairs that came among the best on that day or later and are still possible."""
    rows = db.execute(
        "select project_id, source, programme_key, verdict, announced_on from match"
        " where announced_on >= ? and verdict <> 'ausgeschlossen' order by project_id, rank",
        [since.isoformat()],
    ).fetchall()
    return [AnnouncedPair._make((*pair, date.fromisoformat(day))) for *pair, day in rows]


def possible_ranked(db: Database, project_id: str | None = None) -> list[Ranked]:
    """The pairs that are not excluded, of a project or of all: fitting ones first, then by rank."""
    rows = db.execute(
        f"select {RANKED} from match"
        " where verdict <> 'ausgeschlossen' and (:project is null or project_id = :project)"
        " order by verdict, rank, project_id",
        {"project": project_id},
    ).fetchall()
    return [*map(Ranked._make, rows)]


def pairs_by_programme(found: Iterable[Ranked]) -> dict[tuple[str, str], tuple[Pair, ...]]:
    """(source, key) -> its projects, in the order of what is given."""
    pairs: dict[tuple[str, str], list[Pair]] = {}
    for one in found:
        pair = Pair(one.project_id, one.rank, verdict=one.verdict)
        pairs.setdefault((one.source, one.key), []).append(pair)
    return {identity: tuple(listed) for identity, listed in pairs.items()}


def possible_pairs(
    db: Database, project_id: str | None = None
) -> dict[tuple[str, str], tuple[Pair, ...]]:
    """(source, key) -> the projects it is not excluded for: fitting ones first, then by rank."""
    return pairs_by_programme(possible_ranked(db, project_id))


def unmatched(db: Database) -> list[str]:
    """Ids of the projects that no run has matched yet."""
    rows = db.execute(
        "select id from project where not exists"
        " (select 1 from pair where project_id = project.id) order by ags, position, id"
    ).fetchall()
    return [row[0] for row in rows]


def possible(db: Database) -> Iterator[dict[str, Any]]:
    """The pairs that are not excluded, without findings, by project and rank."""
    return db.query(
        "select project_id, source, programme_key, verdict, rank, matched_on, announced_on"
        " from match where verdict <> 'ausgeschlossen' order by project_id, rank"
    )


def changes_of_run(db: Database, run_id: int) -> list[dict[str, Any]]:
    """Pairs that a run changed, by project, kind of change and rank."""
    return _with_findings(
        db,
        db.query(
            "select * from match where changed_run = ? order by project_id, change, rank", [run_id]
        ),
    )


def last_run(db: Database) -> dict[str, Any] | None:
    """The last complete match run."""
    rows = db.query("select * from match_run where finished <> '' order by id desc limit 1")
    return next(rows, None)


def gaps(db: Database) -> list[dict[str, Any]]:
    """Missing answers of the profile: how many pairs each leaves open, and how many hang on it
    alone; the one that settles most comes first.
    """
    waiting: dict[tuple[str, str], list[int]] = {}
    unclear = db.execute("select id, gap from finding where result = 'unclear'").fetchall()
    open_findings = dict(unclear)
    rows = db.execute("select project_id, findings from pair where verdict = 'pruefen'")
    for project_id, ids in rows.fetchall():
        missing = [open_findings[i] for i in unpacked(ids) if i in open_findings]
        for gap in set(missing) - {""}:
            counted = waiting.setdefault((gap, project_id), [0, 0])
            counted[0] += 1
            counted[1] += set(missing) == {gap}
    found = [
        {"gap": gap, "project_id": project, "pairs": pairs, "alone": alone}
        for (gap, project), (pairs, alone) in waiting.items()
    ]
    return sorted(found, key=lambda g: (-g["alone"], -g["pairs"], g["project_id"], g["gap"]))


def _with_findings(db: Database, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with `findings`: criterion -> its finding, in the order in which they are shown."""
    found = [{**row, "ids": unpacked(row["findings"])} for row in rows]
    ids = sorted({i for row in found for i in row["ids"]})
    known: dict[int, dict[str, Any]] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        marks = ", ".join("?" * len(part))
        for row in db.query(f"select * from finding where id in ({marks})", part):
            known[row["id"]] = {**row, "evidence": json.loads(row["evidence"])}
    for row in found:
        row["findings"] = {known[i]["criterion"]: known[i] for i in row.pop("ids")}
    return found
