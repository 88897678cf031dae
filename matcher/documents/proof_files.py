"""The figures of a proof of use as a spreadsheet: means and expenses, granted beside actual.

Source: ANBest-K, No. 6.2 to 6.4: receipts and expenses in the order of the financing plan. Totals
are values, not formulas: whoever opens the file anywhere sees the sums that were reckoned here.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from db.kommune.award.movements import KINDS
from matcher import german
from matcher.award.money.proof import Position, Proof, proof
from matcher.award.money.terms import ZERO
from matcher.documents.award.about import CONFIRMED, OF_GRANT, About, common
from matcher.spreadsheet import Column, Value, add_sheet, append, append_heading, on_a4, saved

FIRST = "Zahlenmäßiger Nachweis"
_SUMS = (
    Column("Position", width=42), Column("Laut Bescheid", "euros", width=21),
    Column("Tatsächlich", "euros", width=21), Column("Unterschied", "euros", width=21),
)  # fmt: skip
_YEARS = (
    Column("Haushaltsjahr", width=42), Column("Rate laut Bescheid", "euros"),
    Column("Eingegangen", "euros"), Column(OF_GRANT, "euros"),
)  # fmt: skip
_LIST = (
    Column("Nr.", "number", width=6), Column("Tag", "day"), Column("Art", width=18),
    Column("Zahlungsgrund, Beleg", width=52), Column("Betrag", "euros", width=18),
)  # fmt: skip
_FACTS = (
    ("kommune", "Zuwendungsempfänger"), ("vorhaben", "Vorhaben"), ("programm", "Programm"),
    ("behoerde", "Behörde"), ("aktenzeichen", "Aktenzeichen"), ("bescheid", "Bescheid"),
    ("zeitraum", "Bewilligungszeitraum"), ("finanzierungsart", "Finanzierungsart"),
)  # fmt: skip
_TEXT = Column("")
_ACROSS = 63
"""Characters that fit into the columns B to D together."""
_LINE = 15
"""Height of a line in points."""


def proof_of_use_file(about: About) -> bytes:
    """Four sheets for A4: the proof; its expenses, receipts and repayments with every payment.

    What the notice does not state stays empty.
    """
    book = Workbook()
    del book["Sheet"]
    found, facts = proof(about.known.standing, about.money, about.today), common(about, "")
    footer = f"{facts['kommune']}, Aktenzeichen {facts['aktenzeichen']}"
    _front(book, about, found, facts, footer)
    for name, kinds in (
        ("Ausgaben", ("spent",)),
        ("Einnahmen", ("received", "income")),
        ("Rückzahlungen", ("repaid", "interest")),
    ):
        rows = _payments(about, kinds)
        sheet = add_sheet(book, name, _LIST, rows, f"{name}: {facts['vorhaben']}")
        append(sheet, _LIST, (None, None, "Summe", None, _total(rows)), bold=True)
        _wrapped(sheet)
        on_a4(sheet, footer, repeated=2)
    return saved(book)


def _front(book: Workbook, about: About, found: Proof, facts: dict[str, str], footer: str) -> None:
    sheet: Any = book.create_sheet(FIRST)
    for letter, column in zip("ABCD", _SUMS, strict=True):
        sheet.column_dimensions[letter].width = column.width
    _title(sheet, FIRST, 15)
    stand = f"Entwurf, Stand {german.day(about.today)}; bitte mit den Büchern abgleichen."
    _sentence(sheet, stand)
    for key, label in _FACTS:
        _fact(sheet, label, facts[key])
    _title(sheet, "1. Einnahmen")
    append_heading(sheet, _SUMS)
    for one in found.means:
        append(sheet, _SUMS, _row(one))
    _total_row(sheet, _row(found.means_total))
    _title(sheet, "2. Ausgaben")
    append_heading(sheet, _SUMS)
    for year in (one for one in found.years if one.spent):
        append(sheet, _SUMS, (f"Ausgaben {year.year}", None, year.spent, None))
    _total_row(sheet, _row(found.expenses, "Summe der zuwendungsfähigen Ausgaben"))
    _title(sheet, "3. Abschluss")
    append(sheet, _SUMS, ("Summe der Einnahmen", None, found.means_total.actual, None))
    append(sheet, _SUMS, ("Summe der Ausgaben", None, found.expenses.actual, None))
    _total_row(sheet, ("Bestand: eingegangen und nicht verwendet", None, found.left, None))
    _years(sheet, found)
    sheet.append([])
    _sentence(sheet, CONFIRMED)
    for _ in range(3):
        sheet.append([])
    append(sheet, _SUMS, ("Ort, Datum", "Unterschrift", None, None))
    for cell in sheet[sheet.max_row]:
        cell.border = Border(top=Side("thin"))
    on_a4(sheet, footer)


def _years(sheet: Any, found: Proof) -> None:
    """The grant by budget year against the plan."""
    _title(sheet, "4. Zuwendung je Haushaltsjahr")
    append_heading(sheet, _YEARS)
    planned = [one.planned for one in found.years if one.planned is not None]
    for one in found.years:
        row = (str(one.year), one.planned, one.received - one.repaid, one.of_grant)
        append(sheet, _YEARS, row)
    _total_row(
        sheet,
        (
            "Zusammen",
            sum(planned, ZERO) if planned else None,
            sum((one.received - one.repaid for one in found.years), ZERO),
            sum((one.of_grant for one in found.years), ZERO),
        ),
    )


def _row(one: Position, name: str = "") -> tuple[Value, ...]:
    return name or one.name, one.planned, one.actual, one.difference


def _title(sheet: Any, words: str, size: int = 11) -> None:
    if sheet.max_row > 1:
        sheet.append([])
    append(sheet, _SUMS[:1], (words,))
    sheet.cell(sheet.max_row, 1).font = Font(name="Calibri", bold=True, size=size)


def _total_row(sheet: Any, row: Sequence[Value]) -> None:
    append(sheet, _SUMS, row, bold=True)
    for cell in sheet[sheet.max_row]:
        cell.border = Border(top=Side("thin"), bottom=Side("double"))


def _fact(sheet: Any, label: str, words: str) -> None:
    append(sheet, (_TEXT, _TEXT), (label, words))
    _merged(sheet, "B", ceil(len(words) / _ACROSS))


def _sentence(sheet: Any, words: str) -> None:
    append(sheet, (_TEXT,), (words,))
    _merged(sheet, "A", ceil(len(words) / (_ACROSS + (_SUMS[0].width or 0))))


def _merged(sheet: Any, first: str, lines: int) -> None:
    """Let the words of the last row go to the right edge, in as many lines as they need."""
    row = sheet.max_row
    for cell in sheet[row]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(f"{first}{row}:D{row}")
    sheet.row_dimensions[row].height = _LINE * max(lines, 1)


def _payments(about: About, kinds: Sequence[str]) -> list[list[Value]]:
    chosen = [one for one in about.money if one.kind in kinds]
    return [
        [number, one.day, KINDS[one.kind], one.note, one.euros]
        for number, one in enumerate(chosen, start=1)
    ]


def _total(rows: Sequence[Sequence[Value]]) -> Decimal:
    return sum((Decimal(str(row[-1])) for row in rows), ZERO)


def _wrapped(sheet: Any) -> None:
    """Long reasons of payments in several lines, all cells at the top."""
    for row in sheet.iter_rows(min_row=2, max_col=len(_LIST) - 1):
        for cell in row:
            cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
