"""The proof of use as a spreadsheet: order of the plan, totals as values, ready for A4."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook

from db.kommune.award.movements import MoneyRow
from matcher.documents.award.about import OF_GRANT, Names
from matcher.documents.proof_files import FIRST, proof_of_use_file
from tests.support.awards.lettered import about, paid

MONEY = (
    paid("received", "300000.00"), paid("income", "0.50"), paid("spent", "480000.01", note="Los 1"),
    paid("spent", "0.02", date(2028, 4, 1), "Los 2"), paid("repaid", "1200.00"),
)  # fmt: skip


def made(money: Sequence[MoneyRow] = MONEY, **stated: Any) -> Workbook:
    given = about(money, **{"eigenmittel_eur": "200.000", **stated})
    return load_workbook(io.BytesIO(proof_of_use_file(given)))


def rows(book: Workbook, name: str = FIRST) -> list[tuple[Any, ...]]:
    return [row for row in book[name].iter_rows(values_only=True) if any(row)]


def test_the_first_sheet_follows_the_financing_plan_with_totals_as_values() -> None:
    found = [row[:4] for row in rows(made())]
    start = found.index(("Position", "Laut Bescheid", "Tatsächlich", "Unterschied"))
    assert found[start - 1][0] == "1. Einnahmen"
    assert found[start + 1 : start + 5] == [
        ("Eigenmittel", 200000, 191999.51, -8000.49),
        ("Mittel Dritter und weitere Einnahmen", 0, 0.5, 0.5),
        ("Zuwendung", 300000, 298800, -1200),
        ("Summe der Einnahmen", 500000, 490800.01, -9199.99),
    ]
    assert ("Ausgaben 2028", None, 480000.03, None) in found
    assert ("Summe der zuwendungsfähigen Ausgaben", 500000, 480000.03, -19999.97) in found
    assert ("Bestand: eingegangen und nicht verwendet", None, 10799.98, None) in found
    assert any(row[0] == "Haushaltsjahr" and row[3] == OF_GRANT for row in found)
    assert ("Zusammen", 300000, 298800, 288000.02) in found


def test_head_and_foot_say_whose_proof_it_is() -> None:
    book = made()
    assert ("Aktenzeichen", "45-8921/27", None, None) in rows(book)
    assert any("Stand 01.07.2028" in str(row[0]) for row in rows(book))
    assert book[FIRST].oddFooter.left.text == "Auental, Aktenzeichen 45-8921/27"
    named = about(MONEY, names=Names("A & B", "", project="P", description="", programme="Q"))
    other = load_workbook(io.BytesIO(proof_of_use_file(named)))
    assert other[FIRST].oddFooter.left.text.startswith("A && B")


def test_every_payment_stands_in_a_list_with_its_total() -> None:
    book = made()
    assert book.sheetnames == [FIRST, "Ausgaben", "Einnahmen", "Rückzahlungen"]
    listed = rows(book, "Ausgaben")
    assert [(row[0], row[2], row[3], row[4]) for row in listed[2:]] == [
        (1, "verwendet", "Los 1", 480000.01), (2, "verwendet", "Los 2", 0.02),
        (None, "Summe", None, 480000.03),
    ]  # fmt: skip
    assert listed[2][1].date() == date(2028, 3, 1)
    assert rows(book, "Rückzahlungen")[-1][-1] == 1200


def test_sheets_are_printed_on_upright_a4_as_wide_as_the_page() -> None:
    for sheet in made():
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert made()["Ausgaben"].print_title_rows == "$1:$2"


def test_what_is_not_stated_is_an_empty_cell_and_text_never_a_formula() -> None:
    hostile = about(
        [paid("spent", "1", note="=1+1")],
        names=Names("=CMD()", "", project="@x", description="", programme="+y"),
        zuwendungsfaehig_eur=None, foerderquote=None,
    )  # fmt: skip
    book = load_workbook(io.BytesIO(proof_of_use_file(hostile)))
    found = {row[0]: row[1:4] for row in rows(book)}
    assert found["Summe der zuwendungsfähigen Ausgaben"] == (None, 1, None)
    assert found["Zuwendungsempfänger"][0] == "=CMD()"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert "f" not in {cell.data_type for cell in cells}
