"""Facts in German words."""

import pytest

from matcher.facts.wording import fact_words
from tests.support.towns.reading import read


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("deadline", "Anträge sind jährlich vom 1. Juni bis 15. Juni zu stellen.",
         "Antrag jährlich 15.06., ab 01.06."),
        ("deadline", "Projektskizzen sind bis zum 15. Januar 2027 vorzulegen.",
         "Skizze 15.01.2027"),
        ("deadline", "Reichen Sie Ihren Antrag spätestens 8 Wochen vor Beginn der Maßnahme ein.",
         "Antrag spätestens 8 Wochen vor Beginn"),
        ("application_mode", "Anträge können jederzeit gestellt werden.", "laufend"),
        ("rate", "Der Zuschuss beträgt ein Drittel der Kosten.", "33,33\u00a0%"),
        ("amount", "Der Zuschuss beträgt maximal EUR 50.000.",
         "höchstens 50.000\u00a0€ Zuwendung je Vorhaben"),
        ("start_rule", "Mit dem Vorhaben darf vor der Bewilligung nicht begonnen werden.",
         "erst nach der Bewilligung"),
        ("proof_of_use", "Der Verwendungsnachweis ist innerhalb von sechs Monaten nach Abschluss "
         "vorzulegen.", "binnen 6 Monaten"),
        ("spending", "Personalausgaben sind nicht zuwendungsfähig.", "nicht förderfähig: Personal"),
        ("inhabitants", "Antragsberechtigt sind Gemeinden mit bis zu 35.000 Einwohnern.",
         "höchstens 35.000 Einwohnerinnen und Einwohner"),
    ],
)  # fmt: skip
def test_values_read_well(kind: str, text: str, words: str) -> None:
    assert [fact_words(f) for f in read(text) if f.kind == kind][:1] == [words]
