"""Closed vocabularies of the catalogue with their German labels.

The codes are those of the Förderdatenbank export (spellings such as
`schlesig_holstein` are the publisher's). A code that is not listed here is kept as it
is and reported as an issue; it is never dropped.
"""

from collections.abc import Iterable

NATIONWIDE = frozenset({"_bundesweit", "bundesweit"})
"""Both codes mean that a programme applies in every Land."""

LAND_BY_PREFIX: dict[str, tuple[str, str]] = {
    "01": ("schlesig_holstein", "Schleswig-Holstein"),
    "02": ("hamburg", "Hamburg"),
    "03": ("de_ni", "Niedersachsen"),
    "04": ("bremen", "Bremen"),
    "05": ("nordrhein_westfalen", "Nordrhein-Westfalen"),
    "06": ("hessen", "Hessen"),
    "07": ("rheinland_pfalz", "Rheinland-Pfalz"),
    "08": ("baden_wuerttemberg", "Baden-Württemberg"),
    "09": ("bayern", "Bayern"),
    "10": ("saarland", "Saarland"),
    "11": ("berlin", "Berlin"),
    "12": ("brandenburg", "Brandenburg"),
    "13": ("mecklenburg_vorpommern", "Mecklenburg-Vorpommern"),
    "14": ("sachsen", "Sachsen"),
    "15": ("de_st", "Sachsen-Anhalt"),
    "16": ("thueringen", "Thüringen"),
}
"""First two digits of the AGS -> (Foerdergebiet code, name of the Land)."""

LABELS: dict[str, dict[str, str]] = {
    "Foerderart": {
        "zuschuss": "Zuschuss",
        "darlehen": "Darlehen",
        "buergschaft": "Bürgschaft",
        "garantie": "Garantie",
        "beteiligung": "Beteiligung",
        "sonstige": "Sonstige",
    },
    "Foerderberechtigte": {
        "bildungseinrichtung": "Bildungseinrichtung",
        "existenzgruenderin": "Existenzgründer/in",
        "forschungseinrichtung": "Forschungseinrichtung",
        "hochschule": "Hochschule",
        "kommune": "Kommune",
        "oeffentliche_einrichtung": "Öffentliche Einrichtung",
        "privatperson": "Privatperson",
        "unternehmen": "Unternehmen",
        "verband_vereinigung": "Verband/Vereinigung",
    },
    "Foerderbereich": {
        "arbeit": "Arbeit",
        "aus_weiterbildung": "Aus- & Weiterbildung",
        "aussenwirtschaft": "Außenwirtschaft",
        "beratung": "Beratung",
        "corona": "Corona-Hilfe",
        "digitalisierung": "Digitalisierung",
        "energieeffizienz_erneuerbare_energien": "Energieeffizienz & Erneuerbare Energien",
        "existenzgruendung_festigung": "Existenzgründung & -festigung",
        "forschung_innovation_themenoffen": "Forschung & Innovation (themenoffen)",
        "forschung_innovation_themenspezifisch": "Forschung & Innovation (themenspezifisch)",
        "frauenfoerderung": "Frauenförderung",
        "gesundheit_soziales": "Gesundheit & Soziales",
        "infrastruktur": "Infrastruktur",
        "kultur_medien_sport": "Kultur, Medien & Sport",
        "landwirtschaft_laendliche_entwicklung": "Landwirtschaft & Ländliche Entwicklung",
        "messen_ausstellungen": "Messen & Ausstellungen",
        "mobilitaet": "Mobilität",
        "regionalfoerderung": "Regionalförderung",
        "smart_cities_regionen": "Smart Cities & Regionen",
        "staedtebau_stadterneuerung": "Städtebau & Stadterneuerung",
        "umwelt_naturschutz": "Umwelt- & Naturschutz",
        "unternehmensfinanzierung": "Unternehmensfinanzierung",
        "wohnungsbau_modernisierung": "Wohnungsbau & -modernisierung",
    },
    "Foerdergeber": {"bund": "Bund", "land": "Land", "eu": "EU"},
    "Foerdergebiet": {
        "_bundesweit": "bundesweit",
        "bundesweit": "bundesweit",
        **dict(LAND_BY_PREFIX.values()),
        "sonstige": "Sonstige",
    },
    "GRW": {
        "grw_foerderung": "Nur GRW-Förderprogramme",
        "keine_grw_foerderung": "Keine GRW-Förderprogramme",
    },
}
"""Vocabulary -> code -> German label."""

LEVELS: dict[str, str] = {
    "federal": "Bund",
    "state": "Land",
    "eu": "EU",
    "unknown": "unbekannt",
}
"""Level of the funder -> German label."""

FREQUENCY_LABELS: dict[str, str] = {"daily": "jede Nacht", "weekly": "jede Woche"}
"""How often a source is fetched -> German words."""

