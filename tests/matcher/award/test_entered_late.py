"""A notice that is entered late counts from the day that it bears."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields
from db.kommune.award.awards import AwardRow, award
from db.kommune.log import Subject
from matcher.award.stored import Typed, enter_notice, propose_duties, standing_of
from tests.support.awards.awarded import CONDITIONS, SAXON, TYPED
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

LATER = {"art": "aenderung", "datum": "01.04.2028", "zuwendung_eur": "290.000",
         "raten": "2028: 190.000"}  # fmt: skip
EARLIER = {"art": "aenderung", "datum": "01.02.2028", "zuwendung_eur": "280.000",
           "raten": "2028: 180.000", "auflagen": "Die Belege sind zehn Jahre aufzubewahren.",
}  # fmt: skip


def entered(db: Database, *typed: dict[str, Any]) -> AwardRow:
    row = AwardRow(Subject(*PAIR))
    for one in typed:
        row = enter_notice(db, row, Typed(one), act())
    return row


def test_an_amendment_that_was_forgotten_comes_before_the_younger_one(db: Database) -> None:
    row = entered(db, {**TYPED, "auflagen": CONDITIONS}, LATER, EARLIER)
    found = standing_of(row)
    assert [one.content["datum"] for one in row.notices] == [
        "2027-05-03", "2028-02-01", "2028-04-01",
    ]  # fmt: skip
    assert found.now.zuwendung_eur == Decimal(290000)
    assert award(db, row.id) == row
    quoted = [one for one in propose_duties(db, row, (), SAXON, act()).new if one.span]
    assert quoted
    for one in quoted:
        assert one.span is not None
        assert found.now.auflagen[slice(*one.span)] == one.words


@pytest.mark.parametrize(
    "typed",
    [
        {"art": "widerruf", "datum": "01.03.2028"},
        {"art": "aenderung", "datum": "01.05.2027", "zeitraum_bis": "30.06.2029"},
    ],
)
def test_what_ends_or_begins_an_award_cannot_come_late(db: Database, typed: dict[str, Any]) -> None:
    row = entered(db, TYPED, LATER)
    with pytest.raises(FaultyFields) as refused:
        enter_notice(db, row, Typed(typed), act())
    assert "liegt vor dem Bescheid vom" in refused.value.fields["datum"]


def test_a_rejection_is_not_older_than_an_award(db: Database) -> None:
    row = entered(db, TYPED)
    with pytest.raises(FaultyFields, match="liegt vor dem Bescheid vom"):
        enter_notice(db, row, Typed({"art": "ablehnung", "datum": "01.05.2027"}), act())


def test_a_corrected_day_moves_an_amendment_to_its_place(db: Database) -> None:
    row = entered(db, TYPED, EARLIER, LATER)
    first = row.notices[1].id
    row = enter_notice(db, row, Typed({**EARLIER, "datum": "01.05.2028"}, corrects=first), act())
    assert [one.id for one in row.notices][-1] == first
    assert standing_of(row).now.zuwendung_eur == Decimal(280000)
    # the award itself keeps its place, though younger ones are there
    typed = Typed({**TYPED, "datum": "04.05.2027"}, corrects=row.notices[0].id)
    assert standing_of(enter_notice(db, row, typed, act())).decisive.datum == date(2027, 5, 4)


@pytest.mark.parametrize("kind", ["aenderung", "teilwiderruf", "widerruf"])
def test_nothing_changes_an_award_that_was_only_refused(db: Database, kind: str) -> None:
    row = entered(db, {"art": "ablehnung", "datum": "01.03.2027"})
    change = {"art": kind, "datum": "01.04.2027", "zuwendung_eur": "1.000"}
    with pytest.raises(FaultyFields, match="Bis dahin ist nur abgelehnt") as refused:
        enter_notice(db, row, Typed(change), act())
    assert list(refused.value.fields) == ["art"]
    # what the authority grants after all can still be entered
    assert standing_of(enter_notice(db, row, Typed(TYPED), act())).is_awarded
