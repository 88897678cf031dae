"""Opening the two files: only ours, only of this or an earlier version, never damaged further."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.files import CATALOGUE_ID, KOMMUNE_ID, open_catalogue, open_kommune

OPENERS: list[tuple[Callable[[Path], Database], int]] = [
    (open_catalogue, CATALOGUE_ID), (open_kommune, KOMMUNE_ID)
]  # fmt: skip


@pytest.mark.parametrize(("opener", "application_id"), OPENERS)
def test_a_new_file_says_what_it_is_and_writes_ahead(
    opener: Callable[[Path], Database], application_id: int, tmp_path: Path
) -> None:
    with closing(opener(tmp_path / "neu.db")) as db:
        assert db.execute("pragma application_id").fetchone() == (application_id,)
        assert db.execute("pragma journal_mode").fetchone() == ("wal",)
        assert db.execute("pragma foreign_keys").fetchone() == (1,)


def test_what_was_deleted_from_the_own_file_is_not_found_in_it(tmp_path: Path) -> None:
    path = tmp_path / "kommune.db"
    secret = "Adelheid Geheimrat " * 20
    with closing(open_kommune(path)) as db:
        assert db.conn is not None
        db.conn.execute("insert into person(name, role, created) values (?, 'none', '')", [secret])
        db.conn.commit()
    assert secret.encode() in path.read_bytes()
    with closing(open_kommune(path)) as db:
        assert db.conn is not None
        db.conn.execute("delete from person")
        db.conn.commit()
    assert b"Geheimrat" not in path.read_bytes()


def test_the_files_are_not_taken_for_one_another(tmp_path: Path) -> None:
    open_kommune(tmp_path / "a.db").close()
    with pytest.raises(FoerderlageError, match="keine Datei von Förderlage dieser Art"):
        open_catalogue(tmp_path / "a.db")


def test_a_foreign_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "fremd.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table t (a)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(FoerderlageError, match="keine Datei von Förderlage"):
        open_catalogue(path)
    assert path.read_bytes() == before


def test_what_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "text.db"
    path.write_text("kein SQLite " * 100)
    with pytest.raises(FoerderlageError, match="lässt sich nicht öffnen"):
        open_kommune(path)
    assert path.read_text() == "kein SQLite " * 100


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with closing(open_catalogue(tmp_path / "k.db")) as db:
        db.execute(
            "insert into _sqlite_migrations(migration_set, name, applied_at)"
            " values ('katalog', 'm999_zukunft', '2031-01-01')"
        )
        db.conn.commit()
    with pytest.raises(FoerderlageError, match="neueren Version"):
        open_catalogue(tmp_path / "k.db")


def test_a_missing_folder_gives_advice(tmp_path: Path) -> None:
    with pytest.raises(FoerderlageError, match="matcher init"):
        open_catalogue(tmp_path / "fehlt" / "k.db")
