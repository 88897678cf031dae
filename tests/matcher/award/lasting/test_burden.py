"""What the town carries by year after the money ends."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.kommune.award.endings import Choice
from matcher.award.lasting.budget import Budget
from matcher.award.lasting.burden import YEARS, YearOf, burden, months_in
from matcher.award.lasting.radar import Matter, Outlook
from matcher.award.lasting.wording import bound_words, matter_words
from tests.support.awards.lasting import decided, ending, look, place

TODAY = date(2027, 8, 2)


def by_year(known: Outlook) -> dict[int, YearOf]:
    return {one.year: one for one in burden([known], TODAY)}


def test_the_first_year_counts_only_the_months_after_the_end() -> None:
    found = by_year(look(place("30.06.2028"), ending(cost="36600"), today=TODAY))
    # July to December: 6 of 12 months, 36,600 × 6 / 12
    assert [found[year].of(None) for year in (2027, 2028, 2029)] == [
        Decimal(0), Decimal("18300.00"), Decimal(36600),
    ]  # fmt: skip
    assert len(found) == YEARS


def test_a_begun_month_counts_by_its_days() -> None:
    found = by_year(look(place("15.03.2028"), ending(cost="36600"), today=TODAY))
    # 16 of the 31 days of March and 9 months: 36,600 / 12 × (16/31 + 9) = 3,050 × 295/31
    assert found[2028].of(None) == Decimal("29024.19")


def test_sums_of_a_year_are_rounded_once_halves_up() -> None:
    # a twelfth of 0.06 is half a cent: three of them are 1.5 cents, and not three times one
    rows = [ending(f"{n}", "0.06", id=n) for n in range(1, 4)]
    found = by_year(look(place("30.11.2028"), *rows, today=TODAY))
    assert (found[2028].of(None), found[2029].of(None)) == (Decimal("0.02"), Decimal("0.18"))


def test_what_runs_longer_than_its_award_is_paid_by_the_town_from_the_day_after_it() -> None:
    row = ending(cost="78000", until=date(2029, 9, 30), decided=decided("stop"))
    known = look(place("30.06.2028"), row, today=TODAY)
    assert known.rows == [(row, date(2028, 6, 30))]
    found = by_year(known)
    # July to December 2028: 6/12 of 78,000; January to September 2029: 9/12; then it falls away
    assert [found[year].bound for year in (2027, 2028, 2029, 2030)] == [
        0, Decimal(39000), Decimal(58500), 0,
    ]  # fmt: skip
    # October to December 2029: 3/12
    assert [found[year].of("stop") for year in (2028, 2029, 2030)] == [0, 19500, 78000]
    assert matter_words(Matter("klima", known.funds[0], end=date(2028, 6, 30), rows=(row,),
                               budget=Budget(2028))).endswith(
        "läuft bis 30.09.2029, ab 01.07.2028 zahlt die Kommune."
    )  # fmt: skip


def test_what_begins_after_its_money_ended_costs_nothing_before_it_begins() -> None:
    # a revocation ended the money before the post began
    row = ending(since=date(2029, 4, 1), decided=decided("keep"))
    found = by_year(look(place("30.06.2028"), row, today=TODAY))
    # April to December 2029: 9/12 of 78,000
    assert [found[year].of("keep") for year in (2028, 2029, 2030)] == [0, 58500, 78000]


def test_a_bound_cost_that_begins_after_its_money_ended_counts_from_its_begin() -> None:
    row = ending(since=date(2028, 10, 1), until=date(2029, 9, 30))
    known = look(place("30.06.2028"), row, today=TODAY)
    found = by_year(known)
    # October to December 2028 are 3/12, January to September 2029 are 9/12 of 78,000
    assert [found[year].bound for year in (2028, 2029)] == [19500, 58500]
    assert bound_words(row, date(2028, 6, 30)).endswith("ab 01.10.2028 zahlt die Kommune")


def test_an_unknown_cost_that_begins_later_is_unknown_from_then_on() -> None:
    row = ending(cost=None, since=date(2029, 4, 1))
    found = by_year(look(place("30.06.2028"), row, today=TODAY))
    assert [found[year].unknown for year in (2028, 2029, 2030)] == [0, 1, 1]


def test_what_runs_longer_is_asked_about_before_its_award_ends() -> None:
    known = look(place("30.06.2028"), ending(until=date(2029, 9, 30)), today=TODAY)
    assert [one.end for one in known.matters] == [date(2028, 6, 30)]
    assert by_year(known)[2030].of(None) == 78000


def test_what_another_award_pays_on_burdens_nobody_until_that_ends() -> None:
    row = ending(award_id=2, until=date(2029, 9, 30))
    found = by_year(look(place("30.06.2028", "31.12.2029"), row, today=TODAY))
    # its own end comes before that of the second award: October to December are 3/12 of 78,000
    assert [(found[year].bound, found[year].of(None)) for year in (2028, 2029)] == [
        (0, 0), (0, Decimal(19500)),
    ]  # fmt: skip


def test_a_bound_cost_that_nobody_states_is_unknown_though_it_will_end() -> None:
    row = ending(cost=None, until=date(2029, 9, 30), decided=decided("stop"))
    found = by_year(look(place("31.12.2028"), row, today=TODAY))
    assert [found[year].unknown for year in (2028, 2029, 2030)] == [0, 1, 0]


@given(
    st.lists(st.tuples(st.decimals(0, 10**7, places=2), st.dates(TODAY, date(2031, 12, 31)),
                       st.none() | st.dates(TODAY, date(2033, 12, 31))), max_size=6),
)  # fmt: skip
def test_what_is_bound_and_what_is_free_is_the_whole_cost_after_the_money(
    stated: list[tuple[Decimal, date, date | None]],
) -> None:
    known = [
        look(place(f"{end:%d.%m.%Y}"), ending(cost=str(cost), until=until), today=TODAY)
        for cost, end, until in stated
    ]
    for year in burden(known, TODAY):
        whole = sum(Decimal(cost) for cost, end, until in stated
                    if min(end, until or end).year < year.year)  # fmt: skip
        most = sum(Decimal(cost) for cost, end, _ in stated)
        assert whole - 1 <= year.bound + year.of(None) <= most + 1
        assert year.bound == year.bound.quantize(Decimal("0.01")) >= 0


@given(
    st.dates(date(2027, 1, 1), date(2030, 12, 31)), st.dates(date(2027, 1, 1), date(2030, 12, 31))
)
def test_months_add_up_wherever_a_year_is_cut(first: date, cut: date) -> None:
    if first <= cut and first.year == cut.year:
        rest = months_in(cut.year, cut + timedelta(days=1))
        assert months_in(cut.year, first, cut) + rest == months_in(cut.year, first)
    assert months_in(first.year, date(2020, 1, 1)) == 12


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
