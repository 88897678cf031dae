"""Profiles out of spreadsheets: every row is checked by the rules of matcher.profile.model.

All faults of a file are found in one go, each with sheet, row and column; a file with a
fault gives nothing. What is no fault and yet not taken, such as a row of sums, is noted.
"""

from collections import ChainMap, Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from db.errors import FoerderlageError
from matcher.profile.ids import free_id, slug
from matcher.profile.model import PLANNING, Municipality, Project
from matcher.profile.sheets.fields import (
    FUNDINGS,
    ID,
    MUNICIPALITY,
    OF_MUNICIPALITY,
    OF_PROJECT,
    PROJECTS,
    Field,
)
from matcher.profile.sheets.headings import folded
from matcher.profile.sheets.problems import FaultyFile, Problem, problem_words
from matcher.profile.sheets.rows import Row, rows_of
from matcher.profile.sheets.tables import Table, read_tables

OWNER = Field("ags", "Kommune (AGS)", hint="Nur nötig, wenn es mehrere Kommunen gibt.", width=14)
COLUMNS: tuple[Field, ...] = (ID, *OF_PROJECT, OWNER)
"""The columns of the sheet of projects."""
_HEADINGS = frozenset(folded(f.heading) for f in (*COLUMNS, *OF_MUNICIPALITY))
_EXPLANATIONS = "hinweise"
"""A sheet that the template brings along and nobody expects to be read."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says: municipalities with their projects, and notes in German sentences."""

    profiles: list[Municipality]
    notes: tuple[str, ...] = ()


def read_profiles(
    name: str, content: bytes, known: Sequence[Municipality], ignored: Sequence[Municipality] = ()
) -> Found:
    """The municipalities of a file with the projects in it, and what was left out.

    `known` are those that are stored: a file need not describe them again, and what it has no
    column for stays as it is. Rows that equal a municipality or project of `ignored` are
    examples. Raises FaultyFile with all faults.
    """
    tables = read_tables(name, content, _HEADINGS)
    projects = _sheet_of_projects(name, tables)
    municipalities = _named(tables, MUNICIPALITY)
    reader = _Reader(known, ignored)
    if municipalities is not None:
        reader.municipalities(municipalities)
    reader.projects(projects)
    if reader.problems:
        order = [table.name for table in tables]
        reader.problems.sort(key=lambda p: (order.index(p.sheet), p.row))
        raise FaultyFile(name, reader.problems)
    return Found(reader.found(), (*_unread(tables, projects, municipalities), *reader.notes))


def _named(tables: Sequence[Table], wanted: str) -> Table | None:
    return next((table for table in tables if folded(table.name) == wanted.casefold()), None)


def _sheet_of_projects(name: str, tables: Sequence[Table]) -> Table:
    """The sheet „Vorhaben“, else the only visible one whose headings are those of projects."""
    if (named := _named(tables, PROJECTS)) is not None:
        return named
    alike = [t for t in tables if t.visible and _is_list(t)]
    if len(alike) == 1:
        return alike[0]
    sheets = ", ".join(f"„{table.name}“" for table in alike)
    several = f"; Überschriften von Vorhaben haben: {sheets}" if alike else ""
    raise FoerderlageError(
        f"{name} hat kein Blatt „{PROJECTS}“{several}.",
        f"Bitte eines „{PROJECTS}“ nennen."
        if alike
        else "„matcher projects template --out vorhaben.xlsx“ schreibt eine Vorlage.",
    )


def _is_list(table: Table) -> bool:
    there = {folded(one) for one in table.headings}
    titled = folded(OF_PROJECT[0].heading) in there
    return titled and len(there & {folded(f.heading) for f in COLUMNS}) > 1


def _unread(
    tables: Sequence[Table], projects: Table, municipalities: Table | None
) -> Iterable[str]:
    """Notes on sheets: which one was taken for the projects, and which were not read."""
    if folded(projects.name) != PROJECTS.casefold():
        yield f"Die Vorhaben wurden aus dem Blatt „{projects.name}“ gelesen."
    for table in tables:
        is_used = table is projects or table is municipalities
        if not is_used and table.rows and folded(table.name) != _EXPLANATIONS:
            yield f"Das Blatt „{table.name}“ wurde nicht gelesen."


class _Reader:
    """Collects what the sheets say, every fault, and what is noted."""

    def __init__(self, known: Sequence[Municipality], ignored: Sequence[Municipality]) -> None:
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self._owners = {m.ags: m.model_copy(update={"projekte": []}) for m in known}
        self._projects_of = {m.ags: m.projekte for m in known}
        self._stored: dict[str, Any] = {p.id: p for m in known for p in m.projekte}
        self._examples = [m.model_copy(update={"projekte": []}) for m in ignored]
        self._example_projects = {p.id: p for m in ignored for p in m.projekte}
        self._named: set[str] = set()
        self._projects: dict[str, list[Project]] = {}
        self._rows: dict[str, Any] = {}
        self._made: Counter[str] = Counter()

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
        there = {folded(heading) for heading in table.headings}
        missing = [f.key for f in OF_PROJECT if folded(f.heading) not in there]
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
        wanted = slug(title)
        self._made[wanted] += 1
        return free_id(title, ChainMap(self._rows, self._stored), self._made[wanted] - 1)

    def _owner(self, row: Row) -> Municipality | None:
        ags = _whole_ags(row)
        if not ags and len(self._owners) == 1:
            return next(iter(self._owners.values()))
        return self._owners.get(ags)

    def _miss_owner(self, table: Table, row: Row) -> None:
        ags = _whole_ags(row)
        if ags:
            message = f"eine Kommune mit dem AGS {ags} gibt es weder hier noch gespeichert"
        elif self._owners:
            message = "es gibt mehrere Kommunen, hier wird der AGS der richtigen erwartet"
        else:
            message = f"es gibt noch keine Kommune; bitte das Blatt „{MUNICIPALITY}“ ausfüllen"
        self.problems.append(Problem(table.name, row.number, column=OWNER.heading, message=message))

    def _read(self, table: Table, fields: Sequence[Field], needed: Collection[str]) -> list[Row]:
        found = rows_of(table, fields, needed)
        self.problems += found.problems
        self.notes += found.notes
        return found.rows

    def _checked(
        self, model: Any, table: Table, fields: Sequence[Field], row: Row, more: dict[str, Any]
    ) -> Any:
        values = {k: v for k, v in row.values.items() if k in model.model_fields}
        try:
            return model.model_validate(values | more)
        except ValidationError as error:
            headings = {field.key: field.heading for field in fields}
            told = {fault.column for fault in row.faults}
            for problem in error.errors():
                column = headings.get(str(problem["loc"][0]), "") if problem["loc"] else ""
                if column and column in told:
                    continue
                message = problem_words(problem)
                self.problems.append(
                    Problem(table.name, row.number, column=column, message=message)
                )
            return None


def _whole_ags(row: Row) -> str:
    """The AGS with the zero that Excel took away: 5 and 8 digits exist, 4 and 7 do not."""
    ags = str(row.values.get("ags", "")).removeprefix("'")
    return f"0{ags}" if ags.isdigit() and len(ags) in (4, 7) else ags
