"""The form for one project: what is shown in it, and what was entered."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError

from db.kommune.projects import Row
from matcher import german
from matcher.profile.funding import Funding
from matcher.profile.model import Project
from matcher.profile.sheets.cells import value_of
from matcher.profile.sheets.fields import OF_PROJECT, Field, differences, words
from matcher.profile.sheets.problems import problem_words
from matcher.profile.stored import project_of
from matcher.site.frame.posted import Posted

Entered = dict[str, list[str]]
"""Key of a field -> what stands in it; several only where several may be chosen."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A project that may be stored, or what is wrong with each field."""

    project: Project | None
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A field that somebody else changed: how it was, how it is, and what was entered here.

    Where nothing was entered, `taken` says that the form now has the other's value.
    """

    field: Field
    before: str
    now: str
    entered: str
    taken: bool


def entered(posted: Posted, fields: Sequence[Field] = OF_PROJECT) -> Entered:
    """What the person wrote, as it is."""
    return {field.key: posted.fields.get(field.key, []) for field in fields}


def shown(record: BaseModel, fields: Sequence[Field] = OF_PROJECT) -> Entered:
    """What is stored, a project or another record, as it stands in the form."""
    return {field.key: _written(field, getattr(record, field.key)) for field in fields}


def values_in(given: Entered, fields: Sequence[Field]) -> dict[str, Any]:
    """What was entered, as values of the profile; nothing for what was left empty."""
    values: dict[str, Any] = {}
    for field in fields:
        lines = given[field.key]
        text = (", " if field.form == "choices" else "").join(lines)
        # browsers send line ends as CR LF, files have LF
        value = value_of(field, text.replace("\r\n", "\n"))
        if value is not None:
            values[field.key] = value
    return values


def checked(
    given: Entered, project_id: str, carrier: str, fundings: Sequence[Funding] = ()
) -> Checked:
    """Check what was entered by the rules of the profile file.

    `carrier` is the municipality, which carries a project when nobody else is named; `fundings`
    are kept as they are, for a form of its own asks for them.
    """
    kept = {"traeger": carrier, "foerderungen": [*fundings]}
    values = values_in(given, OF_PROJECT)
    try:
        project = Project.model_validate({**kept, **values, "id": project_id})
    except ValidationError as error:
        # the one rule about several fields is that of the end before the start
        found = [(str(p["loc"][0]) if p["loc"] else "ende", p) for p in error.errors()]
        sentences = {key: sentence(problem_words(p)) for key, p in reversed(found)}
        return Checked(None, {f.key: sentences[f.key] for f in OF_PROJECT if f.key in sentences})
    return Checked(project, {})


def remembered(row: Row) -> str:
    """A stored row as a hidden field carries it, to tell later what changed since."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def recalled(text: str, project_id: str) -> Row | None:
    """The row out of the hidden field; None when that was tampered with."""
    try:
        row = json.loads(text)
        project_of(row)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return row if isinstance(row, dict) and row.get("id") == project_id else None


def meanwhile(seen: Row | None, now: Row, given: Entered) -> tuple[list[Meanwhile], Entered]:
    """The fields that changed since the form was opened, and the form brought up to date.

    Only fields that this person left alone get the new values.
    """
    current = project_of(now)
    before = project_of(seen) if seen else current
    return brought_up(differences(before, current), shown(before), shown(current), given)


def brought_up(
    changes: Iterable[tuple[Field, str, str]], opened: Entered, fresh: Entered, given: Entered
) -> tuple[list[Meanwhile], Entered]:
    """What `changes` (field, how it was, how it is) mean for what was entered.

    `opened` is the form as this person got it, `fresh` as it would be shown now.
    """
    changed, merged = [], dict(given)
    for field, old, new in changes:
        untouched = _flat(given[field.key]) == _flat(opened[field.key])
        if untouched:
            merged[field.key] = fresh[field.key]
        changed.append(
            Meanwhile(
                field,
                old,
                now=new,
                entered=_entered_words(field, given[field.key]),
                taken=untouched,
            )
        )
    return changed, merged


def _flat(lines: list[str]) -> list[str]:
    """As browsers send it: an empty field as "", line ends as CR LF."""
    return [line.replace("\r\n", "\n").strip() for line in lines if line.strip()]


def _entered_words(field: Field, lines: list[str]) -> str:
    if field.form == "choices":
        return words(field, lines)
    return words(field, lines[0]) if field.form == "choice" and lines else " ".join(lines)


def _written(field: Field, value: Any) -> list[str]:
    if value is None:
        return []
    if field.form == "month":
        return [german.month(value)]
    if field.form == "day":
        return [german.day(value)]
    if field.form in ("euros", "percent"):
        amount = Decimal(value)
        return [german.number(amount, 0 if amount == amount.to_integral_value() else 2)]
    return [*value] if isinstance(value, list) else [str(value)]


def sentence(problem: str) -> str:
    """A fault as a sentence of its own."""
    return f"{problem[:1].upper()}{problem[1:]}."
