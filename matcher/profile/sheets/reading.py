"""Profiles out of spreadsheets: every row is checked by the rules of matcher.profile.model.

All faults of a file are found in one go, each with sheet, row and column; a file with a
fault gives nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from db.errors import FoerderlageError
from matcher.profile.ids import free_id
from matcher.profile.model import PLANNING, Municipality, Project, in_german
from matcher.profile.sheets.cells import value_of
from matcher.profile.sheets.fields import (
    FUNDINGS,
    ID,
    MUNICIPALITY,
    OF_MUNICIPALITY,
    OF_PROJECT,
    PROJECTS,
    Field,
)
from matcher.profile.sheets.tables import Table, read_tables

OWNER = Field("ags", "Kommune (AGS)", hint="Nur nötig, wenn es mehrere Kommunen gibt.", width=14)
COLUMNS: tuple[Field, ...] = (ID, *OF_PROJECT, OWNER)
"""The columns of the sheet of projects."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it stands and what is wrong; without a column it is about the row."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        column = f", Spalte „{self.column}“" if self.column else ""
        row = f", Zeile {self.row}" if self.row else ""
        return f"Blatt „{self.sheet}“{row}{column}: {self.message}."


class FaultyFile(FoerderlageError):
    """A file with faults; `problems` are all of them, in the order of the file."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        count = "einen Fehler" if len(problems) == 1 else f"{len(problems)} Fehler"
        listed = "".join(f"\n  {problem}" for problem in problems)
        super().__init__(f"{name} enthält {count}; es wurde nichts übernommen.{listed}")
        self.summary = f"{name} enthält {count}; es wurde nichts übernommen."
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its number, and what each known column holds, as a value of the profile."""

    number: int
    values: Mapping[str, Any]


def read_profiles(
    name: str, content: bytes, known: Sequence[Municipality], ignored: Sequence[Municipality] = ()
) -> list[Municipality]:
    """The municipalities of a file with the projects in it.

    `known` are those that are stored: a file need not describe them again, and what it has no
    column for stays as it is. Rows that equal a municipality or project of `ignored` are
    examples. Raises FaultyFile with all faults.
    """
    tables = {table.name.strip().casefold(): table for table in read_tables(name, content)}
    projects = tables.get(PROJECTS.casefold())
    if projects is None:
        raise FoerderlageError(
            f"{name} hat kein Blatt „{PROJECTS}“.",
            "„matcher projects template --out vorhaben.xlsx“ schreibt eine Vorlage.",
        )
    reader = _Reader(known, ignored)
    if (sheet := tables.get(MUNICIPALITY.casefold())) is not None:
        reader.municipalities(sheet)
    reader.projects(projects)
    if reader.problems:
        raise FaultyFile(name, reader.problems)
    return reader.found()


