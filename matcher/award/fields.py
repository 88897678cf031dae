"""What one can state of a notice, with German headings: for forms, spreadsheets and the log."""

from matcher.award.notice import NOTICE_LABELS
from matcher.profile.sheets.fields import Field

FINANCING_LABELS = {
    "anteil": "Anteilfinanzierung",
    "festbetrag": "Festbetragsfinanzierung",
    "fehlbedarf": "Fehlbedarfsfinanzierung",
    "voll": "Vollfinanzierung",
}
"""Form of financing as it is stored -> German label."""
OF_NOTICE: tuple[Field, ...] = (
    Field(
        "art", "Art", form="choice", options={str(k): label for k, label in NOTICE_LABELS.items()}
    ),
    Field("datum", "Datum des Bescheids", form="day", hint="Wie 03.05.2025", width=14),
    Field(
        "bekanntgabe",
        "Bekannt gegeben am",
        form="day",
        hint="Tag des Zugangs; von da an läuft die Frist für einen Widerspruch.",
        width=14,
    ),
    Field("aktenzeichen", "Aktenzeichen", hint="Der Behörde, wie im Bescheid."),
    Field("behoerde", "Behörde", hint="Wer bewilligt hat.", width=40),
    Field("ansprechperson", "Ansprechperson", hint="Name, Telefon, E-Mail", width=40),
    Field(
        "finanzierungsart", "Finanzierungsart", form="choice", options=FINANCING_LABELS, width=26
    ),
    Field("zuwendung_eur", "Zuwendung in Euro", form="euros", hint="Zum Beispiel 300.000"),
    Field("zuwendungsfaehig_eur", "Zuwendungsfähige Ausgaben in Euro", form="euros", width=30),
    Field("foerderquote", "Förderquote in Prozent", form="percent", hint="Wie 60 oder 33,33"),
    Field(
        "eigenmittel_eur",
        "Eigenmittel in Euro",
        form="euros",
        hint="Laut Finanzierungsplan des Bescheids.",
    ),
    Field("mittel_dritter_eur", "Mittel Dritter in Euro", form="euros"),
    Field("zeitraum_ab", "Bewilligungszeitraum ab", form="day", width=14),
    Field("zeitraum_bis", "Bewilligungszeitraum bis", form="day", width=14),
    Field(
        "raten",
        "Raten je Haushaltsjahr",
        hint="Wie 2027: 50.000; 2028: 120.000. Ein späterer Bescheid nennt alle Jahre neu oder"
        " keines.",
        width=34,
    ),
    Field(
        "nebenbestimmungen",
        "Allgemeine Nebenbestimmungen",
        hint="Wie ANBest-K Sachsen 2023; die Fassung nennt der Bescheid.",
        width=30,
    ),
    Field(
        "auflagen",
        "Auflagen und Bedingungen",
        form="text",
        hint="Den Wortlaut aus dem Bescheid hier einfügen: Daraus werden Pflichten vorgeschlagen.",
        width=70,
    ),
    Field(
        "verzicht",
        "Auf Rechtsbehelf verzichtet?",
        form="choice",
        options={"ja": "ja", "nein": "nein"},
        width=12,
    ),
    Field("ablage", "Ablage", hint="Adresse oder Dateipfad im Aktensystem.", width=40),
    Field("notiz", "Notiz", form="text", width=40),
)
"""All fields of a notice, in the order in which people fill them in."""
