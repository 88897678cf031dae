"""Periods of time as ISO 8601 durations."""

import pytest

from matcher.facts.text.periods import periods


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("spätestens 8 Wochen vor Beginn", ["P8W"]),
        ("sechs Monate nach Abschluss", ["P6M"]),
        ("vier bis sechs Wochen", ["P4W"]),
        ("innerhalb von 3 Monaten", ["P3M"]),
        ("ein Jahr", ["P1Y"]),
        ("eines halben Jahres", ["P6M"]),
        ("binnen Jahresfrist", ["P1Y"]),
        ("14 Kalendertage", ["P14D"]),
        ("zwölf (12) Monate", ["P12M"]),
        ("10 Arbeitstage", []),
        ("im Jahr 2024", []),
        ("3,5 Monate", []),
    ],
)
def test_periods_are_read(text: str, iso: list[str]) -> None:
    assert [p.iso for p in periods(text)] == iso


def test_a_range_keeps_both_ends() -> None:
    (period,) = periods("4 bis 6 Wochen vor Beginn")
    assert (period.iso, period.upper) == ("P4W", "P6W")
