"""Copying and overwriting files in use."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from db.backup import copy_database, defects, overwrite, refuse_if_locked
from db.connection import is_quiet, untouched
from db.errors import FoerderlageError
from db.files import KOMMUNE, open_kommune
from tests.support.processes.limits import locked
from tests.support.stored.contents import change, content, fingerprints

ROW = "insert into municipality values ('{}', 'a', 'b', 'c', 1, 'd', '{{}}')"


@pytest.fixture
def kommune(tmp_path: Path) -> Path:
    path = tmp_path / "kommune.db"
    open_kommune(path).close()
    change(path, ROW.format(1))
    return path


def test_a_copy_holds_what_was_committed_and_stands_alone(kommune: Path, tmp_path: Path) -> None:
    target = tmp_path / "kopie.db"
    with closing(sqlite3.connect(kommune, isolation_level=None)) as writer:
        writer.execute(ROW.format(2))
        writer.execute("begin")
        writer.execute(ROW.format(3))
        rows = copy_database(kommune, target)
        writer.execute("rollback")
    assert rows["municipality"] == 2
    assert content(target) == content(kommune)
    assert defects(target, KOMMUNE) == []
    assert not list(tmp_path.glob("kopie.db-*"))
    assert target.stat().st_mode & 0o077 == 0


def test_a_copy_never_replaces_a_file(kommune: Path, tmp_path: Path) -> None:
    (tmp_path / "kopie.db").write_text("da")
    with pytest.raises(FileExistsError):
        copy_database(kommune, tmp_path / "kopie.db")
    assert (tmp_path / "kopie.db").read_text() == "da"


def test_a_quiet_file_is_read_without_a_trace(kommune: Path) -> None:
    before = fingerprints(kommune.parent)
    with untouched(kommune) as connection:
        assert connection.execute("select count(*) from municipality").fetchone() == (1,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("delete from municipality")
    assert fingerprints(kommune.parent) == before


def test_what_waits_in_the_journal_is_read_too(kommune: Path) -> None:
    with closing(sqlite3.connect(kommune, isolation_level=None)) as writer:
        writer.execute(ROW.format(2))
        assert not is_quiet(kommune)
        with untouched(kommune) as connection:
            assert connection.execute("select count(*) from municipality").fetchone() == (2,)


def test_overwriting_gives_up_when_another_program_writes(
    kommune: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.connection._busy_seconds", 0.1)
    copy_database(kommune, tmp_path / "kopie.db")
    change(kommune, ROW.format(2))
    before = content(kommune)
    with locked(kommune):
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            overwrite(kommune, tmp_path / "kopie.db")
        with pytest.raises(FoerderlageError, match="gesperrt"):
            refuse_if_locked(kommune)
    assert content(kommune) == before
    refuse_if_locked(kommune)


def test_overwriting_makes_a_missing_file(kommune: Path, tmp_path: Path) -> None:
    copy_database(kommune, tmp_path / "kopie.db")
    overwrite(tmp_path / "neu.db", tmp_path / "kopie.db")
    assert content(tmp_path / "neu.db") == content(kommune)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("pragma application_id = 7", "keine Datei von Förderlage"),
        ("insert into project(id, ags, title, description, department, carrier, status, kinds)"
         " values ('p', 'fehlt', '', '', '', '', '', '[]')", "1 Verweise ins Leere"),
        ("insert into _sqlite_migrations(migration_set, name, applied_at)"
         " values ('kommune', 'm999', '')", "neueren Version"),
    ],
)  # fmt: skip
def test_defects_are_named(kommune: Path, statement: str, words: str) -> None:
    assert defects(kommune, KOMMUNE) == []
    change(kommune, statement)
    (found,) = defects(kommune, KOMMUNE)
    assert words in found


def test_a_torn_page_and_a_text_file_are_defects(kommune: Path, tmp_path: Path) -> None:
    raw = bytearray(kommune.read_bytes())
    raw[4096:8192] = b"\x07" * 4096
    kommune.write_bytes(raw)
    assert defects(kommune, KOMMUNE)
    (tmp_path / "text.db").write_text("kein SQLite " * 100)
    assert "lässt sich nicht lesen" in defects(tmp_path / "text.db", KOMMUNE)[0]


@pytest.mark.slow
def test_a_file_that_is_written_all_the_time_is_never_taken_for_damaged(kommune: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 10
        while not stop.is_set():
            number += 1
            with closing(sqlite3.connect(kommune, timeout=20)) as connection:
                connection.execute(ROW.format(number).replace("'b'", f"'{'b' * 9000}'"))
                connection.commit()
                connection.execute("delete from municipality where ags < ?", [str(number - 3)])
                connection.commit()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = [defects(kommune, KOMMUNE) for _ in range(200)]
    finally:
        stop.set()
        writer.join()
    assert [defect for defect in found if defect] == []
