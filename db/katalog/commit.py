"""Writing one crawl into the catalogue: as a whole or not at all."""

import sqlite3
from dataclasses import asdict, replace
from datetime import date

from sqlite_utils import Database

from db.connection import write
from db.katalog.changes import Changes, age_missing, store_codes
from db.outside.addresses import published, withheld
from db.programmes.fingerprints import sha256
from db.records import Acceptance, Contact, Fetched, Harvest, Issue, Link, RunReport, SourceInfo
from db.vocabulary import LABELS


def register_source(db: Database, source: SourceInfo) -> None:
    """Store or refresh what people see about a source, and the labels of all codes."""
    with write(db) as connection:
        connection.execute(
            "insert into source(name, title, publisher, licence, licence_url, homepage, frequency)"
            " values (:name, :title, :publisher, :licence, :licence_url, :homepage, :frequency)"
            " on conflict(name) do update set title=excluded.title,"
            " publisher=excluded.publisher, licence=excluded.licence,"
            " licence_url=excluded.licence_url, homepage=excluded.homepage,"
            " frequency=excluded.frequency",
            asdict(source),
        )
        store_codes(connection, ((v, c) for v, codes in LABELS.items() for c in codes))


def commit_harvest(
    db: Database,
    source: str,
    harvest: Harvest,
    fetched: Fetched,
    today: date,
    accepted: Acceptance | None = None,
) -> RunReport:
    """Store a complete reading of a source in one transaction and report what changed.

    `accepted` is given when a person answers for what the checks found.
    """
    with write(db) as connection:
        run_id = _insert_run(connection, source, fetched)
        counts = Changes(connection, source, run_id, today).apply(harvest)
        _store_contacts(connection, harvest.contacts)
        _store_links(connection, harvest.links)
        _store_conversions(connection, source, fetched.reader_version, harvest.conversions)
        issues = _store_issues(connection, run_id, harvest.issues)
        report = RunReport(
            source=source,
            state="committed",
            programmes=len(harvest.programmes) + len(harvest.unreadable),
            new=counts["new"],
            changed=counts["changed"],
            unchanged=counts["unchanged"],
            returned=counts["returned"],
            missing=counts["missing"],
            gone=counts["gone"],
            archived=harvest.archived,
            stubs=harvest.stubs,
            issues=issues,
            message=accepted.found if accepted else "",
            accepted_by=accepted.by if accepted else "",
            accepted_reason=accepted.reason if accepted else "",
            seconds=_seconds(fetched),
        )
        _finish_run(connection, run_id, report)
    return report


def commit_unchanged(db: Database, source: str, fetched: Fetched, today: date) -> RunReport:
    """Record a complete run whose source was the same as at the last good run."""
    with write(db) as connection:
        previous = connection.execute(
            "select r.id, r.programmes, r.archived, r.stubs, r.issues from source s"
            " join crawl_run r on r.id = s.last_good_run where s.name = ?",
            [source],
        ).fetchone()
        run_id = _insert_run(connection, source, fetched)
        gone = age_missing(connection, source, today, "missing_runs > 0")
        connection.execute(
            "update programme set last_seen = ? where source = ? and missing_runs = 0",
            [today.isoformat(), source],
        )
        connection.execute(
            "insert into issue(run_id, kind, subject, occurrences, example)"
            " select ?, kind, subject, occurrences, example from issue where run_id = ?",
            [run_id, previous[0]],
        )
        report = RunReport(
            source=source,
            state="unchanged",
            programmes=previous[1],
            unchanged=previous[1],
            gone=gone,
            archived=previous[2],
            stubs=previous[3],
            issues=previous[4],
            seconds=_seconds(fetched),
        )
        _finish_run(connection, run_id, report)
    return report


def record_failure(db: Database, source: str, report: RunReport, fetched: Fetched) -> RunReport:
    """Record a refused or failed run; programmes stay as the last good run left them."""
    report = replace(report, seconds=_seconds(fetched))
    with write(db) as connection:
        run_id = _insert_run(connection, source, fetched)
        _finish_run(connection, run_id, report)
    return report


def _store_contacts(connection: sqlite3.Connection, contacts: list[Contact]) -> None:
    connection.executemany(
        "insert into contact(source, key, name, kind, road, zip_code, city, phone, fax, email,"
        " website) values (:source, :key, :name, :kind, :road, :zip_code, :city, :phone, :fax,"
        " :email, :website) on conflict(source, key) do update set name=excluded.name,"
        " kind=excluded.kind, road=excluded.road, zip_code=excluded.zip_code,"
        " city=excluded.city, phone=excluded.phone, fax=excluded.fax, email=excluded.email,"
        " website=excluded.website",
        [asdict(c) for c in contacts],
    )


def _store_links(connection: sqlite3.Connection, links: list[Link]) -> None:
    connection.executemany(
        "insert into link(source, key, title, url) values (:source, :key, :title, :url)"
        " on conflict(source, key) do update set title=excluded.title, url=excluded.url",
        [asdict(link) for link in links],
    )


def _store_conversions(
    connection: sqlite3.Connection, source: str, reader_version: int, conversions: dict[str, str]
) -> None:
    """Remember new conversions; those of another version of the reader are of no use."""
    connection.execute(
        "delete from conversion where source = ? and reader_version <> ?", [source, reader_version]
    )
    connection.executemany(
        "insert or replace into conversion(source, markup_sha256, reader_version, text_id)"
        " select ?, ?, ?, id from text where sha256 = ?",
        [(source, m, reader_version, sha256(text)) for m, text in conversions.items()],
    )


def _store_issues(connection: sqlite3.Connection, run_id: int, issues: list[Issue]) -> int:
    grouped: dict[tuple[str, str], list[str]] = {}
    for issue in issues:
        grouped.setdefault((issue.kind, issue.subject), []).append(issue.example)
    connection.executemany(
        "insert into issue(run_id, kind, subject, occurrences, example) values (?, ?, ?, ?, ?)",
        [
            (run_id, kind, subject, len(examples), min(examples))
            for (kind, subject), examples in sorted(grouped.items())
        ],
    )
    return len(grouped)


def _insert_run(connection: sqlite3.Connection, source: str, fetched: Fetched) -> int:
    """Everybody may read what is stored, so only what may be told of the address is.

    Where that is not all of it, the run leaves no validators: another address may look the same.
    """
    hidden = withheld(fetched.address)
    cursor = connection.execute(
        "insert into crawl_run(source, state, address, started, finished, sha256, bytes, etag,"
        " last_modified, reader_version) values (?, 'failed', ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            source,
            published(fetched.address),
            fetched.started.isoformat(),
            fetched.finished.isoformat(),
            fetched.sha256,
            fetched.size,
            "" if hidden else fetched.etag,
            "" if hidden else fetched.last_modified,
            fetched.reader_version,
        ],
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _finish_run(connection: sqlite3.Connection, run_id: int, report: RunReport) -> None:
    values = {k: v for k, v in asdict(report).items() if k not in ("source", "seconds")}
    assignments = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(
        f"update crawl_run set {assignments} where id = :run_id", {**values, "run_id": run_id}
    )
    if report.good:
        connection.execute(
            "update source set last_good_run = ? where name = ?", [run_id, report.source]
        )


def _seconds(fetched: Fetched) -> float:
    return (fetched.finished - fetched.started).total_seconds()
