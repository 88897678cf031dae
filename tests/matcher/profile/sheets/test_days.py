"""Months and days in the forms that Excel shows, programs write and people type."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.german import MONTHS
from matcher.profile.sheets.days import day, month

SHOWN = ("Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
"""Months as a German Excel shows them."""


@pytest.mark.parametrize(
    "written",
    [
        "Apr 27", "Apr. 27", "Apr-27", "Apr27", "April 27", "APRIL 2027", "April '27", "Apr. 2027",
        "1. April 2027", "01-Apr-27", "Donnerstag, 1. April 2027", "Do, 01.04.2027", "01.04.27",
        "1.4.27", "01.04.2027", "1. 4. 2027", "2027-04", "2027/04", "04/2027", "4/2027", "4.2027",
        "04-2027", "04/27", "04.27", "2027-04-01", "2027-04-01 00:00:00", "2027-04-01T00:00:00",
        "01.04.2027 00:00", "13/04/2027", "04/13/2027", "202704", "20270401", "2027 April",
        46478, "46478", 46478.0, 46478.5, 4.2027, date(2027, 4, 1), datetime(2027, 4, 1, 12),
    ],
)  # fmt: skip
def test_every_form_of_a_month_is_read(written: Any) -> None:
    assert month(written) == "2027-04"


@pytest.mark.parametrize(
    "written",
    ["04/05", "01/04/2027", "Mai 98", "27-04", "Ju 27", "Q2 2027", "2027", "2027.4", "bald",
     "Frühjahr 2027", "31.02.2027", "4-27-x"],
)  # fmt: skip
def test_what_could_mean_two_months_or_none_stays_as_it_is(written: str) -> None:
    assert month(written) == written


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_known_by_its_german_and_its_english_names(number: int) -> None:
    english = date(2027, number, 1).strftime("%B")
    for name in (SHOWN[number - 1], MONTHS[number - 1], english, english[:3], f"{english[:3]}."):
        assert month(f"{name} 27") == f"2027-{number:02}", name


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_the_number_that_a_spreadsheet_keeps_for_a_day_is_that_day(given_day: date) -> None:
    serial = (given_day - date(1899, 12, 30)).days
    assert day(serial) == given_day.isoformat()
    assert day(serial - 1_462, shift=1_462) == given_day.isoformat(), "counted from 1904 on"


@pytest.mark.parametrize("written", ["03.05.27", "3. Mai 2027", "3. Mai 27", "Montag, 3. Mai 2027"])
def test_days_are_read_with_short_years_and_names(written: str) -> None:
    assert day(written) == "2027-05-03"


@pytest.mark.parametrize("written", ["Mai 2027", "03/05/2027", "05/2027", "3.5."])
def test_a_month_or_a_form_of_two_meanings_is_no_day(written: str) -> None:
    assert day(written) == written
