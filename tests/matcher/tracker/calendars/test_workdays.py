"""Working days over real calendars: holidays of Länder and towns, leap day, year change."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import LAND_BY_PREFIX
from matcher.profile.days_off import days_off
from matcher.tracker.calendars.workdays import Workdays

D = date.fromisoformat
HESSEN, NRW, BAYERN, AUGSBURG, SACHSEN = "06440008", "05315000", "09162000", "09761000", "14612000"


@pytest.mark.parametrize(
    ("ags", "day", "why"),
    [
        (HESSEN, "2026-04-03", "Karfreitag"),
        (HESSEN, "2026-04-06", "Ostermontag"),
        (HESSEN, "2026-04-07", None),
        (HESSEN, "2026-10-31", "Samstag"),
        (HESSEN, "2025-10-31", None),
        ("03241001", "2025-10-31", "Reformationstag"),
        (HESSEN, "2026-06-04", "Fronleichnam"),
        ("01001000", "2026-06-04", None),
        (NRW, "2027-11-01", "Allerheiligen"),
        (HESSEN, "2027-11-01", None),
        (SACHSEN, "2026-11-18", "Buß- und Bettag"),
        (BAYERN, "2026-11-18", None),
        (BAYERN, "2029-08-15", "Mariä Himmelfahrt"),
        (AUGSBURG, "2029-08-08", "Augsburger Hohes Friedensfest"),
        (BAYERN, "2029-08-08", None),
        ("11000000", "2027-03-08", "Frauentag"),
        (HESSEN, "2026-12-24", "Heiligabend"),
        (HESSEN, "2026-12-25", "Erster Weihnachtstag"),
        (HESSEN, "2026-12-28", None),
        (HESSEN, "2026-12-31", "Silvester"),
        (HESSEN, "2027-01-01", "Neujahr"),
        (HESSEN, "2028-02-29", None),
    ],
)
def test_days_off_have_a_name(ags: str, day: str, why: str | None) -> None:
    assert Workdays(ags).day_off(D(day)) == why


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        ("2026-04-08", 1, "2026-04-07"),
        ("2026-04-08", 2, "2026-04-02"),  # over Easter
        ("2026-04-05", 0, "2026-04-02"),  # Easter Sunday counts as Maundy Thursday
        ("2026-04-05", 1, "2026-04-01"),
        ("2027-01-04", 3, "2026-12-28"),  # 30 and 29 December, year change
        ("2028-03-01", 1, "2028-02-29"),  # leap day
        ("2027-03-01", 1, "2027-02-26"),
        ("2027-03-29", 0, "2027-03-25"),  # Easter Monday, the day after the clocks change
    ],
)
def test_working_days_are_counted_back(day: str, count: int, then: str) -> None:
    assert Workdays(HESSEN).back(D(day), count) == D(then)


def test_working_days_are_counted_on() -> None:
    days = Workdays(HESSEN)
    assert days.on(D("2026-12-23"), 1) == D("2026-12-28")
    assert days.on(D("2026-12-24"), 0) == D("2026-12-28")
    assert days.on(D("2026-12-24"), 1) == D("2026-12-29")


def test_calendar_days_end_on_the_working_day_before() -> None:
    days = Workdays(HESSEN)
    assert days.days_back(D("2026-04-27"), 21) == D("2026-04-02")  # 6 April is Easter Monday
    assert days.days_back(D("2026-01-22"), 21) == D("2025-12-30")


def test_a_key_without_a_land_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with no Land"):
        Workdays("17000000")


@given(
    st.sampled_from([f"{prefix}001001" for prefix in LAND_BY_PREFIX] + [AUGSBURG]),
    st.dates(D("2000-01-01"), D("2059-12-31")),
    st.integers(0, 30),
    st.sampled_from([(), ("24.12.–31.12.",), ("20.12.–10.01.", "01.07.–31.08.")]),
)
def test_counting_back_and_on_lands_on_working_days(
    ags: str, day: date, count: int, closed: tuple[str, ...]
) -> None:
    days = Workdays(ags, tuple(map(days_off, closed)))
    before, after = days.back(day, count), days.on(day, count)
    assert days.is_workday(before)
    assert days.is_workday(after)
    assert before <= day <= after
    assert days.on(before, count) <= day or count == 0 or not days.is_workday(day)
    assert days.back(days.on(before, count), count) == before


TURN = (days_off("24.12.–31.12."), days_off("15.05.2026"))


def test_stated_days_off_are_days_without_work_but_no_holidays() -> None:
    days = Workdays(HESSEN, TURN)
    assert days.day_off(D("2026-12-28")) == "freie Tage 24.12.–31.12."
    assert days.day_off(D("2026-12-25")) == "Erster Weihnachtstag"
    assert days.day_off(D("2026-05-15")) == "freie Tage 15.05.2026"
    assert days.holiday(D("2026-12-28")) is None
    assert days.holiday(D("2026-12-24")) == "Heiligabend"
    assert days.back(D("2027-01-04"), 1) == D("2026-12-23")
    assert days.on(D("2026-12-23"), 1) == D("2027-01-04")


def test_only_days_off_that_take_a_working_day_are_named() -> None:
    days = Workdays(HESSEN, TURN)
    assert days.closed_between(D("2026-12-20"), D("2027-01-04")) == ("24.12.–31.12.",)
    assert days.closed_between(D("2026-12-24"), D("2026-12-27")) == (), "off in any case"
    assert days.closed_between(D("2026-05-01"), D("2026-12-28")) == (
        "24.12.–31.12.", "15.05.2026",
    )  # fmt: skip
    assert days.closed_between(D("2026-05-02"), D("2026-05-01")) == ()
    assert Workdays(HESSEN).closed_between(D("2026-12-20"), D("2027-01-04")) == ()
