"""First and last days that exist: of a month, of a year, of a window, of a shared year."""

import pytest

from matcher.facts.text.days import mentions, windows


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("am 1. Januar 2027", "2027-01-01"),
        ("am 31.12.2027", "2027-12-31"),
        ("am 30.4.2027", "2027-04-30"),
        ("jeweils am 29. Februar", "--02-29"),
        ("am 29.2. eines Schaltjahres", "--02-29"),
        ("am 1.1.1990", "1990-01-01"),
        ("am 31.12.2060", "2060-12-31"),
    ],
)
def test_the_first_and_the_last_possible_day_are_read(text: str, iso: str) -> None:
    assert [m.iso for m in mentions(text)] == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "am 0.1.2027",
        "am 32.1.2027",
        "am 31.4.2027",
        "am 30. Februar",
        "am 1.0.2027",
        "am 1.13.2027",
        "am 31.12.1989",
        "am 1.1.2061",
    ],
)
def test_a_day_before_the_first_or_after_the_last_is_none(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("written", "iso"),
    [("1.1", "--01-01"), ("31.1", "--01-31"), ("29.2", "--02-29"), ("31.12", "--12-31")],
)
def test_a_forgotten_dot_still_makes_a_day(written: str, iso: str) -> None:
    text = f"Anträge sind bis {written} für das Folgejahr zu stellen."
    (found,) = mentions(text)
    assert found.iso == iso
    assert text[found.start : found.end] == written


@pytest.mark.parametrize("written", ["0.1", "32.1", "30.2", "1.0", "1.13", "31.6"])
def test_a_number_with_a_dot_that_is_no_day_stays_a_number(written: str) -> None:
    assert mentions(f"erhöht sich bis {written} je Einheit") == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("bis 31.3. und 30.6.2027", ["2027-03-31", "2027-06-30"]),
        ("bis 28.2. und 30.6.2027", ["2027-02-28", "2027-06-30"]),
        ("vom 15.6. bis 15.6.2027", ["2027-06-15", "2027-06-15"]),
        ("bis 29.2. und 30.6.2028", ["2028-02-29", "2028-06-30"]),
    ],
)
def test_a_year_named_once_holds_for_the_days_before_it(text: str, days: list[str]) -> None:
    assert [m.iso for m in mentions(text)] == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("bis 29.2. und 30.6.2027", ["--02-29", "2027-06-30"]),
        ("vom 1.10. bis 31.1.2027", ["--10-01", "2027-01-31"]),
        ("vom 16.6. bis 15.6.2027", ["--06-16", "2027-06-15"]),
    ],
)
def test_a_year_is_not_lent_to_a_day_that_is_not_in_it(text: str, days: list[str]) -> None:
    """A day that lies later in the year than the one that names the year is of the year before,
    or of none that the text tells."""
    assert [m.iso for m in mentions(text)] == days


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("vom 1. bis 1. Juni 2027", {"2027-06-01": "2027-06-01"}),
        ("vom 15. bis 15. Juni", {"--06-15": "--06-15"}),
        ("zwischen dem 14. und dem 15. Juni 2027", {"2027-06-15": "2027-06-14"}),
        ("vom 15. bis zum 30. September 2027", {"2027-09-30": "2027-09-15"}),
    ],
)
def test_a_window_within_a_month_may_be_as_short_as_a_day(text: str, opens: dict[str, str]) -> None:
    found = mentions(text)
    assert {last.iso: first for last, first in windows(text, found).items()} == opens


@pytest.mark.parametrize("text", ["vom 16. bis 15. Juni 2027", "vom 0. bis 15. Juni 2027"])
def test_a_window_that_would_open_after_its_end_is_none(text: str) -> None:
    assert windows(text, mentions(text)) == {}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3.1. antragsberechtigt", ["--01-03"]),
        ("3.1., danach jederzeit", ["--01-03"]),
        ("3.1.  Antragsberechtigte", []),
        ("Fristen:\n3.1. Antragsberechtigte", []),
        ("Fristen:\n• 3.1. Antragsberechtigte", []),
        ("Frist 3.1. Antragsberechtigte", ["--01-03"]),
    ],
)
def test_at_the_start_of_a_line_only_a_sentence_that_goes_on_makes_a_day(
    text: str, days: list[str]
) -> None:
    assert [m.iso for m in mentions(text)] == days
