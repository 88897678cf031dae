"""Funding rates and own shares."""

import pytest

from tests.support.towns.reading import values


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Die Höhe des Zuschusses beträgt bis zu 80 Prozent der zuwendungsfähigen Ausgaben, "
         "in Ausnahmefällen 90 Prozent.", [80, 90]),
        ("Sie erhalten ein Drittel der förderfähigen Kosten als Zuschuss.", [33.33]),
        ("Die Förderquote liegt zwischen 50 und 75 Prozent.", [50, 75]),
        ("Das Land trägt in der Regel 75 Prozent der Baukosten.", [75]),
        ("Der Zuschuss beträgt 65 v. H. der Personalkosten.", [65]),
    ],
)  # fmt: skip
def test_rates_are_read(text: str, percent: list[float]) -> None:
    assert values("rate", text) == percent


@pytest.mark.parametrize(
    "text",
    [
        "Der Zinssatz beträgt 2 Prozent pro Jahr.",
        "Davon entfallen 10 Prozent auf die Verwaltung.",
        "Mindestens 50 Prozent der Teilnehmenden müssen arbeitslos sein.",
        "Sachausgaben werden mit pauschal 15 Prozent der Personalausgaben anerkannt.",
        "Der Energieverbrauch muss um 30 Prozent sinken.",
        "Für strukturschwache Gebiete erhöht sich der Satz um 10 Prozentpunkte.",
    ],
)
def test_other_percentages_are_no_rates(text: str) -> None:
    assert values("rate", text) == []


def test_the_own_share_is_no_rate() -> None:
    text = "Sie müssen einen Eigenanteil von mindestens 10 Prozent der Gesamtkosten aufbringen."
    assert values("own_share_min", text) == [10]
    assert values("rate", text) == []


def test_what_the_land_pays_is_no_own_share() -> None:
    assert values("own_share_min", "Das Land trägt 75 Prozent der Baukosten.") == []


def test_the_guideline_counts_only_where_the_editors_wrote_nothing() -> None:
    sentence = "Die Zuwendung beträgt bis zu 60 Prozent der zuwendungsfähigen Ausgaben."
    assert values("rate_legal", sentence, "legal_basis") == [60]
    assert values("rate", sentence, "legal_basis") == []
