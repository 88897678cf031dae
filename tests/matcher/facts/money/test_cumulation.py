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
        ("Vorhaben, die aus anderen Programmen des Landes oder von anderen Stellen gefördert "
         "werden, sind ausgeschlossen.", "forbidden"),
        ("Gefördert wird, soweit nicht bereits nach einer anderen Richtlinie eine Förderung "
         "erfolgt.", "forbidden"),
        ("Gefördert wird, soweit nicht bereits nach einer anderen Richtlinie des Freistaates eine "
         "Förderung erfolgt.", "conditional"),
        ("Gefördert werden Wege, soweit keine andere Förderung erfolgt.", "conditional"),
        ("Für dieselben Verpflichtungen dürfen keine anderen öffentlichen Mittel in Anspruch "
         "genommen werden.", "forbidden"),
        ("Die Summe aus diesen und den hier gewährten Zuwendungen darf nicht mehr als 90 Prozent "
         "der Kosten betragen.", "conditional"),
        ("Eine Doppelförderung aus Mitteln des Ministeriums für Kunst ist ausgeschlossen.",
         "conditional"),
        ("Gefördert wird nur, soweit nicht eine Finanzierungsverpflichtung durch einen anderen "
         "Leistungsträger besteht.", "conditional"),
        ("Voraussetzung ist, dass\n• das Vorhaben nicht mit anderen öffentlichen Mitteln gefördert "
         "wird.", "forbidden"),
        ("Häuser werden nur gefördert, wenn sich die Gemeinden an den Kosten beteiligen.",
         "conditional"),
        ("Die Gemeinden sollen sich an den Kosten finanziell beteiligen.", "allowed"),
        ("Die Häuser sind gehalten, mehr Drittmittel einzuwerben.", "allowed"),
        ("Dieses Programm ist subsidiär.", "conditional"),
        ("Andere öffentliche Zuschüsse ersetzen die Eigenmittel nicht.", "conditional"),
        ("Eine Kumulierung mit Mitteln der Richtlinie Dorfkern ist nicht zulässig.", "forbidden"),
        ("Eine Kumulierung der nach der Richtlinie Dorfkern und der nach dieser Vorschrift für "
         "denselben Abbruch vom Land gewährten Mittel ist für Eigentümer ausgeschlossen.",
         "conditional"),
    ],
)  # fmt: skip
def test_what_a_sentence_says_of_other_money(text: str, value: str) -> None:
    assert values("cumulation", text, "legal_basis")[:1] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Die gleichzeitige Förderung nach Teil 2 A und Teil 2 B ist ausgeschlossen.",
        "Die gleichzeitige Förderung von mehr als einer Bauphase ist ausgeschlossen.",
    ],
)
def test_parts_of_the_same_guideline_that_exclude_each_other_say_nothing_of_other_money(
    text: str,
) -> None:
    assert values("cumulation", text, "legal_basis") == []


@pytest.mark.parametrize(
    "text",
    [
        "Die Inanspruchnahme öffentlicher Mittel für dieselben Kosten im Rahmen anderer Programme "
        "schließt eine Zuwendung nach dieser Richtlinie aus.",
        "Eine Kombination mit Zuwendungen aus anderen Förderprogrammen für dieselben Ausgaben ist "
        "nicht zulässig.",
        "Nicht gefördert werden:\n• Vorhaben, die im Rahmen anderer Programme des Bundes oder der "
        "Länder unterstützt werden.",
        "Das Vorhaben darf nicht von anderen öffentlichen Stellen des Bundes, der Länder oder der "
        "EU gefördert werden.",
    ],
)
def test_prohibitions_for_the_same_costs(text: str) -> None:
    assert values("cumulation", text, "legal_basis")[:1] == ["forbidden"]


def test_a_ban_that_explains_when_it_is_none_is_a_condition() -> None:
    text = (
        "Die Anlage darf nicht zusätzlich aus anderen öffentlichen Mitteln gefördert werden "
        "(Doppelförderung). Eine Doppelförderung liegt nicht vor, wenn die Summe im Rahmen bleibt."
    )
    assert values("cumulation", text, "legal_basis")[:1] == ["conditional"]


@pytest.mark.parametrize(
    "text",
    [
        "Zuschüsse der Grundstückseigentümer werden auf den Eigenanteil angerechnet.",
        "Der kumulierte Betrag der Bindungen darf den Höchstbetrag nicht überschreiten.",
    ],
)
def test_money_that_is_no_other_funding(text: str) -> None:
    assert values("cumulation", text, "legal_basis") == []
