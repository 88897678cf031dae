"""The whole examination: complete, undisturbed by faults, and without a trace."""

from pathlib import Path

import pytest

from db.files import DataDir
from matcher.operations.doctor import Result, examine
from matcher.operations.doctor import databases as checks
from tests.support.site.frozen import frozen_site
from tests.support.stored.contents import change, fingerprints
from tests.support.stored.moments import NIGHT


def levels(results: list[Result]) -> dict[str, str]:
    return {result.subject: result.level for result in results}


@pytest.fixture
def results(data: Path) -> list[Result]:
    newest = checks.newest_moment(DataDir(data))
    assert newest is not None
    return examine(DataDir(data), newest, frozen_site(data))


def test_a_healthy_folder_lacks_only_a_backup(results: list[Result]) -> None:
    assert {r.subject for r in results if r.level != "ok"} == {"Sicherung"}
    assert len(results) == 17
    assert all(bool(r.advice) == (r.level != "ok") for r in results)


def test_it_changes_nothing(data: Path) -> None:
    before = fingerprints(data.parent)
    examine(DataDir(data), NIGHT, frozen_site(data))
    assert fingerprints(data.parent) == before


def test_it_changes_nothing_in_a_damaged_folder(data: Path) -> None:
    (data / "kommune.db").write_text("kein SQLite")
    (data / "suche.npz").unlink()
    before = fingerprints(data.parent)
    found = levels(examine(DataDir(data), NIGHT, frozen_site(data)))
    assert found["kommune.db"] == "error"
    assert fingerprints(data.parent) == before


def test_without_a_folder_or_databases_it_says_so(tmp_path: Path) -> None:
    assert (
        levels(examine(DataDir(tmp_path / "fehlt"), NIGHT, frozen_site(tmp_path / "fehlt")))[
            "Datenordner"
        ]
        == "error"
    )
    found = levels(examine(DataDir(tmp_path), NIGHT, frozen_site(tmp_path)))
    assert (found["katalog.db"], found["kommune.db"]) == ("error", "error")
    assert list(tmp_path.iterdir()) == []


def test_the_clock_is_behind_what_was_stored(data: Path) -> None:
    change(data / "kommune.db", "update match_run set finished = '2040-01-01T00:00:00+01:00'")
    assert levels(examine(DataDir(data), NIGHT, frozen_site(data)))["Uhr"] == "error"


def test_a_check_that_fails_is_a_result_and_stops_no_other(data: Path) -> None:
    change(data / "katalog.db", "drop view programme_text")
    found = examine(DataDir(data), NIGHT, frozen_site(data))
    assert "OperationalError" in next(r.found for r in found if r.subject == "Inhalt")
    assert levels(found)["Zugriffsschutz"] == "ok"
