"""Every day and period near words of handing something in, each once and at its place."""

import pytest

from matcher.facts.learned.candidates import candidates
from matcher.facts.text.clauses import FieldText


def asked(text: str, field: str = "legal_basis") -> list[tuple[str, str]]:
    """Form and value of the candidates of a text."""
    return [(found.form, found.value) for found in candidates(FieldText(field, text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anträge nimmt das Amt bis 4. Mai 2027 an.", [("date", "2027-05-04")]),
        ("Frist: 30.9.", [("annual", "--09-30")]),
        ("Reichen Sie die Skizze zehn Wochen vorher ein.", [("relative", "P10W")]),
        ("Bewerbungen sind im Mai, spätestens zum 15.5. und 15.11. willkommen.",
         [("annual", "--05-15"), ("annual", "--11-15")]),
        ("Die Brücke wurde am 4. Mai 2020 eröffnet.", []),
        ("Die Anträge liegen dem Amt vor.", []),
    ],
)  # fmt: skip
def test_days_and_periods_near_handing_in(text: str, found: list[tuple[str, str]]) -> None:
    assert asked(text) == found


def test_items_belong_to_their_lead_in() -> None:
    text = "Für Anträge gelten diese Tage:\n• Spielplätze: 1. März\n• Bäder: 1. April"
    assert asked(text) == [("annual", "--03-01"), ("annual", "--04-01")]


@pytest.mark.parametrize("text", ["", "\n", " \n\n1.3.2027\n \n", "\n\n\n"])
def test_a_text_of_empty_lines_is_read_through(text: str) -> None:
    assert len(asked(text, "deadlines")) == text.count("2027")


def test_a_place_is_counted_from_the_start_of_the_field() -> None:
    text = "Vorbemerkung.\nAnträge sind bis zum 3. März 2027 zu stellen."
    found = next(candidates(FieldText("description", text)))
    assert found.place == ("description", text.index("3. März"))
