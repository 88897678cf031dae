"""The figures of a proof of use as a spreadsheet: means and expenses, granted beside actual.

Source: ANBest-K, No. 6.2 to 6.4: receipts and expenses in the order of the financing plan.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook

from db.kommune.award.movements import KINDS, Kind, MoneyRow
from matcher import german
from matcher.award.money.terms import ZERO
from matcher.award.standing import Standing, grant_of
from matcher.spreadsheet import Column, Value, add_sheet, saved

_SUMS = (
    Column("Position", width=44), Column("laut Bescheid in Euro", "euros"),
    Column("tatsächlich in Euro", "euros"), Column("Unterschied in Euro", "euros"),
)  # fmt: skip
_LIST = (
    Column("Nr.", "number", width=6), Column("Tag", "day"), Column("Art"),
    Column("Betrag in Euro", "euros"), Column("Zahlungsgrund, Beleg", width=60),
)  # fmt: skip
Row = tuple[str, Decimal | None, Decimal | None, Decimal | None]


def proof_of_use_file(title: str, found: Standing, money: Sequence[MoneyRow], today: date) -> bytes:
    """Three sheets: means, expenses with their payments, and what was paid back.

    What the notice does not state stays empty. The town's own means are what was spent beyond all
    that came in.
    """
    book = Workbook(write_only=True)
    note = f"{title}, Stand {german.day(today)}. Entwurf; bitte mit den Büchern abgleichen."
    add_sheet(book, "Einnahmen und Ausgaben", _SUMS, sums(found, money), note)
    for name, kinds in (
        ("Ausgaben", ("spent",)),
        ("Einnahmen", ("received", "income")),
        ("Rückzahlungen", ("repaid", "interest")),
    ):
        add_sheet(book, name, _LIST, _payments(money, kinds))
    return saved(book)


def sums(found: Standing, money: Sequence[MoneyRow]) -> list[Row]:
    """The positions in the order of the financing plan, to the cent."""
    now, spent = found.now, _sum(money, "spent")
    received, income = _sum(money, "received"), _sum(money, "income")
    own = max(spent - received - income, ZERO)
    rows = [
        _row("Zuwendung", grant_of(found), received - _sum(money, "repaid")),
        _row("Eigenmittel", now.eigenmittel_eur, own),
        _row("Mittel Dritter und weitere Einnahmen", now.mittel_dritter_eur, income),
        _row("Zuwendungsfähige Ausgaben", now.zuwendungsfaehig_eur, spent),
    ]
    left = received + income - spent
    return [*rows, ("Noch nicht verwendet", None, max(left, ZERO), None)]


def _row(name: str, granted: Decimal | None, actual: Decimal) -> Row:
    return name, granted, actual, None if granted is None else actual - granted


def _sum(money: Sequence[MoneyRow], kind: Kind) -> Decimal:
    return sum((one.euros for one in money if one.kind == kind), ZERO)


def _payments(money: Sequence[MoneyRow], kinds: Sequence[str]) -> list[list[Value]]:
    chosen = [one for one in money if one.kind in kinds]
    return [
        [number, one.day, KINDS[one.kind], one.euros, one.note]
        for number, one in enumerate(chosen, start=1)
    ]
