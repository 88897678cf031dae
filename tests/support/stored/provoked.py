"""Errors of SQLite as it really raises them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

FULL = ("create table t (a)", "pragma max_page_count = 2", "insert into t values (zeroblob(99999))")
PROTECTED = ("pragma query_only = on", "create table t (a)")
"""Statements that end in that error."""


def provoked(path: Path, *statements: str) -> sqlite3.Error:
    """The real error that the last of the statements raises."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        for statement in statements[:-1]:
            connection.execute(statement)
        with pytest.raises(sqlite3.Error) as caught:
            connection.execute(statements[-1]).fetchall()
    return caught.value


def provoked_busy(path: Path) -> sqlite3.Error:
    """The error of a file that another connection holds."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        return provoked(path, "begin immediate")
