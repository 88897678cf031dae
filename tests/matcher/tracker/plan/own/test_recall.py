"""The day on which a match without a deadline comes back: what is proposed, and the next time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.own.recall import MONTHS, months_later, next_time, proposed
from tests.support.towns.planned import AGS
from tests.support.towns.stated import deadline, doubtful

TODAY = date(2026, 11, 24)
WORKDAYS = Workdays(AGS)


def test_it_lies_before_the_day_on_which_one_could_apply_last_time() -> None:
    facts = [deadline("2026-05-31", opens="2026-03-01"), deadline("2025-05-31", opens="2025-02-01")]
    found = proposed(facts, TODAY, WORKDAYS)
    assert found.day == date(2027, 2, 1)
    assert found.why == (
        "vier Wochen vor dem Tag, ab dem man zuletzt Anträge stellen konnte (01.03.2026)"
    )


def test_without_that_it_lies_before_the_last_deadline_that_was_named() -> None:
    found = proposed([deadline("2026-09-30")], TODAY, WORKDAYS)
    assert found.day == date(2027, 7, 1)
    assert "der letzten genannten Frist (30.09.2026)" in found.why


@pytest.mark.parametrize("facts", [None, [], [doubtful("2026-09-30")], [deadline("P6W")]])
def test_where_the_text_tells_no_day_it_is_three_months(facts: list[object] | None) -> None:
    found = proposed(facts, TODAY, WORKDAYS)  # type: ignore[arg-type]  # facts of any kind
    assert (found.day, found.why) == (date(2027, 2, 24), "in drei Monaten")


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_a_proposal_is_a_working_day_still_to_come(last: date, today: date) -> None:
    facts = [deadline(last.isoformat())]
    found = proposed(facts, today, WORKDAYS)
    assert found.day > today
    assert WORKDAYS.is_workday(found.day)


@given(st.dates(date(2026, 1, 1), date(2035, 12, 31)), st.sampled_from(MONTHS))
def test_the_next_time_is_a_working_day_so_many_months_later(today: date, months: int) -> None:
    found = next_time(months, today, WORKDAYS)
    assert found >= months_later(today, months) > today
    assert WORKDAYS.is_workday(found)


def test_the_end_of_a_month_stays_the_end_of_a_month() -> None:
    assert months_later(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