class _Reader:
    """Collects what the sheets say, and every fault."""

    def __init__(self, known: Sequence[Municipality], ignored: Sequence[Municipality]) -> None:
        self.problems: list[Problem] = []
        self._owners = {m.ags: m.model_copy(update={"projekte": []}) for m in known}
        self._projects_of = {m.ags: m.projekte for m in known}
        self._stored = {p.id: p for m in known for p in m.projekte}
        self._examples = [m.model_copy(update={"projekte": []}) for m in ignored]
        self._example_projects = {p.id: p for m in ignored for p in m.projekte}
        self._named: set[str] = set()
        self._projects: dict[str, list[Project]] = {}
        self._rows: dict[str, int] = {}

    def municipalities(self, table: Table) -> None:
        """Read the sheet of municipalities."""
        for row in self._read(table, OF_MUNICIPALITY, needed=("ags", "name")):
            ags = _whole_ags(row) if "ags" in row.values else ""
            known = self._owners.get(str(ags))
            kept = {key: getattr(known, key) for key in PLANNING} if known else {}
            restored = {"ags": ags} if ags else {}
            made = self._checked(Municipality, table, OF_MUNICIPALITY, row, kept | restored)
            if made is None or made in self._examples:
                continue
            if made.ags in self._named:
                message = f"den AGS {made.ags} gibt es in diesem Blatt zweimal"
                self.problems.append(Problem(table.name, row.number, column="AGS", message=message))
            self._named.add(made.ags)
            self._owners[made.ags] = made

    def projects(self, table: Table) -> None:
        """Read the sheet of projects; after that of municipalities."""
        for row in self._read(table, COLUMNS, needed=("titel",)):
            title = str(row.values.get("titel", ""))
            project_id = row.values.get("id") or self._id_for(title, self._owner(row))
            kept = self._kept(table, project_id)
            project = self._checked(Project, table, COLUMNS, row, {**kept, "id": project_id})
            if project is None or self._is_example(project):
                continue
            owner = self._owner(row)
            if owner is None:
                self._miss_owner(table, row)
            if project.id in self._rows:
                first = self._rows[project.id]
                message = f"die Kennung {project.id} steht schon in Zeile {first}"
                self.problems.append(
                    Problem(table.name, row.number, column=ID.heading, message=message)
                )
            self._rows.setdefault(project.id, row.number)
            if owner is not None:
                project.traeger = project.traeger or owner.name
                self._projects.setdefault(owner.ags, []).append(project)

    def found(self) -> list[Municipality]:
        """The municipalities that the file is about, with its projects."""
        return [
            owner.model_copy(update={"projekte": self._projects.get(ags, [])})
            for ags, owner in self._owners.items()
            if ags in self._named or ags in self._projects
        ]

    def _kept(self, table: Table, project_id: str) -> dict[str, Any]:
        """What is stored of this project in fields that the sheet has no column for."""
        stored = self._stored.get(project_id)
        there = {heading.casefold() for heading in table.headings}
        missing = [f.key for f in OF_PROJECT if f.heading.casefold() not in there]
        missing.append(FUNDINGS.key)
        return {key: getattr(stored, key) for key in missing} if stored else {}

    def _is_example(self, project: Project) -> bool:
        example = self._example_projects.get(project.id)
        if example is None:
            return False
        return project.model_copy(update={"traeger": example.traeger}) == example

    def _id_for(self, title: str, owner: Municipality | None) -> str:
        """The id of the stored project with this title, else one that nobody has."""
        for project in self._projects_of.get(owner.ags, ()) if owner else ():
            if project.titel == title and project.id not in self._rows:
                return project.id
        return free_id(title, {*self._rows, *self._stored})

    def _owner(self, row: _Row) -> Municipality | None:
        ags = _whole_ags(row)
        if not ags and len(self._owners) == 1:
            return next(iter(self._owners.values()))
        return self._owners.get(ags)

    def _miss_owner(self, table: Table, row: _Row) -> None:
        ags = _whole_ags(row)
        if ags:
            message = f"eine Kommune mit dem AGS {ags} gibt es weder hier noch gespeichert"
        elif self._owners:
            message = "es gibt mehrere Kommunen, hier wird der AGS der richtigen erwartet"
        else:
            message = f"es gibt noch keine Kommune; bitte das Blatt „{MUNICIPALITY}“ ausfüllen"
        self.problems.append(Problem(table.name, row.number, column=OWNER.heading, message=message))

    def _read(self, table: Table, fields: Sequence[Field], needed: Iterable[str]) -> list[_Row]:
        """The rows by the keys of the fields; faults in the headings make it none."""
        by_heading = {field.heading.casefold(): field for field in fields}
        columns = [by_heading.get(heading.casefold()) for heading in table.headings]
        faults = [
            Problem(
                table.name, 0, column=heading, message="diese Spalte gibt es nicht (Tippfehler?)"
            )
            for heading, field in zip(table.headings, columns, strict=True)
            if heading and field is None
        ]
        there = [field.key for field in columns if field is not None]
        for field in fields:
            if there.count(field.key) > 1:
                faults.append(
                    Problem(
                        table.name, 0, column=field.heading, message="diese Spalte gibt es zweimal"
                    )
                )
            if field.key in needed and field.key not in there:
                faults.append(
                    Problem(table.name, 0, column=field.heading, message="diese Spalte fehlt")
                )
        self.problems += faults
        if faults:
            return []
        return [self._row(table, columns, number, cells) for number, cells in table.rows]

    def _row(
        self, table: Table, columns: Sequence[Field | None], number: int, cells: tuple[Any, ...]
    ) -> _Row:
        values = {}
        for place, cell in enumerate(cells):
            field = columns[place] if place < len(columns) else None
            value = cell if field is None else value_of(field, cell)
            if field is not None and value is not None:
                values[field.key] = value
            elif field is None and value not in (None, ""):
                message = "hier steht etwas neben der Tabelle, ohne Überschrift"
                self.problems.append(Problem(table.name, number, column="", message=message))
        return _Row(number, values)

    def _checked(
        self, model: Any, table: Table, fields: Sequence[Field], row: _Row, more: dict[str, Any]
    ) -> Any:
        values = {k: v for k, v in row.values.items() if k in model.model_fields}
        try:
            return model.model_validate(values | more)
        except ValidationError as error:
            headings = {field.key: field.heading for field in fields}
            for problem in error.errors():
                column = headings.get(str(problem["loc"][0]), "") if problem["loc"] else ""
                message = problem_words(problem)
                self.problems.append(
                    Problem(table.name, row.number, column=column, message=message)
                )
            return None


def problem_words(problem: Any) -> str:
    """A fault of the profile in the words of somebody who fills in a form."""
    kind, place = problem["type"], problem["loc"][0] if problem["loc"] else ""
    if kind == "string_pattern_mismatch" and place in ("start", "ende"):
        return "hier wird ein Monat wie 04/2027 erwartet"
    if kind.startswith("decimal") and place == "foerderquote":
        return "hier werden Prozent wie 45 oder 33,33 erwartet"
    if kind in ("decimal_parsing", "decimal_type", "finite_number"):
        return "hier wird ein Betrag wie 1.450.000 oder 1.450.000,50 erwartet"
    if kind == "string_pattern_mismatch":
        return "erlaubt sind a–z, 0–9 und Bindestrich, am Anfang kein Bindestrich"
    if kind == "literal_error":
        field = next((f for f in (*OF_PROJECT, *OF_MUNICIPALITY) if f.key == place), None)
        if field is not None and field.options:
            return f"„{problem['input']}“ gibt es nicht; erlaubt ist {_either(field)}"
    if kind == "value_error" and "ein Tag wie" in str(problem["ctx"]["error"]):
        return "hier wird ein Tag wie 03.05.2027 erwartet"
    if kind == "value_error" and not place:
        return _end_before_start(str(problem["ctx"]["error"]))
    return in_german(problem)


def _either(field: Field) -> str:
    *first, last = (field.options or {}).values()
    return f"{', '.join(first)} oder {last}"


def _end_before_start(message: str) -> str:
    said = message.removeprefix("ende ").replace(" liegt vor start ", " liegt vor dem Beginn ")
    return re.sub(r"(\d{4})-(\d{2})", r"\2/\1", said)


def _whole_ags(row: _Row) -> str:
    """The AGS with the zero that Excel took away: 5 and 8 digits exist, 4 and 7 do not."""
    ags = str(row.values.get("ags", ""))
    return f"0{ags}" if ags.isdigit() and len(ags) in (4, 7) else ags
