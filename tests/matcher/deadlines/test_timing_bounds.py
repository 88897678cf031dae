"""The first and the last day that still count: of yearly deadlines, windows and guidelines."""

from datetime import date, timedelta

import pytest

from matcher.deadlines.timing import HORIZON, DueDate, due_dates, on_day, timing
from tests.support.towns.stated import deadline, said

D = date.fromisoformat
ONE = timedelta(days=1)


def days_of(found: list[DueDate]) -> list[str]:
    return [due.day.isoformat() for due in found]


@pytest.mark.parametrize("value", ["2026-11-24", "--11-24"])
def test_a_deadline_of_today_is_still_coming(value: str) -> None:
    assert days_of(due_dates([deadline(value)], D("2026-11-24")))[:1] == ["2026-11-24"]


def test_a_deadline_of_yesterday_is_over_and_a_yearly_one_comes_again() -> None:
    assert due_dates([deadline("2026-11-23")], D("2026-11-24")) == []
    assert days_of(due_dates([deadline("--11-23")], D("2026-11-24")))[:1] == ["2027-11-23"]


def test_yearly_deadlines_are_spelt_out_three_years_of_366_days_ahead() -> None:
    today = D("2026-11-24")
    assert today + HORIZON == D("2029-11-26")
    on_the_last = ["2026-11-26", "2027-11-26", "2028-11-26", "2029-11-26"]
    assert days_of(due_dates([deadline("--11-26")], today)) == on_the_last
    a_day_later = ["2026-11-27", "2027-11-27", "2028-11-27"]
    assert days_of(due_dates([deadline("--11-27")], today)) == a_day_later


@pytest.mark.parametrize("today", ["2026-01-01", "2026-12-31", "2028-02-29"])
@pytest.mark.parametrize("value", ["--01-01", "--02-29", "--12-31"])
def test_the_next_of_a_yearly_deadline_is_always_spelt_out(value: str, today: str) -> None:
    found = due_dates([deadline(value)], D(today))
    assert found[0].day - D(today) < timedelta(days=366)
    assert [due.day.year for due in found] == list(range(found[0].day.year, found[-1].day.year + 1))


def test_a_date_counts_however_far_ahead_it_lies() -> None:
    assert days_of(due_dates([deadline("2040-06-30")], D("2026-11-24"))) == ["2040-06-30"]


@pytest.mark.parametrize(
    ("until", "days"),
    [
        ("2027-10-31", ["2027-10-31"]),
        ("2027-10-30", []),
        ("2027-11-01", ["2027-10-31"]),
        ("2028-10-31", ["2027-10-31", "2028-10-31"]),
    ],
)
def test_a_yearly_deadline_on_the_last_day_of_the_guideline_still_counts(
    until: str, days: list[str]
) -> None:
    assert days_of(due_dates([deadline("--10-31")], D("2026-11-24"), D(until))) == days


def test_a_date_that_the_text_names_counts_even_after_the_guideline() -> None:
    found = due_dates([deadline("2027-10-31")], D("2026-11-24"), D("2027-06-30"))
    assert days_of(found) == ["2027-10-31"]


def test_a_named_date_that_is_over_is_the_reason_although_the_guideline_goes_on() -> None:
    facts = [said("application_mode", "fixed"), deadline("2026-10-31"),
             said("valid_until", "2028-12-31")]  # fmt: skip
    found = timing(facts, D("2026-11-01"))
    assert (found.state, found.valid_until) == ("closed", D("2028-12-31"))
    assert found.reason == "Die letzte genannte Frist war der 31.10.2026."


def test_the_last_of_several_named_dates_is_the_reason() -> None:
    facts = [deadline("2026-10-31"), deadline("2026-03-31")]
    reason = timing(facts, D("2026-11-01")).reason
    assert reason == "Die letzte genannte Frist war der 31.10.2026."


def test_a_yearly_window_of_one_day_opens_and_closes_on_that_day() -> None:
    facts = [said("application_mode", "recurring"), deadline("--06-15", opens="--06-15")]
    before, on, behind = (timing(facts, D(f"2027-06-{day}")) for day in (14, 15, 16))
    assert (before.state, on.state, behind.state) == ("not_yet_open", "closing", "not_yet_open")
    assert before.reason == "Anträge vom 15.06.2027 bis 15.06.2027."
    assert behind.due is not None
    assert (behind.due.opens, behind.due.day) == (D("2028-06-15"), D("2028-06-15"))


@pytest.mark.parametrize(
    ("opens", "first"),
    [("--06-14", "2027-06-14"), ("--06-16", "2026-06-16"), ("--12-31", "2026-12-31"),
     ("--01-01", "2027-01-01"), (None, None), ("2027-01-01", None)],
)  # fmt: skip
def test_a_yearly_window_opens_before_it_ends_if_need_be_the_year_before(
    opens: str | None, first: str | None
) -> None:
    (due,) = due_dates([deadline("--06-15", opens=opens)], D("2027-01-15"), D("2027-12-31"))
    assert due.opens == (first and D(first))


@pytest.mark.parametrize(
    ("month_day", "year", "day"),
    [
        ("--01-31", 2027, "2027-01-31"),
        ("--02-28", 2028, "2028-02-28"),
        ("--02-29", 2028, "2028-02-29"),
        ("--02-29", 2027, "2027-02-28"),
        ("--10-09", 2027, "2027-10-09"),
        ("--12-31", 2027, "2027-12-31"),
    ],
)
def test_a_yearly_day_is_that_day_of_every_year(month_day: str, year: int, day: str) -> None:
    assert on_day(month_day, year) == D(day)


@pytest.mark.parametrize(("left", "state"), [(29, "closing"), (30, "closing"), (31, "open")])
def test_a_deadline_closes_soon_from_thirty_days_before(left: int, state: str) -> None:
    found = timing([deadline("2027-03-31")], D("2027-03-31") - left * ONE)
    assert (found.state, found.days_left) == (state, left)


def test_what_is_open_now_comes_before_an_earlier_day_that_is_not_yet_open() -> None:
    facts = [deadline("2027-03-31", opens="2027-03-01"), deadline("2027-06-30")]
    found = timing(facts, D("2027-02-28"))
    assert (found.state, found.due and found.due.day) == ("open", D("2027-06-30"))
    opened = timing(facts, D("2027-03-01"))
    assert (opened.state, opened.due and opened.due.day) == ("closing", D("2027-03-31"))
