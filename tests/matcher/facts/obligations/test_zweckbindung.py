"""For how many years what was paid for must serve its purpose."""

import pytest

from tests.support.towns.reading import values


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Die Zweckbindungsfrist beträgt acht Jahre.", [8]),
        ("Wer innerhalb der Zweckbindungsfrist von 6 Jahren Einnahmen erzielt, meldet sie.", [6]),
        ("Geförderte Geräte müssen mindestens vier Jahre in der Werkstatt verbleiben.", [4]),
        ("Die Räume sind mindestens 15 Jahre als Bürgertreff zu betreiben.", [15]),
        ("Die Nutzung der Halle ist für mindestens 20 Jahre dinglich gesichert.", [20]),
        ("Der Träger ist für einen Zeitraum von neun Jahren gebunden.", [9]),
        ("Mit nicht rückzahlbaren Mitteln Erworbenes darf für die Dauer von vier Jahren nur für "
         "die Schule verwendet werden.", [4]),
        ("Die Bindung des Zuwendungszwecks endet zwölf Jahre nach der Abnahme.", [12]),
        ("Wird das Haus innerhalb von zehn Jahren veräußert oder nicht mehr dem Zuwendungszweck "
         "gemäß verwendet, kann der Bescheid widerrufen werden.", [10]),
    ],
)  # fmt: skip
def test_periods_that_bind(text: str, years: list[int]) -> None:
    assert values("zweckbindung_years", text, "legal_basis") == years


@pytest.mark.parametrize(
    "text",
    [
        "Die zweckentsprechende Verwendung ist binnen zwei Jahren nachzuweisen.",
        "Die zweckentsprechende Verwendung wurde nicht binnen drei Jahren nachgewiesen.",
        "Nach Ablauf von jeweils zwei Jahren prüft das Amt die zweckentsprechende Nutzung.",
        "Belege sind bis zum Ende der Zweckbindung, mindestens fünf Jahre aufzubewahren.",
        "Arbeitsplätze sind für die Dauer von fünf Jahren nur in der Einrichtung zu besetzen.",
    ],
)
def test_periods_of_something_else(text: str) -> None:
    assert values("zweckbindung_years", text, "legal_basis") == []


RENTS = "Für die Wohnungen gelten Mietbindung und Belegungsrecht.\n"


def test_a_bare_binding_period_is_that_of_rents_where_the_text_has_such() -> None:
    bare = "Bei einer Bindungsdauer von 30 Jahren steigt der Zuschuss."
    assert values("zweckbindung_years", bare, "legal_basis") == [30]
    assert values("zweckbindung_years", RENTS + bare, "legal_basis") == []
    named = RENTS + "Die Zweckbindung der Gemeinschaftsräume beträgt 12 Jahre."
    assert values("zweckbindung_years", named, "legal_basis") == [12]


def test_items_below_an_item_belong_to_what_it_says() -> None:
    text = (
        "Im Bescheid steht, dass\n• a) die Kosten begrenzt sind,\n"
        "• b) die Zweckbindung festgesetzt wird\n• aa) für Hallen auf 30 Jahre,\n"
        "• bb) für Boote auf 8 Jahre,\n• c) die Arbeiten binnen 2 Jahren enden."
    )
    assert values("zweckbindung_years", text, "legal_basis") == [30, 8]


def test_a_list_that_goes_on_below_its_items_binds_each_of_them() -> None:
    text = (
        "Widerrufen wird, wenn die geförderten\n• Hallen innerhalb eines Zeitraumes von 14 Jahren"
        " ab Fertigstellung und\n• Boote innerhalb eines Zeitraumes von 6 Jahren ab Lieferung\n"
        "veräußert oder nicht mehr dem Zuwendungszweck entsprechend verwendet werden."
    )
    assert values("zweckbindung_years", text, "legal_basis") == [14, 6]


def test_a_binding_of_use_binds() -> None:
    text = "Die Nutzungsbindung der Bauten beträgt 18 Jahre."
    assert values("zweckbindung_years", text, "legal_basis") == [18]


def test_an_award_that_is_withdrawn_when_assets_are_sold_too_early_binds_them() -> None:
    text = (
        "Der Bescheid ist zu widerrufen, wenn Hallen innerhalb eines Zeitraumes von 14 Jahren und "
        "Boote innerhalb eines Zeitraumes von 6 Jahren nach Abschluss veräußert werden."
    )
    assert values("zweckbindung_years", text, "legal_basis") == [14, 6]
