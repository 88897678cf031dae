"""What the template of a council paper can name, with what stands there (German).

A town's own template is checked against this list; docs/handbuch explains the same names.
"""

SCALARS: dict[str, str] = {
    "kommune": "Name der Kommune",
    "datum": "Tag, an dem der Entwurf geschrieben wurde",
    "vorhaben": "Titel des Vorhabens",
    "beschreibung": "Beschreibung des Vorhabens",
    "fachamt": "zuständiges Fachamt",
    "traeger": "Träger des Vorhabens",
    "zeitraum": "Beginn und Ende",
    "programm": "Titel des Programms",
    "foerdergeber": "wer fördert",
    "adresse": "Adresse des Programms im Netz",
    "beschlussvorschlag": "Entwurf des Beschlusses mit Eigenanteil und Jahren",
    "urteil": "Ergebnis des Abgleichs",
    "gesamtkosten": "Gesamtkosten",
    "zuschuss": "Zuschuss",
    "mittel_dritter": "Mittel Dritter",
    "eigenanteil": "Eigenanteil, Eigenleistung inbegriffen",
    "eigenleistung": "Eigenleistung",
    "eigenanteil_geld": "Eigenanteil in Geld",
    "naechste_frist": "nächste Frist mit Tagen bis dahin",
    "beginn": "ob der erste Auftrag zu früh kommt",
    "beginn_wortlaut": "was der Text dazu sagt",
    "finanzierung_ergebnis": "was der Kommune bei mehreren Programmen bleibt; sonst leer",
    "quelle": "Herausgeber, Lizenz und Stand der Programmtexte",
}
"""Placeholder -> what stands there."""
LISTS: dict[str, dict[str, str]] = {
    "angaben": {
        "name": "Bezeichnung",
        "wert": "Betrag oder Prozent",
        "herkunft": "Zitat, Angabe, Bescheid oder Annahme",
        "wortlaut": "das Zitat oder woher die Zahl kommt",
    },
    "rechnung": {},
    "finanzierung": {"name": "wer zahlt", "betrag": "Betrag"},
    "jahre": {"jahr": "Haushaltsjahr", "betrag": "Eigenanteil in Geld"},
    "fakten": {"name": "Bezeichnung", "wert": "Wert", "wortlaut": "Zitat mit Fundstelle"},
    "fristen": {"was": "was einzureichen ist", "frist": "Frist", "wortlaut": "Zitat"},
    "schritte": {
        "tag": "Tag",
        "was": "Schritt",
        "wer": "wer ihn übernimmt",
        "stand": "erledigt oder offen",
    },
    "finanzierungsplan": {
        "name": "wer zahlt",
        "guenstig": "Betrag im günstigsten Fall",
        "sicher": "Betrag ohne das, was offen ist",
    },
    "programme": {
        "nr": "Nummer",
        "ebene": "Bund, Land oder EU",
        "name": "Titel",
        "satz": "Satz",
        "zuschuss": "Zuschuss für sich allein",
    },
    "nebeneinander": {
        "programme": "Nummern",
        "ergebnis": "ob sie zusammengehen",
        "wortlaut": "Zitat mit Fundstelle",
    },
    "reihenfolge": {"tag": "Tag", "programme": "Nummern", "was": "was geschieht"},
    "finanzierung_hinweise": {},
    "risiken": {},
    "offen": {},
}
"""List -> its fields with what stands there; a list without fields holds sentences."""
