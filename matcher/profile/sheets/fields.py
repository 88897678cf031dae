"""What one can state about a project and a municipality, with German headings.

The form in the browser, the spreadsheet and the log of changes all name fields by these.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel

from matcher import german
from matcher.profile.funding import Funding
from matcher.profile.model import Kind, Municipality, Project, Spending

Form = Literal[
    "line", "text", "choice", "choices", "month", "day", "euros", "percent", "count", "fundings"
]
MUNICIPALITY = "Kommune"
"""Name of the sheet with municipalities, and heading of the column that names one by its AGS."""
PROJECTS = "Vorhaben"
"""Name of the sheet with projects."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of `Project` or `Municipality`: its key, heading, form, and what may be chosen."""

    key: str
    heading: str
    form: Form = "line"
    hint: str = ""
    options: Mapping[str, str] | None = None
    width: int = 24


def _allowed(model: type[BaseModel], key: str) -> tuple[str, ...]:
    return get_args(model.model_fields[key].annotation)


_WORDS = {
    "geplant": "geplant", "beschlossen": "beschlossen", "begonnen": "begonnen", "idee": "Idee",
    "kreisfreie_stadt": "kreisfreie Stadt", "gemeinde": "Gemeinde", "landkreis": "Landkreis",
    "gemeindeverband": "Gemeindeverband", "zweckverband": "Zweckverband",
    "kommunales_unternehmen": "kommunales Unternehmen", "vorlaeufig": "vorläufig",
    "haushaltssicherung": "Haushaltssicherung", "konzept": "Konzept", "beratung": "Beratung",
    "personal": "Personal", "veranstaltung": "Veranstaltung",
}  # fmt: skip


def _options(codes: tuple[str, ...]) -> dict[str, str]:
    return {code: _WORDS.get(code, code) for code in codes}


ID = Field(
    "id", "Kennung", hint="a–z, 0–9, Bindestrich; bleibt gleich. Leer: entsteht aus dem Titel."
)
OF_PROJECT: tuple[Field, ...] = (
    Field("titel", "Titel", width=40),
    Field(
        "beschreibung",
        "Beschreibung",
        form="text",
        width=70,
        hint="In eigenen Worten: was fehlt, was soll entstehen, wofür wird Geld gebraucht?",
    ),
    Field("fachamt", "Fachamt"),
    Field("traeger", "Träger", hint="Leer: die Kommune selbst."),
    Field(
        "status", "Status", form="choice", options=_options(_allowed(Project, "status")), width=14
    ),
    Field("start", "Beginn", form="month", hint="Monat und Jahr, zum Beispiel 04/2027", width=10),
    Field("ende", "Ende", form="month", hint="Monat und Jahr, zum Beispiel 12/2028", width=10),
    Field("kosten_eur", "Kosten in Euro", form="euros", hint="Zum Beispiel 1.450.000", width=18),
    Field(
        "eigenmittel_eur",
        "Eigenmittel in Euro",
        form="euros",
        hint="Zum Beispiel 500.000,50",
        width=18,
    ),
    Field(
        "arten",
        "Arten der Ausgaben",
        form="choices",
        options=_options(get_args(Spending)),
        hint="Eine oder mehrere, durch Komma getrennt.",
    ),
    Field(
        "zuwendungsfaehig_eur",
        "Zuwendungsfähige Ausgaben in Euro",
        form="euros",
        width=18,
        hint="Der Teil der Kosten, der gefördert werden kann. Leer: alle, als Annahme.",
    ),
    Field(
        "mittel_dritter_eur",
        "Mittel Dritter in Euro",
        form="euros",
        width=18,
        hint="Was andere zahlen, zum Beispiel ein Förderverein.",
    ),
    Field(
        "eigenleistung_eur",
        "Eigenleistung in Euro",
        form="euros",
        width=18,
        hint="Wert eigener Arbeit; Teil der Kosten und des Eigenanteils.",
    ),
    Field(
        "erster_auftrag",
        "Erster Auftrag",
        form="day",
        width=14,
        hint="Tag des ersten Auftrags oder Vertrags, auch der geplante, wie 03.05.2027",
    ),
)
"""The fields of a project but for its id and its programmes, in the order in which people fill
them in."""
FUNDINGS = Field("foerderungen", "Förderungen", form="fundings")
"""What is stated per programme: forms of its own ask for it, spreadsheets leave it as it is."""
OF_FUNDING: tuple[Field, ...] = (
    Field(
        "foerderquote", "Förderquote in Prozent", form="percent", hint="Zum Beispiel 45 oder 33,33"
    ),
    Field(
        "zuwendungsfaehig_eur",
        "Zuwendungsfähige Ausgaben in Euro",
        form="euros",
        hint="Nur wenn sie in diesem Programm von denen des Vorhabens abweichen.",
    ),
    Field(
        "teil",
        "Teil des Programms",
        hint="In den Worten des Textes; danach richten sich Quote und Fristen.",
    ),
    Field(
        "finanzschwach",
        "Zählt die Kommune hier als finanzschwach?",
        form="choice",
        options=_options(_allowed(Funding, "finanzschwach")),
    ),
    Field("antrag", "Antrag gestellt am", form="day", hint="Zum Beispiel 15.01.2025"),
    Field(
        "bewilligung",
        "Bescheid eingegangen am",
        form="day",
        hint="Auch der Tag, an dem er erwartet wird.",
    ),
    Field(
        "vorzeitiger_beginn_ab",
        "Vorzeitiger Beginn erlaubt ab",
        form="day",
        hint="Wenn er genehmigt ist.",
    ),
    Field(
        "vorzeitiger_beginn_bis",
        "Vorzeitiger Beginn erlaubt bis",
        form="day",
        hint="Leer: unbefristet.",
    ),
    Field("bewilligungszeitraum_ab", "Bewilligungszeitraum ab", form="day"),
    Field("bewilligungszeitraum_bis", "Bewilligungszeitraum bis", form="day"),
)
"""The fields of a programme that a project uses, but for its name."""
OF_MUNICIPALITY: tuple[Field, ...] = (
    Field("ags", "AGS", hint="Gemeindeschlüssel: 8 Ziffern; Kreis 5, Verband 9", width=12),
    Field("name", "Name", width=36),
    Field("art", "Art", form="choice", options=_options(get_args(Kind)), width=24),
    Field("land", "Land", hint="Leer: folgt aus dem AGS."),
    Field("einwohner", "Einwohner", form="count", width=12),
    Field("haushaltslage", "Haushaltslage", form="choice", width=22,
          options=_options(_allowed(Municipality, "haushaltslage"))),
)  # fmt: skip
_LOGGED = (*OF_PROJECT, FUNDINGS)


