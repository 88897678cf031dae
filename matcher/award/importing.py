"""Awards that a town has on its first day, out of a spreadsheet: one row per award.

Every row comes in or is named with its cell; a file with a fault brings nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import pydantic
from pydantic import TypeAdapter, ValidationError

from db.errors import FoerderlageError
from matcher.award.entering import checked
from matcher.award.fields import OF_NOTICE
from matcher.award.money.checking import is_sum
from matcher.award.notice import Notice
from matcher.award.standing import standing
from matcher.files.apart import Allowance
from matcher.profile.sheets.fields import Field
from matcher.profile.sheets.headings import folded
from matcher.profile.sheets.problems import FaultyFile, Problem
from matcher.profile.sheets.rows import Row, rows_of
from matcher.profile.sheets.tables import Table, read_tables

LONGEST = 300
"""Characters of a programme's title."""
PROJECT = Field("projekt", "Vorhaben", hint="Titel oder Kennung, wie gespeichert.", width=40)
PROGRAMME = Field("programm", "Programm", hint="Titel, auch wenn der Katalog es nicht kennt.")
RECEIVED = Field("eingegangen_eur", "Eingegangen in Euro", form="euros")
RECEIVED_ON = Field("eingegangen_am", "Eingegangen am", form="day",
                    hint="Leer: am Tag der Übernahme gezählt.")  # fmt: skip
SPENT = Field("verwendet_eur", "Verwendet in Euro", form="euros")
SPENT_ON = Field("verwendet_am", "Verwendet am", form="day",
                 hint="Leer: am Tag der Übernahme gezählt.")  # fmt: skip
PROVEN = Field("nachgewiesen", "Verwendungsnachweis abgegeben am", form="day")
COLUMNS: tuple[Field, ...] = (
    PROJECT,
    PROGRAMME,
    *OF_NOTICE,
    RECEIVED,
    RECEIVED_ON,
    SPENT,
    SPENT_ON,
    PROVEN,
)
"""The columns of the sheet; only project, programme and the day of the notice are needed."""
SHEET = "Bescheide"
MOST = 500
"""Awards that one file may bring: all are stored in one transaction, for which others wait."""
READING = Allowance(
    seconds=60, processor=30,
    advice="Es wurde nichts übernommen; bitte nur die Liste der Bescheide in eine neue Datei"
    " kopieren oder auf mehrere Dateien verteilen.",
)  # fmt: skip
"""What reading a file of awards may take."""
_NEEDED = (PROJECT.key, PROGRAMME.key, "datum")
_MONEY = ((RECEIVED, RECEIVED_ON), (SPENT, SPENT_ON))
_OWN = frozenset(
    {PROJECT.key, PROGRAMME.key, PROVEN.key} | {field.key for pair in _MONEY for field in pair}
)
_HEADINGS = frozenset(folded(field.heading) for field in COLUMNS)


@dataclass(frozen=True, slots=True)
class Moved:
    """Money so far in euros, and the day on which it moved; None where the file names none."""

    euros: Decimal
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """One award of a file: its row, project id, what the programme is called, the notice, money so
    far, the day on which its use was proven."""

    row: int
    project_id: str
    programme: Annotated[str, pydantic.Field(min_length=1, max_length=LONGEST)]
    notice: Notice
    received: Moved | None = None
    spent: Moved | None = None
    proven: date | None = None


@dataclass(frozen=True, slots=True)
class FoundAwards:
    """The awards of a file, notes on what was left out (German), and the name of the sheet."""

    awards: tuple[Imported, ...]
    notes: tuple[str, ...] = ()
    sheet: str = SHEET


def read_awards(name: str, content: bytes, projects: Mapping[str, str]) -> FoundAwards:
    """The awards of a file; `projects` are ids with their titles.

    Raises FaultyFile with every fault by sheet, row and column; FoerderlageError for a file that
    is no spreadsheet or has no such sheet.
    """
    table = _sheet(name, read_tables(name, content, _HEADINGS))
    found = rows_of(table, COLUMNS, _NEEDED)
    problems = list(found.problems)
    known = _names(projects)
    awards = []
    for row in found.rows:
        if row.faults:
            continue
        read, faults = _award(row, known)
        problems += [
            Problem(table.name, row.number, column=heading(key), message=said)
            for key, said in faults.items()
        ]
        awards += [read] if read else []
    if problems:
        raise FaultyFile(name, sorted(problems, key=lambda one: one.row))
    if len(awards) > MOST:
        raise FoerderlageError(
            f"{name} enthält mehr als {MOST} Bescheide.", "Bitte auf mehrere Dateien verteilen."
        )
    return FoundAwards(tuple(awards), tuple(found.notes), sheet=table.name)


def carried(found: FoundAwards) -> str:
    """The awards as the form of a preview carries them until they are confirmed."""
    return _CARRIED.dump_json(found).decode()


