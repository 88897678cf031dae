"""What is wrong with a file of projects: each fault with its place, in the words of a form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.errors import FoerderlageError
from matcher.profile.model import in_german
from matcher.profile.sheets.fields import OF_MUNICIPALITY, OF_PROJECT, Field

MOST_TOLD = 500
"""Faults that are named; a file with more is another kind of file, or has one fault in each row."""


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
    """A file with faults; `problems` are the first of them in the order of the file.

    `count` is how many there are, if more than are given.
    """

    def __init__(self, name: str, problems: Sequence[Problem], count: int = 0) -> None:
        self.name = name
        self.problems = tuple(problems[:MOST_TOLD])
        self.count = max(count, len(problems))
        said = "einen Fehler" if self.count == 1 else f"{self.count} Fehler"
        more = f" Genannt werden die ersten {MOST_TOLD}." if self.count > MOST_TOLD else ""
        self.summary = f"{name} enthält {said}; es wurde nichts übernommen.{more}"
        super().__init__(self.summary + "".join(f"\n  {problem}" for problem in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        """A helper process sends it back whole."""
        return type(self), (self.name, self.problems, self.count)


_NO_DAY = re.compile(r"den Tag (\d{4})-(\d\d)-(\d\d) gibt es nicht")
"""A day that does not exist, as the profile has it; people type and read it the German way."""


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
    if kind == "value_error" and (no_day := _NO_DAY.search(str(problem["ctx"]["error"]))):
        year, month, day = no_day.groups()
        return f"den Tag {day}.{month}.{year} gibt es nicht"
    if kind == "value_error" and not place:
        return _end_before_start(str(problem["ctx"]["error"]))
    return in_german(problem)


def _either(field: Field) -> str:
    *first, last = (field.options or {}).values()
    return f"{', '.join(first)} oder {last}"


def _end_before_start(message: str) -> str:
    said = message.removeprefix("ende ").replace(" liegt vor start ", " liegt vor dem Beginn ")
    return re.sub(r"(\d{4})-(\d{2})", r"\2/\1", said)