ISSUE_LABELS: dict[str, str] = {
    "dangling-link": "Verweis auf ein fehlendes Dokument",
    "foerdertermin-filled": "Fördertermin erstmals gefüllt",
    "property-structure": "Eigenschaft mit anderem Aufbau",
    "stub-without-title": "Eintrag ohne Titel",
    "tree-not-shipped": "Bereich fehlt im Export",
    "unknown-code": "unbekanntes Schlagwort",
    "unknown-property": "unbekannte Eigenschaft",
    "unknown-type": "unbekannte Dokumentart",
    "unreadable-document": "unlesbares Dokument",
}
"""Kind of an issue -> German label."""


def label(vocabulary: str, code: str) -> str:
    """German label of a code; an unlisted code is made readable, not hidden."""
    known = LABELS.get(vocabulary, {}).get(code)
    return known if known is not None else code.strip("_").replace("_", " ")


def is_known(vocabulary: str, code: str) -> bool:
    """Whether the code belongs to a closed vocabulary listed here."""
    return code in LABELS.get(vocabulary, {})


def labels(codes: Iterable[str], vocabulary: str) -> str:
    """German labels of several codes in alphabetical order, each once."""
    return ", ".join(sorted({label(vocabulary, code) for code in codes}))


VERDICT_LABELS: dict[str, str] = {
    "passt": "passt",
    "pruefen": "prüfen",
    "ausgeschlossen": "ausgeschlossen",
}
GROUP_LABELS: dict[str, str] = {
    "jetzt": "Jetzt beantragen",
    "knapp": "Knapp vorbei",
    "ausgeschlossen": "Gleiches Thema, ausgeschlossen",
    "rand": "Randthema",
    "anderes": "Anderes Thema oder Land",
}
"""Group of a pair -> its German heading, in the order in which groups are shown."""
GROUP_SHORT: dict[str, str] = {
    "jetzt": "jetzt",
    "knapp": "knapp",
    "ausgeschlossen": "ausgeschlossen",
    "rand": "am Rand",
    "anderes": "anderes",
}
"""Group of a pair -> what counts and tables of a terminal call it."""
STANDING_LABELS: dict[str, str] = {
    **VERDICT_LABELS,
    "knapp": "knapp vorbei",
    "rand": "Randthema",
    "anderes": "anderes Thema oder Land",
}
"""What a list says of a pair -> German words; see `standing`."""
LISTED_LABELS: dict[str, str] = {**STANDING_LABELS, "anderes": "anderes Thema"}
"""The same of what lists show because a municipality asks for it: never another Land."""
CHANGE_LABELS: dict[str, str] = {
    "new": "neu",
    "better": "besser",
    "worse": "schlechter",
    "gone": "weggefallen",
}
"""What a run can change about a pair -> German label."""
STATUS_LABELS: dict[str, str] = {
    "new": "neu",
    "watching": "beobachten",
    "checking": "in Prüfung",
    "sketch": "Skizze",
    "application": "Antrag",
    "granted": "bewilligt",
    "rejected": "abgelehnt",
    "declined": "verworfen",
}
"""Status that people give a match -> German label, in the order of the work."""
FOLLOWED = frozenset(("watching", "checking", "sketch", "application"))
"""Status of a match that people follow, whatever runs say of it: from „beobachten“ to „Antrag“."""
DECLINE_REASONS: dict[str, str] = {
    "own_share": "Eigenanteil",
    "deadline": "Frist zu kurz",
    "staff": "Personal fehlt",
    "off_topic": "passt nicht zum Thema",
    "unsuitable": "passt nicht",
    "not_eligible": "nicht antragsberechtigt",
    "other_programme": "anderes Programm",
    "follow_up_costs": "nicht dauerhaft finanzierbar",
    "other": "Sonstiges",
}
"""Why a match was declined -> German label."""
OFF_TOPIC = "off_topic"
"""The reason that needs no note: the programme is about something else."""
FINISHED = frozenset(("granted", "rejected", "declined"))
"""Status of a match with which nobody has to do anything any more."""
ROLE_LABELS: dict[str, str] = {
    "read": "lesen",
    "edit": "bearbeiten",
    "manage": "verwalten",
    "none": "kein Zugang",
}
"""What a person may do -> German label; each role includes those before it."""


def standing(verdict: str, group: str) -> str:
    """What a list says of a pair: its verdict, or by its group why one cannot apply."""
    return verdict if verdict != "ausgeschlossen" else group


def standing_words(said: str, listed: bool) -> str:
    """The same in German, of a pair that lists show or do not."""
    return (LISTED_LABELS if listed else STANDING_LABELS)[said]


NEEDED = frozenset(("territory", "applicant", "window"))
"""Criteria that a text must state for a programme to fit."""


def is_question(criterion: str, result: str) -> bool:
    """Whether a finding of this criterion asks somebody to check."""
    return result == "unclear" or (result == "silent" and criterion in NEEDED)
