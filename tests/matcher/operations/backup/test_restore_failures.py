"""Restoring what is damaged, beside another writer, or onto a full disk: all or nothing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from db import backup as db_backup
from db.errors import FoerderlageError
from db.files import DataDir
from matcher.operations.backup import restore as restoring
from matcher.operations.backup.making import make_backup
from matcher.operations.backup.sets import BackupSet, sha256_of
from tests.support.processes.limits import locked, no_free_page
from tests.support.stored.contents import assert_restored, change, contents
from tests.support.stored.moments import NIGHT
from tests.support.stored.put_back import SETTINGS, put_back

FILLING = {
    "katalog.db": ("insert into text values (null, 'voll', hex(zeroblob(1500000)), 3000000)",
                   "delete from text where sha256 = 'voll'"),
    "kommune.db": ("insert into sent_form values ('voll', '', hex(zeroblob(1500000)), '')",
                   "delete from sent_form where mark = 'voll'"),
}  # fmt: skip
"""How 3 MB get into each database, and out of it."""


def flip_a_byte(chosen: BackupSet) -> None:
    path = chosen.path / "kommune.db"
    raw = bytearray(path.read_bytes())
    raw[-100] ^= 1
    path.write_bytes(raw)


def lose_a_file(chosen: BackupSet) -> None:
    (chosen.path / "katalog.db").unlink()


def cut_off(chosen: BackupSet) -> None:
    path = chosen.path / "katalog.db"
    path.write_bytes(path.read_bytes()[:-4096])


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (flip_a_byte, r"kommune\.db wurde seit dem Sichern verändert"),
        (lose_a_file, r"katalog\.db fehlt"),
        (cut_off, r"katalog\.db wurde seit dem Sichern verändert"),
    ],
)
def test_a_damaged_set_changes_nothing(
    data: Path, made: BackupSet, damage: Callable[[BackupSet], None], words: str
) -> None:
    damage(made)
    before = contents(data)
    with pytest.raises(FoerderlageError, match=words):
        put_back(data, made)
    assert contents(data) == before
    assert [p.name for p in (data / "sicherungen").iterdir()] == [made.path.name]


def resealed(chosen: BackupSet, *statements: str) -> BackupSet:
    """The set after a change of its database that its manifest admits to."""
    path = chosen.path / "kommune.db"
    change(path, *statements)
    stored = chosen.manifest.files["kommune.db"]
    files = {**chosen.manifest.files,
             "kommune.db": stored.model_copy(update={"sha256": sha256_of(path)})}  # fmt: skip
    return BackupSet(chosen.path, chosen.manifest.model_copy(update={"files": files}))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("insert into _sqlite_migrations(migration_set, name, applied_at)"
         " values ('kommune', 'm999_zukunft', '2031-01-01')", "neueren Version"),
        ("pragma application_id = 7", "keine Datei von Förderlage"),
        ("update project set ags = 'fehlt'", "Verweise ins Leere"),
        ("delete from match_run", "Verweise ins Leere|andere Zeilen"),
    ],
)  # fmt: skip
def test_a_set_of_another_kind_or_version_changes_nothing(
    data: Path, made: BackupSet, statement: str, words: str
) -> None:
    before = contents(data)
    with pytest.raises(FoerderlageError, match=words):
        put_back(data, resealed(made, statement))
    assert contents(data) == before


def test_while_another_program_writes_nothing_is_changed(
    data: Path, made: BackupSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.connection._busy_seconds", 0.1)
    before = contents(data)
    with locked(data / "kommune.db"), pytest.raises(FoerderlageError, match="gesperrt"):
        put_back(data, made)
    assert contents(data) == before


def failing_at(monkeypatch: pytest.MonkeyPatch, *calls: int) -> None:
    """Let the disk be full at these calls of `overwrite`."""
    count = 0

    def overwrite(target: Path, source: Path) -> None:
        nonlocal count
        count += 1
        if count not in calls:
            db_backup.overwrite(target, source)
            return
        with no_free_page(monkeypatch):
            db_backup.overwrite(target, source)

    monkeypatch.setattr(restoring, "overwrite", overwrite)


@pytest.mark.parametrize("call", [1, 2])
def test_when_the_disk_is_full_both_databases_are_as_before(
    data: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    chosen = larger_set(data, "katalog.db", "kommune.db")
    before = contents(data)
    failing_at(monkeypatch, call)
    with pytest.raises(FoerderlageError, match="kein Platz mehr"):
        put_back(data, chosen)
    assert contents(data) == before
    assert not DataDir(data).restoring.exists()


def larger_set(data: Path, *names: str) -> BackupSet:
    """A set whose databases of these names are larger than the stored ones."""
    for name in names:
        grow(data / name)
    chosen = make_backup(DataDir(data), SETTINGS, NIGHT + timedelta(hours=1)).made
    for name in names:
        change(data / name, FILLING[name][1])
        with closing(sqlite3.connect(data / name, isolation_level=None)) as connection:
            connection.execute("vacuum")
    return chosen


def grow(path: Path) -> None:
    change(path, FILLING[path.name][0])


def test_a_restore_that_could_not_be_undone_is_told_until_it_is_repeated(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = larger_set(data, "kommune.db")
    grow(data / "katalog.db")
    with monkeypatch.context() as patch:
        # the second database is full, and so is the first when it is to be put back
        failing_at(patch, 2, 3)
        with pytest.raises(FoerderlageError, match="mittendrin"):
            put_back(data, chosen)
    assert DataDir(data).restoring.read_text("utf-8").strip() == str(chosen.path)
    put_back(data, chosen)
    assert_restored(data, contents(chosen.path))
    assert not DataDir(data).restoring.exists()
