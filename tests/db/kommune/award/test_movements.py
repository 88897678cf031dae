"""Money that is entered, taken out again, and the Basiszinssatz."""

from datetime import date
from decimal import Decimal

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields
from db.kommune.award.awards import AwardRow, save_notice
from db.kommune.award.base_rates import base_rates, remove_base_rate, set_base_rate
from db.kommune.award.movements import MoneyRow, enter, movements, take_out
from db.kommune.log import Subject, entries
from db.kommune.work.decisions import Conflict
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

MATCH = Subject(*PAIR)


@pytest.fixture
def number(db: Database) -> int:
    return save_notice(db, AwardRow(MATCH), {}, act(), "").id


def test_money_comes_back_to_the_cent_and_by_day(db: Database, number: int) -> None:
    for day, euros in ((2, "80000.00"), (1, "0.01")):
        money = MoneyRow(number, "received", day=date(2027, 6, day), euros=Decimal(euros))
        enter(db, money, MATCH, act(), "abgerufen")
    assert [one.euros for one in movements(db, number)] == [Decimal("0.01"), Decimal("80000.00")]


def test_what_was_mistyped_is_taken_out_once_and_stays_in_the_log(
    db: Database, number: int
) -> None:
    money = MoneyRow(number, "spent", day=date(2027, 6, 1), euros=Decimal(5))
    saved = enter(db, money, MATCH, act(), "5 € verwendet")
    take_out(db, saved, MATCH, act(), "5 € verwendet")
    assert movements(db) == []
    with pytest.raises(Conflict):
        take_out(db, saved, MATCH, act(), "5 € verwendet")
    said = [(e.before, e.after) for e in entries(db, MATCH) if e.kind == "money"]
    assert said == [("5 € verwendet", ""), ("", "5 € verwendet")]


def test_a_base_rate_is_entered_and_corrected_by_half_years(db: Database) -> None:
    set_base_rate(db, date(2026, 1, 1), Decimal("1.72"), act())
    set_base_rate(db, date(2026, 1, 1), Decimal("1.27"), act())
    assert base_rates(db) == {date(2026, 1, 1): Decimal("1.27")}
    before, after = entries(db, Subject())[0].before, entries(db, Subject())[0].after
    assert ("1.72" in before, "1.27" in after) == (True, True)


@pytest.mark.parametrize(
    ("since", "percent", "field"),
    [(date(2026, 2, 1), "1.27", "since"), (date(2026, 1, 1), "127", "percent")],
)
def test_a_base_rate_that_cannot_be_is_refused(
    db: Database, since: date, percent: str, field: str
) -> None:
    with pytest.raises(FaultyFields) as failure:
        set_base_rate(db, since, Decimal(percent), act())
    assert field in failure.value.fields
    assert base_rates(db) == {}


def test_a_base_rate_is_known_for_the_next_half_year_at_most(db: Database) -> None:
    today = date(2026, 11, 30)
    set_base_rate(db, date(2027, 1, 1), Decimal("1.27"), act(), today)
    with pytest.raises(FaultyFields, match="noch kein Basiszinssatz"):
        set_base_rate(db, date(2027, 7, 1), Decimal("1.27"), act(), today)
    assert [*base_rates(db)] == [date(2027, 1, 1)]


def test_a_base_rate_is_taken_out_once_and_stays_in_the_log(db: Database) -> None:
    set_base_rate(db, date(2026, 1, 1), Decimal("1.27"), act())
    remove_base_rate(db, date(2026, 1, 1), act())
    assert base_rates(db) == {}
    with pytest.raises(Conflict):
        remove_base_rate(db, date(2026, 1, 1), act())
    found = entries(db, Subject())[0]
    assert ("1.27" in found.before, found.after) == (True, "")
