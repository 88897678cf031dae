"""An application as somebody typed it: read, or said what is wrong, in German at the field; pure.

The forms of days and sums are those of the project sheets.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from db.kommune import limits
from db.kommune.award.applications import ApplicationRow, Kind, State
from matcher import german
from matcher.award.applying.fields import OF_APPLICATION
from matcher.award.entering import sums_in_words
from matcher.profile.sheets.cells import value_of
from matcher.profile.sheets.fields import Field

_FIRST_YEAR = 1990
_MOST = Decimal(10) ** 12
_CENT = Decimal("0.01")
_COLUMNS = {
    "art": "kind", "stand": "state", "eingereicht": "submitted", "betrag_eur": "amount",
    "zuwendungsfaehig_eur": "eligible", "aktenzeichen": "reference", "weg": "way",
    "gilt_bis": "ends", "entschieden": "decided", "grund": "reason", "notiz": "note",
}  # fmt: skip
_ENDED = ("awarded", "rejected", "withdrawn")
_DECISIONS: dict[State, str] = {
    "awarded": "die Behörde ihn bewilligt", "rejected": "die Behörde ihn abgelehnt",
    "withdrawn": "die Kommune ihn zurückgezogen",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """An application that may be stored, or what is wrong with each field (German, by key)."""

    row: ApplicationRow | None
    errors: Mapping[str, str]


def checked(seen: ApplicationRow, given: Mapping[str, Any], today: date) -> Checked:
    """Read what was typed of an application, by the keys of its fields; what is empty is not
    stated, whatever `seen` says.

    Raises KeyError for a key that no application has.
    """
    if unknown := given.keys() - _COLUMNS.keys():
        raise KeyError(", ".join(sorted(unknown)))
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in OF_APPLICATION:
        value = value_of(field, given.get(field.key))
        fault = _fault(field, value, str(given.get(field.key)))
        if fault:
            errors[field.key] = fault
        values[_COLUMNS[field.key]] = _stored(field, None if fault else value)
    if not values["kind"] or not values["state"]:
        return Checked(None, errors)
    row = replace(seen, **values)
    errors = {**_contradictions(row, today), **errors}
    ordered = {f.key: errors[f.key] for f in OF_APPLICATION if f.key in errors}
    return Checked(None if ordered else row, ordered)


def as_typed(row: ApplicationRow) -> dict[str, str]:
    """What is stored of an application as a form shows it and takes it again."""
    return {key: _written(getattr(row, column)) for key, column in _COLUMNS.items()}


def understood(given: Mapping[str, Any]) -> list[str]:
    """Sentences on sums that were typed with a unit: „475 TEUR“ ist eingetragen als 475.000 €."""
    return sums_in_words(OF_APPLICATION, given)


def _fault(field: Field, value: Any, typed: str) -> str:
    """What is wrong with one field for itself; `typed` is what stands in it."""
    if value is None:
        return "Bitte wählen." if field.form == "choice" else ""
    if field.form == "choice":
        known = get_args(Kind if field.key == "art" else State)
        *first, last = (field.options or {}).values()
        either = f"{', '.join(first)} oder {last}"
        return "" if value in known else f"„{value}“ gibt es nicht; erlaubt ist {either}."
    if field.form == "day":
        return _day_fault(value, typed)
    if field.form == "euros":
        return _sum_fault(value)
    limit = limits.LIMITS["application"][_COLUMNS[field.key]]
    said = limit.fault(str(value))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _day_fault(value: Any, typed: str) -> str:
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        return f"„{typed.strip()[:40]}“ ist kein Tag; erwartet wird einer wie 15.01.2025."
    return "" if found.year >= _FIRST_YEAR else f"Der Tag liegt vor dem Jahr {_FIRST_YEAR}."


def _sum_fault(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return "Hier wird ein Betrag wie 300.000 oder 300.000,50 erwartet."
    euros = Decimal(value)
    if not euros.is_finite() or not 0 < euros < _MOST:
        return "Der Betrag muss über 0 liegen; leer heißt: nicht bekannt."
    is_whole = euros == euros.quantize(_CENT)
    return "" if is_whole else "Der Betrag hat mehr als zwei Nachkommastellen."


def _contradictions(row: ApplicationRow, today: date) -> dict[str, str]:
    """What the fields say against each other and against today."""
    found = {**_about_end(row), **_about_decision(row, today), **_about_submission(row, today)}
    if row.amount is not None and row.eligible is not None and row.amount > row.eligible:
        found["betrag_eur"] = (
            f"Beantragt sind {german.euros(row.amount)}, zuwendungsfähig nur"
            f" {german.euros(row.eligible)}."
        )
    return found


def _about_submission(row: ApplicationRow, today: date) -> dict[str, str]:
    if row.submitted is None:
        missing = row.state in ("submitted", "awarded", "rejected")
        return {"eingereicht": "Bitte angeben, wann er eingereicht wurde."} if missing else {}
    if row.submitted > today:
        said = f"Der {german.day(row.submitted)} liegt in der Zukunft; eingetragen wird, was war."
        return {"eingereicht": said}
    if row.state == "drafting":
        return {"stand": "Mit einem Tag der Einreichung ist er eingereicht."}
    return {}


def _about_decision(row: ApplicationRow, today: date) -> dict[str, str]:
    if row.state not in _ENDED:
        return {} if row.decided is None else {"entschieden": "Noch ist nichts entschieden."}
    found: dict[str, str] = {}
    if row.decided is None:
        found["entschieden"] = f"Bitte angeben, wann {_DECISIONS[row.state]} hat."
    elif row.decided > today:
        found["entschieden"] = f"Der {german.day(row.decided)} liegt in der Zukunft."
    elif row.submitted and row.decided < row.submitted:
        found["entschieden"] = f"Das liegt vor der Einreichung am {german.day(row.submitted)}."
    if row.state == "rejected" and not row.reason:
        found["grund"] = "Bitte kurz eintragen, warum die Behörde ablehnt."
    return found


def _about_end(row: ApplicationRow) -> dict[str, str]:
    if row.ends is None:
        return {}
    if row.kind != "harmless":
        return {"gilt_bis": "Ein Ende hat nur eine Unbedenklichkeit des vorzeitigen Beginns."}
    for day, what in ((row.decided, "Entscheidung"), (row.submitted, "Einreichung")):
        if day and row.ends < day:
            return {"gilt_bis": f"Das Ende liegt vor der {what} am {german.day(day)}."}
    return {}


def _stored(field: Field, value: Any) -> Any:
    """A value as the record has it."""
    if field.form in ("line", "text"):
        return value or ""
    if value is None or field.form == "choice":
        return value
    return date.fromisoformat(str(value)) if field.form == "day" else Decimal(value)


def _written(value: Any) -> str:
    if isinstance(value, date):
        return german.day(value)
    if isinstance(value, Decimal):
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,")).removesuffix(",00")
    return "" if value is None else str(value)
