"""Facts of old versions, kept so that comparing versions does not read their texts again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from sqlite_utils import Database

from db.connection import write
from db.records import Fact

Place = tuple[int, int]
"""Row id of a programme, and the number of one of its versions."""


def past_facts(db: Database, place: Place, rules: str) -> tuple[Fact, ...] | None:
    """What these rules read in a version; None when that is not kept."""
    row = db.execute(
        "select facts from past_facts where programme_id = ? and version = ? and rules = ?",
        [*place, rules],
    ).fetchone()
    return None if row is None else tuple(Fact(**kept) for kept in json.loads(row[0]))


def kept_places(db: Database, rules: str) -> set[Place]:
    """The versions of which is kept what these rules read."""
    rows = db.execute("select programme_id, version from past_facts where rules = ?", [rules])
    return {(programme_id, version) for programme_id, version in rows.fetchall()}


def keep(
    db: Database, fresh: Mapping[Place, Iterable[Fact]], rules: str, wanted: Iterable[Place]
) -> None:
    """Add what these rules read in more versions, and drop all that is not wanted any more."""
    still = json.dumps([*wanted])
    with write(db) as connection:
        connection.execute(
            "delete from past_facts where rules <> ? or (programme_id, version) not in"
            " (select value ->> 0, value ->> 1 from json_each(?))",
            [rules, still],
        )
        connection.executemany(
            "insert or replace into past_facts(programme_id, version, rules, facts)"
            " select programme_id, version, ?, ? from programme_version"
            " where programme_id = ? and version = ?",
            [
                (rules, json.dumps([asdict(fact) for fact in facts], ensure_ascii=False), *place)
                for place, facts in fresh.items()
            ],
        )
