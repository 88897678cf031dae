"""Days off of a profile: how they are written, what they hold, what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.profile.days_off import MOST_DAYS, checked, days_off

D = date.fromisoformat


@pytest.mark.parametrize(
    ("text", "words", "inside", "outside"),
    [
        ("24.12.–31.12.", "24.12.–31.12.", ["2026-12-24", "2030-12-31"], ["2027-01-01"]),
        ("24.12. - 31.12.", "24.12.–31.12.", ["2026-12-28"], ["2026-12-23"]),
        ("24.12. bis 2.1.", "24.12.–02.01.", ["2026-12-24", "2027-01-02"], ["2027-01-03"]),
        ("7.5.", "07.05.", ["2026-05-07", "2027-05-07"], ["2026-05-08"]),
        ("29.02.", "29.02.", ["2028-02-29"], ["2027-02-28", "2027-03-01"]),
        ("07.05.2027", "07.05.2027", ["2027-05-07"], ["2028-05-07"]),
        ("23. 12. 2026–6.1.2027", "23.12.2026–06.01.2027", ["2026-12-23", "2027-01-06"],
         ["2027-12-24"]),
    ],
)  # fmt: skip
def test_a_day_or_a_span_of_every_year_or_of_one(
    text: str, words: str, inside: list[str], outside: list[str]
) -> None:
    found = days_off(text)
    assert found.words == words
    assert days_off(found.words) == found
    assert [found.holds(D(day)) for day in inside] == [True] * len(inside)
    assert [found.holds(D(day)) for day in outside] == [False] * len(outside)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("24.12", "kein Tag und kein Zeitraum"),
        ("", "kein Tag und kein Zeitraum"),
        ("Weihnachten", "kein Tag und kein Zeitraum"),
        ("24.12.–", "kein Tag und kein Zeitraum"),
        ("31.02.", "den es nicht gibt"),
        ("29.02.2027", "den es nicht gibt"),
        ("01.13.", "den es nicht gibt"),
        ("00.00.0000", "den es nicht gibt"),
        ("24.12.2026–02.01.", "nur einer der beiden Tage"),
        ("24.12.–02.01.2027", "nur einer der beiden Tage"),
        ("02.01.2027–24.12.2026", "endet vor dem ersten Tag"),
        ("01.01.–31.12.", f"länger als {MOST_DAYS} Tage"),
        ("01.01.2026–31.12.2027", f"länger als {MOST_DAYS} Tage"),
    ],
)
def test_what_cannot_be_is_refused_in_german(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        days_off(text)


def test_a_year_keeps_days_of_work() -> None:
    spans = ["01.01.–31.03.", "01.04.–30.06."]
    with pytest.raises(ValueError, match="182 Tage im Jahr"):
        checked(spans)
    assert checked(["01.01.–31.03.", "02.01.–30.03.", "01.01.–31.03."]) == [
        "01.01.–31.03.", "02.01.–30.03.",
    ]  # fmt: skip


@given(st.dates(D("2026-01-01"), D("2030-12-31")), st.integers(0, 80), st.booleans())
def test_a_span_holds_exactly_its_days(first: date, more: int, yearly: bool) -> None:
    last = first + timedelta(days=more)
    form = "%d.%m." if yearly else "%d.%m.%Y"
    found = days_off(f"{first:{form}}–{last:{form}}")
    assert all(found.holds(first + timedelta(days=n)) for n in range(more + 1))
    assert not found.holds(first - timedelta(days=1))
    assert not found.holds(last + timedelta(days=1))
