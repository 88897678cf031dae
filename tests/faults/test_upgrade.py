"""Files of every earlier schema: all rows arrive in the present one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.backup import foreign
from db.errors import FoerderlageError
from db.files import CATALOGUE, KOMMUNE, Kind, open_catalogue, open_kommune
from tests.support.stored.catalogue_rows import CATALOGUE_ROWS
from tests.support.stored.kommune_rows import KOMMUNE_ROWS
from tests.support.stored.tables import Tables

MATCH_COLUMNS = ("project_id", "source", "programme_key", "verdict", "rank", "relevance",
                 "matched_on", "announced_on")  # fmt: skip
"""What is kept of `match`, which m002_findings turned from a table into a view."""

RENAMED = {("meeting_source", "address"): "name"}
TOLD = {("meeting_source", "address"): "https://rat.example",
        ("meeting", "source"): "https://rat.example"}  # fmt: skip
"""Columns that hold now what may be told of an address; by the name that they had."""

Opener = Callable[[Path], Database]
CASES = [
    pytest.param(kind, opener, rows, number, id=f"{kind.migrations.name}-{number}")
    for kind, opener, rows in (
        (CATALOGUE, open_catalogue, CATALOGUE_ROWS),
        (KOMMUNE, open_kommune, KOMMUNE_ROWS),
    )
    for number in range(1, len(kind.migrations._migrations) + 1)
]


def written_by(kind: Kind, rows: dict[str, Tables], number: int, path: Path) -> Tables:
    """A file as the version with the first `number` migrations left it; returns its rows."""
    names = [migration.name for migration in kind.migrations._migrations]
    given: Tables = {}
    with closing(Database(sqlite3.connect(path))) as db:
        db.execute("pragma journal_mode = wal")
        db.execute(f"pragma application_id = {kind.application_id}")
        for applied in range(1, number + 1):
            kind.migrations.apply(db, stop_before=names[applied:] or None)
            for table, wanted in rows.get(names[applied - 1], {}).items():
                for row in wanted:
                    marks = ", ".join("?" * len(row))
                    db.execute(f"insert into {table}({', '.join(row)}) values ({marks})",
                               list(row.values()))  # fmt: skip
                given[table] = wanted
        db.conn.commit()
    return given


@pytest.mark.parametrize(("kind", "opener", "rows", "number"), CASES)
def test_all_rows_of_an_earlier_version_arrive(
    kind: Kind, opener: Opener, rows: dict[str, Tables], number: int, tmp_path: Path
) -> None:
    given = written_by(kind, rows, number, tmp_path / "alt.db")
    assert foreign(tmp_path / "alt.db", kind) == []
    with closing(opener(tmp_path / "alt.db")) as db:
        assert kind.migrations.pending(db) == []
        assert foreign(tmp_path / "alt.db", kind) == []
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert db.execute("pragma foreign_key_check").fetchall() == []
        for table, wanted in given.items():
            columns = MATCH_COLUMNS if table == "match" else tuple(wanted[0])
            new = [RENAMED.get((table, column), column) for column in columns]
            stored = db.execute(f"select {', '.join(new)} from {table}").fetchall()
            for row in wanted:
                told = tuple(TOLD.get((table, c), row[c]) for c in columns)
                assert told in stored, (table, stored)


def test_titles_are_still_found_after_an_upgrade(tmp_path: Path) -> None:
    written_by(CATALOGUE, CATALOGUE_ROWS, 1, tmp_path / "alt.db")
    with closing(open_catalogue(tmp_path / "alt.db")) as db:
        found = db.execute("select rowid from programme_fts where programme_fts match 'förderung'")
        assert found.fetchall() == [(11,)]


def test_every_table_of_the_present_schema_is_tried(tmp_path: Path) -> None:
    for kind, opener, rows in (
        (CATALOGUE, open_catalogue, CATALOGUE_ROWS),
        (KOMMUNE, open_kommune, KOMMUNE_ROWS),
    ):
        path = tmp_path / f"{kind.migrations.name}.db"
        with closing(opener(path)) as db:
            tables = {
                row[0]
                for row in db.execute(
                    "select name from sqlite_master where type = 'table'"
                    " and name not like 'sqlite_%' and name not like '%\\_fts%' escape '\\'"
                )
            } - {"_sqlite_migrations"}
        assert tables <= {table for made in rows.values() for table in made}


@pytest.mark.parametrize(("kind", "opener"), [(CATALOGUE, open_catalogue), (KOMMUNE, open_kommune)])
def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(
    kind: Kind, opener: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "neu.db"
    opener(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "insert into _sqlite_migrations(migration_set, name, applied_at)"
            " values (?, 'm999_zukunft', '2031-01-01')",
            [kind.migrations.name],
        )
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(FoerderlageError, match=r"neueren Version.*aktualisieren") as caught:
        opener(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
