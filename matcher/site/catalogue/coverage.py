"""What the catalogue covers and what it lacks, for the page of sources."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlite_utils import Database

from db.katalog import sources as stored_sources
from db.records import SourceInfo
from db.vocabulary import FREQUENCY_LABELS, LAND_BY_PREFIX, LEVELS, NATIONWIDE, label

RUNS = 5
"""Latest runs shown per source."""
SHOWN = 20
"""Programmes named in a list of what is wrong; the rest is counted."""

_STAYS = "gone_since is null"
_EVERYWHERE = (
    "(p.level = 'eu' or exists (select 1 from programme_code n where n.programme_id = p.id"
    f" and n.vocabulary = 'Foerdergebiet' and n.code in {tuple(sorted(NATIONWIDE))}))"
)
_LAND_CODES = tuple(code for code, _ in LAND_BY_PREFIX.values())
_OF_LAND = (
    "exists (select 1 from programme_code l where l.programme_id = p.id"
    f" and l.vocabulary = 'Foerdergebiet' and l.code in {_LAND_CODES})"
)


def coverage(db: Database) -> dict[str, Any]:
    """All that the page shows."""
    laender = _laender(db)
    return {
        "sources": _sources(db, stored_sources.descriptions(db)),
        "total": _programmes(db),
        "levels": _levels(db),
        "laender": laender,
        "empty_laender": [land["name"] for land in laender if not land["own"]],
        "everywhere": _programmes(db, _EVERYWHERE),
        "nowhere": _programmes(db, f"not {_EVERYWHERE} and not {_OF_LAND}"),
        "areas": _areas(db),
        "missing": _missing(db),
    }


def _sources(db: Database, described: Mapping[str, SourceInfo]) -> list[dict[str, Any]]:
    """Stored sources first, then those that were never fetched; `last_run` may be None.

    Where nothing is described, none is said to be given up: a crawl stores the descriptions.
    """
    stored = {row["name"]: row for row in stored_sources.sources(db)}
    names = [*stored, *(name for name in described if name not in stored)]
    return [
        _source(db, name, stored.get(name), described.get(name))
        | {"fetched": not described or name in described}
        for name in names
    ]


def _source(
    db: Database, name: str, stored: dict[str, Any] | None, described: SourceInfo | None
) -> dict[str, Any]:
    info = stored or (asdict(described) if described else {})
    runs = list(
        db.query("select * from crawl_run where source = ? order by id desc limit ?", [name, RUNS])
    )
    good = stored["good_run"] if stored else None
    return {
        "title": info["title"],
        "publisher": info["publisher"],
        "homepage": info["homepage"],
        "licence": info["licence"],
        "licence_url": info["licence_url"],
        "frequency": FREQUENCY_LABELS.get(info["frequency"], info["frequency"]),
        "not_covered": described.not_covered if described else (),
        "good": next(db.query("select * from crawl_run where id = ?", [good])) if good else None,
        "runs": runs,
        "last": runs[0] if runs else None,
        "gone": stored["gone_total"] if stored else 0,
        "levels": _levels(db, name),
        "issues": stored_sources.issues_of_run(db, good) if good else [],
    }


def _levels(db: Database, source: str | None = None) -> dict[str, int]:
    """German level -> programmes, of one source or of all."""
    rows = db.execute(
        f"select level, count(*) from programme where {_STAYS} and source = coalesce(?, source)"
        " group by level",
        [source],
    ).fetchall()
    counts = dict(rows)
    return {LEVELS[level]: counts[level] for level in LEVELS if level in counts}


def _laender(db: Database) -> list[dict[str, Any]]:
    """Per Land the programmes for it and not for all, and how many name municipalities."""
    rows = db.execute(
        "select c.code, count(*), sum(exists (select 1 from programme_code a"
        "  where a.programme_id = p.id and a.vocabulary = 'Foerderberechtigte'"
        "  and a.code = 'kommune')) from programme p join programme_code c"
        f" on c.programme_id = p.id and c.vocabulary = 'Foerdergebiet' where {_STAYS}"
        f" and not {_EVERYWHERE} group by c.code"
    ).fetchall()
    found = {code: (own, municipal) for code, own, municipal in rows}
    laender = sorted(LAND_BY_PREFIX.values(), key=lambda pair: pair[1])
    return [
        {"code": code, "name": name, "own": own, "municipal": municipal}
        for code, name in laender
        for own, municipal in [found.get(code, (0, 0))]
    ]


def _areas(db: Database) -> list[dict[str, Any]]:
    """Areas with their programmes, the largest first."""
    rows = db.execute(
        "select c.code, count(*) from programme p join programme_code c on c.programme_id = p.id"
        f" and c.vocabulary = 'Foerderbereich' where {_STAYS} group by c.code order by 2 desc, 1"
    ).fetchall()
    return [{"code": code, "name": label("Foerderbereich", code), "own": n} for code, n in rows]


def _missing(db: Database) -> dict[str, dict[str, Any]]:
    """Programmes that something is wrong with: how many, and the first of them."""
    return {
        "unread": _flawed(db, "e.failure <> ''", "e.failure"),
        "waiting": _flawed(db, "e.programme_id is null"),
        "absent": _flawed(db, "p.missing_runs > 0", "p.last_seen"),
    }


def _flawed(db: Database, condition: str, note: str = "''") -> dict[str, Any]:
    tables = (
        f"from programme p left join extraction e on e.programme_id = p.id where p.{_STAYS}"
        f" and {condition}"
    )
    first = db.query(
        f"select p.source, p.key, p.title, {note} as note {tables} order by p.title limit ?",
        [SHOWN],
    )
    return {"number": _count(db, tables), "first": list(first)}


def _programmes(db: Database, condition: str = "1") -> int:
    """How many programmes, those that are gone left out, meet a condition on `p`."""
    return _count(db, f"from programme p where {_STAYS} and {condition}")


def _count(db: Database, tables: str) -> int:
    return int(db.execute(f"select count(*) {tables}").fetchone()[0])
