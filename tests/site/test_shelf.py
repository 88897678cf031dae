"""What is kept is read again when the file or the day changes, and only then."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from matcher.site.shelf import Shelf


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
