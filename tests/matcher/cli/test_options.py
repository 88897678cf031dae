"""The data folder that a command works on is the one that was said, wherever it was said."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.processes.command import matcher

COMMANDS = (("projects", "list"), ("status",), ("restore", "--list"), ("backup",), ("nightly",),
            ("users", "list"), ("run",), ("facts", "rules"))  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("before", [True, False])
def test_what_is_said_wins_over_the_environment(
    data: Path, tmp_path: Path, command: tuple[str, ...], before: bool
) -> None:
    said = ("--data", str(tmp_path / "nichtda"))
    files = sorted(data.rglob("*"))
    arguments = (*said, *command) if before else (*command, *said)
    ran = matcher(*arguments, environment={"FOERDERLAGE_DATA": str(data)})
    assert (ran.code, "nichtda" in ran.err + ran.out) in ((1, True), (0, False), (0, True))
    assert str(data) not in ran.out + ran.err
    assert sorted(data.rglob("*")) == files


def test_the_environment_counts_where_nothing_is_said(data: Path) -> None:
    ran = matcher("projects", "list", environment={"FOERDERLAGE_DATA": str(data)})
    assert ran.code == 0
    assert "kita-wiesengrund" in ran.out


def test_how_many_matches_are_shown_does_not_decide_what_is_news_tomorrow(data: Path) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        connection.execute("update pair set announced_on = null")
        connection.commit()
    today = ("--today", "2026-11-24")
    first = matcher("run", "--top", "2", *today, data=data)
    assert "3 jetzt, 2 am Rand, 38 anderes; neu unter den besten: 3." in first.out
    assert "und 1 weiterer: „matcher matches kita-wiesengrund“" in first.out
    assert "und 2 weitere: „matcher matches digitales-auental“" in first.out
    again = matcher("run", *today, data=data)
    assert again.out.count("neu unter den besten: nichts") == again.out.count(
        "neu unter den besten"
    )
