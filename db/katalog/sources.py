"""What the catalogue knows of its sources: runs, issues, and what a next run may ask for."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.connection import write
from db.outside.addresses import published
from db.records import SourceInfo


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last good run of a source allows the next one to ask for."""

    etag: str
    last_modified: str
    sha256: str


def descriptions(db: Database) -> dict[str, SourceInfo]:
    """The sources that crawls ask, by name, as they were last described."""
    rows = db.query("select * from source_description order by name")
    return {
        row["name"]: SourceInfo(**{**row, "not_covered": tuple(json.loads(row["not_covered"]))})
        for row in rows
    }


def store_descriptions(db: Database, described: Iterable[SourceInfo]) -> None:
    """Keep how sources are described now; writes only where something differs."""
    wanted = {source.name: source for source in described}
    if descriptions(db) == wanted:
        return
    rows = [
        {**asdict(source), "not_covered": json.dumps(source.not_covered, ensure_ascii=False)}
        for source in wanted.values()
    ]
    with write(db) as connection:
        connection.execute("delete from source_description")
        connection.executemany(
            "insert into source_description values (:name, :title, :publisher, :licence,"
            " :licence_url, :homepage, :frequency, :not_covered)",
            rows,
        )


def sources(db: Database) -> Iterator[dict[str, Any]]:
    """Each source with its last good run and its latest run, as flat rows."""
    return db.query(
        "select s.*, good.finished as good_finished, good.programmes, good.issues,"
        " good.id as good_run, last.state as last_state, last.message as last_message,"
        " last.finished as last_finished, last.accepted_by, last.accepted_reason,"
        " (select count(*) from programme p"
        "  where p.source = s.name and p.gone_since is not null) as gone_total"
        " from source s left join crawl_run good on good.id = s.last_good_run"
        " left join crawl_run last on last.id ="
        " (select max(id) from crawl_run r where r.source = s.name) order by s.name"
    )


def source_at(db: Database, name: str) -> dict[str, Any] | None:
    """One of `sources`, if the catalogue has it."""
    return next((source for source in sources(db) if source["name"] == name), None)


def last_good_days(db: Database) -> dict[str, date]:
    """Source -> the day for which its last good run worked, for sources that had one.

    Every good run puts its day on all programmes that are present.
    """
    rows = db.execute(
        "select source, max(last_seen) from programme where missing_runs = 0 group by source"
    ).fetchall()
    return {source: date.fromisoformat(day) for source, day in rows}


def issues_of_run(db: Database, run_id: int) -> list[dict[str, Any]]:
    """Issues of one run, most frequent first."""
    return list(
        db.query(
            "select kind, subject, occurrences, example from issue where run_id = ?"
            " order by kind, occurrences desc, subject",
            [run_id],
        )
    )


def validators(db: Database, source: str, address: str, reader_version: int) -> Validators | None:
    """Validators of the last good run, if it read this address with this reader.

    A reader that has changed must read everything again, so it gets none. A run whose address
    was not stored as a whole has only its digest.
    """
    row = db.execute(
        "select r.etag, r.last_modified, r.sha256 from source s"
        " join crawl_run r on r.id = s.last_good_run"
        " where s.name = ? and r.address = ? and r.reader_version = ?",
        [source, published(address), reader_version],
    ).fetchone()
    return Validators(*row) if row else None


def converted_texts(db: Database, source: str, reader_version: int) -> dict[str, str]:
    """Digest of markup -> text, as this version of the source's reader converted it."""
    return dict(
        db.execute(
            "select c.markup_sha256, t.content from conversion c join text t on t.id = c.text_id"
            " where c.source = ? and c.reader_version = ?",
            [source, reader_version],
        ).fetchall()
    )
