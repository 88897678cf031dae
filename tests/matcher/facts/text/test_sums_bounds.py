"""Scales, fractions and the least and greatest share."""

from decimal import Decimal

import pytest

from matcher.facts.text.sums import amounts, shares


@pytest.mark.parametrize(
    ("text", "eur"),
    [
        ("3 Tausend Euro", 3_000),
        ("3 Tsd. Euro", 3_000),
        ("3 Tsd Euro", 3_000),
        ("3 TEUR", 3_000),
        ("TEUR 3", 3_000),
        ("3 T€", 3_000),
        ("1 Million Euro", 1_000_000),
        ("3 Millionen Euro", 3_000_000),
        ("3 Mio. €", 3_000_000),
        ("3 Mio €", 3_000_000),
        ("EUR 3 Mio.", 3_000_000),
        ("1 Milliarde Euro", 1_000_000_000),
        ("3 Milliarden Euro", 3_000_000_000),
        ("3 Mrd. EUR", 3_000_000_000),
        ("€ 2,75 Mrd", 2_750_000_000),
        ("1.234.567,89 Euro", Decimal("1234567.89")),
        ("1 234 567 Euro", 1_234_567),
        ("1\u00a0234\u00a0567 Euro", 1_234_567),
        ("EUR 1", 1),
    ],
)
def test_every_scale_has_its_value(text: str, eur: Decimal) -> None:
    (found,) = amounts(text)
    assert found.eur == eur
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(
    ("words", "percent"),
    [
        ("ein Zehntel", "10"),
        ("einem Zehntel", "10"),
        ("ein Fünftel", "20"),
        ("einem Fünftel", "20"),
        ("ein Viertel", "25"),
        ("einem Viertel", "25"),
        ("ein Drittel", "33.33"),
        ("einem Drittel", "33.33"),
        ("eines Drittels", "33.33"),
        ("die Hälfte", "50"),
        ("der Hälfte", "50"),
        ("zur Hälfte", "50"),
        ("zwei Drittel", "66.67"),
        ("zwei Dritteln", "66.67"),
        ("drei Viertel", "75"),
    ],
)
def test_every_fraction_in_words_has_its_percentage(words: str, percent: str) -> None:
    text = f"bis zu {words} der Ausgaben"
    (found,) = shares(text)
    assert found.percent == Decimal(percent)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("0,5 Prozent", "0.5"),
        ("1 Prozent", "1"),
        ("99,9 %", "99.9"),
        ("100 Prozent", "100"),
        ("66 2/3 Prozent", "66.67"),
        ("12 1/2 v. H.", "12.5"),
        ("99 1/2 Prozent", "99.5"),
    ],
)
def test_a_share_is_more_than_nothing_and_at_most_the_whole(text: str, percent: str) -> None:
    (found,) = shares(text)
    assert found.percent == Decimal(percent)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(
    "text",
    ["0 Prozent", "0,0 %", "100,5 Prozent", "101 Prozent", "100 1/2 Prozent", "33 1/0 Prozent"],
)
def test_nothing_more_than_the_whole_and_no_number_are_no_share(text: str) -> None:
    assert shares(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("50 bis 80 Prozent", [("50 bis 80 Prozent", 50), ("80 Prozent", 80)]),
        ("0 bis 80 Prozent", [("80 Prozent", 80)]),
        ("50 bis 120 Prozent", [("50 bis 120 Prozent", 50)]),
    ],
)
def test_both_ends_of_a_range_of_shares_are_read_if_they_are_shares(
    text: str, found: list[tuple[str, int]]
) -> None:
    assert [(text[s.start : s.end], s.percent) for s in shares(text)] == found