def words(field: Field, value: Any) -> str:
    """A value as people read it; "" when nothing is stated."""
    if value is None or value == "" or value == []:
        return ""
    if field.form == "month":
        return german.month(value)
    if field.form == "euros":
        return german.euros(value)
    if field.form == "day":
        return german.day(value)
    if field.form == "percent":
        return german.percent(float(value))
    if field.form == "fundings":
        return "; ".join(map(funding_words, value))
    if field.options:
        codes = value if isinstance(value, list) else [value]
        return ", ".join(field.options.get(code, code) for code in codes)
    return str(value)


def funding_words(funding: Funding) -> str:
    """A programme with what is stated about it."""
    stated = [
        f"{field.heading}: {said}"
        for field in OF_FUNDING
        if (said := words(field, getattr(funding, field.key))) and said != "unbekannt"
    ]
    return f"{funding.programm} ({', '.join(stated)})" if stated else funding.programm


def differences(
    before: Project, after: Project, fields: Sequence[Field] = OF_PROJECT
) -> list[tuple[Field, str, str]]:
    """The fields in which two states of a project differ, with both values in words."""
    return [
        (field, words(field, getattr(before, field.key)), words(field, getattr(after, field.key)))
        for field in fields
        if getattr(before, field.key) != getattr(after, field.key)
    ]


def change_in_words(before: Project | None, after: Project) -> tuple[str, str]:
    """What the log says of a change: the fields that differ, before and after."""
    if before is None:
        stated = [(f.heading, words(f, getattr(after, f.key))) for f in _LOGGED]
        return "", "\n".join(f"{heading}: {value}" for heading, value in stated if value)
    changed = differences(before, after, _LOGGED)
    return (
        "\n".join(f"{field.heading}: {old or '–'}" for field, old, _ in changed),
        "\n".join(f"{field.heading}: {new or '–'}" for field, _, new in changed),
    )
