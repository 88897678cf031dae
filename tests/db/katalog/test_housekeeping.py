"""Deleting what nothing refers to, and only that."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import open_catalogue, open_kommune, write
from db.katalog import housekeeping
from db.kommune.match_run import MatchRow, begin_run, known, packed, save_matches
from db.kommune.matches import matches
from db.kommune.projects import save_profiles
from tests.support.crawling import crawl_members, members, spec, stored

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
    monkeypatch.setattr(housekeeping.time, "monotonic", iter(range(10**6)).__next__)
    monkeypatch.setattr(housekeeping, "BUDGET", 2)
    monkeypatch.setattr(housekeeping, "PAUSE", 0)
    assert housekeeping.delete_unused(catalogue, "text") == 20
    assert len(commits) == 20


def test_findings_that_no_pair_has_any_more_go_and_the_others_can_still_be_read(
    tmp_path: Path,
) -> None:
    with closing(open_kommune(tmp_path / "kommune.db")) as own:
        save_profiles(own, [(_town(), [_project()])])
        for reason in ("alt", "neu"):
            kept = known(own)
            finding = kept.finding(("window", "met", reason, "[]", "", ""))
            ref = kept.ref("foerderdatenbank", "a.html")
            row = MatchRow(ref, "passt", 1, 50.0, packed([finding]))
            save_matches(own, "p", [row], kept, TODAY, begin_run(own, TODAY))
        assert housekeeping.delete_unused_findings(own) == 1
        assert housekeeping.delete_unused_findings(own) == 0
        assert own.execute("select reason from finding").fetchall() == [("neu",)]
        (row_read,) = matches(own, "p", 10, ["passt"])
        assert row_read["findings"]["window"]["reason"] == "neu"


def test_a_file_that_is_mostly_free_is_written_anew_and_others_are_left_alone(
    catalogue: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "katalog.db"
    monkeypatch.setattr(housekeeping, "WORTH_WHILE", 1_000_000)
    assert housekeeping.vacuum_if_wasteful(catalogue, path) == 0
    with write(catalogue) as connection:
        connection.execute(
            "insert into text(sha256, content, characters) values ('x', zeroblob(4000000), 0)"
        )
    with write(catalogue) as connection:
        connection.execute("delete from text where sha256 = 'x'")
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("begin")
        programmes = reader.execute("select count(*) from programme").fetchone()
        assert housekeeping.vacuum_if_wasteful(catalogue, path) > 3_000_000
        assert not housekeeping.checkpoint(catalogue)
        assert reader.execute("select count(*) from programme").fetchone() == programmes
    assert housekeeping.checkpoint(catalogue)
    assert path.stat().st_size < 1_000_000
    assert path.with_name("katalog.db-wal").stat().st_size == 0
    assert catalogue.execute("pragma integrity_check").fetchall() == [("ok",)]


def _town() -> dict[str, object]:
    return {"ags": "06433000", "name": "Auental", "kind": "gemeinde", "land": "hessen",
            "inhabitants": 100, "budget_situation": "unknown"}  # fmt: skip


def _project() -> dict[str, object]:
    return {"id": "p", "ags": "06433000", "title": "P", "description": "", "department": "",
            "carrier": "", "status": "", "start_month": None, "end_month": None,
            "cost_eur": None, "own_funds_eur": None, "kinds": "[]", "position": 0}  # fmt: skip
