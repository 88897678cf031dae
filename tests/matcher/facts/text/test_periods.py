"""Periods of time as ISO 8601 durations."""

import pytest

from matcher.facts.text.periods import last_year, periods


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


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("Skizzen können in den Jahren 2021 bis 2024 vom 1.3. bis 30.4. eingereicht werden.", 2024),
        ("in den Kalenderjahren 2025, 2026 und 2027 jeweils bis zum 31. März", 2027),
        ("In den Haushaltsjahren 2024–2026 endet die Frist am 30. Juni.", 2026),
        ("jährlich bis zum 31. März, erstmals im Jahr 2019", None),
        ("Anträge für die Jahre 2021 bis 2024 sind bis zum 31. März zu stellen", None),
        ("nach der Richtlinie vom 5. Mai 2004", None),
        ("in den Jahren danach jeweils zum 31. März", None),
    ],
)
def test_only_years_in_which_something_takes_place_confine_it(words: str, year: int | None) -> None:
    assert last_year(words) == year