def carried_back(text: str) -> FoundAwards:
    """The awards out of the form, checked again; FoerderlageError when tampered with."""
    try:
        found = _CARRIED.validate_json(text.encode("utf-8", "replace"))
    except ValidationError as error:
        raise FoerderlageError(
            "Die Vorschau kam nicht vollständig an.", "Bitte die Datei noch einmal auswählen."
        ) from error
    if len(found.awards) > MOST:
        raise FoerderlageError(f"Die Vorschau enthält mehr als {MOST} Bescheide.")
    return found


_CARRIED = TypeAdapter(FoundAwards)


def _sheet(name: str, tables: Sequence[Table]) -> Table:
    """The sheet „Bescheide“, else the only one with these headings."""
    named = [one for one in tables if folded(one.name) == folded(SHEET)]
    alike = [one for one in tables if one.visible and _is_list(one)]
    for found in (named, alike):
        if len(found) == 1:
            return found[0]
    needed = ", ".join(heading(key) for key in _NEEDED)
    raise FoerderlageError(
        f"{name} hat kein Blatt „{SHEET}“.",
        f"Nötig sind die Spalten {needed}; die Vorlage hat alle.",
    )


def _is_list(table: Table) -> bool:
    there = {folded(name) for name in table.headings}
    return all(folded(heading(key)) in there for key in _NEEDED)


def _names(projects: Mapping[str, str]) -> Callable[[str], str | None]:
    """From an id or a title that only one project has to the id."""
    by_name: dict[str, str | None] = {}
    for project_id, title in projects.items():
        key = folded(title)
        by_name[key] = None if key in by_name else project_id
    by_name |= {folded(project_id): project_id for project_id in projects}
    return lambda name: by_name.get(folded(name))


def _award(
    row: Row, project: Callable[[str], str | None]
) -> tuple[Imported | None, Mapping[str, str]]:
    """The award of a row, or what is wrong with it by the keys of the columns."""
    values = dict(row.values)
    faults = {key: "diese Angabe fehlt" for key in _NEEDED if not values.get(key)}
    project_id = project(str(values.get(PROJECT.key, "")))
    if project_id is None and PROJECT.key not in faults:
        faults[PROJECT.key] = (
            "dieses Vorhaben gibt es nicht oder mehrmals; hilfreich ist die Kennung"
        )
    stated = {key: value for key, value in values.items() if key not in _OWN}
    found = checked({"art": "bewilligung", **stated})
    faults |= {key: small(said) for key, said in found.errors.items() if key not in faults}
    if len(str(values.get(PROGRAMME.key, ""))) > LONGEST:
        faults[PROGRAMME.key] = f"hier passen {LONGEST} Zeichen hinein"
    faults |= _money_faults(values, found.notice)
    if faults or found.notice is None or project_id is None:
        return None, faults
    try:
        standing([found.notice])
    except FoerderlageError as error:
        faults["art"] = small(str(error))
    made = Imported(
        row.number,
        project_id,
        programme=str(values[PROGRAMME.key]),
        notice=found.notice,
        received=_moved(values, RECEIVED, RECEIVED_ON),
        spent=_moved(values, SPENT, SPENT_ON),
        proven=_day(values.get(PROVEN.key)),
    )
    return (None if faults else made), faults


def _money_faults(values: Mapping[str, Any], notice: Notice | None) -> dict[str, str]:
    faults = {}
    for field in (RECEIVED, SPENT):
        value = values.get(field.key)
        if value is not None and not (is_sum(value) and value >= 0):
            faults[field.key] = "hier wird ein Betrag wie 80.000 oder 80.000,50 erwartet"
    for sum_, day in _MONEY:
        if values.get(day.key) is not None and values.get(sum_.key) is None:
            faults[sum_.key] = f"hier fehlt der Betrag zu „{day.heading}“"
    for field in (RECEIVED_ON, SPENT_ON, PROVEN):
        if values.get(field.key) is not None and _day(values[field.key]) is None:
            faults[field.key] = "hier wird ein Tag wie 03.05.2027 erwartet"
    received, grant = values.get(RECEIVED.key), notice.zuwendung_eur if notice else None
    if not faults and received is not None and grant is not None and received > grant:
        faults[RECEIVED.key] = "das ist mehr als die Zuwendung"
    return faults


def _moved(values: Mapping[str, Any], sum_: Field, day: Field) -> Moved | None:
    euros = values.get(sum_.key)
    return None if euros is None else Moved(Decimal(euros), _day(values.get(day.key)))


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def heading(key: str) -> str:
    """The heading of a column by its key; the key where there is none."""
    return next((field.heading for field in COLUMNS if field.key == key), key)


def small(sentence: str) -> str:
    """A sentence as the end of one: problems follow a place and a colon."""
    return f"{sentence[:1].lower()}{sentence[1:]}".rstrip(".")
