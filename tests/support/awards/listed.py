"""Awards that a town has already, as the rows of a spreadsheet."""

import io
from datetime import datetime
from typing import Any

from openpyxl import Workbook

HEADINGS = (
    "Vorhaben", "Programm", "Datum des Bescheids", "Zuwendung in Euro",
    "Zuwendungsfähige Ausgaben in Euro", "Finanzierungsart", "Bewilligungszeitraum bis",
    "Allgemeine Nebenbestimmungen", "Eingegangen in Euro", "Verwendungsnachweis abgegeben am",
)  # fmt: skip
ROW = ("Kita Wiesengrund energetisch sanieren", "Dachprogramm 2019", datetime(2024, 2, 1), 80000,
       "100.000", "Anteilfinanzierung", "31.12.2025", "ANBest-P", "60.000,50", None)  # fmt: skip
"""An award of an earlier time: all that it brings is over on the day of the demo."""


def book(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    """The list with these rows."""
    made, written = Workbook(), io.BytesIO()
    made.active.append(headings)
    for row in rows:
        made.active.append(row)
    made.save(written)
    return written.getvalue()


def changed(**cells: Any) -> tuple[Any, ...]:
    """ROW with other cells, by the beginnings of their headings."""
    row = list(ROW)
    for begin, value in cells.items():
        (place,) = [n for n, name in enumerate(HEADINGS) if name.startswith(begin)]
        row[place] = value
    return tuple(row)
