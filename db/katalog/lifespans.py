"""When each programme was first and last seen, and its text as a whole."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.records import TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class Lifespan:
    """A programme by its row id; `gone` when the source no longer has it."""

    id: int
    identity: tuple[str, str]
    first_seen: date
    last_seen: date
    gone: bool


def lifespans(db: Database) -> list[Lifespan]:
    """Every programme of the catalogue, by source and key."""
    rows = db.execute(
        "select id, source, key, first_seen, last_seen, gone_since is not null from programme"
        " order by source, key"
    ).fetchall()
    return [
        Lifespan(
            number,
            (source, key),
            first_seen=date.fromisoformat(first),
            last_seen=date.fromisoformat(last),
            gone=bool(gone),
        )
        for number, source, key, first, last, gone in rows
    ]


def whole_texts(db: Database, ids: Iterable[int]) -> dict[int, str]:
    """Row id -> title and texts of these programmes in reading order, as one text."""
    wanted = json.dumps(sorted(ids))
    found: dict[int, list[str]] = {
        number: [title]
        for number, title in db.execute(
            "select id, title from programme where id in (select value from json_each(?))",
            [wanted],
        ).fetchall()
    }
    rows = db.execute(
        "select programme_id, field, content from programme_text"
        " where programme_id in (select value from json_each(?))",
        [wanted],
    ).fetchall()
    order = {name: place for place, name in enumerate(TEXT_FIELDS)}
    for number, _, content in sorted(rows, key=lambda row: (order.get(row[1], 99), row[1])):
        found[number].append(content)
    return {number: "\n".join(parts) for number, parts in found.items()}
