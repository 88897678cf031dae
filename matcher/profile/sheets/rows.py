"""From a table to rows with the values of known columns, without rows that only sum up others."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from matcher.profile.sheets.cells import fault_in, value_of
from matcher.profile.sheets.fields import Field
from matcher.profile.sheets.headings import folded
from matcher.profile.sheets.problems import Problem
from matcher.profile.sheets.raw import is_filled
from matcher.profile.sheets.tables import Table
from matcher.profile.sheets.totals import Sums


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number, what each known column holds, as a value of the profile, and the
    faults of its cells."""

    number: int
    values: Mapping[str, Any]
    faults: tuple[Problem, ...] = ()
    uncounted: bool = False
    """Whether a formula in it has no stored result."""


@dataclass(slots=True)
class Rows:
    """The rows of a table, with every fault of its headings and cells, and with notes."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def rows_of(table: Table, fields: Sequence[Field], needed: Collection[str]) -> Rows:
    """The rows by the keys of the fields, the second of which names a row.

    A fault in the headings makes it none.
    """
    by_heading = {folded(one.heading): one for one in fields}
    columns = [by_heading.get(folded(heading)) for heading in table.headings]
    if faults := [*_faulty_headings(table, columns, fields, needed)]:
        return Rows(problems=faults)
    found = Rows(notes=[*table.notes])
    label = fields[1].key
    sums = Sums(fields, label)
    stopped: dict[int, dict[int, str]] = {}
    for (number, column), why in table.faults.items():
        stopped.setdefault(number, {})[column] = why
    for number, cells in table.rows:
        row = _row(table, columns, (number, cells), stopped.get(number, {}))
        verdict = sums.verdict(row.values, row.uncounted)
        if verdict == "total":
            sums.drawn()
            found.notes.append(_left_out(table, row, label))
            continue
        found.problems += row.faults
        if verdict == "doubtful":
            message = (
                "die Zeile heißt wie eine Summe, hat aber eigene Angaben; bitte die Zeile löschen "
                "oder anders benennen"
            )
            found.problems.append(Problem(table.name, number, column="", message=message))
            continue
        sums.add(row.values)
        found.rows.append(row)
    return found


def _left_out(table: Table, row: Row, label: str) -> str:
    said = row.values.get(label)
    title = f" („{said}“)" if said else ""
    return (
        f"Blatt „{table.name}“, Zeile {row.number}{title} ist eine Summenzeile und wurde nicht "
        "übernommen."
    )


def _faulty_headings(
    table: Table,
    columns: Sequence[Field | None],
    fields: Sequence[Field],
    needed: Collection[str],
) -> Iterator[Problem]:
    for heading, one in zip(table.headings, columns, strict=True):
        if heading and one is None:
            message = "diese Spalte gibt es nicht (Tippfehler?)"
            yield Problem(table.name, 0, column=heading, message=message)
    there = [one.key for one in columns if one is not None]
    for one in fields:
        if there.count(one.key) > 1:
            message = "diese Spalte gibt es zweimal"
            yield Problem(table.name, 0, column=one.heading, message=message)
        if one.key in needed and one.key not in there:
            yield Problem(table.name, 0, column=one.heading, message="diese Spalte fehlt")


def _row(
    table: Table,
    columns: Sequence[Field | None],
    numbered: tuple[int, tuple[Any, ...]],
    stopped: Mapping[int, str],
) -> Row:
    """The values of a row; `stopped` says of its cells, by column, why they have none."""
    number, cells = numbered
    values: dict[str, Any] = {}
    faults: list[Problem] = []
    for place in range(1, max(len(cells), *stopped, 0) + 1):
        cell = cells[place - 1] if place <= len(cells) else None
        one = columns[place - 1] if place <= len(columns) else None
        message = stopped.get(place) or fault_in(cell)
        if one is None and (message or is_filled(cell)):
            message = "hier steht etwas neben der Tabelle, ohne Überschrift"
        if one is not None and not message:
            value = value_of(one, cell, table.shift)
            values |= {} if value is None else {one.key: value}
        if message:
            column = one.heading if one else ""
            faults.append(Problem(table.name, number, column=column, message=message))
    uncounted = any("Formel" in why for why in stopped.values())
    return Row(number, values, faults=tuple(faults), uncounted=uncounted)
