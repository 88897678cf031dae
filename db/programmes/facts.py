"""Facts of programmes: storing them with their evidence, reading them back.

The file itself refuses a fact whose quote does not stand at its span, and drops the facts
of a programme when its text gets a new version.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db.connection import write
from db.records import Fact


@dataclass(frozen=True, slots=True)
class Extracted:
    """What the rules made of one programme; `failure` tells why there are no facts.

    `fingerprint` stands for the texts and the rules. `mode`, `deadlines` (German words),
    `rate` (percent) and `valid_until` (ISO date) are the columns of the list of programmes.
    """

    programme_id: int
    fingerprint: str
    facts: tuple[Fact, ...] = ()
    failure: str = ""
    mode: str = ""
    deadlines: str = ""
    rate: float | None = None
    valid_until: str | None = None


def text_digests(db: Database, ids: Sequence[int] | None = None) -> dict[int, str]:
    """Row id of each programme -> its title and the digests of its texts, as one string.

    `ids` leaves only those programmes.
    """
    among = "true" if ids is None else "{} in (select value from json_each(:ids))"
    rows = db.execute(
        "select p.id, p.title || char(10)"
        " || coalesce(group_concat(v.field || ' ' || t.sha256, char(10)), '')"
        " from programme p left join (select * from version_text"
        f" where {among.format('programme_id')} order by programme_id, field) v"
        " on v.programme_id = p.id and v.version = p.version"
        f" left join text t on t.id = v.text_id where {among.format('p.id')} group by p.id",
        {} if ids is None else {"ids": json.dumps([*ids])},
    ).fetchall()
    return dict(rows)


def digests_at(
    db: Database, identities: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, tuple[Fact, ...]]]:
    """(source, key) -> digests as `text_digests` gives them, and the facts read from the texts.

    Programmes that the catalogue does not have are left out.
    """
    wanted = json.dumps([*dict.fromkeys(identities)])
    ids = {
        programme_id: (source, key)
        for programme_id, source, key in db.execute(
            "select p.id, p.source, p.key from json_each(?) w join programme p"
            " on p.source = w.value ->> 0 and p.key = w.value ->> 1",
            [wanted],
        )
    }
    digests, facts = text_digests(db, [*ids]), facts_of(db, [*ids])
    return {pair: (digests[i], facts.get(i, ())) for i, pair in ids.items()}


def fingerprints(db: Database) -> dict[int, str]:
    """Row id -> fingerprint of the last extraction, for programmes that have one."""
    return dict(db.execute("select programme_id, fingerprint from extraction").fetchall())


def texts_of(db: Database, programme_id: int) -> tuple[str, dict[str, str]]:
    """Title and current texts of a programme by field."""
    (title,) = db.execute("select title from programme where id = ?", [programme_id]).fetchone()
    rows = db.execute(
        "select field, content from programme_text where programme_id = ?", [programme_id]
    ).fetchall()
    return title, dict(rows)


def save_facts(db: Database, found: Iterable[Extracted]) -> None:
    """Replace the facts of these programmes in one transaction.

    Raises sqlite3.IntegrityError, and stores nothing, when a quote does not stand at its span.
    """
    with write(db) as connection:
        for extracted in found:
            _replace(connection, extracted)


def facts_of(
    db: Database, ids: list[int] | None = None, kinds: Sequence[str] | None = None
) -> dict[int, tuple[Fact, ...]]:
    """Facts by row id of their programme, in the order in which they were decided.

    `ids` and `kinds` leave only those programmes and those kinds of facts.
    """
    wanted = {"programme_id": ids, "kind": kinds}
    chosen = {column: list(values) for column, values in wanted.items() if values is not None}
    where = " and ".join(f"{column} in (select value from json_each(?))" for column in chosen)
    found: dict[int, list[Fact]] = {}
    for programme_id, kind, value, details, rule, field, start, end, quote in db.execute(
        "select programme_id, kind, value, details, rule, field, span_start, span_end, quote"
        f" from fact where {where or 'true'} order by id",
        [json.dumps(values) for values in chosen.values()],
    ):
        kept = json.loads(details) if details != "{}" else {}
        fact = Fact(
            kind, value, rule=rule, field=field, start=start, end=end, quote=quote, details=kept
        )
        found.setdefault(programme_id, []).append(fact)
    return {programme_id: tuple(facts) for programme_id, facts in found.items()}


def facts_at(
    db: Database, identities: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], tuple[Fact, ...]]:
    """(source, key) -> facts, for those of these programmes that were evaluated."""
    ids = {
        row[0]: (source, key)
        for source, key in identities
        if (
            row := db.execute(
                "select p.id from programme p join extraction e on e.programme_id = p.id"
                " where p.source = ? and p.key = ?",
                [source, key],
            ).fetchone()
        )
    }
    facts = facts_of(db, list(ids))
    return {pair: facts.get(programme_id, ()) for programme_id, pair in ids.items()}


def is_read(db: Database, programme_id: int) -> bool:
    """Whether the current texts of a programme were evaluated."""
    sql = "select 1 from extraction where programme_id = ?"
    return db.execute(sql, [programme_id]).fetchone() is not None


def failures(db: Database) -> list[tuple[str, str]]:
    """(title, reason) of programmes whose texts could not be evaluated."""
    return db.execute(
        "select p.title, e.failure from extraction e join programme p on p.id = e.programme_id"
        " where e.failure <> '' order by p.title"
    ).fetchall()


def failure_of(db: Database, programme_id: int) -> str:
    """Why the current texts of a programme could not be evaluated; "" if they could."""
    sql = "select failure from extraction where programme_id = ?"
    row = db.execute(sql, [programme_id]).fetchone()
    return str(row[0]) if row else ""


def count_unread(db: Database) -> int:
    """How many programmes have no extraction yet."""
    (count,) = db.execute(
        "select count(*) from programme where id not in (select programme_id from extraction)"
    ).fetchone()
    return int(count)


def _replace(connection: sqlite3.Connection, extracted: Extracted) -> None:
    connection.execute("delete from fact where programme_id = ?", [extracted.programme_id])
    connection.executemany(
        "insert into fact(programme_id, kind, value, details, rule, field, span_start, span_end,"
        " quote) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (extracted.programme_id, f.kind, f.value,
             json.dumps(f.details, ensure_ascii=False), f.rule, f.field, f.start, f.end, f.quote)
            for f in extracted.facts
        ],
    )  # fmt: skip
    connection.execute(
        "insert or replace into extraction values (?, ?, ?)",
        [extracted.programme_id, extracted.fingerprint, extracted.failure],
    )
    connection.execute(
        "update programme set application_mode = ?, deadlines = ?, rate = ?, valid_until = ?"
        " where id = ?",
        [extracted.mode, extracted.deadlines, extracted.rate, extracted.valid_until,
         extracted.programme_id],
    )  # fmt: skip
