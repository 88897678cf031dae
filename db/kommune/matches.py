"""Reading matches: verdict, group, rank and findings with their words."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlite_utils import Database

from db.kommune.log import ACTIVE
from db.kommune.match_run import unpacked
from db.vocabulary import GROUP_LABELS, standing, standing_words


class Ranked(NamedTuple):
    """One pair without its findings: enough to choose what a list shows; `part` is its group."""

    project_id: str
    source: str
    key: str
    verdict: str
    rank: int
    part: str
    change: str
    changed_run: int | None = None

    @property
    def standing(self) -> str:
        """What lists say of it."""
        return standing(self.verdict, self.part)


RANKED = "project_id, source, programme_key, verdict, rank, part, change, changed_run"
"""Columns of `match` that make a Ranked."""
KEPT = (
    "(project_id, source, programme_key) not in (select project_id, source, programme_key"
    " from decision where hidden or status = 'declined') and (source, programme_key) not in"
    f" (select source, programme_key from hidden_programme) and {ACTIVE}"
)
"""What people neither hid nor declined, of projects that are not archived."""


def grouped(db: Database, project_id: str, groups: Iterable[str]) -> list[Ranked]:
    """The pairs of a project that stand in one of these groups, best first."""
    rows = db.execute(
        f"select {RANKED} from match where project_id = ?"
        " and part in (select value from json_each(?)) order by rank",
        [project_id, json.dumps([*groups])],
    ).fetchall()
    return [*map(Ranked._make, rows)]


def listed(db: Database, project_id: str) -> list[Ranked]:
    """The pairs of a project that lists show, best first."""
    sql = f"select {RANKED} from match where project_id = ? and listed order by rank"
    return [*map(Ranked._make, db.execute(sql, [project_id]).fetchall())]


class Numbers(NamedTuple):
    """How many pairs of a project stand in each group, all groups named, and how many lists
    show."""

    groups: dict[str, int]
    listed: int


def group_numbers(db: Database, project_id: str) -> Numbers:
    """Numbers of one project; the groups add up to everything that was matched."""
    sql = "select part, count(*) from pair where project_id = ? group by part"
    by_part = dict(db.execute(sql, [project_id]).fetchall())
    found = {group: by_part.get(group, 0) for group in GROUP_LABELS}
    sql = "select count(*) from pair where project_id = ? and listed"
    return Numbers(found, listed=db.execute(sql, [project_id]).fetchone()[0])


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
    """A project that may use a programme: the programme's rank for it, its verdict and group, and
    whether lists show it or people follow it all the same."""

    project: str
    rank: int
    verdict: str
    part: str = "jetzt"
    listed: bool = True

    @property
    def standing(self) -> str:
        """What lists say of it."""
        return standing(self.verdict, self.part)

    @property
    def words(self) -> str:
        """The same in German."""
        return standing_words(self.standing, self.listed)


class Choice(NamedTuple):
    """Which pairs of a project are wanted: of these topics, groups and verdicts (all of them,
    where none is named), or only those that lists show."""

    topics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    listed: bool = False


_CHOSEN = "project_id = ? and (listed or not ?) and " + " and ".join(
    f"(? = '[]' or {column} in (select value from json_each(?)))"
    for column in ("topic", "part", "verdict")
)


def _chosen(project_id: str, choice: Choice) -> list[Any]:
    named = [json.dumps([*one]) for one in choice[:3]]
    return [project_id, choice.listed, *(value for one in named for value in (one, one))]


def matches(db: Database, project_id: str, choice: Choice, limit: int) -> list[dict[str, Any]]:
    """The first `limit` chosen matches of a project, best first, with findings."""
    sql = f"select * from match where {_CHOSEN} order by rank limit ?"
    return _with_findings(db, db.query(sql, [*_chosen(project_id, choice), limit]))


def number_chosen(db: Database, project_id: str, choice: Choice) -> int:
    """How many matches of a project are chosen."""
    sql = f"select count(*) from match where {_CHOSEN}"
    return int(db.execute(sql, _chosen(project_id, choice)).fetchone()[0])


def all_matches(db: Database) -> Iterator[dict[str, Any]]:
    """Every stored match with its findings, by project and rank; without archived projects."""
    projects = db.execute(
        f"select distinct project_id from match where {ACTIVE} order by 1"
    ).fetchall()
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


BEST_FIRST = (
    "not listed, verdict = 'ausgeschlossen', part = 'anderes', part = 'rand', rank, project_id"
)
"""Order of the matches of one programme: those that lists show first, then the nearest."""


def of_programme(db: Database, source: str, key: str) -> list[dict[str, Any]]:
    """The matches of one programme with all projects, without findings: those that lists show
    first, then the nearest."""
    sql = f"select * from match where source = ? and programme_key = ? order by {BEST_FIRST}"
    return [*db.query(sql, [source, key])]


def close_counts(db: Database) -> dict[str, int]:
    """How many programmes each project just misses ("knapp"), for projects that were matched;
    without those that people hid or declined."""
    sql = (
        "select project_id, count(*) from match"
        f" where part = 'knapp' and {KEPT} group by project_id"
    )
    close = dict(db.execute(sql).fetchall())
    sql = (
        "select id from project where archived_at is null"
        " and exists (select 1 from pair where project_id = project.id)"
    )
    return {project_id: close.get(project_id, 0) for (project_id,) in db.execute(sql)}


def near(db: Database, project_id: str) -> list[tuple[str, str]]:
    """(source, key) of the programmes at a project's topic that can be applied for now, then of
    those against which only stands what can change; each best first, hidden ones too."""
    return db.execute(
        "select source, programme_key from match where project_id = ?"
        " and part in ('jetzt', 'knapp') order by part, rank",
        [project_id],
    ).fetchall()


class AnnouncedPair(NamedTuple):
    """A pair that came among the best of its project, and the day on which it did."""

    project_id: str
    source: str
    key: str
    verdict: str
    part: str
    announced_on: date

    @property
    def standing(self) -> str:
        """What lists say of it."""
        return standing(self.verdict, self.part)


def announced_since(db: Database, since: date) -> list[AnnouncedPair]:
    """The pairs that came among the best on that day or later and are still listed."""
    rows = db.execute(
        "select project_id, source, programme_key, verdict, part, announced_on from match"
        f" where announced_on >= ? and listed and not untold and {ACTIVE}"
        " order by project_id, rank",
        [since.isoformat()],
    ).fetchall()
    return [AnnouncedPair._make((*pair, date.fromisoformat(day))) for *pair, day in rows]


def possible_ranked(
    db: Database, project_id: str | None = None, *, archived: bool = False
) -> list[Ranked]:
    """The listed pairs, of a project or of all: fitting ones first, then by rank. Those of
    archived projects only if asked for."""
    rows = db.execute(
        f"select {RANKED} from match"
        f" where listed and (project_id = :project or :project is null and (:archived or {ACTIVE}))"
        " order by verdict = 'ausgeschlossen', verdict, part = 'anderes', rank, project_id",
        {"project": project_id, "archived": archived},
    ).fetchall()
    return [*map(Ranked._make, rows)]


def pairs_by_programme(found: Iterable[Ranked]) -> dict[tuple[str, str], tuple[Pair, ...]]:
    """(source, key) -> its projects, in the order of what is given."""
    pairs: dict[tuple[str, str], list[Pair]] = {}
    for one in found:
        pair = Pair(one.project_id, one.rank, verdict=one.verdict, part=one.part)
        pairs.setdefault((one.source, one.key), []).append(pair)
    return {identity: tuple(listed) for identity, listed in pairs.items()}


def unmatched(db: Database) -> list[str]:
    """Ids of the projects that no run has matched yet."""
    rows = db.execute(
        "select id from project where archived_at is null and not exists"
        " (select 1 from pair where project_id = project.id) order by ags, position, id"
    ).fetchall()
    return [row[0] for row in rows]


def possible(db: Database) -> Iterator[dict[str, Any]]:
    """The listed pairs, without findings, by project and rank; without archived projects."""
    return db.query(
        "select project_id, source, programme_key, verdict, rank, matched_on,"
        f" iif(untold, null, announced_on) announced_on from match where listed and {ACTIVE}"
        " order by project_id, rank"
    )


def last_run(db: Database) -> dict[str, Any] | None:
    """The last complete match run."""
    rows = db.query("select * from match_run where finished <> '' order by id desc limit 1")
    return next(rows, None)


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
