"""The numbers by year as a workbook, with the decisions that they rest on."""

from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook

from matcher import german
from matcher.award.outcomes.deriving import Outcome
from matcher.award.outcomes.wording import result_words
from matcher.award.outcomes.yearly import Year
from matcher.award.outcomes.yearly_stored import Known
from matcher.award.wording import programme_title
from matcher.spreadsheet import Column, Value, add_sheet, append, on_a4, saved

YEARS = (
    Column("Jahr", "number", width=11), Column("beantragt", "number"),
    Column("beantragt in Euro", "euros", width=18), Column("davon Betrag unbekannt", "number"),
    Column("bewilligt", "number"), Column("bewilligt in Euro", "euros", width=18),
    Column("davon Betrag unbekannt", "number"), Column("abgelehnt", "number"),
    Column("zurückgezogen", "number", width=15), Column("noch offen", "number"),
    Column("eingegangen in Euro", "euros", width=18),
    Column("Dauer in Tagen (Median)", "number", width=14), Column("aus Entscheidungen", "number"),
)  # fmt: skip
DECISIONS = (
    Column("Entschieden am", "day", width=16), Column("Ergebnis", width=16),
    Column("Vorhaben", width=40), Column("Programm", width=50), Column("Eingereicht am", "day"),
    Column("Dauer in Tagen", "number"), Column("Zuwendung in Euro", "euros", width=18),
    Column("Begründung", width=60),
)  # fmt: skip


def balance_file(
    known: Known, programmes: Mapping[tuple[str, str], str], town: str, today: date
) -> bytes:
    """Two sheets: numbers by year with their total, and every decision; what is not known stays
    empty. `programmes` are titles by source and key."""
    book = Workbook()
    del book["Sheet"]
    note = f"{town} · Stand {german.day(today)}"
    years = [_row(one.year or german.UNKNOWN, one) for one in known.balance.years]
    sheet = add_sheet(book, "Je Jahr", YEARS, years, note)
    append(sheet, YEARS, _row("zusammen", known.balance.total), bold=True)
    rows = [_decision(one, known, programmes) for one in known.ended]
    for one in (sheet, add_sheet(book, "Entscheidungen", DECISIONS, rows, note)):
        on_a4(one, f"Förderbilanz · {note}", repeated=2, across=True)
    return saved(book)


def _row(label: int | str, one: Year) -> Sequence[Value]:
    applied, awarded = one.applied, one.awarded
    return (
        label, applied.number, applied.euros, applied.unknown or None, awarded.number,
        awarded.euros, awarded.unknown or None, one.rejected, one.withdrawn, one.pending,
        one.drawn, one.took.days, one.took.number or None,
    )  # fmt: skip


def _decision(
    one: Outcome, known: Known, programmes: Mapping[tuple[str, str], str]
) -> Sequence[Value]:
    at = one.subject
    return (
        one.decided, result_words(one), known.titles.get(at.project_id, at.project_id),
        programme_title(one, programmes), one.submitted, one.days,
        one.grant.euros if one.grant else None, one.reason,
    )  # fmt: skip
