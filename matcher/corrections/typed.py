"""What people type for a fact, in German, as values; pure.

An empty value is a row that was left blank, and no row at all states that the texts do not
say it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.kommune.corrections import Stated
from matcher.corrections.inputs import INPUTS, SEVERAL, SILENT

Row = Mapping[str, str]
"""Name of an input -> what was typed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood; `errors` tell per row and input what was not."""

    facts: tuple[Stated, ...] = ()
    errors: Mapping[tuple[int, str], str] = field(default_factory=dict)


def stated(kind: str, rows: Sequence[Row]) -> Reading:
    """The values of one kind of fact as typed; rows without a value are left out."""
    facts: list[Stated] = []
    errors: dict[tuple[int, str], str] = {}
    for number, row in enumerate(rows):
        if not row.get("value", "").strip():
            continue
        found, wrong = _row(kind, row)
        errors |= {(number, name): sentence for name, sentence in wrong.items()}
        if found is not None and found not in facts:
            facts.append(found)
    if kind not in SEVERAL and len(facts) > 1:
        errors[len(facts) - 1, "value"] = "Hier gibt es nur einen Wert."
    return Reading((), errors) if errors else Reading(tuple(facts))


def written(kind: str, facts: Sequence[Stated]) -> list[dict[str, str]]:
    """The rows that state these values, each once."""
    rows = []
    for value, details in facts:
        values = {"value": value, **details}
        row = {
            one.name: "" if values.get(one.name) is None else one.written(values[one.name])
            for one in INPUTS[kind]
        }
        if row not in rows:
            rows.append(row)
    return rows


def row_of(kind: str, text: str) -> dict[str, str]:
    """A row from the command line: its inputs in order, with semicolons between them."""
    parts = [part.strip() for part in text.split(";")]
    names = [one.name for one in INPUTS[kind]]
    if len(parts) > len(names):
        parts = [*parts[: len(names) - 1], "; ".join(parts[len(names) - 1 :])]
    return dict(zip(names, parts, strict=False))


def _row(kind: str, row: Row) -> tuple[Stated | None, dict[str, str]]:
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for one in INPUTS[kind]:
        text = " ".join(row.get(one.name, "").split())
        if not text:
            values[one.name] = None
            if one.needed:
                wrong[one.name] = f"Bitte „{one.label}“ angeben."
            continue
        try:
            values[one.name] = one.read(text)
        except ValueError as error:
            wrong[one.name] = str(error)
    if kind == "deadline" and not wrong:
        values, wrong = _deadline(values)
    if wrong:
        return None, wrong
    value = values.pop("value")
    # what the inputs do not ask for is "not stated"
    details = {**dict.fromkeys(SILENT.get(kind, ())), **values}
    return (value, details), {}


def _deadline(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """A deadline with its form; the first day must be of the same form and come before."""
    value, opens = values["value"], values["opens"]
    form = _form(value)
    wrong = {}
    if opens is not None and _form(opens) != form:
        wrong["opens"] = "Bitte den Beginn in derselben Form wie die Frist angeben."
    elif opens is not None and form == "date" and opens > value:
        wrong["opens"] = "Der Beginn liegt nach der Frist."
    return {**values, "form": form}, wrong


def _form(value: str) -> str:
    return "annual" if value.startswith("--") else "relative" if value[0] == "P" else "date"
