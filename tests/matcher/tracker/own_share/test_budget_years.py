"""Money over budget years, and months outside a period."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.tracker.own_share.budget_years import AwardPeriod, by_year, period_warnings
from tests.support.towns.stated import said

E = Decimal
UNTIL_2027 = [said("valid_until", "2027-12-31")]


@pytest.mark.parametrize(
    ("amount", "start", "end", "years"),
    [
        ("100", "2027-05", "2027-05", [(2027, "100")]),
        ("100", "2027-12", "2028-01", [(2027, "50"), (2028, "50")]),
        # 100 x 1/3 = 33.33..; 100 x 3/3
        ("100", "2027-12", "2028-02", [(2027, "33.33"), (2028, "66.67")]),
        ("0.01", "2027-01", "2029-12", [(2027, "0"), (2028, "0.01"), (2029, "0")]),
        ("0", "2027-01", "2028-12", [(2027, "0"), (2028, "0")]),
    ],
)
def test_money_is_spread_by_months(
    amount: str, start: str, end: str, years: list[tuple[int, str]]
) -> None:
    assert by_year(E(amount), start, end) == tuple((y, E(e)) for y, e in years)


@pytest.mark.parametrize(("start", "end"), [(None, "2027-05"), ("2027-05", None), (None, None)])
def test_unknown_months_give_no_years(start: str | None, end: str | None) -> None:
    assert by_year(E(100), start, end) == ()
    assert period_warnings(E(100), start, end, UNTIL_2027) == ()


@given(
    st.decimals(0, 10**9, places=2), st.integers(2000, 2050), st.integers(1, 12),
    st.integers(0, 200),
)  # fmt: skip
def test_years_add_up_and_none_is_negative(amount: E, year: int, month: int, more: int) -> None:
    last = year * 12 + month - 1 + more
    years = by_year(amount, f"{year}-{month:02d}", f"{last // 12}-{last % 12 + 1:02d}")
    assert sum(euros for _, euros in years) == amount
    assert all(euros >= 0 for _, euros in years)
    assert [y for y, _ in years] == [*range(year, last // 12 + 1)]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2027-01", "2027-12", None),
        ("2027-01", "2028-01", "1 von 13 Monaten"),
        ("2028-02", "2028-03", "2 von 2 Monaten"),
    ],
)
def test_months_after_the_end_of_the_guideline(start: str, end: str, months: str | None) -> None:
    found = period_warnings(None, start, end, UNTIL_2027)
    assert found == (
        () if months is None else (f"Die Richtlinie gilt bis 31.12.2027; danach liegen {months}.",)
    )


def test_a_guideline_that_ends_within_a_month_leaves_that_month_outside() -> None:
    facts = [said("valid_until", "2028-02-28")]
    [warning] = period_warnings(None, "2028-01", "2028-02", facts)
    assert "1 von 2 Monaten" in warning
    assert period_warnings(None, "2028-01", "2028-02", [said("valid_until", "2028-02-29")]) == ()


def test_a_part_of_the_costs_is_rounded_to_the_nearest_cent() -> None:
    """1,900,000 × 12 ÷ 23 = 991,304.3478…, and 1,900,000 × 11 ÷ 23 = 908,695.6521…."""
    award = AwardPeriod(date(2027, 1, 1), date(2027, 11, 30))
    [warning] = period_warnings(E(1_900_000), "2027-01", "2028-11", [], award)
    assert "12 von 23 Monaten" in warning
    assert "991.304,35" in warning
    years = by_year(E(1_900_000), "2027-12", "2029-10")
    assert years == ((2027, E("82608.70")), (2028, E("991304.34")), (2029, E("826086.96")))
    assert sum(euros for _, euros in years) == 1_900_000


def test_months_outside_the_award_period_on_both_sides() -> None:
    award = AwardPeriod(date(2027, 3, 1), date(2027, 10, 31))
    [warning] = period_warnings(E(1_200), "2027-01", "2027-12", [], award)
    assert warning.replace("\u00a0", " ") == (
        "Außerhalb des Bewilligungszeitraums (01.03.2027 bis 31.10.2027) liegen 4 von 12 Monaten "
        "(gleichmäßig verteilt 400 € der Kosten)."
    )
