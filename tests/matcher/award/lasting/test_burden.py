"""What the town carries by year after the money ends."""

from datetime import date
from decimal import Decimal

import pytest

from db.kommune.award.endings import Choice
from matcher.award.lasting.burden import YEARS, burden
from tests.support.awards.lasting import decided, ending, look, place

TODAY = date(2027, 8, 2)


def test_the_first_year_counts_only_the_days_after_the_end() -> None:
    found = {one.year: one for one in burden([look(place("30.06.2028"), ending(cost="36600"),
                                                   today=TODAY)], TODAY)}  # fmt: skip
    # 184 of the 366 days of 2028
    assert [found[year].of(None) for year in (2027, 2028, 2029)] == [
        Decimal(0), Decimal("18400.00"), Decimal(36600),
    ]  # fmt: skip
    assert len(found) == YEARS


def test_money_that_ends_with_the_year_costs_the_whole_of_the_next() -> None:
    known = look(place("31.12.2028"), ending(), today=TODAY)
    assert [one.of(None) for one in burden([known], TODAY)][:3] == [0, 0, 78000]


def test_what_is_not_decided_is_counted_apart_and_each_decision_for_itself() -> None:
    known = look(
        place("31.12.2028"),
        ending("eins", "100", decided=decided("keep")),
        ending("zwei", "20", id=2),
        ending("drei", "3", id=3, decided=decided("elsewhere")),
        ending("vier", "4", id=4, decided=decided("stop")),
        today=TODAY,
    )
    year = burden([known], TODAY)[2]
    assert year.euros == {"keep": 100, None: 20, "elsewhere": 3, "stop": 4}


def test_a_cost_that_nobody_states_is_named_and_not_zero() -> None:
    known = look(
        place("31.12.2028"),
        ending(cost=None),
        ending(cost=None, id=2, decided=decided("stop")),
        today=TODAY,
    )
    found = burden([known], TODAY)
    assert [one.unknown for one in found][:3] == [0, 0, 1]


def test_a_late_end_shows_more_years_and_nothing_shows_none() -> None:
    known = look(place("31.12.2034"), ending(), today=TODAY)
    assert burden([known], TODAY)[-1].year == 2036
    assert burden([look(place("31.12.2028"), today=TODAY)], TODAY) == []


@pytest.mark.parametrize(("choice", "unknown"), [("keep", 1), ("elsewhere", 1), ("stop", None)])
def test_a_project_that_goes_on_without_anything_entered_is_an_unknown_cost(
    choice: Choice, unknown: int | None
) -> None:
    known = look(place("31.12.2028"), today=TODAY, whole=decided(choice))
    found = {one.year: one.unknown for one in burden([known], TODAY)}
    assert (found.get(2028) or None, found.get(2029)) == (None, unknown)
