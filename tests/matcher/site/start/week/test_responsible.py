"""Whose a match is, and what the page begins with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.kommune.work.owners import ProjectPeople
from matcher.site.start.week.responsible import ALL, MINE, chosen
from tests.support.week.looked_after import SOURCE, TODAY, decision, looked_after, person

KITA = ("kita", SOURCE, "a.html")
MY_KITA = (ProjectPeople("kita", None, deputy=1),)


def test_a_match_belongs_to_the_people_of_its_project_until_it_names_its_own() -> None:
    found = looked_after(decision("kita", "a.html", "watching"), owners=MY_KITA)
    assert found.is_mine(KITA)
    assert found.name(KITA) == "Anna"
    assert found.is_my_project("kita")
    found = looked_after(decision("kita", "a.html", "watching", responsible=2), owners=MY_KITA)
    assert not found.is_mine(KITA)
    assert found.name(KITA) == "Ben"
    assert looked_after().name(KITA) == ""


def test_one_s_own_is_all_that_the_choice_leaves() -> None:
    others = decision("kita", "a.html", "watching", responsible=2)
    assert looked_after(others).shows(KITA)
    assert not looked_after(others, chosen=MINE).shows(KITA)
    assert not looked_after(others).has_any
    assert looked_after(others, owners=MY_KITA).has_any


@pytest.mark.parametrize(
    ("given", "has_any", "expected"),
    [(None, True, MINE), (None, False, ALL), ("", True, MINE), ("alle", True, ALL),
     ("mir", False, MINE), ("niemand", False, ALL)],
)  # fmt: skip
def test_the_page_begins_with_one_s_own_where_there_is_any(
    given: str | None, has_any: bool, expected: str
) -> None:
    assert chosen(given, has_any) == expected


def test_what_is_held_by_who_is_away_is_ones_own_in_standing_in() -> None:
    away = replace(person(2, "Ben"), absent_until=TODAY, stand_in=1)
    others = decision("kita", "a.html", "watching", responsible=2)
    found = looked_after(others, ben=away)
    assert found.is_mine(KITA)
    assert [one.project_id for one in found.tasks()] == ["kita"]
    assert found.name(KITA) == "Anna (in Vertretung für Ben)"
    assert found.has_any
    back = replace(found, today=TODAY + timedelta(days=1))
    assert (back.is_mine(KITA), back.name(KITA), back.has_any) == (False, "Ben", False)


def test_what_nobody_stands_in_for_is_not_ones_own_without_managing() -> None:
    gone = replace(person(2, "Ben"), left_on=TODAY)
    found = looked_after(decision("kita", "a.html", "watching", responsible=2), ben=gone)
    assert not found.is_mine(KITA)
    assert replace(found, me=replace(found.me, role="manage")).is_mine(KITA)
