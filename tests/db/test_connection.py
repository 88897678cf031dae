"""One transaction or nothing, and files that stay small while others read."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connection import checkpoint, snapshot, vacuum_if_wasteful, write
from db.files import open_catalogue, open_kommune


def test_a_file_that_is_mostly_free_is_written_anew_and_others_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "katalog.db"
    catalogue = open_catalogue(path)
    monkeypatch.setattr("db.connection.WORTH_WHILE", 1_000_000)
    assert vacuum_if_wasteful(catalogue, path) == 0
    with write(catalogue) as connection:
        connection.execute(
            "insert into text(sha256, content, characters) values ('x', zeroblob(4000000), 0)"
        )
    with write(catalogue) as connection:
        connection.execute("delete from text where sha256 = 'x'")
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("begin")
        programmes = reader.execute("select count(*) from programme").fetchone()
        assert vacuum_if_wasteful(catalogue, path) > 3_000_000
        assert not checkpoint(catalogue)
        assert reader.execute("select count(*) from programme").fetchone() == programmes
    assert checkpoint(catalogue)
    assert path.stat().st_size < 1_000_000
    assert path.with_name("katalog.db-wal").stat().st_size == 0
    assert catalogue.execute("pragma integrity_check").fetchall() == [("ok",)]
    catalogue.close()


def test_queries_of_a_snapshot_see_one_moment(tmp_path: Path) -> None:
    path = tmp_path / "katalog.db"
    with closing(open_catalogue(path)) as reader, closing(open_catalogue(path)) as writer:
        texts = "select count(*) from text"
        with snapshot(reader):
            assert reader.execute(texts).fetchone() == (0,)
            with write(writer) as connection:
                connection.execute(
                    "insert into text(sha256, content, characters) values ('x', 'y', 1)"
                )
            with snapshot(reader):
                assert reader.execute(texts).fetchone() == (0,)
            assert reader.execute(texts).fetchone() == (0,)
        assert reader.execute(texts).fetchone() == (1,)
        with write(reader) as connection, snapshot(reader):
            connection.execute("delete from text")
        assert reader.execute(texts).fetchone() == (0,)


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with closing(open_kommune(tmp_path / "k.db")) as db:
        with pytest.raises(sqlite3.IntegrityError):
            _write_half(db)
        assert db.execute("select count(*) from municipality").fetchone() == (0,)


def _write_half(db: Database) -> None:
    with write(db) as connection:
        for _ in range(2):
            connection.execute("insert into municipality values ('1', 'a', 'b', 'c', 1, 'd', '{}')")


def test_a_write_within_another_fails_alone_and_is_kept_with_the_whole(tmp_path: Path) -> None:
    with closing(open_kommune(tmp_path / "k.db")) as db:
        with write(db) as connection:
            connection.execute("insert into municipality values ('1', 'a', 'b', 'c', 1, 'd', '{}')")
            with pytest.raises(sqlite3.IntegrityError):
                _write_half(db)
            with write(db) as inner:
                inner.execute("insert into municipality values ('2', 'a', 'b', 'c', 1, 'd', '{}')")
        assert db.execute("select group_concat(ags) from municipality").fetchone() == ("1,2",)


def test_a_whole_that_fails_takes_its_parts_along(tmp_path: Path) -> None:
    with closing(open_kommune(tmp_path / "k.db")) as db:
        with pytest.raises(sqlite3.IntegrityError):
            _whole_that_fails(db)
        assert db.execute("select count(*) from municipality").fetchone() == (0,)
        with write(db) as connection:  # and the next one begins afresh
            connection.execute("insert into municipality values ('3', 'a', 'b', 'c', 1, 'd', '{}')")
        assert not connection.in_transaction
        assert db.execute("select count(*) from municipality").fetchone() == (1,)


def _whole_that_fails(db: Database) -> None:
    with write(db) as connection:
        with write(db) as inner:
            inner.execute("insert into municipality values ('1', 'a', 'b', 'c', 1, 'd', '{}')")
        connection.execute("insert into municipality values ('1', 'a', 'b', 'c', 1, 'd', '{}')")


def test_a_part_that_fills_the_disk_leaves_the_connection_usable(tmp_path: Path) -> None:
    with closing(open_kommune(tmp_path / "k.db")) as db:
        pages = db.execute("pragma page_count").fetchone()[0]
        db.execute(f"pragma max_page_count = {pages}")
        with pytest.raises(sqlite3.OperationalError, match="full"):
            _fill(db)
        db.execute("pragma max_page_count = 100000")
        with write(db) as connection:
            connection.execute("insert into municipality values ('1', 'a', 'b', 'c', 1, 'd', '{}')")
        assert db.execute("select count(*) from municipality").fetchone() == (1,)


def _fill(db: Database) -> None:
    with write(db), write(db) as connection:
        connection.execute(
            "insert into municipality values ('1', zeroblob(99999), 'b', 'c', 1, 'd', '{}')"
        )
