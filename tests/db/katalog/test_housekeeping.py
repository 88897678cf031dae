"""Deleting what nothing refers to, and only that."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connection import write
from db.files import open_catalogue
from db.katalog import housekeeping
from tests.support.crawls.crawling import crawl_members, members, spec, stored

TODAY = date(2026, 11, 24)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Database]:
    """Two programmes, the first in three versions; each version has a short text of its own."""
    for number in (1, 2, 3):
        texts = {"teaser": f"<p>Stand {number}.</p>", "legal_text": "<p>Ziel.</p>"}
        crawl_members(tmp_path, members(spec("a", texts=texts), spec("b")), f"2026-11-2{number}")
    with closing(open_catalogue(tmp_path / "katalog.db")) as db:
        yield db


def count(db: Database, sql: str) -> int:
    return int(db.execute(sql).fetchone()[0])


def test_versions_are_listed_only_where_one_could_go(catalogue: Database) -> None:
    (programme_id,) = catalogue.execute(
        "select id from programme where key like '%a.html'"
    ).fetchone()
    found = housekeeping.versions(catalogue)
    assert found == {programme_id: [(n, date(2026, 11, 20 + n)) for n in (1, 2, 3)]}
    assert housekeeping.identities(catalogue)[programme_id][0] == "foerderdatenbank"


def test_a_version_goes_with_the_text_that_only_it_had_and_its_conversion(
    catalogue: Database,
) -> None:
    (programme_id,) = housekeeping.versions(catalogue)
    assert housekeeping.delete_unused(catalogue, "text") == 0
    conversions = count(catalogue, "select count(*) from conversion")
    assert housekeeping.delete_versions(catalogue, [(programme_id, 2)]) == 1
    assert housekeeping.delete_unused(catalogue, "text") == 1
    assert count(catalogue, "select count(*) from text where content = 'Stand 2.'") == 0
    assert count(catalogue, "select count(*) from text where content = 'Ziel.'") == 1
    assert count(catalogue, "select count(*) from conversion") == conversions - 1
    assert catalogue.execute("pragma foreign_key_check").fetchall() == []


def test_the_current_version_is_never_deleted(catalogue: Database, tmp_path: Path) -> None:
    before = stored(tmp_path)
    (programme_id,) = housekeeping.versions(catalogue)
    assert housekeeping.delete_versions(catalogue, [(programme_id, 3)]) == 0
    assert stored(tmp_path) == before


def test_contacts_and_links_go_only_when_no_programme_names_them(catalogue: Database) -> None:
    for table in ("contact", "link"):
        assert housekeeping.delete_unused(catalogue, table) == 0
        with write(catalogue) as connection:
            connection.execute(f"delete from programme_{table}")
        assert housekeeping.delete_unused(catalogue, table) == 1
        assert count(catalogue, f"select count(*) from {table}") == 0


def test_oddities_of_the_last_good_run_stay_however_old_they_are(catalogue: Database) -> None:
    with write(catalogue) as connection:
        connection.execute(
            "insert into issue(run_id, kind, subject, occurrences)"
            " select id, 'unknown_code', 'x', 1 from crawl_run"
        )
    assert housekeeping.delete_old_issues(catalogue, date(2000, 1, 1)) == 0
    assert housekeeping.delete_old_issues(catalogue, date(2100, 1, 1)) == 2
    assert catalogue.execute("select run_id from issue").fetchall() == [(3,)]


def test_runs_stay_while_anything_refers_to_them(catalogue: Database) -> None:
    assert housekeeping.delete_old_runs(catalogue, date(2100, 1, 1)) == 0
    (programme_id,) = housekeeping.versions(catalogue)
    housekeeping.delete_versions(catalogue, [(programme_id, 2)])
    assert housekeeping.delete_old_runs(catalogue, date(2000, 1, 1)) == 0
    assert housekeeping.delete_old_runs(catalogue, date(2100, 1, 1)) == 1
    assert catalogue.execute("select id from crawl_run").fetchall() == [(1,), (3,)]


def test_long_deletions_are_cut_into_short_transactions(
    catalogue: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with write(catalogue) as connection:
        connection.executemany(
            "insert into text(sha256, content, characters) values (?, '', 0)",
            [(str(n),) for n in range(20)],
        )
    commits: list[str] = []
    assert catalogue.conn is not None
    catalogue.conn.set_trace_callback(
        lambda sql: commits.append(sql) if sql.lower().startswith("begin") else None
    )
    monkeypatch.setattr("db.connection.time.monotonic", iter(range(10**6)).__next__)
    monkeypatch.setattr("db.connection.BUDGET", 2)
    monkeypatch.setattr("db.connection.PAUSE", 0)
    assert housekeeping.delete_unused(catalogue, "text") == 20
    assert len(commits) == 20
