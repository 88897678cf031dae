"""May the grant be combined with other public money?"""

import pytest

from tests.support.towns.reading import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Doppelförderungen sind auszuschließen.", "forbidden"),
        ("Eine Doppelförderung mit Bundes- oder kommunalen Mitteln ist ausgeschlossen.",
         "forbidden"),
        ("Um Doppelförderung zu vermeiden, wird nur gefördert, was nicht bereits aus einem anderen "
         "Programm bezahlt wird.", "forbidden"),
        ("Die Mittel können durch Gelder der Stadt ergänzt werden. Eine Doppelförderung ist "
         "auszuschließen.", "conditional"),
        ("Mittel privater und öffentlicher Dritter reduzieren die Zuwendung.", "conditional"),
        ("Andere öffentliche Zuschüsse ersetzen die Eigenmittel nicht.", "conditional"),
        ("Eine Kumulierung mit Mitteln der Richtlinie Dorfkern ist nicht zulässig.", "forbidden"),
        ("Eine Kumulierung der nach der Richtlinie Dorfkern und der nach dieser Vorschrift für "
         "denselben Abbruch vom Land gewährten Mittel ist für Eigentümer ausgeschlossen.",
         "conditional"),
    ],
)  # fmt: skip
def test_what_a_sentence_says_of_other_money(text: str, value: str) -> None:
    assert values("cumulation", text, "legal_basis")[:1] == [value]
