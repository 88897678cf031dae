"""What a migration does to what is stored already."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import CATALOGUE, open_catalogue

KEY = "GEHEIM7x"
STORED = [
    (f"https://amt:{KEY}@quelle.example/export.zip", "", "https://quelle.example/export.zip"),
    (f"https://quelle.example/export.zip?t={KEY}",
     f"https://quelle.example/export.zip?t={KEY} ist nicht erreichbar: Verbindung abgelehnt.",
     "https://quelle.example/export.zip"),
    (f"file:///home/{KEY}/export.zip", f"file:///home/{KEY}/export.zip ist nicht erreichbar.",
     "export.zip"),
    ("https://quelle.example/export.zip", "Der Server ist gestört (Status 500).",
     "https://quelle.example/export.zip"),
]  # fmt: skip


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A catalogue whose runs tell what nobody should know, from before that was hidden."""
    path = tmp_path / "katalog.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"pragma application_id = {CATALOGUE.application_id}")
        CATALOGUE.migrations.apply(Database(connection), stop_before="m008_addresses")
        connection.execute("insert into source values ('q', 'Q', '', '', '', '', 'daily', 4)")
        connection.executemany(
            "insert into crawl_run(source, state, address, message, started, finished, etag,"
            " last_modified) values ('q', 'failed', ?, ?, '', '', 'v1', 'gestern')",
            [row[:2] for row in STORED],
        )
        connection.commit()
    assert KEY.encode() in path.read_bytes()
    return path


def test_secrets_leave_the_runs_and_the_file(old: Path) -> None:
    with closing(open_catalogue(old)) as db:
        runs = db.execute("select address, message, etag from crawl_run order by id").fetchall()
    assert [address for address, _, _ in runs] == [told for _, _, told in STORED]
    assert runs[1][1].startswith("https://quelle.example/export.zip ist nicht erreichbar")
    assert runs[2][1] == "export.zip ist nicht erreichbar."
    assert [etag for _, _, etag in runs] == ["", "", "", "v1"]
    assert KEY.encode() not in old.read_bytes()


def test_a_second_opening_changes_nothing(old: Path) -> None:
    open_catalogue(old).close()
    before = old.read_bytes()
    open_catalogue(old).close()
    assert old.read_bytes() == before
