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
        "Zustimmungen und Bewilligungen müssen vor Beginn der Maßnahmen vorliegen.",
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
        "Gewährt wird nur, wenn die Träger vor Beginn des Vorhabens einen Antrag gestellt haben.",
        "Mittel sind rechtzeitig vor Beginn des Haushaltsjahres oder der Maßnahme zu beantragen.",
        "Im ersten Schritt sind vor Beginn des Vorhabens Teilnahmeanträge beim Amt einzureichen.",
        "Ausgeschlossen sind:\n• Vorhaben, die vor dem Eingang des Vollantrags begonnen wurden.",
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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mit dem Vorhaben darf begonnen werden, sobald der Antrag beim Amt eingegangen ist.",
         "not_before_application"),
        ("Vor Beginn der Arbeiten muss der schriftliche Antrag gestellt sein.",
         "not_before_application"),
        ("Mit dem Umbau darf nach rechtskräftigem Bescheid des Amtes begonnen werden.",
         "not_before_approval"),
    ],
)  # fmt: skip
def test_rules_of_guidelines(text: str, value: str) -> None:
    assert values("start_rule", text, "legal_basis") == [value]


def test_an_award_that_lapses_is_no_rule_for_the_start() -> None:
    text = "Die Bewilligung wird unwirksam, wenn die Maßnahme nach einem Jahr nicht begonnen wurde."
    assert values("start_rule", text, "legal_basis") == []
