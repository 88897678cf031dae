"""What ends with the money as somebody typed it, in a form or a command: read, or said what is
wrong at which field."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from db.kommune.award.endings import KINDS, EndingRow, Kind
from matcher import german
from matcher.award.periods import months_later
from matcher.profile.funding import Day, Money
from matcher.profile.sheets.cells import value_of
from matcher.profile.sheets.fields import Field as Shown
from matcher.profile.sheets.problems import problem_words
from matcher.profile.typed import typed

OF_ENDING: tuple[Shown, ...] = (
    Shown("art", "Was endet", form="choice", options={str(k): label for k, label in KINDS.items()}),
    Shown("bezeichnung", "Bezeichnung", hint="Zum Beispiel Klimaschutzmanagerin oder Wartung.",
          width=40),
    Shown("bescheid", "Bezahlt aus", form="choice", width=30),
    Shown("stellen", "Anzahl der Stellen", form="euros",
          hint="In Vollzeit, wie 1 oder 0,5; nur bei Stellen."),
    Shown("entgeltgruppe", "Entgeltgruppe", hint="Wie E 11 oder S 8b; nur bei Stellen."),
    Shown("kosten_eur", "Kosten im Jahr in Euro", form="euros",
          hint="Alles zusammen, bei Stellen mit Arbeitgeberanteil. Leer: unbekannt."),
    Shown("ab", "Läuft seit", form="day", hint="Wie 01.07.2026; darf leer bleiben.", width=14),
    Shown("bis", "Endet am", form="day", width=14,
          hint="Nur wenn es nicht mit dem Bewilligungszeitraum oder dem Vorhaben endet."),
    Shown("bemerkung", "Bemerkung", form="text", width=40),
)  # fmt: skip
"""All fields, in the order in which people fill them in; what may be chosen to pay it is of the
project."""
NO_AWARD = "ohne Bescheid"
"""What pays something that no award does."""
_CENTURY = 1_200
"""Months; a period longer than that is a slip of the keyboard."""
_MOST_POSTS = 1_000
_ORDER = "„Endet am“ liegt vor „Läuft seit“"
_OF_POSTS = "nur bei einer Stelle; unter „Was endet“ steht etwas anderes"


def _posts(value: Any) -> Any:
    """What is no number of posts is said in words of its own."""
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if is_number and 0 < value <= _MOST_POSTS and value == round(Decimal(value), 2):
        return value
    raise ValueError("hier wird eine Zahl wie 1 oder 0,5 erwartet")


class _Typed(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    art: Kind
    bezeichnung: Annotated[str, typed("ending", "title"), Field(min_length=1)]
    bescheid: int | None = None
    stellen: Annotated[Decimal | None, BeforeValidator(_posts)] = None
    entgeltgruppe: Annotated[str, typed("ending", "pay_group")] = ""
    kosten_eur: Money | None = None
    ab: Day | None = None
    bis: Day | None = None
    bemerkung: Annotated[str, typed("ending", "note")] = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What may be stored, or what is wrong with each field (German, by key)."""

    row: EndingRow | None
    errors: Mapping[str, str]


def fields_for(awards: Mapping[int, str]) -> tuple[Shown, ...]:
    """The fields of a form of a project with these awards (number -> programme)."""
    options = {**{str(number): name for number, name in awards.items()}, "": NO_AWARD}
    return tuple(
        replace(one, options=options) if one.key == "bescheid" else one for one in OF_ENDING
    )


def checked(given: Mapping[str, Any], seen: EndingRow, awards: Mapping[int, str]) -> Checked:
    """Read what was typed over what was seen; what is empty is not known.

    What was decided stays. Raises KeyError for a field that there is none of.
    """
    if unknown := given.keys() - {one.key for one in OF_ENDING}:
        raise KeyError(", ".join(sorted(unknown)))
    shown = fields_for(awards)
    values = {one.key: value_of(one, given.get(one.key)) for one in shown}
    values = {key: value for key, value in values.items() if value not in (None, "")}
    errors: dict[str, str] = {}
    try:
        found = _Typed.model_validate(values)
    except ValidationError as error:
        for problem in reversed(error.errors()):
            errors[str(problem["loc"][0])] = _sentence(_words(problem))
        return Checked(None, _in_order(errors))
    if found.bescheid is not None and found.bescheid not in awards:
        errors["bescheid"] = "Diesen Bescheid hat das Vorhaben nicht."
    if found.ab and found.bis and found.bis < found.ab:
        errors["bis"] = f"{_ORDER}."
    elif found.ab and found.bis and months_later(found.ab, _CENTURY) < found.bis:
        errors["bis"] = "Das liegt mehr als hundert Jahre nach „Läuft seit“ (Tippfehler?)."
    if found.art != "post":
        errors |= {key: _sentence(_OF_POSTS) for key in ("stellen", "entgeltgruppe")
                   if getattr(found, key)}  # fmt: skip
    if errors:
        return Checked(None, _in_order(errors))
    return Checked(_row(found, seen), {})


def as_typed(row: EndingRow) -> dict[str, Any]:
    """A stored row by the keys of the form."""
    return {
        "art": row.kind,
        "bezeichnung": row.title,
        "bescheid": "" if row.award_id is None else str(row.award_id),
        "stellen": row.posts,
        "entgeltgruppe": row.pay_group,
        "kosten_eur": row.cost,
        "ab": row.since,
        "bis": row.until,
        "bemerkung": row.note,
    }


def _row(found: _Typed, seen: EndingRow) -> EndingRow:
    return replace(
        seen,
        kind=found.art,
        title=found.bezeichnung,
        award_id=found.bescheid,
        posts=found.stellen,
        pay_group=found.entgeltgruppe,
        cost=found.kosten_eur,
        since=found.ab,
        until=found.bis,
        note=found.bemerkung,
    )


def _words(problem: Any) -> str:
    key = problem["loc"][0]
    if problem["type"] in ("missing", "string_too_short"):
        return "diese Angabe fehlt"
    if problem["type"] == "literal_error":
        *first, last = KINDS.values()
        return f"möglich ist {', '.join(first)} oder {last}"
    if key == "bescheid":
        return "bitte aus der Liste wählen"
    return problem_words(problem)


def _in_order(errors: Mapping[str, str]) -> dict[str, str]:
    return {one.key: errors[one.key] for one in OF_ENDING if one.key in errors}


def _sentence(words: str) -> str:
    return f"{german.capital(words)}."
