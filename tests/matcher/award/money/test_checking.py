"""Which movements of money can be entered, and which can be taken out again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.movements import Kind, MoneyRow
from matcher.award.money.checking import check_entered, check_taken_out, typed_number
from matcher.award.standing import standing
from tests.support.awards.awarded import notice

AWARD = standing([notice(eigenmittel_eur="1.000")])


def moved(kind: Kind, euros: str, number: int = 0) -> MoneyRow:
    return MoneyRow(1, kind, day=date(2027, 9, 1), euros=Decimal(euros), id=number)


CAME, WENT = moved("received", "500", 1), moved("spent", "1400", 2)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("80.000", "80000"),
        ("80.000,50", "80000.50"),
        ("80 000,5 €", "80000.50"),
        ("-0,88", "-0.88"),
        ("999999999999,99", "999999999999.99"),
    ],
)
def test_a_number_is_read_as_people_write_it(words: str, number: str) -> None:
    assert typed_number(words) == Decimal(number)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "keine Zahl"),
        ("viel", "keine Zahl"),
        ("1,250", "keine Zahl"),
        ("NaN", "keine Zahl"),
        ("1e6", "keine Zahl"),
        ("1.000,505", "Nachkommastellen"),
        ("1000000000000", "zu groß"),
        ("9" * 5000, "zu groß"),
    ],
)
def test_what_is_no_sum_of_a_town_is_refused(words: str, said: str) -> None:
    with pytest.raises(FoerderlageError, match=said) as failure:
        typed_number(words)
    assert len(str(failure.value)) < 120


@pytest.mark.parametrize(
    ("money", "field", "said"),
    [
        (moved("received", "299500.01"), "euros", "bewilligt sind 300.000"),
        (moved("asked", "300000.01"), "euros", "bewilligt sind 300.000"),
        (moved("spent", "100.01"), "euros", r"da sind 1\.500"),
        (moved("repaid", "500.01"), "euros", "eingegangen sind 500"),
        (moved("income", "-1"), "euros", "über 0"),
        (replace(moved("asked", "1"), day=date(2027, 5, 2)), "day", "vor dem Bescheid"),
    ],
)
def test_a_movement_that_cannot_be_is_told_at_its_field(
    money: MoneyRow, field: str, said: str
) -> None:
    with pytest.raises(FaultyFields, match=said) as failure:
        check_entered(AWARD, [CAME, WENT], money)
    assert [*failure.value.fields] == [field]


def test_up_to_the_cent_it_can_be() -> None:
    for money in (moved("received", "299500"), moved("spent", "100"), moved("repaid", "500")):
        check_entered(AWARD, [CAME, WENT], money)


def test_what_was_spent_or_paid_back_keeps_what_it_came_from() -> None:
    with pytest.raises(FoerderlageError, match=r"1\.400.* verwendet, aber nur 1\.000"):
        check_taken_out(AWARD, [CAME, WENT], CAME)
    with pytest.raises(FoerderlageError, match="zurückgezahlt, aber nur 0"):
        check_taken_out(AWARD, [CAME, moved("repaid", "1", 3)], CAME)
    check_taken_out(AWARD, [CAME, WENT], WENT)
    check_taken_out(AWARD, [CAME, moved("spent", "1000", 2)], CAME)
