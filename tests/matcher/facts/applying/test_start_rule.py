"""When the project may begin."""

import pytest

from tests.support.towns.reading import values


@pytest.mark.parametrize(
    "text",
    [
        "Mit dem Vorhaben darf vor der Bewilligung nicht begonnen werden.",
        "Gefördert werden nur Vorhaben, die noch nicht begonnen wurden.",
        "Maßnahmen, die bereits begonnen wurden, sind von der Förderung ausgeschlossen.",
        "Auf Antrag kann einem vorzeitigen Maßnahmenbeginn zugestimmt werden.",
        "Mit der Maßnahme darf erst nach Erteilung des Zuwendungsbescheids begonnen werden.",
    ],
)
def test_nothing_before_the_award(text: str) -> None:
    assert values("start_rule", text) == ["not_before_approval"]


@pytest.mark.parametrize(
    "text",
    [
        "Stellen Sie den Antrag vor Beginn des Vorhabens.",
        "Mit dem Vorhaben darf vor Antragstellung noch nicht begonnen worden sein.",
        "Der vorzeitige Maßnahmenbeginn gilt mit Eingang des Antrags als genehmigt.",
    ],
)
def test_nothing_before_the_application(text: str) -> None:
    assert values("start_rule", text) == ["not_before_application"]


def test_the_stricter_rule_counts() -> None:
    text = (
        "Stellen Sie den Antrag vor Beginn des Vorhabens. "
        "Mit dem Vorhaben darf vor der Bewilligung nicht begonnen werden."
    )
    assert values("start_rule", text) == ["not_before_approval"]


@pytest.mark.parametrize(
    "text",
    ["Die Zweckbindung beginnt mit der Abnahme.", "Die Förderperiode hat 2021 begonnen."],
)
def test_other_beginnings_say_nothing(text: str) -> None:
    assert values("start_rule", text) == []
