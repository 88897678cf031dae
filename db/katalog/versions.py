"""Reading programmes by identity and version: what was seen when, and the texts of each."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from db import clock
from db.programmes.catalogue import StoredProgramme, programmes, stored_programme


@dataclass(frozen=True, slots=True)
class Version:
    """A programme as it was seen from one day on.

    `details` is what `fingerprints.details` keeps; `texts` maps a field to the row id of its text,
    so that equal texts have equal ids.
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
        Version(
            number,
            date.fromisoformat(day),
            title=title,
            details=json.loads(kept),
            texts=texts.get(number, {}),
        )
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


@dataclass(frozen=True, slots=True)
class Seen:
    """From when on a version could be seen here, as a moment and as the day of its run."""

    number: int
    at: datetime
    day: date


def seen_versions(
    db: Database, identities: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], list[Seen]]:
    """(source, key) -> its versions, the oldest first, for those that have more than one."""
    rows = db.execute(
        "select p.source, p.key, v.version, r.finished, v.seen_on from json_each(?) w"
        " join programme p on p.source = w.value ->> 0 and p.key = w.value ->> 1"
        " join programme_version v on v.programme_id = p.id join crawl_run r on r.id = v.run_id"
        " where p.version > 1 order by p.id, v.version",
        [json.dumps([*dict.fromkeys(identities)])],
    )
    found: dict[tuple[str, str], list[Seen]] = {}
    for source, key, number, finished, day in rows.fetchall():
        moment = datetime.fromisoformat(finished)
        at = moment if moment.tzinfo else moment.replace(tzinfo=clock.BERLIN)
        found.setdefault((source, key), []).append(Seen(number, at, day=date.fromisoformat(day)))
    return found


def programmes_at(
    db: Database, identities: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], StoredProgramme]:
    """(source, key) -> programme with texts and facts, for those that the catalogue has."""
    rows = db.execute(
        "select p.id from json_each(?) w join programme p"
        " on p.source = w.value ->> 0 and p.key = w.value ->> 1",
        [json.dumps([*dict.fromkeys(identities)])],
    ).fetchall()
    found = programmes(db, [row[0] for row in rows])
    return {(one.programme.source, one.programme.key): one for one in found}


def programme_as_of(db: Database, source: str, key: str, number: int) -> StoredProgramme | None:
    """A programme with the texts of one of its versions and without facts, if there is one."""
    row = next(
        db.query(
            "select p.*, v.details as details, v.title as old_title, 1 as read from programme p"
            " join programme_version v on v.programme_id = p.id and v.version = ?"
            " where p.source = ? and p.key = ?",
            [number, source, key],
        ),
        None,
    )
    if row is None:
        return None
    texts = db.execute(
        "select v.field, t.content from version_text v join text t on t.id = v.text_id"
        " where v.programme_id = ? and v.version = ?",
        [row["id"], number],
    ).fetchall()
    details = json.loads(row["details"])
    then = {name: details[name] for name in ("url", "level", "issued", "keywords")}
    return stored_programme(
        {**row, **then, "title": row["old_title"], "version": number}, dict(texts)
    )
