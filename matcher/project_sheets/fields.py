"""What one can state about a project and a municipality, with German headings.

The form in the browser, the spreadsheet and the log of changes all name fields by these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from matcher import german
from matcher.profile import Kind, Municipality, Project, Spending

Form = Literal["line", "text", "choice", "choices", "month", "euros", "count"]
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


def _allowed(model: type[Project] | type[Municipality], key: str) -> tuple[str, ...]:
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
    Field("beschreibung", "Beschreibung", "text", width=70,
          hint="In eigenen Worten: was fehlt, was soll entstehen, wofür wird Geld gebraucht?"),
    Field("fachamt", "Fachamt"),
    Field("traeger", "Träger", hint="Leer: die Kommune selbst."),
    Field("status", "Status", "choice", options=_options(_allowed(Project, "status")), width=14),
    Field("start", "Beginn", "month", hint="Monat und Jahr, zum Beispiel 04/2027", width=10),
    Field("ende", "Ende", "month", hint="Monat und Jahr, zum Beispiel 12/2028", width=10),
    Field("kosten_eur", "Kosten in Euro", "euros", hint="Zum Beispiel 1.450.000", width=18),
    Field("eigenmittel_eur", "Eigenmittel in Euro", "euros", hint="Zum Beispiel 500.000,50",
          width=18),
    Field("arten", "Arten der Ausgaben", "choices", options=_options(get_args(Spending)),
          hint="Eine oder mehrere, durch Komma getrennt."),
)  # fmt: skip
"""The fields of a project but for its id, in the order in which people fill them in."""
OF_MUNICIPALITY: tuple[Field, ...] = (
    Field("ags", "AGS", hint="Gemeindeschlüssel: 8 Ziffern; Kreis 5, Verband 9", width=12),
    Field("name", "Name", width=36),
    Field("art", "Art", "choice", options=_options(get_args(Kind)), width=24),
    Field("land", "Land", hint="Leer: folgt aus dem AGS."),
    Field("einwohner", "Einwohner", "count", width=12),
    Field("haushaltslage", "Haushaltslage", "choice", width=22,
          options=_options(_allowed(Municipality, "haushaltslage"))),
)  # fmt: skip


def words(field: Field, value: Any) -> str:
    """A value as people read it; "" when nothing is stated."""
    if value is None or value == "" or value == []:
        return ""
    if field.form == "month":
        return german.month(value)
    if field.form == "euros":
        return german.euros(value)
    if field.options:
        codes = value if isinstance(value, list) else [value]
        return ", ".join(field.options.get(code, code) for code in codes)
    return str(value)


def differences(before: Project, after: Project) -> list[tuple[Field, str, str]]:
    """The fields in which two states of a project differ, with both values in words."""
    return [
        (field, words(field, getattr(before, field.key)), words(field, getattr(after, field.key)))
        for field in OF_PROJECT
        if getattr(before, field.key) != getattr(after, field.key)
    ]


def change_in_words(before: Project | None, after: Project) -> tuple[str, str]:
    """What the log says of a change: the fields that differ, before and after."""
    if before is None:
        stated = [(f.heading, words(f, getattr(after, f.key))) for f in OF_PROJECT]
        return "", "\n".join(f"{heading}: {value}" for heading, value in stated if value)
    changed = differences(before, after)
    return (
        "\n".join(f"{field.heading}: {old or '–'}" for field, old, _ in changed),
        "\n".join(f"{field.heading}: {new or '–'}" for field, _, new in changed),
    )
