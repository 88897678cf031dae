"""Profiles as a workbook that `projects import` reads, and the template to fill in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from db.errors import FoerderlageError
from matcher.profile.model import Municipality, Project
from matcher.profile.sheets.fields import (
    MUNICIPALITY,
    OF_MUNICIPALITY,
    OF_PROJECT,
    PROJECTS,
    Field,
    words,
)
from matcher.profile.sheets.reading import COLUMNS, OWNER
from matcher.spreadsheet import FIRST_YEAR, LONGEST, Column, Value, add_sheet, saved

_LAST_ROW = 1_000
"""Down to this row there are drop-downs."""
_KINDS: dict[str, Any] = {"month": "month", "day": "day", "euros": "euros", "count": "number"}
_HELP = (
    ("So geht es", "Das Blatt „Vorhaben“ ausfüllen, eine Zeile je Vorhaben. Danach: "
     "matcher projects import vorhaben.xlsx – oder im Browser unter „Vorhaben einlesen“."),
    ("Beispiel", "Die Beispielzeile darf stehen bleiben: Solange sie unverändert ist, wird sie "
     "nicht übernommen."),
    ("Fehler", "Ist eine Zeile fehlerhaft, wird nichts übernommen; genannt werden alle Fehler "
     "mit Blatt, Zeile und Spalte."),
    ("Noch einmal einlesen", "Die Kennung entscheidet, ob ein Vorhaben neu ist oder geändert "
     "wird. Entfernt wird nichts. Was zu einzelnen Programmen angegeben ist, bleibt, wie es ist."),
)  # fmt: skip


def workbook(profiles: Sequence[Municipality]) -> bytes:
    """All profiles as sheets „Vorhaben“ and „Kommune“.

    Raises FoerderlageError for what a spreadsheet cannot hold, so that nothing is lost.
    """
    return _saved(profiles, [_project(p, m.ags) for m in profiles for p in m.projekte])


def template(stored: Sequence[Municipality], example: Municipality) -> bytes:
    """A workbook to fill in: an example project, drop-downs, and a sheet that explains.

    The municipalities that are stored already stand in it, else the example's.
    """
    shown = example.projekte[0].model_copy(update={"traeger": ""})
    fields = [*COLUMNS, *OF_MUNICIPALITY]
    rows = [*_HELP, *((f.heading, _explained(f)) for f in fields)]
    return _saved(stored or [example], [_project(shown, "")], rows)


def _saved(
    owners: Sequence[Municipality],
    projects: Sequence[Sequence[Value]],
    explained: Sequence[Sequence[Value]] = (),
) -> bytes:
    book = Workbook(write_only=True)
    _sheet(book, PROJECTS, COLUMNS, projects, owner_needed=len(owners) > 1)
    _sheet(book, MUNICIPALITY, OF_MUNICIPALITY, [_row(m, OF_MUNICIPALITY) for m in owners])
    if explained:
        columns = [Column("Was", width=26), Column("Erklärung", width=100)]
        add_sheet(book, "Hinweise", columns, explained)
    return saved(book)


def _project(project: Project, ags: str) -> list[Value]:
    return [*_row(project, COLUMNS[:-1]), ags]


def _sheet(
    book: Workbook,
    title: str,
    fields: Sequence[Field],
    rows: Sequence[Sequence[Value]],
    owner_needed: bool = False,
) -> None:
    columns = [Column(f.heading, _KINDS.get(f.form, "text"), width=f.width) for f in fields]
    sheet = add_sheet(book, title, columns, rows)
    for number, field in enumerate(fields, 1):
        allowed = _validation(field, owner_needed)
        if allowed is not None:
            letter = get_column_letter(number)
            allowed.add(f"{letter}2:{letter}{_LAST_ROW}")
            sheet.data_validations.append(allowed)


def _validation(field: Field, owner_needed: bool) -> DataValidation | None:
    """A drop-down, or a hint beside the cell; several choices may be typed."""
    if field.form == "choice":
        listed = ",".join((field.options or {}).values())
        return DataValidation(
            type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True,
            errorTitle=field.heading, error="Bitte aus der Liste wählen.",
        )  # fmt: skip
    if field.form == "choices":
        listed = ",".join((field.options or {}).values())
        return DataValidation(
            type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False,
            showInputMessage=True, promptTitle=field.heading, prompt=_explained(field)[:250],
        )  # fmt: skip
    if field.hint and (field is not OWNER or owner_needed):
        return DataValidation(
            allow_blank=True, showInputMessage=True, promptTitle=field.heading, prompt=field.hint
        )
    return None


def _row(record: Project | Municipality, fields: Sequence[Field]) -> list[Value]:
    return [_cell(field, getattr(record, field.key)) for field in fields]


def _cell(field: Field, value: Any) -> Value:
    if field.form == "month" and value and int(value[:4]) >= FIRST_YEAR:
        return date(int(value[:4]), int(value[5:]), 1)
    if field.form == "day" and value and value.year >= FIRST_YEAR:
        day: Value = value
        return day
    if field.form in ("euros", "count"):
        number: Value = value
        return number
    text = words(field, value)
    if len(text) > LONGEST:
        raise FoerderlageError(
            f"„{field.heading}“ ist mit {len(text)} Zeichen zu lang für eine Excel-Zelle.",
            "Bitte als YAML ausgeben.",
        )
    return text


def _explained(field: Field) -> str:
    listed = f"Möglich: {', '.join(field.options.values())}." if field.options else ""
    needed = "Pflichtangabe." if field in (OF_PROJECT[0], *OF_MUNICIPALITY[:2]) else ""
    return " ".join(part for part in (needed, field.hint, listed) if part)
