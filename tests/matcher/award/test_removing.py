"""An award that never was is taken away, and nothing takes its place unasked."""

from datetime import date
from decimal import Decimal

import pytest
from sqlite_utils import Database

from db.errors import FoerderlageError
from db.kommune.award.awards import AwardRow, awards
from db.kommune.award.duties import duties
from db.kommune.award.movements import MoneyRow
from db.kommune.log import Subject
from matcher.award.removing import remove_award
from matcher.award.stored import Typed, enter_money, enter_notice, propose_duties
from matcher.award.taking_over import DATED, UNDATED
from tests.support.awards.awarded import SAXON, TYPED
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]


def entered(db: Database) -> AwardRow:
    """An award with its duties."""
    award = enter_notice(db, AwardRow(Subject(*PAIR)), Typed(TYPED), act())
    propose_duties(db, award, (), SAXON, act())
    return award


def receive(db: Database, award: AwardRow, note: str, minutes: int) -> None:
    one = MoneyRow(award.id, "received", day=date(2027, 6, 1), euros=Decimal(5), note=note)
    enter_money(db, award, one, act(minutes=minutes))


def test_numbers_of_a_removed_award_and_its_duties_are_not_given_again(db: Database) -> None:
    first = entered(db)
    numbers = {one.id for one in duties(db)}
    remove_award(db, first, "falscher Treffer", act())
    second = entered(db)
    assert second.id != first.id
    assert numbers.isdisjoint(one.id for one in duties(db))


@pytest.mark.parametrize("note", [DATED, UNDATED])
def test_money_that_came_with_an_award_goes_with_it(db: Database, note: str) -> None:
    award = entered(db)
    receive(db, award, note, minutes=0)
    remove_award(db, award, "falscher Treffer", act())
    assert awards(db) == []


@pytest.mark.parametrize(("note", "minutes"), [(UNDATED, 1), (DATED, 1), ("Rate", 0)])
def test_money_that_people_entered_keeps_its_award_whatever_its_note(
    db: Database, note: str, minutes: int
) -> None:
    award = entered(db)
    receive(db, award, note, minutes)
    with pytest.raises(FoerderlageError, match="sind Mittel eingetragen"):
        remove_award(db, award, "falscher Treffer", act())
