"""Amounts in the forms of different countries, programs and people."""

from decimal import Decimal
from typing import Any

import pytest

from matcher.profile.sheets.amounts import amount


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234.567,89", Decimal("1234567.89")), ("1'234", 1234), ("1’234’567.50", 1234567.5),
        ("1 234 €", 1234), ("€ 1.234,00", 1234), ("EUR 1.234", 1234), ("1.234,-- €", 1234),
        ("1.234,– €", 1234), ("−5", -5), ("1,234,567.89", Decimal("1234567.89")),
        ("1,234,567", 1234567), ("1,234.50", Decimal("1234.50")), ("0,500", Decimal("0.5")),
        ("1,5 Mio.", 1_500_000), ("1,5 Mio. €", 1_500_000), ("1.5 Mio", 1_500_000),
        ("1,5 Millionen Euro", 1_500_000), ("1,25 Mio EUR", 1_250_000), ("2 Mrd. €", 2 * 10**9),
        ("350 T€", 350_000), ("350T€", 350_000), ("350 TEUR", 350_000), ("350 Tsd. €", 350_000),
        ("350 tausend Euro", 350_000), ("1.250 T€", 1_250_000), ("12,5 T€", 12_500),
    ],
)  # fmt: skip
def test_every_form_that_means_one_sum_is_read(written: str, value: Any) -> None:
    assert amount(written) == value


@pytest.mark.parametrize(
    "written",
    ["1,234", "1.250 Mio.", "12 50", "1 2 3", "1.234 567", "ca. 5.000", "1,23,4", "5-6", "T€", "€"],
)
def test_what_could_mean_two_sums_stays_as_it_is(written: str) -> None:
    assert amount(written) == written


def test_a_comma_before_three_figures_is_a_part_in_percent() -> None:
    assert amount("33,333", of_percent=True) == Decimal("33.333")
