"""What is kept is read again when the file or the day changes, and only then."""

import sqlite3
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlite_utils import Database

from matcher.site.frame.memory.shelf import Shelf, of_file


def rows(_path: Path, db: Database, today: date) -> tuple[date, int]:
    return today, db.table("t").count


def test_a_shelf_reads_again_when_the_file_or_the_day_changes(tmp_path: Path) -> None:
    file, day = tmp_path / "x.db", date(2026, 11, 24)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("pragma journal_mode = wal")
        db, shelf = Database(connection), Shelf(rows)
        db.table("t").insert({"a": 1})
        first = shelf.get(str(file), db, day)
        assert shelf.get(str(file), db, day) is first
        db.table("t").insert({"a": 2})
        assert shelf.get(str(file), db, day) == (day, 2)
        other = date(2027, 1, 1)
        assert shelf.get(str(file), db, other) == (other, 2)
        db.close()


def test_files_are_kept_apart(tmp_path: Path) -> None:
    shelf, day = Shelf(rows), date(2027, 1, 1)
    for number in (1, 2):
        with closing(sqlite3.connect(tmp_path / f"{number}.db")) as connection:
            db = Database(connection)
            db.table("t").insert_all({"a": n} for n in range(number))
            assert shelf.get(str(tmp_path / f"{number}.db"), db, day) == (day, number)
            db.close()


def one_more(connection: sqlite3.Connection) -> int:
    """Rows of the file after one more was added."""
    connection.execute("insert into t values (1)")
    connection.commit()
    return int(connection.execute("select count(*) from t").fetchone()[0])


def test_the_state_before_is_shown_until_the_file_beside_is_there(tmp_path: Path) -> None:
    file, beside, day = tmp_path / "x.db", tmp_path / "x.npz", date(2026, 11, 24)
    asked: list[int] = []

    def ready(_path: Path, db: Database) -> bool:
        asked.append(db.table("t").count)
        return beside.exists()

    with closing(sqlite3.connect(file)) as connection:
        connection.execute("create table t (a)")
        db, shelf = Database(connection), Shelf(rows, partial(of_file, beside=[beside.name]), ready)
        assert shelf.get(str(file), db, day) == (day, 0), "the first reading waits for nothing"
        assert one_more(connection) == 1
        assert shelf.get(str(file), db, day) == (day, 0)
        assert shelf.get(str(file), db, day) == (day, 0)
        assert asked == [1], "asked once per change"
        beside.write_bytes(b"x")
        assert shelf.get(str(file), db, day) == (day, 1)
        beside.unlink()
        assert one_more(connection) == 2
        other = date(2026, 11, 25)
        assert shelf.get(str(file), db, other) == (other, 2), "a new day waits for nothing"
        db.close()


def test_what_never_gets_ready_is_read_when_patience_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, day = tmp_path / "x.db", date(2026, 11, 24)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("create table t (a)")
        db, shelf = Database(connection), Shelf(rows, ready=lambda _path, _db: False)
        shelf.get(str(file), db, day)
        one_more(connection)
        assert shelf.get(str(file), db, day) == (day, 0)
        monkeypatch.setattr("matcher.site.frame.memory.shelf.PATIENCE", -1.0)
        assert shelf.get(str(file), db, day) == (day, 1)
        db.close()


def test_a_shelf_with_a_stand_of_its_own_reads_again_only_when_that_changes(tmp_path: Path) -> None:
    file, day = tmp_path / "x.db", date(2026, 11, 24)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("create table t (a)")
        connection.execute("create table stand (n)")
        db = Database(connection)
        shelf = Shelf(rows, lambda _path, db: db.table("stand").count)
        assert shelf.get(str(file), db, day) == (day, 0)
        one_more(connection)
        assert shelf.get(str(file), db, day) == (day, 0)
        db.table("stand").insert({"n": 1})
        assert shelf.get(str(file), db, day) == (day, 1)
        db.close()
