"""Drawn money whose time to be spent ends is something to do on that day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlite_utils import Database

from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow, duties
from db.kommune.award.movements import Kind, MoneyRow
from db.kommune.log import Subject
from db.kommune.work.archive import archive
from matcher.award.money.due.stored import idle_rows
from matcher.award.stored import Typed, change_duty, enter_money, enter_notice, propose_duties
from tests.support.awards.awarded import CONDITIONS, SAXON, TYPED
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

TODAY, LAST = date(2028, 4, 3), date(2028, 5, 2)


@pytest.fixture
def award(db: Database) -> AwardRow:
    """60,000 € came on 1 March, to be spent within two months; 50,000 € were paid, of which the
    award pays 60 %: 30,000 € are left."""
    typed = Typed({**TYPED, "auflagen": CONDITIONS, "eigenmittel_eur": "200.000"})
    found = enter_notice(db, AwardRow(Subject(*PAIR)), typed, act())
    propose_duties(db, found, (), SAXON, act())
    move(db, found, "received", "60000", date(2028, 3, 1))
    move(db, found, "spent", "50000", date(2028, 3, 9))
    return found


def move(db: Database, award: AwardRow, kind: Kind, euros: str, day: date) -> None:
    enter_money(db, award, MoneyRow(award.id, kind, day=day, euros=Decimal(euros)), act())


def spending(db: Database, award: AwardRow, **how: object) -> DutyRow:
    """The duty that the conditions bring, as people left it."""
    (seen,) = [one for one in duties(db) if one.kind == "spend"]
    return change_duty(db, award, seen, replace(seen, **how), act())  # type: ignore[arg-type]  # fields of a duty


def told(db: Database, today: date = TODAY) -> list[tuple[str, date | None, str]]:
    return [(one.title, one.day, one.note) for one, _ in idle_rows(db, today)]


@pytest.mark.usefixtures("award")
def test_what_is_not_spent_is_told_by_its_last_day_and_says_why_it_is_that_one(
    db: Database,
) -> None:
    assert told(db) == [
        (
            "30.000\xa0€ abgerufene Mittel verwenden",
            LAST,
            "Eingegangen am 01.03.2028. 01.05.2028 fällt auf einen Feiertag (Erster Mai), deshalb"
            " 02.05.2028 (§ 31 Abs. 3 VwVfG, § 193 BGB).",
        )
    ]


def test_money_of_one_last_day_is_told_together_and_what_is_spent_no_more(
    db: Database, award: AwardRow
) -> None:
    move(db, award, "received", "1000", date(2028, 3, 2))
    (title, day, note) = told(db)[0]
    assert (title, day) == ("31.000\xa0€ abgerufene Mittel verwenden", LAST)
    assert note.startswith("Eingegangen am 01.03.2028 und 02.03.2028.")
    move(db, award, "spent", "60000", date(2028, 4, 3))
    assert told(db) == []


@pytest.mark.usefixtures("award")
def test_what_is_over_stays_until_it_is_spent_or_paid_back(db: Database) -> None:
    after = date(2028, 6, 1)
    assert [day for _, day, _ in told(db, after)] == [LAST]


def test_it_is_with_whom_the_duty_names_and_a_duty_of_that_day_covers_it(
    db: Database, award: AwardRow
) -> None:
    spending(db, award, state="open", responsible=2)
    ((row, its_award),) = idle_rows(db, TODAY)
    assert (row.responsible, row.leads, its_award) == (2, (14, 3), award)
    spending(db, award, day=LAST)
    assert told(db) == []


def test_nothing_is_to_be_spent_of_what_is_closed_revoked_or_archived(
    db: Database, award: AwardRow
) -> None:
    closed = enter_notice(
        db, award, Typed({"art": "schlussbescheid", "datum": "10.03.2028"}), act()
    )
    assert told(db) == []
    mended = Typed({"art": "widerruf", "datum": "10.03.2028"}, corrects=closed.notices[-1].id)
    closed = enter_notice(db, closed, mended, act())
    assert told(db) == []
    mended = Typed({"art": "aenderung", "datum": "10.03.2028", "notiz": "x"},
                   corrects=closed.notices[-1].id)  # fmt: skip
    enter_notice(db, closed, mended, act())
    assert len(told(db)) == 1
    archive(db, PAIR[0], "", act())
    assert told(db) == []
