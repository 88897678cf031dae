"""Reading the versions of a programme: what was seen when, and the texts of each."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Version:
    """A programme as it was seen from one day on.

    `details` is what `db.content.details` keeps; `texts` maps a field to the row id of its
    text, so that equal texts have equal ids.
    """

    number: int
    seen_on: date
    title: str
    details: dict[str, Any]
    texts: dict[str, int]


def versions_of(db: Database, programme_id: int) -> list[Version]:
    """All versions of a programme, the oldest first, without reading a text."""
    texts: dict[int, dict[str, int]] = {}
    for version, field, text_id in db.execute(
        "select version, field, text_id from version_text where programme_id = ?", [programme_id]
    ):
        texts.setdefault(version, {})[field] = text_id
    rows = db.execute(
        "select version, seen_on, title, details from programme_version"
        " where programme_id = ? order by version",
        [programme_id],
    )
    return [
        Version(number, date.fromisoformat(day), title, json.loads(kept), texts.get(number, {}))
        for number, day, title, kept in rows.fetchall()
    ]


def contents(db: Database, text_ids: Iterable[int]) -> dict[int, str]:
    """Row id of a text -> the text."""
    wanted = json.dumps(sorted(text_ids))
    rows = db.execute(
        "select id, content from text where id in (select value from json_each(?))", [wanted]
    )
    return dict(rows.fetchall())


def names(db: Database, source: str, keys: Iterable[str]) -> dict[str, str]:
    """Key of a contact or link -> what the source calls it today; unknown keys are left out."""
    found = db.execute(
        "select key, name from contact where source = :source"
        "  and key in (select value from json_each(:keys))"
        " union all select key, trim(title || ' ' || url) from link where source = :source"
        "  and key in (select value from json_each(:keys))",
        {"source": source, "keys": json.dumps(sorted(keys))},
    )
    return dict(found.fetchall())


def gone_since(db: Database) -> dict[tuple[str, str], date]:
    """(source, key) -> since when the source does not list the programme any more."""
    rows = db.execute("select source, key, gone_since from programme where gone_since is not null")
    return {(source, key): date.fromisoformat(day) for source, key, day in rows.fetchall()}


def changed_since(
    db: Database, identities: Iterable[tuple[str, str]], since: date
) -> dict[tuple[str, str], int]:
    """(source, key) -> row id, of those of these programmes that changed on that day or later."""
    sql = "select id from programme where source = ? and key = ? and changed_on >= ?"
    found = {pair: db.execute(sql, [*pair, since.isoformat()]).fetchone() for pair in identities}
    return {pair: row[0] for pair, row in found.items() if row}
