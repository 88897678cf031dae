"""What a municipality states about itself, without its projects: fields, words and changes.

The fields of lead times and bodies, which the file keeps under headings of their own, stand beside
the others here, as a form shows them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from matcher import german
from matcher.profile import days_off
from matcher.profile.model import Municipality, Vorlauf
from matcher.profile.sheets.fields import OF_MUNICIPALITY, Field, words

Change = tuple[Field, str, str]
"""A field with its value before and after, in words."""

BASICS: tuple[Field, ...] = tuple(field for field in OF_MUNICIPALITY if field.key != "land")
"""What is said of the municipality; its Land follows from the AGS."""


def _lead_time(key: str, heading: str, unit: str, hint: str) -> Field:
    usual = Vorlauf.model_fields[key].default
    return Field(key, f"{heading} ({unit})", form="count", hint=f"{hint} Leer: {usual} {unit}.")


LEAD_TIMES: tuple[Field, ...] = (
    _lead_time("vorlage", "Beschlussvorlage", "Tage", "So lange vor der Sitzung ist sie fertig."),
    _lead_time("kaemmerei", "Eigenanteil", "Tage", "So lange braucht die Kämmerei, ihn zu klären."),
    _lead_time("partner", "Schreiben von Partnern", "Tage", "So lange dauern sie."),
    _lead_time("ausarbeitung", "Antrag", "Tage", "So lange dauert es, ihn auszuarbeiten."),
    _lead_time("reserve", "Reserve", "Arbeitstage", "Zwischen dem Einreichen und der Frist."),
    _lead_time("bearbeitung", "Bearbeitung", "Tage",
               "So lange prüft die Förderstelle, wenn das Programm nichts sagt."),
)  # fmt: skip
BODIES: tuple[Field, ...] = (
    Field("beschluss", "Beschließt über Anträge", hint="Zum Beispiel Stadtrat."),
    Field("beratung", "Berät vorher", hint="Zum Beispiel Haupt- und Finanzausschuss."),
)
BUDGET: tuple[Field, ...] = (
    Field("anmeldung", "Haushaltsanmeldungen bis",
          hint="Tag, bis zu dem Fachämter jedes Jahr anmelden, wie 30.04."),
    Field("haushaltssitzung", "Haushalt wird beschlossen",
          hint="Jedes Jahr, als Monat oder Tag: Dezember oder 14.12."),
)  # fmt: skip
"""When the budget is made; what is left empty is not known."""
DAYS_OFF = Field(
    "freie_tage", "Tage ohne Arbeit", form="text",
    hint="Eine Angabe je Zeile, neben Wochenenden und Feiertagen: 24.12.–31.12. für jedes Jahr,"
    " 07.05.2027 oder 07.05.2027–10.05.2027 einmal; „keine“, wenn immer gearbeitet wird. Leer:"
    " 24.12.–31.12.",
)  # fmt: skip
TOPICS = Field(
    "themen", "Was Listen zeigen", form="choice",
    options={"nah": "Programme zum Thema des Vorhabens", "rand": "auch Randthemen",
             "alle": "alles, was nicht ausgeschlossen ist"},
)  # fmt: skip
OF_TOWN: tuple[Field, ...] = (*BASICS, *LEAD_TIMES, *BODIES, *BUDGET, DAYS_OFF, TOPICS)
"""All that a municipality states about itself, in the order in which people fill it in."""
NO_DAYS = "keine"
"""How people write that there is no day without work."""
_SECTIONS = {
    **dict.fromkeys((f.key for f in LEAD_TIMES), "vorlauf"),
    **dict.fromkeys((f.key for f in BODIES), "gremien"),
    **dict.fromkeys((f.key for f in BUDGET), "haushalt"),
}
"""Field -> heading of the file under which it stands."""
DEFAULTS: Mapping[str, str] = {
    **{f.key: str(Vorlauf.model_fields[f.key].default) for f in LEAD_TIMES},
    **dict.fromkeys((f.key for f in BODIES), "alle Räte und Ausschüsse"),
    DAYS_OFF.key: days_off.TURN_OF_YEAR,
}
"""Field -> what counts while nothing is stated, in words."""


def flat(town: Municipality) -> dict[str, Any]:
    """Field -> what the municipality states."""
    values = {key: getattr(town, key) for key in Municipality.model_fields if key != "projekte"}
    for section in ("vorlauf", "gremien", "haushalt"):
        values |= values.pop(section).model_dump()
    return values


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same as the file has it."""
    made: dict[str, Any] = {}
    for key, value in values.items():
        section = _SECTIONS.get(key)
        (made.setdefault(section, {}) if section else made)[key] = value
    return made


def stated(field: Field, value: Any) -> str:
    """A value in words; "" when nothing is stated."""
    if field.key == DAYS_OFF.key:
        return ", ".join(value) or NO_DAYS
    if field.form == "count" and value is not None:
        return german.number(value)
    return words(field, value)


def town_differences(
    before: Municipality | None, after: Municipality, fields: Iterable[Field] = OF_TOWN
) -> list[Change]:
    """The fields in which two states of a municipality differ; of a new one what it states beside
    the defaults."""
    usual = flat(before) if before else _usual()
    now = flat(after)
    return [
        (field, stated(field, usual.get(field.key)) if before else "",
         stated(field, now[field.key]))
        for field in fields
        if now[field.key] != usual.get(field.key)
    ]  # fmt: skip


def _usual() -> dict[str, Any]:
    bare = Municipality(ags="01001000", name="-")
    return {k: v for k, v in flat(bare).items() if k not in ("ags", "name", "art")}


def change_of_town_in_words(before: Municipality | None, after: Municipality) -> tuple[str, str]:
    """What the log says of a change to a municipality: the fields that differ, before and after."""
    changed = town_differences(before, after)
    return (
        "\n".join(f"{field.heading}: {old or '–'}" for field, old, _ in changed) if before else "",
        "\n".join(f"{field.heading}: {new or '–'}" for field, _, new in changed),
    )


def changes_in_words(stored: Sequence[Municipality], given: Sequence[Municipality]) -> list[str]:
    """A sentence for each stored municipality that a file states something else about."""
    known = {one.ags: one for one in stored}
    found = [(one, town_differences(known[one.ags], one)) for one in given if one.ags in known]
    return [
        f"Angaben zu {one.name} sind jetzt wie in der Datei: "
        + "; ".join(f"{f.heading}: {old or '–'} → {new or '–'}" for f, old, new in changed)
        + "."
        for one, changed in found
        if changed
    ]
