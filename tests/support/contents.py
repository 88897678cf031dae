"""What a data folder holds, to compare before and after."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

DATABASES = ("katalog.db", "kommune.db")


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
