"""Awards for tests: a notice with conditions in our own words."""

from typing import Any

from matcher.award.entering import checked
from matcher.award.notice import Notice

SAXON = "14599999"
CONDITIONS = (
    "1. Mit dem Vorhaben ist innerhalb eines Jahres nach Bekanntgabe dieses Bescheids"
    " zu beginnen. Der Beginn ist der Bewilligungsstelle anzuzeigen.\n"
    "2. Die Zuwendung darf nur angefordert werden, soweit sie innerhalb von zwei "
    "Monaten nach der Auszahlung für fällige Zahlungen gebraucht wird.\n"
    "3. Der Verwendungsnachweis ist innerhalb von sechs Monaten nach Ablauf des "
    "Bewilligungszeitraums vorzulegen. Ein Zwischennachweis ist jährlich zum 31. März"
    " einzureichen.\n"
    "4. Auf die Förderung durch den Freistaat ist auf dem Bauschild hinzuweisen.\n"
    "5. Die geförderten Gegenstände unterliegen einer Zweckbindung von 15 Jahren.\n"
    "6. Ermäßigen sich die Ausgaben um mehr als 5 v. H., ist dies unverzüglich "
    "mitzuteilen.\n"
    "7. Alle Belege sind fünf Jahre nach Vorlage des Verwendungsnachweises "
    "aufzubewahren.\n"
    "8. Bei Aufträgen ist die VOB/A anzuwenden; ein Vergabevermerk ist zu fertigen."
)
TYPED: dict[str, Any] = {
    "art": "Zuwendungsbescheid", "datum": "03.05.2027", "bekanntgabe": "06.05.2027",
    "aktenzeichen": "45-8921/27", "behoerde": "Landesdirektion", "finanzierungsart": "anteil",
    "zuwendung_eur": "300.000", "zuwendungsfaehig_eur": "500.000", "foerderquote": "60",
    "zeitraum_ab": "01.06.2027", "zeitraum_bis": "31.12.2028",
    "raten": "2027: 100.000; 2028: 200.000", "nebenbestimmungen": "ANBest-K Sachsen 2023",
}  # fmt: skip
"""An award as a clerk types it, without conditions of its own."""


def notice(**changed: Any) -> Notice:
    """The notice of TYPED with other fields; a field set to None is not stated."""
    given = {key: value for key, value in {**TYPED, **changed}.items() if value is not None}
    found = checked(given)
    assert found.notice is not None, found.errors
    return found.notice


def amendment(**said: Any) -> Notice:
    """An amendment that states these fields alone."""
    found = checked({"art": "aenderung", "datum": "01.02.2028", **said})
    assert found.notice is not None, found.errors
    return found.notice


def checked_notice(given: Any) -> Notice:
    """The notice of these fields, as typed or as values."""
    found = checked(given)
    assert found.notice is not None, found.errors
    return found.notice
