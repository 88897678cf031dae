"""Checks of the machine on machines of every kind."""

from datetime import timedelta
from pathlib import Path

import pytest

from matcher.operations.doctor import machine
from tests.support.stored.moments import NIGHT


@pytest.mark.parametrize(
    ("version", "level"), [((3, 10, 14), "error"), ((3, 11, 0), "ok"), ((4, 0, 0), "ok")]
)
def test_python(version: tuple[int, ...], level: str) -> None:
    assert machine.python(version).level == level


@pytest.mark.parametrize(
    ("version", "fts5", "level"),
    [((3, 34, 1), True, "error"), ((3, 35, 0), True, "ok"), ((3, 46, 0), False, "error")],
)
def test_sqlite(version: tuple[int, ...], fts5: bool, level: str) -> None:
    assert machine.sqlite(version, fts5).level == level


def test_this_machine_has_full_text_search() -> None:
    assert machine.has_fts5()


@pytest.mark.parametrize(
    ("zone", "level"),
    [("Europe/Berlin", "ok"), ("Etc/GMT-1", "error"), ("Europe/Atlantis", "error")],
)
def test_time_zone(zone: str, level: str) -> None:
    assert machine.time_zone(zone).level == level


@pytest.mark.parametrize(
    ("ahead", "level"),
    [(timedelta(days=-400), "ok"), (timedelta(minutes=59), "ok"), (timedelta(hours=2), "error")],
)
def test_the_clock_is_compared_with_what_was_stored(ahead: timedelta, level: str) -> None:
    assert machine.clock(NIGHT, NIGHT + ahead).level == level


def test_nothing_stored_says_nothing_about_the_clock() -> None:
    assert machine.clock(NIGHT, None).level == "ok"


@pytest.mark.parametrize(
    ("free", "level"), [(2_999_999, "error"), (3_000_001, "warning"), (900_000_000, "ok")]
)
def test_disk_space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: str) -> None:
    usage = type("usage", (), {"free": free})
    monkeypatch.setattr("matcher.operations.doctor.machine.shutil.disk_usage", lambda _path: usage)
    result = machine.disk_space(tmp_path, 1_000_000)
    assert result.level == level
    assert bool(result.advice) == (level != "ok")
