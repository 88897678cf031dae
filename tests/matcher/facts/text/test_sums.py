"""Sums of money and shares in percent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import german
from matcher.facts.text.sums import amounts, shares


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("EUR 10 Millionen", [10_000_000]),
        ("2,5 Mio. Euro", [2_500_000]),
        ("50.000,00 EUR", [50_000]),
        ("50 000 €", [50_000]),
        ("EUR 1,2 Milliarden", [1_200_000_000]),
        ("120 TEUR", [120_000]),
        ("500 Tsd. Euro", [500_000]),
        ("5.000 bis 10.000 Euro", [5_000, 10_000]),
        ("1 bis 5 Millionen Euro", [1_000_000, 5_000_000]),
        ("EUR 2.500,–", [2_500]),
        ("0,25 EUR je Kilometer", [Decimal("0.25")]),
        ("im Jahr 2024 ohne Betrag", []),
        ("Nummer 3.1 EURATOM", []),
        ("1.2.3 Euro", []),
    ],
)
def test_sums_are_read(text: str, sums: list[int]) -> None:
    assert [a.eur for a in amounts(text)] == sums


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("bis zu 80 Prozent, in Ausnahmefällen 90 %", [80, 90]),
        ("50 v. H. der Ausgaben", [50]),
        ("ein Drittel der Kosten", [Decimal("33.33")]),
        ("zur Hälfte", [50]),
        ("33 1/3 Prozent", [Decimal("33.33")]),
        ("50 bis 80 Prozent", [50, 80]),
        ("12,5 %", [Decimal("12.5")]),
        ("um 10 Prozentpunkte", []),
        ("120 Prozent", []),
    ],
)
def test_shares_are_read(text: str, percent: list[int]) -> None:
    assert [s.percent for s in shares(text)] == percent


@given(st.integers(1, 999_999_999))
def test_a_sum_written_the_german_way_is_read_back(eur: int) -> None:
    (found,) = amounts(f"höchstens {german.euros(str(eur))} je Vorhaben")
    assert found.eur == eur


@given(st.text(alphabet="0123456789., EURMio€%-bisProzent", max_size=300))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for found in [*amounts(text), *shares(text)]:
        assert 0 <= found.start < found.end <= len(text)
