"""The last day of the guideline."""

import pytest

from tests.support.towns.reading import values


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Diese Richtlinie tritt am 1. Januar 2024 in Kraft und mit Ablauf des 31. Dezember 2027 "
         "außer Kraft.", "2027-12-31"),
        ("Sie ist bis zum 30. Juni 2028 befristet.", "2028-06-30"),
        ("Diese Bekanntmachung gilt vom 12. Januar 2026 bis zum 31. Dezember 2028.", "2028-12-31"),
        ("Die Geltungsdauer dieser Richtlinie wird bis zum 31.12.2029 verlängert.", "2029-12-31"),
        ("Die Richtlinie gilt vorbehaltlich rechtlicher Änderungen bis zum 31. Mai 2034.",
         "2034-05-31"),
        ("Die folgenden Unternehmen werden für den Zeitraum bis zum 31. Mai 2035 gegründet.",
         "2035-05-31"),
        ("Sie gilt nicht über den 30. April 2033 hinaus.", "2033-04-30"),
        ("Diese Regelung läuft am 30. Juni 2032 aus.", "2032-06-30"),
        ("Diese Richtlinie tritt am 1. Januar 2024 in Kraft. Diese Richtlinie ist sechs Jahre "
         "gültig.", "2029-12-31"),
    ],
)  # fmt: skip
def test_the_end_is_read(text: str, day: str) -> None:
    assert values("valid_until", text, "legal_basis") == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Gleichzeitig tritt die Richtlinie vom 3. März 2019 zum 31. Dezember 2023 außer Kraft.",
        "Die Einreichung endet am 18. März 2027.",
        "Die Verordnung (EU) Nr. 651/2014 gilt bis zum 31. Dezember 2026.",
        "Der Bewilligungszeitraum endet am 31. Dezember 2027.",
        "Die Richtlinie tritt am Tag nach der Veröffentlichung in Kraft.",
        "Der Aufruf für Wege, Brücken und Stege vom 3. März 2019 (BAnz AT 9.3.2019 B1) tritt mit "
        "Ablauf des 31. Dezember 2023 außer Kraft.",
    ],
)
def test_the_end_of_something_else_is_not_taken(text: str) -> None:
    assert values("valid_until", text, "legal_basis") == []


def test_of_several_ends_the_latest_counts() -> None:
    text = (
        "Diese Richtlinie tritt mit Ablauf des 31. Dezember 2025 außer Kraft.\n"
        "Die Geltungsdauer der Richtlinie wird bis zum 31. Dezember 2027 verlängert."
    )
    assert values("valid_until", text, "legal_basis") == ["2027-12-31"]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("1. Januar 2024", "2029-12-31"),
        ("2. Januar 2024", "2030-01-01"),
        ("31. Dezember 2024", "2030-12-30"),
        ("1. März 2024", "2030-02-28"),
        ("1. März 2026", "2032-02-29"),
        ("29. Februar 2024", "2030-02-28"),
    ],
)
def test_a_period_of_years_ends_the_day_before_the_guideline_has_its_anniversary(
    first: str, last: str
) -> None:
    text = f"Diese Richtlinie tritt am {first} in Kraft. Diese Richtlinie ist sechs Jahre gültig."
    assert values("valid_until", text, "legal_basis") == [last]
