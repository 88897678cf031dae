"""Days and months counted from a day, over ends of months, of years and leap days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.deadlines.days import after, before, first_day

D = date.fromisoformat


@pytest.mark.parametrize("month", ["2026-01", "2026-09", "2026-10", "2027-12", "1999-02"])
def test_a_month_begins_with_its_first_day(month: str) -> None:
    assert first_day(month) == D(f"{month}-01")


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        ("2027-03-15", "P1D", "2027-03-14"),
        ("2027-03-01", "P1D", "2027-02-28"),
        ("2028-03-01", "P1D", "2028-02-29"),
        ("2027-01-01", "P10D", "2026-12-22"),
        ("2027-03-15", "P1W", "2027-03-08"),
        ("2027-01-01", "P6W", "2026-11-20"),
        ("2027-03-15", "P1M", "2027-02-15"),
        ("2027-03-01", "P3M", "2026-12-01"),
        ("2027-01-01", "P1M", "2026-12-01"),
        ("2027-01-01", "P12M", "2026-01-01"),
        ("2027-12-31", "P18M", "2026-06-30"),
        ("2027-03-15", "P1Y", "2026-03-15"),
        ("2027-12-01", "P2Y", "2025-12-01"),
    ],
)
def test_before_counts_days_weeks_months_and_years_back(
    day: str, period: str, expected: str
) -> None:
    assert before(D(day), period) == D(expected)


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        ("2027-05-31", "P3M", "2027-02-28"),
        ("2027-05-30", "P3M", "2027-02-28"),
        ("2028-05-31", "P3M", "2028-02-29"),
        ("2027-07-31", "P1M", "2027-06-30"),
        ("2028-02-29", "P1Y", "2027-02-28"),
    ],
)
def test_before_takes_the_last_day_of_a_month_that_is_too_short(
    day: str, period: str, expected: str
) -> None:
    assert before(D(day), period) == D(expected)


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        ("2027-02-28", "P1D", "2027-03-01"),
        ("2028-02-28", "P1D", "2028-02-29"),
        ("2026-12-22", "P10D", "2027-01-01"),
        ("2026-11-24", "P6W", "2027-01-05"),
        ("2026-11-24", "P3M", "2027-02-24"),
        ("2026-12-01", "P1M", "2027-01-01"),
        ("2026-11-30", "P1M", "2026-12-30"),
        ("2026-01-31", "P12M", "2027-01-31"),
        ("2026-12-31", "P1Y", "2027-12-31"),
    ],
)
def test_after_counts_days_weeks_months_and_years_on(day: str, period: str, expected: str) -> None:
    assert after(D(day), period) == D(expected)


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        ("2026-11-29", "P3M", "2027-03-01"),
        ("2026-11-30", "P3M", "2027-03-01"),
        ("2027-11-30", "P3M", "2028-03-01"),
        ("2027-11-29", "P3M", "2028-02-29"),
        ("2027-01-31", "P1M", "2027-03-01"),
        ("2027-05-31", "P1M", "2027-07-01"),
        ("2028-02-29", "P1Y", "2029-03-01"),
    ],
)
def test_after_goes_on_to_the_next_month_where_the_month_is_too_short(
    day: str, period: str, expected: str
) -> None:
    """Three months before 28 February is 28 November: too early for who applies on the 30th."""
    assert after(D(day), period) == D(expected)


PERIODS = st.builds("P{}{}".format, st.integers(1, 60), st.sampled_from("DWMY"))


@given(st.dates(D("1990-01-01"), D("2060-12-31")), PERIODS)
def test_after_is_the_first_day_that_leaves_the_whole_period(today: date, period: str) -> None:
    earliest = after(today, period)
    assert before(earliest, period) >= today
    assert before(date.fromordinal(earliest.toordinal() - 1), period) < today
