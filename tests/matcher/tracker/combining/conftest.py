"""The file of a town that a test changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest


@pytest.fixture
def changing(data: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        yield connection
        connection.commit()
