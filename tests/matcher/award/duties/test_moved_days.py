"""A duty whose day was moved by a day off says why."""

from datetime import date
from decimal import Decimal

import pytest
from sqlite_utils import Database

from db.kommune.award.awards import AwardRow
from db.kommune.award.movements import MoneyRow
from db.kommune.log import Subject
from matcher.award.gaps import gaps
from matcher.award.overview import known_awards
from matcher.award.stored import Typed, enter_money, enter_notice, propose_duties
from tests.support.awards.awarded import TYPED
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

LAW = "(§ 31 Abs. 3 VwVfG, § 193 BGB)."


@pytest.mark.parametrize(
    ("kind", "typed", "day", "note"),
    [
        ("appeal", {"bekanntgabe": "01.04.2029", "datum": "01.04.2029"}, date(2029, 5, 2),
         f"01.05.2029 fällt auf einen Feiertag (Erster Mai), deshalb 02.05.2029 {LAW}"),
        ("appeal", {"bekanntgabe": "02.04.2029", "datum": "01.04.2029"}, date(2029, 5, 2), ""),
        # one year after service, by the general conditions
        ("begin", {"bekanntgabe": "01.05.2029", "datum": "01.05.2029"}, date(2030, 5, 2),
         f"01.05.2030 fällt auf einen Feiertag (Erster Mai), deshalb 02.05.2030 {LAW}"),
        # what another duty counts from service, too
        ("submit", {"bekanntgabe": "06.05.2029", "datum": "01.04.2029",
                    "auflagen": "Der Bauzeitenplan ist innerhalb eines Monats nach Bekanntgabe"
                    " dieses Bescheids vorzulegen."}, date(2029, 6, 6), ""),
        ("submit", {"bekanntgabe": "03.05.2029", "datum": "01.04.2029",
                    "auflagen": "Der Bauzeitenplan ist innerhalb eines Monats nach Bekanntgabe"
                    " dieses Bescheids vorzulegen."}, date(2029, 6, 4),
         f"03.06.2029 fällt auf einen Sonntag, deshalb 04.06.2029 {LAW}"),
    ],
)  # fmt: skip
def test_a_moved_duty_names_the_day_off(
    db: Database, kind: str, typed: dict[str, str], day: date, note: str
) -> None:
    period = {"zeitraum_ab": "01.06.2029", "zeitraum_bis": "31.12.2030", "raten": ""}
    award = enter_notice(db, AwardRow(Subject(*PAIR)), Typed({**TYPED, **period, **typed}), act())
    (found,) = [one for one in propose_duties(db, award, (), "14599999", act()).new
                if one.kind == kind]  # fmt: skip
    assert (found.day, found.note) == (day, note)


def test_drawn_money_whose_time_ends_on_a_day_off_says_why(db: Database) -> None:
    """Two months after 1 March 2028 would be 1 May."""
    stated = {"auflagen": "Die Zuwendung ist innerhalb von zwei Monaten nach der Auszahlung für"
              " fällige Zahlungen zu verwenden."}  # fmt: skip
    award = enter_notice(db, AwardRow(Subject(*PAIR)), Typed({**TYPED, **stated}), act())
    money = MoneyRow(award.id, "received", day=date(2028, 3, 1), euros=Decimal(60000))
    enter_money(db, award, money, act())
    today = date(2028, 4, 20)
    (said,) = [one.words for one in gaps(known_awards(db, today), today) if one.kind == "to_spend"]
    moved = "01.05.2028 fällt auf einen Feiertag (Erster Mai), deshalb 02.05.2028"
    assert said.endswith(f"{moved} {LAW}")
