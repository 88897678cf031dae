"""The figures of a proof of use: granted beside actual, to the cent, with every payment."""

import io
from datetime import date
from decimal import Decimal as Dec

from openpyxl import load_workbook

from db.kommune.award.movements import Kind, MoneyRow
from matcher.award.standing import standing
from matcher.documents.proof_files import proof_of_use_file, sums
from tests.support.awards.awarded import notice

FOUND = standing([notice(eigenmittel_eur="200.000", mittel_dritter_eur=None)])


def paid(kind: Kind, euros: str, note: str = "") -> MoneyRow:
    return MoneyRow(1, kind, day=date(2028, 3, 1), euros=Dec(euros), note=note)


MONEY = [paid("received", "300000.00"), paid("income", "0.50"), paid("spent", "480000.01", "Los 1"),
         paid("repaid", "1200.00")]  # fmt: skip


def test_own_means_are_what_was_spent_beyond_all_that_came_in() -> None:
    """480,000.01 - 300,000.00 - 0.50 = 179,999.51; granted were 200,000."""
    found = {row[0]: row[1:] for row in sums(FOUND, MONEY)}
    assert found["Zuwendung"] == (Dec(300000), Dec("298800.00"), Dec("-1200.00"))
    assert found["Eigenmittel"] == (Dec(200000), Dec("179999.51"), Dec("-20000.49"))
    assert found["Mittel Dritter und weitere Einnahmen"] == (None, Dec("0.50"), None)
    assert found["Zuwendungsfähige Ausgaben"][2] == Dec("-19999.99")
    assert found["Noch nicht verwendet"][1] == 0


def test_what_is_not_spent_yet_is_named() -> None:
    found = {row[0]: row[2] for row in sums(FOUND, [paid("received", "5.00"), paid("spent", "2")])}
    assert found["Noch nicht verwendet"] == Dec("3.00")


def test_the_file_holds_every_payment_as_a_number_with_its_note() -> None:
    book = load_workbook(io.BytesIO(proof_of_use_file("Dach", FOUND, MONEY, date(2028, 7, 1))))
    assert book.sheetnames == ["Einnahmen und Ausgaben", "Ausgaben", "Einnahmen", "Rückzahlungen"]
    assert "Stand 01.07.2028" in str(book["Einnahmen und Ausgaben"]["A1"].value)
    (row,) = [*book["Ausgaben"].iter_rows(min_row=2, values_only=True)]
    assert (row[2], row[3], row[4]) == ("verwendet", 480000.01, "Los 1")
