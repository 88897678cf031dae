"""Checks of the two files: every kind of damage is found."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connection import untouched
from db.files import CATALOGUE, KOMMUNE, DataDir
from db.kommune.migrations import kommune
from matcher.operations.doctor import databases
from tests.support.stored.contents import change, fingerprints
from tests.support.stored.moments import NIGHT


def test_a_sound_file_is_fine(data: Path) -> None:
    assert databases.soundness(data / "katalog.db", CATALOGUE).level == "ok"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update project set ags = 'fehlt'", "Verweise ins Leere"),
        ("pragma application_id = 7", "keine Datei von Förderlage"),
        ("insert into _sqlite_migrations(migration_set, name, applied_at)"
         " values ('kommune', 'm999', '')", "neueren Version"),
    ],
)  # fmt: skip
def test_damage_is_named(data: Path, statement: str, words: str) -> None:
    change(data / "kommune.db", statement)
    result = databases.soundness(data / "kommune.db", KOMMUNE)
    assert result.level == "error"
    assert words in result.found
    assert result.advice


def test_a_missing_and_a_torn_file_are_named(data: Path) -> None:
    raw = bytearray((data / "katalog.db").read_bytes())
    raw[4096:12288] = b"\x07" * 8192
    (data / "katalog.db").write_bytes(raw)
    assert databases.soundness(data / "katalog.db", CATALOGUE).level == "error"
    (data / "katalog.db").unlink()
    assert databases.soundness(data / "katalog.db", CATALOGUE).found == "fehlt"
    assert not (data / "katalog.db").exists()


def test_an_older_schema_is_told_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "kommune.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"pragma application_id = {KOMMUNE.application_id}")
        kommune.apply(Database(connection), stop_before="m002_findings")
        connection.commit()
    before = fingerprints(tmp_path)
    result = databases.soundness(path, KOMMUNE)
    assert result.level == "warning"
    assert "früheren Version" in result.found
    assert fingerprints(tmp_path) == before


def test_evidence_that_does_not_stand_at_its_span_is_counted(data: Path) -> None:
    with untouched(data / "katalog.db") as connection:
        assert databases.evidence(connection).level == "ok"
        (facts,) = connection.execute("select count(*) from fact").fetchone()
    assert facts > 100
    change(
        data / "katalog.db",
        "update text set content = 'X' || content where id = (select t.id from fact f"
        " join programme_version v on v.programme_id = f.programme_id"
        " join version_text t2 on t2.programme_id = f.programme_id and t2.field = f.field"
        " join text t on t.id = t2.text_id limit 1)",
    )
    with untouched(data / "katalog.db") as connection:
        result = databases.evidence(connection)
    assert result.level == "error"
    assert f" von {facts} Angaben" in result.found


def test_evidence_in_a_field_that_is_gone_counts_too(data: Path) -> None:
    change(data / "katalog.db", "drop trigger fact_is_never_edited",
           "update fact set field = 'citation' where id = (select min(id) from fact)")  # fmt: skip
    with untouched(data / "katalog.db") as connection:
        (facts,) = connection.execute("select count(*) from fact").fetchone()
        assert f"1 von {facts} Angaben" in databases.evidence(connection).found


def test_matches_of_programmes_that_are_not_in_the_catalogue_are_counted(data: Path) -> None:
    with untouched(data / "katalog.db") as db, untouched(data / "kommune.db") as own:
        assert databases.orphans(db, own).level == "ok"
    change(data / "kommune.db",
           "update programme_ref set programme_key = 'weg' where id = 1",
           "update programme_ref set programme_key = 'fort' where id = 2")  # fmt: skip
    with untouched(data / "katalog.db") as db, untouched(data / "kommune.db") as own:
        result = databases.orphans(db, own)
    assert (result.level, result.found[:2]) == ("warning", "2 ")


def test_the_search_index_must_be_that_of_the_catalogue(data: Path) -> None:
    def state() -> tuple[str, str]:
        with untouched(data / "katalog.db") as connection:
            result = databases.search_index(data / "suche.npz", connection)
        return result.level, result.found

    assert state()[0] == "ok"
    change(data / "katalog.db", "update programme set content_hash = 'anders' where id = 1")
    assert state() == ("warning", "Index passt nicht zum Katalog")
    (data / "suche.npz").unlink()
    assert state() == ("warning", "noch kein Index")


def test_the_age_of_each_source(data: Path) -> None:
    with untouched(data / "katalog.db") as connection:
        (finished,) = connection.execute("select max(finished) from crawl_run").fetchone()
        moment = datetime.fromisoformat(finished)
        (fresh,) = databases.source_ages(connection, moment + timedelta(days=2))
        (late,) = databases.source_ages(connection, moment + timedelta(days=2, seconds=1))
    assert (fresh.level, late.level) == ("ok", "warning")
    assert "matcher crawl foerderdatenbank" in late.advice


def test_a_source_that_was_never_read(data: Path) -> None:
    change(data / "katalog.db", "update source set last_good_run = null")
    with untouched(data / "katalog.db") as connection:
        (result,) = databases.source_ages(connection, NIGHT)
    assert result.found == "noch nie gelesen"


def test_the_newest_moment_is_that_of_either_file(data: Path) -> None:
    change(data / "kommune.db", "update match_run set finished = '2040-01-01T00:00:00+01:00'")
    newest = databases.newest_moment(DataDir(data))
    assert newest is not None
    assert newest.year == 2040
