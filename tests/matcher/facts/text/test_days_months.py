"""Every name of a month, whole and shortened, means its month and nothing else."""

import pytest

from matcher.facts.text.days import days_in, mentions

NAMES = {
    1: ("Januar", "Jänner", "Jan."),
    2: ("Februar", "Feb."),
    3: ("März", "Mär."),
    4: ("April", "Apr."),
    5: ("Mai",),
    6: ("Juni", "Jun."),
    7: ("Juli", "Jul."),
    8: ("August", "Aug."),
    9: ("September", "Sept.", "Sep."),
    10: ("Oktober", "Okt."),
    11: ("November", "Nov."),
    12: ("Dezember", "Dez."),
}
ALL = [(name, month) for month, names in NAMES.items() for name in names]


@pytest.mark.parametrize(("name", "month"), ALL)
def test_a_day_may_name_its_month_in_words(name: str, month: int) -> None:
    assert [m.iso for m in mentions(f"bis zum 7. {name} 2027")] == [f"2027-{month:02}-07"]
    assert [m.iso for m in mentions(f"bis zum 7. {name} jeden Jahres")] == [f"--{month:02}-07"]


@pytest.mark.parametrize(("name", "month"), ALL)
def test_names_of_months_may_be_written_in_capitals(name: str, month: int) -> None:
    assert [m.iso for m in mentions(f"bis zum 7. {name.upper()} 2027")] == [f"2027-{month:02}-07"]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_may_give_its_month_as_a_number(month: int) -> None:
    assert [m.iso for m in mentions(f"bis zum 7.{month}.2027")] == [f"2027-{month:02}-07"]
    assert [m.iso for m in mentions(f"bis zum 7.{month} für das Folgejahr")] == [f"--{month:02}-07"]


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Januar", "01-31"),
        ("Februar", "02-28"),
        ("März", "03-31"),
        ("April", "04-30"),
        ("Mai", "05-31"),
        ("Juni", "06-30"),
        ("Juli", "07-31"),
        ("August", "08-31"),
        ("September", "09-30"),
        ("Oktober", "10-31"),
        ("November", "11-30"),
        ("Dezember", "12-31"),
    ],
)
def test_the_end_of_a_month_is_its_last_day(name: str, last: str) -> None:
    assert [m.iso for m in mentions(f"bis Ende {name} 2027")] == [f"2027-{last}"]
    assert [m.iso for m in mentions(f"jeweils Ende {name}")] == [f"--{last}"]


@pytest.mark.parametrize(
    ("year", "days"), [(2023, 28), (2024, 29), (2027, 28), (2028, 29), (None, 29)]
)
def test_february_has_29_days_in_leap_years_and_in_no_particular_year(
    year: int | None, days: int
) -> None:
    assert days_in(2, year) == days
