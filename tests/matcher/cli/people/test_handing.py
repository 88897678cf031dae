"""Handing over, being away and leaving from the administrator's side, through a real process."""

from datetime import datetime
from pathlib import Path

import pytest

from db import clock
from db.files import kommune_at
from db.kommune import people
from db.kommune.log import Act
from db.kommune.people import Person
from db.kommune.work import owners
from tests.support.processes.command import matcher

NOW = datetime(2026, 11, 24, 9, tzinfo=clock.BERLIN)


@pytest.fixture
def town(data: Path) -> Path:
    """Anna Berg looks after the Kita, Ben Tal has an account."""
    with kommune_at(data / "kommune.db") as own:
        anna = people.add_person(own, "berg", "Anna Berg", "edit", "hash", Act(1, NOW))
        people.add_person(own, "tal", "Ben Tal", "edit", "hash", Act(anna.id, NOW))
        seen = owners.project_people(own, "kita-wiesengrund")
        owners.set_project_people(own, seen, anna.id, None, Act(anna.id, NOW))
    return data


def owner(data: Path) -> str:
    with kommune_at(data / "kommune.db") as own:
        number = owners.project_people(own, "kita-wiesengrund").responsible
        assert number is not None
        return people.person(own, number).name


def account(data: Path, login: str) -> Person:
    with kommune_at(data / "kommune.db") as own:
        found = people.account(own, login)
        assert found is not None
        return found[0]


def test_a_handover_is_made_and_taken_back(town: Path) -> None:
    given = matcher("users", "hand-over", "berg", "tal", data=town)
    assert given.code == 0, given
    assert "Von Anna Berg an Ben Tal übergeben: 1 Vorhaben." in given.out
    assert "matcher users take-back 1" in given.out
    assert owner(town) == "Ben Tal"
    back = matcher("users", "take-back", "1", data=town)
    assert back.out == "Übergabe Nr. 1 ist zurückgenommen.\n"
    assert owner(town) == "Anna Berg"


def test_people_are_called_by_name_or_login(town: Path) -> None:
    given = matcher("users", "hand-over", "anna berg", "Ben Tal", data=town)
    assert given.code == 0, given
    assert owner(town) == "Ben Tal"
    away = matcher("users", "absent", "Anna Berg", "--until", "2026-12-04", "--deputy", "Ben Tal",
                   "--today", "2026-11-24", data=town)  # fmt: skip
    assert "Anna Berg ist bis 04.12.2026 abwesend" in away.out
    gone = matcher("users", "leave", "Anna Berg", "--yes", data=town)
    assert "Anna Berg ist ausgeschieden." in gone.out
    assert account(town, "berg").left_on is not None
    nobody = matcher("users", "leave", "Niemand", "--yes", data=town)
    assert "Eine Person „Niemand“ gibt es nicht. Es gibt:" in nobody.err


def test_whoever_was_removed_and_what_anybody_acts_from_are_no_people_to_hand_over(
    town: Path,
) -> None:
    with kommune_at(town / "kommune.db") as own:
        for name in (people.NIGHT, "Clara Roth"):
            people.act_as(own, name, "none", NOW)
        anna = next(one for one in people.people(own) if one.login == "berg")
        people.remove_person(own, anna, Act(1, NOW))
    gone = f"Person {anna.id}"
    for words, name in (
        (("hand-over", gone, "tal"), gone),
        (("leave", people.NIGHT, "--yes"), people.NIGHT),
        (("leave", "", "--yes"), ""),
        (("absent", "tal", "--until", "2026-12-04", "--deputy", gone), gone),
    ):
        ran = matcher("users", *words, "--today", "2026-11-24", data=town)
        assert (ran.code, f"Eine Person „{name}“ gibt es nicht." in ran.err) == (1, True), ran
    assert owner(town) == gone


def test_an_unknown_project_or_a_second_undo_is_told_in_german(town: Path) -> None:
    ran = matcher("users", "hand-over", "berg", "tal", "--project", "fehlt", data=town)
    assert (ran.code, "Das Vorhaben „fehlt“ gibt es nicht" in ran.err) == (1, True)
    ran = matcher("users", "take-back", "1", data=town)
    assert (ran.code, "Eine Übergabe Nr. 1 gibt es nicht." in ran.err) == (1, True)


def test_an_absence_begins_and_ends_by_command(town: Path) -> None:
    ran = matcher("users", "absent", "berg", "--until", "2026-12-04", "--deputy", "tal",
                  "--today", "2026-11-24", data=town)  # fmt: skip
    assert "Anna Berg ist bis 04.12.2026 abwesend. Was niemand sonst vertritt, sieht Ben" in ran.out
    listed = matcher("users", "list", "--today", "2026-11-24", data=town).out
    assert "04.12.2026" in " ".join(listed.split())
    assert "wieder da" in matcher("users", "absent", "berg", "--back", data=town).out
    assert account(town, "berg").absent_until is None
    assert "entweder --until TAG oder --back" in matcher("users", "absent", "berg", data=town).err


def test_who_leaves_keeps_the_name_until_removed(town: Path) -> None:
    ran = matcher("users", "leave", "berg", "--yes", data=town)
    assert (
        "Anna Berg ist ausgeschieden. Was niemand sonst vertritt, sieht, wer verwaltet" in ran.out
    )
    assert (account(town, "berg").name, account(town, "berg").may("read")) == ("Anna Berg", False)
    assert "wieder da" in matcher("users", "leave", "berg", "--back", data=town).out
    assert matcher("users", "remove", "berg", "--yes", data=town).code == 0
    with kommune_at(town / "kommune.db") as own:
        assert "Anna Berg" not in {one.name for one in people.people(own)}


def test_a_removal_says_first_what_still_lies_with_the_person(town: Path) -> None:
    asked = matcher("users", "remove", "berg", data=town, words="nein\n")
    said = " ".join(asked.out.split())
    assert "Bei Anna Berg liegen noch: 1 Vorhaben." in said
    assert "„matcher users hand-over berg …“" in said
    assert "liegen noch" not in matcher("users", "remove", "tal", "--yes", data=town).out
