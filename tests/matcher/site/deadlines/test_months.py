"""Months and their weeks."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from matcher.site.deadlines.months import (
    horizon,
    is_past,
    last_of,
    months_between,
    plus_months,
    weeks,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_a_month_later_is_the_same_day_or_the_last_one() -> None:
    assert plus_months(date(2026, 11, 24), 1) == date(2026, 12, 24)
    assert plus_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert plus_months(date(2027, 3, 31), -1) == date(2027, 2, 28)
    assert horizon(date(2026, 11, 24), 12) == date(2027, 11, 23)


def test_weeks_begin_on_monday_and_carry_their_iso_number() -> None:
    found = weeks(date(2026, 12, 1), {date(2026, 12, 31)})
    assert [week.number for week in found] == [49, 50, 51, 52, 53]
    assert found[0].days[:2] == (None, date(2026, 12, 1))
    assert [week.busy for week in found] == [False, False, False, False, True]
    assert weeks(date(2027, 1, 1))[0].number == 53


def test_a_week_is_past_when_its_last_day_of_the_month_is() -> None:
    november = weeks(date(2026, 11, 1))
    assert [is_past(week, date(2026, 11, 24)) for week in november] == [True] * 4 + [False] * 2
    assert [is_past(week, date(2026, 11, 29)) for week in november] == [True] * 4 + [False] * 2
    assert [is_past(week, date(2026, 11, 30)) for week in november] == [True] * 5 + [False]
    assert not any(is_past(week, date(2026, 11, 24)) for week in weeks(date(2026, 12, 1)))


@given(DAYS)
def test_the_weeks_of_a_month_hold_each_of_its_days_once_under_its_weekday(day: date) -> None:
    grid = [week.days for week in weeks(day.replace(day=1))]
    shown = [one for row in grid for one in row if one]
    assert [one.day for one in shown] == list(range(1, last_of(day).day + 1))
    assert all(one is None or one.weekday() == n for row in grid for n, one in enumerate(row))


@given(DAYS, st.integers(0, 60))
def test_months_between_cover_both_ends_without_a_gap(day: date, months: int) -> None:
    found = list(months_between(day, plus_months(day, months)))
    assert len(found) == months + 1
    assert found[0] <= day < found[0] + timedelta(31)
