"""The form for a municipality: what is shown in it, and what was entered; pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from db.kommune.projects import Row
from matcher.profile.model import Municipality
from matcher.profile.sheets.fields import Field
from matcher.profile.sheets.problems import problem_words
from matcher.profile.stored import municipality_of
from matcher.profile.town import (
    BASICS,
    BODIES,
    BUDGET,
    DAYS_OFF,
    DEFAULTS,
    LEAD_TIMES,
    NO_DAYS,
    OF_TOWN,
    TOPICS,
    flat,
    nested,
    stated,
    town_differences,
)
from matcher.site.project.editing.form import Entered, Meanwhile, brought_up, sentence, values_in

GROUPS: tuple[tuple[str, str, tuple[Field, ...]], ...] = (
    ("Die Kommune", "", BASICS),
    ("Vorlaufzeiten", "So viel Zeit brauchen die Schritte vor einer Frist; danach rechnen alle"
     " Pläne. Wo nichts steht, gilt der blass gezeigte Wert.", LEAD_TIMES),
    ("Gremien", "Wer über Anträge beschließt und wer vorher berät. Ohne Angabe zählen alle Räte und"
     " Ausschüsse des Sitzungskalenders.", BODIES),
    ("Haushalt", "Danach wird zurückgerechnet, bis wann zu entscheiden ist, was nach dem Ende einer"
     " Förderung weiterläuft.", BUDGET),
    ("Freie Tage und Listen", "", (DAYS_OFF, TOPICS)),
)  # fmt: skip
"""Heading, explanation and fields of the parts of the form."""
NEEDED = ("ags", "name")


@dataclass(frozen=True, slots=True)
class Checked:
    """A municipality that may be stored, or what is wrong with each field."""

    town: Municipality | None
    errors: Mapping[str, str]


def shown(town: Municipality) -> Entered:
    """What is stored as it stands in the form; nothing where the default counts."""
    values = flat(town)
    return {field.key: _written(field, values[field.key]) for field in OF_TOWN}


def empty() -> Entered:
    """The form of a new municipality."""
    given: Entered = {field.key: [] for field in OF_TOWN}
    return given | {"art": ["gemeinde"], "haushaltslage": ["unbekannt"], "themen": ["nah"]}


def checked(given: Entered) -> Checked:
    """Check what was entered by the rules of the file; projects stay out of it."""
    values = values_in(given, [field for field in OF_TOWN if field != DAYS_OFF])
    if "ags" in values:
        values["ags"] = re.sub(r"\s", "", values["ags"])
    listed = _days(given)
    if listed is not None:
        values[DAYS_OFF.key] = listed
    try:
        return Checked(Municipality.model_validate(nested(values)), {})
    except ValidationError as error:
        found = [(_key(problem["loc"]), problem) for problem in error.errors()]
        told = {key: sentence(_about_ags(problem_words(p))) for key, p in reversed(found)}
        told = _ags_alone(values) | told
        return Checked(None, {f.key: told[f.key] for f in OF_TOWN if f.key in told})


def _ags_alone(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the AGS for this kind of municipality; its rules are asked last, so that
    another fault would hide theirs."""
    given = {key: values[key] for key in ("ags", "art") if key in values}
    try:
        Municipality.model_validate({"name": "-", **given})
    except ValidationError as error:
        found = next((p for p in error.errors() if not p["loc"]), None)
        return {"ags": sentence(_about_ags(problem_words(found)))} if found else {}
    return {}


def remembered(row: Row) -> str:
    """A stored row as a hidden field carries it, to tell later what changed since."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def recalled(text: str) -> Row | None:
    """The row out of the hidden field; None when that was tampered with."""
    try:
        row = json.loads(text)
        municipality_of(row, ())
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def judged_otherwise(seen: Row, row: Row) -> bool:
    """Whether programmes have to be judged anew: not where only plans rest on what changed."""
    planned = {field.key for field in (*LEAD_TIMES, *BODIES, *BUDGET, DAYS_OFF)}
    before, after = municipality_of(seen, ()), municipality_of(row, ())
    return any(f.key not in planned for f, _, _ in town_differences(before, after))


def meanwhile(seen: Row, now: Row, given: Entered) -> tuple[list[Meanwhile], Entered]:
    """The fields that changed since the form was opened, and the form brought up to date.

    Only fields that this person left alone get the new values.
    """
    before, current = municipality_of(seen, ()), municipality_of(now, ())
    changes = town_differences(before, current)
    return brought_up(changes, shown(before), shown(current), given)


def _written(field: Field, value: object) -> list[str]:
    if value is None or (field.key in DEFAULTS and _is_default(field, value)):
        return []
    if field == DAYS_OFF and isinstance(value, list):
        return ["\n".join(value) or NO_DAYS]
    return [str(value)]


def _is_default(field: Field, value: object) -> bool:
    return stated(field, value) in (DEFAULTS[field.key], "")


def _days(given: Entered) -> list[str] | None:
    """The entries of days without work; None for the default."""
    text = "\n".join(given[DAYS_OFF.key])
    entries = [part.strip() for part in re.split(r"[\n,;]", text) if part.strip()]
    if [entry.casefold() for entry in entries] == [NO_DAYS]:
        return []
    return entries or None


def _key(place: tuple[int | str, ...]) -> str:
    """The field that a fault of the file's rules is about; those of no field are about the AGS."""
    if not place:
        return "ags"
    return str(
        place[1] if place[0] in ("vorlauf", "gremien", "haushalt") and len(place) > 1 else place[0]
    )


def _about_ags(words: str) -> str:
    """The rules about an AGS in the words of a form."""
    kinds = next(field.options or {} for field in BASICS if field.key == "art")
    said = re.sub(r"^ags\b", "der AGS", words)
    for code, kind in kinds.items():
        said = said.replace(f"muss für {code} aus", f"muss für die Art „{kind}“ aus")
    return said
