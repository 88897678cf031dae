"""Until when the use of the grant has to be shown."""

import pytest

from tests.support.towns.reading import values


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Nach der Abrechnung des Umbaus ist diese innerhalb von vier Monaten anzuzeigen und der "
         "Verwendungsnachweis vorzulegen.", ["P4M"]),
        ("Der Verwendungsnachweis ist fünf Monate nach Abschluss vorzulegen.", ["P5M"]),
        ("Der Rest wird spätestens zwei Monate nach Eingang des Verwendungsnachweises ausgezahlt.",
         []),
    ],
)  # fmt: skip
def test_limits_after_the_end(text: str, limits: list[str]) -> None:
    assert values("proof_of_use", text, "legal_basis") == limits


def test_the_nth_month_that_follows_the_funding_period() -> None:
    text = "Den Verwendungsnachweis gibt es mit Ablauf des {} auf den Kurs folgenden Monats."
    assert values("proof_of_use", text.format("dritten"), "legal_basis") == ["P3M"]
    assert values("proof_of_use", text.format("letzten"), "legal_basis") == []
