"""What a data folder holds, to compare before and after."""

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

DATABASES = ("katalog.db", "kommune.db")
Contents = Mapping[str, Mapping[str, list[tuple[Any, ...]]]]
"""File -> table -> rows."""


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a database."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        ).fetchall()
        return {
            name: sorted(connection.execute(f'select * from "{name}"').fetchall(), key=repr)
            for (name,) in tables
        }


def contents(folder: Path) -> dict[str, dict[str, list[tuple[Any, ...]]]]:
    """The content of both databases; asserts that they are sound."""
    for name in DATABASES:
        with closing(sqlite3.connect(folder / name)) as connection:
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
            assert connection.execute("pragma foreign_key_check").fetchall() == []
    return {name: content(folder / name) for name in DATABASES}


def assert_restored(folder: Path, wanted: Contents) -> None:
    """Both databases hold these contents row by row, and every login has an end."""
    found, expected = contents(folder), {name: {**tables} for name, tables in wanted.items()}
    logins, before = (one["kommune.db"].pop("session") for one in (found, expected))
    assert found == expected
    assert [login[:-1] for login in logins] == [login[:-1] for login in before]
    for (*_, ended), (*_, ended_before) in zip(logins, before, strict=True):
        assert ended is not None
        assert ended_before in (None, ended)


def change(path: Path, *statements: str) -> None:
    """Change a database by hand, checkpointed."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def fingerprints(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Digest, mode and time of change of every file and folder."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            path.stat().st_mode,
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
    }
