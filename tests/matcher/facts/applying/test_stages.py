"""What has to be handed in or cleared before the application."""

import pytest

from tests.support.towns.reading import read, values


@pytest.mark.parametrize(
    "text",
    [
        "Die Träger reichen ihre Projektvorschläge mit einer Schätzung der Kosten ein.",
        "Der Träger hat vor der Antragstellung die Eignung des Grundstücks mit dem Amt zu klären.",
        "Die Gemeinden melden die zur Förderung in Frage kommenden Vorhaben dem Landkreis.",
        "Das Verfahren ist zweistufig.",
        "Für die Auswahl ist beim Amt ein Projektvorschlag einzureichen.",
    ],
)
def test_a_stage_before_the_application(text: str) -> None:
    assert True in values("two_stage", text, "legal_basis")


@pytest.mark.parametrize(
    "text",
    [
        "Je Aufruf darf ein Träger nur einen Projektvorschlag einreichen.",
        "Der Projektvorschlag soll das Quartier beschreiben.",
        "Es geht schneller, wenn Sie dem Amt vorher eine Skizze zur Vorab-Prüfung zusenden.",
        "Fragen zum Formular klärt das Amt gern vor der Antragstellung.",
        "Die Gemeinden melden Schäden dem Landkreis.",
    ],
)
def test_no_stage(text: str) -> None:
    assert values("two_stage", text, "legal_basis") == []


@pytest.mark.parametrize(
    "text",
    [
        "Die Gemeinden nennen ihre Vorhaben. Die Meldungen erfolgen bis zum 3. Mai 2031.",
        "Die Träger erfassen die in Frage kommenden Vorhaben bis zum 3. Mai 2031 im System.",
    ],
)
def test_a_day_to_register_by(text: str) -> None:
    (found,) = [f for f in read(text, "legal_basis") if f.kind == "deadline"]
    assert (found.value, found.details["kind"]) == ("2031-05-03", "registration")
