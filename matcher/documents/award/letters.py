"""The kinds of letters, and what their templates can name (German).

A town's own template is checked against these lists; docs/handbuch explains the same names.
"""

from typing import Literal

Letter = Literal["sachbericht", "mittelabruf", "verlaengerung", "aenderung"]
LABELS: dict[Letter, str] = {
    "sachbericht": "Sachbericht",
    "mittelabruf": "Mittelabruf",
    "verlaengerung": "Verlängerungsantrag",
    "aenderung": "Änderungsmitteilung",
}
"""Kind of a letter as addresses, commands and settings name it -> German label."""
PURPOSES: dict[Letter, str] = {
    "sachbericht": "Zum Verwendungs- oder Zwischennachweis: was getan und erreicht wurde.",
    "mittelabruf": "Geld für fällige Zahlungen anfordern.",
    "verlaengerung": "Einen längeren Bewilligungszeitraum beantragen, bevor er endet.",
    "aenderung": "Geringere Kosten, weitere Mittel, anderen Zweck oder andere Nutzung anzeigen.",
}
"""What each is for, in a sentence."""
COMMON: dict[str, str] = {
    "kommune": "Name der Kommune",
    "fachamt": "Fachamt des Vorhabens",
    "datum": "Tag, an dem der Entwurf geschrieben wurde",
    "kontakt": "Ansprechperson der Kommune",
    "behoerde": "Behörde, die bewilligt hat",
    "behoerde_kontakt": "deren Ansprechperson",
    "aktenzeichen": "Aktenzeichen der Behörde",
    "programm": "Titel des Programms",
    "vorhaben": "Titel des Vorhabens",
    "bescheid": "Art und Datum des Zuwendungsbescheids, mit dem letzten, der ihn ändert",
    "zeitraum": "Bewilligungszeitraum",
    "finanzierungsart": "Finanzierungsart",
    "zuwendung": "bewilligte Zuwendung",
    "zuwendungsfaehig": "zuwendungsfähige Ausgaben laut Bescheid",
    "foerderquote": "Förderquote; „entfällt“ bei Festbetrag, Fehlbedarf und Voll",
    "nebenbestimmungen": "Allgemeine Nebenbestimmungen, die der Bescheid nennt",
}
"""Placeholder of every letter -> what stands there."""
SCALARS: dict[Letter, dict[str, str]] = {
    "sachbericht": {
        "nachweis": "Verwendungsnachweis oder Zwischennachweis",
        "zweck": "Beschreibung des Vorhabens",
        "oeffentlichkeit": "was der Bescheid zur Öffentlichkeitsarbeit verlangt",
        "nicht_verwendet": "eingegangen und noch nicht verwendet",
    },
    "mittelabruf": {
        "betrag": "Betrag dieses Abrufs",
        "abgerufen": "bisher abgerufen",
        "eingegangen": "davon eingegangen",
        "verwendet": "bisher verwendet, eigene Mittel eingeschlossen",
        "rest": "was nach diesem Abruf von der Zuwendung bleibt",
        "zahlungen_summe": "Summe der fälligen Zahlungen",
        "verwendungsfrist": "in welcher Zeit Abgerufenes zu verwenden ist, mit Herkunft",
        "regel": "Reihenfolge der Mittel nach der Finanzierungsart",
    },
    "verlaengerung": {
        "ende": "Ende des Bewilligungszeitraums, der gilt",
        "neues_ende": "beantragtes Ende",
        "grund": "Begründung",
        "eingegangen": "von der Zuwendung eingegangen",
        "rest": "von der Zuwendung noch nicht eingegangen",
    },
    "aenderung": {
        "anlass": "was sich ändert",
        "erlaeuterung": "Erläuterung",
        "schwelle": "ob das zu melden ist, mit Rechnung",
        "schwelle_herkunft": "wo das steht",
        "zuwendung_neu": "Zuwendung, wie sie sich daraus errechnet",
        "minderung": "um wie viel sie sinkt",
    },
}
"""Kind of a letter -> its own placeholders -> what stands there."""
_OF_YEARS = {
    "jahr": "Haushaltsjahr",
    "plan": "Rate laut Bescheid",
    "eingegangen": "eingegangen",
    "verwendet": "was von den Zahlungen dieses Jahres aus der Zuwendung bezahlt ist",
}
_HINTS: dict[str, dict[str, str]] = {"hinweise": {}}
LISTS: dict[Letter, dict[str, dict[str, str]]] = {
    "sachbericht": {
        "zahlen": {
            "position": "Einnahme oder Ausgabe in der Ordnung des Finanzierungsplans",
            "plan": "laut Bescheid",
            "ist": "tatsächlich",
            "unterschied": "Unterschied",
        },
        "jahre": _OF_YEARS,
        **_HINTS,
    },
    "mittelabruf": {
        "zahlungen": {"was": "wofür", "betrag": "Betrag"},
        "rechnung": {},
        **_HINTS,
    },
    "verlaengerung": {"jahre": {**_OF_YEARS, "offen": "von der Rate nicht eingegangen"}, **_HINTS},
    "aenderung": {
        "vergleich": {
            "position": "Ausgaben oder Mittel",
            "alt": "laut Bescheid",
            "neu": "nach der Änderung",
            "unterschied": "Unterschied",
        },
        "rechnung": {},
        **_HINTS,
    },
}
"""Kind of a letter -> its lists -> their fields; a list without fields holds sentences.
`hinweise` is what to check before the letter is sent."""
