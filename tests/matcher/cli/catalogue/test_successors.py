"""`matcher successors`: proposals by number, confirmed and rejected."""

from pathlib import Path

import pytest

from db.files import kommune_at
from db.kommune.tracker.plans import steps
from db.kommune.work.decisions import decision
from tests.support.processes.command import matcher
from tests.support.towns.guidelines import SUCCESSOR, TODAY, VANISHED, changed

ON = ("--today", TODAY.isoformat())


@pytest.fixture
def town(tmp_path: Path) -> Path:
    changed(tmp_path)
    return tmp_path


def test_they_are_listed_confirmed_and_no_longer_open(town: Path) -> None:
    listed = matcher("successors", "list", *ON, data=town)
    assert listed.code == 0, listed.err
    assert "Kita ausbauen" in listed.out
    ran = matcher("successors", "confirm", "1", *ON, data=town)
    assert ran.code == 0, ran.err
    assert "„Kita ausbauen 2026“ folgt auf „Kita ausbauen 2024“." in ran.out
    assert "Umgezogen: 1 Entscheidung, 2 Korrekturen und 1 Notiz" in ran.out
    with kommune_at(town / "kommune.db") as own:
        assert decision(own, *SUCCESSOR).status == "watching"
        assert steps(own, SUCCESSOR) != []
        assert steps(own, VANISHED) == []
    assert "gleicht einem neuen" in matcher("successors", "list", *ON, data=town).out
    assert "bestätigt" in matcher("successors", "list", "--all", *ON, data=town).out


def test_a_confirmation_is_taken_back(town: Path) -> None:
    matcher("successors", "confirm", "1", *ON, data=town)
    ran = matcher("successors", "undo", "1", *ON, data=town)
    assert ran.code == 0, ran.err
    assert "gilt nicht mehr als Nachfolger von „Kita ausbauen 2024“" in ran.out
    assert "Zurück beim alten Programm: 1 Entscheidung, 2 Korrekturen und 1 Notiz." in ran.out
    with kommune_at(town / "kommune.db") as own:
        assert decision(own, *VANISHED).status == "watching"
        assert decision(own, *SUCCESSOR).status == "new"
    again = matcher("successors", "undo", "1", *ON, data=town)
    assert (again.code, again.err.count("\n")) == (1, 1)


def test_a_rejected_one_does_not_come_back(town: Path) -> None:
    ran = matcher("successors", "reject", "1", *ON, data=town)
    assert "ist kein Nachfolger" in ran.out
    assert "gleicht einem neuen" in matcher("successors", "list", *ON, data=town).out
    with kommune_at(town / "kommune.db") as own:
        assert decision(own, *VANISHED).status == "watching"


@pytest.mark.parametrize("what", ["confirm", "reject"])
def test_a_number_that_is_not_open_is_one_line(town: Path, what: str) -> None:
    ran = matcher("successors", what, "7", *ON, data=town)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "Einen offenen Vorschlag Nr. 7 gibt es nicht" in ran.err
