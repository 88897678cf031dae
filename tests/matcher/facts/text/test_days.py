"""German dates: what is a day, what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.facts.text.days import MONTHS, as_date, days_in, mentions, windows


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("bis zum 31.10. eines Jahres", ["--10-31"]),
        ("bis zum 31. Oktober", ["--10-31"]),
        ("Ende Oktober jeden Jahres", ["--10-31"]),
        ("Ende Februar", ["--02-28"]),
        ("bis Ende Februar 2028", ["2028-02-29"]),
        ("bis spätestens 1. 4.", ["--04-01"]),
        ("jeweils zum 15. März und 15. September", ["--03-15", "--09-15"]),
        ("am 1. Januar 2024", ["2024-01-01"]),
        ("bis 30.06.2027", ["2027-06-30"]),
        ("bis 1. 12. 2024", ["2024-12-01"]),
        ("1.3., 1.6. und 1.9.2027", ["2027-03-01", "2027-06-01", "2027-09-01"]),
        ("vom 1. Juni bis 15. Juni", ["--06-01", "--06-15"]),
        ("29.02.2028", ["2028-02-29"]),
        ("30. Sept. 2026", ["2026-09-30"]),
        ("bis zum 31.10 für das folgende Jahr", ["--10-31"]),
    ],
)
def test_days_are_read(text: str, days: list[str]) -> None:
    assert [m.iso for m in mentions(text)] == days


@pytest.mark.parametrize(
    "text",
    [
        "Nummer 3.1. gilt",
        "nach Nummern 2.1, 3.2. und 4.1. der Richtlinie",
        "§ 3.1. LHO",
        "5.1.10 Verfahren",
        "00. November 2020",
        "31.04.2027",
        "29.02.2027",
        "45.12.2027",
        "Version 1.2.3.4",
        "3.1. Antragsberechtigte",
        "EUR 1.500.000",
        "am 1.1.1850",
        "am 12.12.2099",
    ],
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("vom 1. Juni bis 15. Juni", {"--06-15": "--06-01"}),
        ("vom 1. bis 15. Juni", {"--06-15": "--06-01"}),
        ("vom 1.10.2026 bis zum 31.1.2027", {"2027-01-31": "2026-10-01"}),
        ("zwischen dem 1. März und dem 30. April", {"--04-30": "--03-01"}),
        ("zum 15. März und 15. September", {}),
    ],
)
def test_windows_have_a_first_day(text: str, opens: dict[str, str]) -> None:
    found = mentions(text)
    assert {last.iso: first for last, first in windows(text, found).items()} == opens


def test_a_mention_stands_at_its_offsets() -> None:
    text = "Anträge bis zum 31. Oktober 2027 und danach bis 1.4.2028."
    assert [text[m.start : m.end] for m in mentions(text)] == ["31. Oktober 2027", "1.4.2028"]


@given(
    st.dates().filter(lambda d: 1990 <= d.year <= 2060), st.sampled_from(["{:%d.%m.%Y}", "name"])
)
def test_every_written_day_is_read_back(day: object, form: str) -> None:
    names = {number: name for name, number in MONTHS.items() if name not in ("jänner", "sept")}
    text = (
        form.format(day)
        if form != "name"
        else f"{day.day}. {names[day.month].capitalize()} {day.year}"  # type: ignore[attr-defined]
    )
    (found,) = mentions(f"bis zum {text} einreichen")
    assert as_date(found.iso) == day


@given(st.text(alphabet="0123456789. /-JanuarMäzOktbe", max_size=300))
def test_any_digits_and_dots_give_only_days_that_exist(text: str) -> None:
    for mention in mentions(text):
        assert 1 <= mention.day <= days_in(mention.month, mention.year)
        assert 0 <= mention.start < mention.end <= len(text)
