"""Ranges of sums that name their unit or their scale once, and where each end stands."""

from decimal import Decimal

import pytest

from matcher.facts.text.sums import amounts


def read(text: str) -> list[tuple[str, Decimal]]:
    """The words of each sum with its euros."""
    return [(text[a.start : a.end], a.eur) for a in amounts(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("von 5.000 bis 10.000 Euro", [("5.000", 5_000), ("10.000 Euro", 10_000)]),
        ("von 5 000 bis zu 10 000 Euro", [("5 000", 5_000), ("10 000 Euro", 10_000)]),
        ("zwischen 5.000 und 10.000 €", [("5.000", 5_000), ("10.000 €", 10_000)]),
        ("je 5.000 oder 10.000 EUR", [("5.000", 5_000), ("10.000 EUR", 10_000)]),
        ("je 5.000–10.000 EUR", [("5.000", 5_000), ("10.000 EUR", 10_000)]),
        ("von EUR 5.000 bis 10.000", [("EUR 5.000", 5_000), ("10.000", 10_000)]),
        ("von EUR 5.000 bis EUR 10.000", [("EUR 5.000", 5_000), ("EUR 10.000", 10_000)]),
        ("von EUR 5.000 bis 10.000 Euro", [("EUR 5.000", 5_000), ("10.000 Euro", 10_000)]),
    ],
)
def test_both_ends_of_a_range_are_sums_that_stand_at_their_words(
    text: str, found: list[tuple[str, int]]
) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("1 bis 5 Millionen Euro", [1_000_000, 5_000_000]),
        ("EUR 1 bis 5 Millionen", [1_000_000, 5_000_000]),
        ("EUR 5 Mio. bis 10.", [5_000_000, 10_000_000]),
        ("0,5 bis 1 Mrd. Euro", [500_000_000, 1_000_000_000]),
        ("10 oder 5 Mio. Euro", [10_000_000, 5_000_000]),
        ("500 bis 1.500 Tsd. Euro", [500_000, 1_500_000]),
        ("100 bis 500 TEUR", [100_000, 500_000]),
        ("TEUR 100 bis 500", [100_000, 500_000]),
        ("TEUR 1.000 bis 1.500", [1_000_000, 1_500_000]),
    ],
)
def test_a_scale_named_once_counts_for_both_ends(text: str, euros: list[int]) -> None:
    assert [eur for _, eur in read(text)] == euros


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("500.000 bis 1 Million Euro", [500_000, 1_000_000]),
        ("EUR 500.000 bis 1 Million", [500_000, 1_000_000]),
        ("250.000 oder 1 Mio. Euro", [250_000, 1_000_000]),
        ("EUR 1 Mio. und 500.000.", [1_000_000, 500_000]),
        ("5.000 bis 10 TEUR", [5_000, 10_000]),
        ("50.000 bis 1 Mio. Euro", [50_000, 1_000_000]),
    ],
)
def test_a_sum_written_out_is_not_multiplied_by_the_scale_of_the_other_end(
    text: str, euros: list[int]
) -> None:
    assert [eur for _, eur in read(text)] == euros


def test_where_both_readings_are_as_far_from_the_other_end_the_sum_is_taken_as_written() -> None:
    """A thousandth of a million is a thousand, its thousandfold a milliard."""
    assert [eur for _, eur in read("1.000 bis 1 Million Euro")] == [1_000, 1_000_000]
    assert [eur for _, eur in read("999 bis 1 Million Euro")] == [999_000_000, 1_000_000]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("500 Tsd. bis 1 Mio. Euro", [("500 Tsd.", 500_000), ("1 Mio. Euro", 1_000_000)]),
        ("1 Mio. bis 5.000 TEUR", [("1 Mio.", 1_000_000), ("5.000 TEUR", 5_000_000)]),
        ("TEUR 500 bis 2 Millionen", [("TEUR 500", 500_000), ("2 Millionen", 2_000_000)]),
        ("EUR 500 Tausend bis 1 Mrd.", [("EUR 500 Tausend", 500_000), ("1 Mrd.", 10**9)]),
    ],
)
def test_each_end_keeps_the_scale_it_names(text: str, found: list[tuple[str, int]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "euros"),
    [("0 bis 5.000 Euro", [5_000]), ("EUR 0 bis 5.000", [5_000]), ("EUR 5.000 bis 0", [5_000]),
     ("0,5 bis 1 Euro", [Decimal("0.5"), 1])],
)  # fmt: skip
def test_a_range_from_nothing_has_one_sum(text: str, euros: list[Decimal]) -> None:
    assert [eur for _, eur in read(text)] == euros


@pytest.mark.parametrize(
    "text",
    ["EUR 5.000 bis 10 Prozent", "EUR 5.000 und 3 Jahre", "2024 bis zuletzt EUR 5.000",
     "von 2021 bis 2024 je EUR 5.000", "Nummer 3.1 bis 5.000 Euro"],
)  # fmt: skip
def test_a_number_of_something_else_is_no_end_of_a_range(text: str) -> None:
    assert [eur for _, eur in read(text)] == [5_000]
