"""`matcher facts doubts`: unsure deadlines, those of most use first."""

import json
from pathlib import Path

import pytest

from db.files import DataDir
from tests.support.processes.command import matcher
from tests.support.towns.decided import DOUBTFUL, follow_doubtful

pytestmark = pytest.mark.slow
DAY = ("--today", "2026-11-24")


def test_those_of_followed_programmes_come_first_with_their_words(data: Path) -> None:
    none = matcher("facts", "doubts", *DAY, data=data)
    assert (none.code, none.out.strip()) == (
        0, "Keine Frist der verfolgten und passenden Programme ist fraglich.",
    )  # fmt: skip
    follow_doubtful(DataDir(data))
    told = matcher("facts", "doubts", *DAY, data=data)
    assert told.code == 0, told.err
    for words in ("vermutlich bis 10.02.2027", "digitales-auental (verfolgt)", "„10. Februar 2027",
                  "2 fragliche Fristen", "matcher facts confirm"):  # fmt: skip
        assert words in " ".join(told.out.split())
    asked = ("facts", "doubts", "--all", "--format", "json", *DAY)
    every = json.loads(matcher(*asked, data=data).out)
    assert [one["followed"] for one in every[:3]] == [True, True, False]
    assert (every[0]["key"], every[0]["day"]) == (DOUBTFUL[2], "2027-02-10")
    days = [one["day"] or "9999" for one in every[2:]]
    assert days == sorted(days)
    one = json.loads(matcher(*asked, "--limit", "1", data=data).out)
    assert one == every[:1]


def test_confirmed_they_are_no_longer_asked_about_and_stand_among_the_deadlines(
    data: Path,
) -> None:
    follow_doubtful(DataDir(data))
    listed = matcher("deadlines", *DAY, data=data).out
    assert "10.02.2027 ?" in listed
    assert "matcher facts doubts" in listed
    confirmed = matcher("facts", "confirm", "nachbarstaedte-im-gespraech", "deadline", data=data)
    assert confirmed.code == 0, confirmed.err
    assert "ist fraglich" in matcher("facts", "doubts", *DAY, data=data).out
    listed = matcher("deadlines", *DAY, data=data).out
    assert "10.02.2027" in listed
    assert "?" not in listed


def test_what_people_said_is_counted_for_the_rule_that_found_it(data: Path) -> None:
    def row(rule: str) -> list[str]:
        told = matcher("facts", "rules", data=data).out
        (line,) = [line for line in told.splitlines() if f" {rule} " in line]
        return line.split()[4:6]

    assert row("deadline.field") == ["–", "–"]
    matcher("facts", "confirm", "nachbarstaedte-im-gespraech", "deadline", data=data)
    matcher("facts", "correct", "Bayern/lebendige-ortsmitte.html", "deadline", "--none",
            "--reason", "Irrtum", "--source", "Anruf", data=data)  # fmt: skip
    assert row("deadline.field") == ["2", "1"]
    assert row("deadline.application") == ["–", "–"]


def test_one_of_several_is_confirmed_or_rejected_and_the_others_stay_unsure(data: Path) -> None:
    follow_doubtful(DataDir(data))
    settle = ("facts", "settle", "nachbarstaedte-im-gespraech")

    def unsure() -> list[str]:
        told = matcher("facts", "doubts", "--format", "json", *DAY, data=data)
        return [one["value"] for one in json.loads(told.out)]

    before = unsure()
    assert len(before) == 2
    refused = matcher(*settle, "01.01.2029", data=data)
    assert refused.code == 1
    assert "ist keine fragliche Frist dieses Programms" in refused.err
    assert "10.02.2027" in refused.err
    assert unsure() == before
    done = matcher(*settle, "10.02.2027", *DAY, data=data)
    assert done.code == 0, done.err
    assert "bestätigt" in done.out
    assert unsure() == [value for value in before if value != "2027-02-10"]
    assert "10.02.2027" in matcher("deadlines", *DAY, data=data).out
    again = matcher(*settle, "10.02.2027", data=data)
    assert (again.code, "ist keine fragliche Frist" in again.err) == (1, True)
    last = json.loads(matcher("facts", "doubts", "--format", "json", *DAY, data=data).out)[0]
    rejected = matcher(*settle, last["mark"], "--wrong", *DAY, data=data)
    assert rejected.code == 0, rejected.err
    assert unsure() == []
    none_left = matcher(*settle, "10.02.2027", data=data)
    assert "keine fragliche Frist" in none_left.err
