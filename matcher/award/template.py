"""The spreadsheet in which a town lists the awards that it has already."""

from matcher.award.importing import COLUMNS, SHEET
from matcher.spreadsheet import Column, workbook

_NOTE = (
    "Eine Zeile je Bescheid; nötig sind Vorhaben, Programm und Datum. Was leer bleibt, gilt als"
    " unbekannt."
)


def award_template() -> bytes:
    """An empty .xlsx with all columns that `matcher award import` reads."""
    columns = [Column(field.heading, width=field.width) for field in COLUMNS]
    return workbook(SHEET, columns, [], _NOTE)
