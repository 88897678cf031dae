"""Nights in a row: what grows, grows for a reason."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.files import DataDir, kommune_at
from db.kommune.housekeeping import delete_unused_findings
from db.nightly_status import read_status
from tests.support.processes.nights import (
    begun,
    ended,
    next_night,
    publish,
    publisher,
    sample_members,
    town,
    written,
)

pytestmark = pytest.mark.long

CHANGING, QUIET = 4, 4
FILES = ("katalog.db", "kommune.db", "suche.npz")


def counts(folder: Path) -> dict[str, int]:
    found = {}
    for name in ("katalog.db", "kommune.db"):
        with closing(sqlite3.connect(folder / name)) as connection:
            tables = connection.execute(
                "select name from sqlite_master where type = 'table' and name not like '%fts%'"
            ).fetchall()
            for (table,) in tables:
                (found[table],) = connection.execute(f"select count(*) from [{table}]").fetchone()
    return found


def sizes(folder: Path) -> list[int]:
    return [(folder / name).stat().st_size for name in FILES]


def crawled(folder: Path) -> dict[str, int]:
    status = read_status(DataDir(folder))
    assert status is not None
    assert status.last is not None
    return status.last.steps[0].counts


def days() -> Iterator[str]:
    return ((date(2026, 11, 25) + timedelta(days=n)).isoformat() for n in range(CHANGING + QUIET))


def test_rows_grow_by_what_changed_and_unchanged_nights_add_nothing_but_their_record(
    tmp_path: Path,
) -> None:
    members = sample_members(tmp_path)
    upcoming = days()
    with publisher(written(tmp_path, members)) as site:
        data = town(tmp_path / "d")
        start, expected = counts(data), {"programme": 0, "programme_version": 0}
        for number in range(1, CHANGING + 1):
            members = next_night(members, number, changed=5, replaced=1)
            publish(site, written(tmp_path, members))
            assert ended(begun(data, next(upcoming))).code == 0
            told = crawled(data)
            assert (told["new"], told["changed"]) == (1, 5)
            expected["programme"] += told["new"]
            expected["programme_version"] += told["new"] + told["changed"]
        busy = counts(data)
        assert {t: busy[t] - start[t] for t in expected} == expected
        assert busy["pair"] == busy["programme"] * busy["project"]
        assert_everything_is_used(data)
        # one more night settles what vanished yesterday
        assert ended(begun(data, next(upcoming))).code == 0
        settled, before = counts(data), sizes(data)
        for _ in range(QUIET - 1):
            assert ended(begun(data, next(upcoming))).code == 0
        after = counts(data)
    # what a finding says may depend on the day; none is kept that no pair has
    grown = {table: after[table] - settled[table] for table in after if table != "finding"}
    with kommune_at(data / "kommune.db") as own:
        assert delete_unused_findings(own) == 0
    issues = (after["issue"] - settled["issue"]) // (QUIET - 1)
    record = {"crawl_run": QUIET - 1, "match_run": QUIET - 1, "issue": issues * (QUIET - 1)}
    assert {table: n for table, n in grown.items() if n} == record
    # a record of a few rows may need a page of a file, the texts need none
    assert all(new - old <= 8192 for new, old in zip(sizes(data), before, strict=True))
    assert not (data / ".nachtlauf").exists()


def assert_everything_is_used(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "katalog.db")) as connection:
        for sql in (
            "select count(*) from text where id not in (select text_id from version_text)",
            "select count(*) from link where key not in (select link_key from programme_link)",
            "select count(*) from contact where key not in"
            " (select contact_key from programme_contact)",
        ):
            assert connection.execute(sql).fetchone() == (0,), sql
