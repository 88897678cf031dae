"""Several applications of one match: each ends once, with its own reason and its own time."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlite_utils import Database

from db.kommune.award.applications import applications
from db.kommune.award.awards import AwardRow, awards
from db.kommune.award.movements import MoneyRow, enter
from db.kommune.log import Subject
from matcher.award.outcomes.deriving import Grant, Outcome
from matcher.award.outcomes.yearly import Tally, Year
from matcher.award.outcomes.yearly_stored import Known, read_balance
from matcher.award.stored import Typed, enter_notice
from tests.support.awards.applied import CERTIFICATE, apply
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

MATCH = Subject(*PAIR)
TODAY = date(2027, 3, 1)


def first(db: Database, day: str, **more: Any) -> None:
    """A first application, handed in on a day for 300.000 €."""
    apply(db, MATCH, act(), eingereicht=day, **more)


def come(db: Database, art: str, day: str, **more: Any) -> None:
    """A notice of the match."""
    award = next(iter(awards(db)), AwardRow(MATCH))
    enter_notice(db, award, Typed({"art": art, "datum": day, **more}), act())


def known(db: Database) -> Known:
    return read_balance(db, TODAY)


def told(db: Database) -> list[tuple[str, str, int | None]]:
    return [(one.result, one.reason, one.days) for one in known(db).ended]


def year(db: Database, wanted: int | None) -> Year:
    found = known(db).balance
    if wanted is None:
        return found.total
    return next(one for one in found.years if one.year == wanted)


def grants(ended: list[Outcome]) -> list[Grant]:
    return [one.grant for one in ended if one.grant]


def test_a_rejection_keeps_the_reason_of_its_notice_when_the_next_one_is_awarded(
    db: Database,
) -> None:
    first(db, "01.02.2025")
    come(db, "ablehnung", "03.07.2025", notiz="Mittel erschöpft")
    first(db, "01.02.2026")
    come(db, "bewilligung", "02.03.2026", zuwendung_eur="280.000")
    assert told(db) == [("awarded", "", 29), ("rejected", "Mittel erschöpft", 152)]
    found = year(db, None)
    assert (found.applied.number, found.awarded) == (2, Tally(1, Decimal(280_000)))
    assert (found.rejected, found.pending, found.took.number) == (1, 0, 2)
    assert (year(db, 2025).rejected, year(db, 2026).awarded.number) == (1, 1)


def test_two_rejections_by_notice_have_each_their_own_reason(db: Database) -> None:
    for handed_in, day, why in (("01.02.2025", "03.07.2025", "Mittel erschöpft"),
                                ("01.02.2026", "01.06.2026", "Punkte fehlten")):  # fmt: skip
        first(db, handed_in)
        come(db, "ablehnung", day, notiz=why)
    assert told(db) == [("rejected", "Punkte fehlten", 120), ("rejected", "Mittel erschöpft", 152)]


@pytest.mark.parametrize(("state", "result"), [("abgelehnt", "rejected"), ("bewilligt", "awarded")])
def test_a_notice_without_an_application_stays_beside_a_later_application(
    db: Database, state: str, result: str
) -> None:
    come(db, "ablehnung", "03.07.2025", notiz="Mittel erschöpft")
    first(db, "01.02.2026", stand=state, entschieden="01.06.2026", grund="Kein Platz")
    assert told(db) == [(result, "Kein Platz", 120), ("rejected", "Mittel erschöpft", None)]


def test_a_notice_before_the_application_that_was_awarded_is_told(db: Database) -> None:
    come(db, "ablehnung", "03.07.2025", notiz="Mittel erschöpft")
    first(db, "01.02.2026")
    come(db, "bewilligung", "02.03.2026", zuwendung_eur="280.000")
    assert told(db) == [("awarded", "", 29), ("rejected", "Mittel erschöpft", None)]


def test_an_appeal_that_had_success_is_one_application_and_one_award(db: Database) -> None:
    first(db, "01.02.2025")
    come(db, "ablehnung", "03.07.2025", notiz="Unvollständig")
    come(db, "bewilligung", "01.12.2025", zuwendung_eur="280.000")
    assert told(db) == [("awarded", "", 303)]


def test_a_draft_is_not_awarded_by_an_appeal(db: Database) -> None:
    first(db, "01.02.2025")
    come(db, "ablehnung", "03.07.2025")
    first(db, "", stand="in Arbeit")
    come(db, "bewilligung", "01.12.2025", zuwendung_eur="280.000")
    assert [one.state for one in applications(db, MATCH)] == ["awarded", "drafting"]


def test_a_notice_that_is_entered_late_decides_nothing_that_was_handed_in_since(
    db: Database,
) -> None:
    first(db, "01.02.2025", stand="abgelehnt", entschieden="03.07.2025", grund="Mittel erschöpft")
    first(db, "01.02.2026")
    come(db, "ablehnung", "03.07.2025")
    assert [one.state for one in applications(db, MATCH)] == ["rejected", "submitted"]
    assert told(db) == [("rejected", "Mittel erschöpft", 152)]
    assert year(db, None).pending == 1


def test_a_continuation_and_its_amendment_count_the_sum_of_the_award_once(db: Database) -> None:
    first(db, "01.02.2025")
    come(db, "bewilligung", "03.03.2025", zuwendung_eur="100.000")
    more = {"eingereicht": "01.02.2026", "stand": "bewilligt", "entschieden": "01.06.2026"}
    apply(db, MATCH, act(), art="Fortsetzungsantrag", betrag_eur="50.000", **more)
    apply(db, MATCH, act(), art="Änderungsantrag", betrag_eur="1.000", **more)
    come(db, "aenderung", "01.06.2026", zuwendung_eur="150.000")
    assert told(db) == [("awarded", "", 120), ("awarded", "", 30)]
    found = year(db, None)
    assert found.applied == Tally(2, Decimal(350_000))
    assert found.awarded == Tally(2, Decimal(150_000))
    assert year(db, 2026).awarded == Tally(1, Decimal(0))


def test_a_continuation_leaves_an_award_that_was_taken_over_its_sum_and_year(
    db: Database,
) -> None:
    come(db, "bewilligung", "03.03.2025", zuwendung_eur="100.000")
    apply(db, MATCH, act(), art="Fortsetzungsantrag", eingereicht="01.02.2026", stand="bewilligt",
          entschieden="01.06.2026")  # fmt: skip
    ended = known(db).ended
    assert grants(ended) == [Grant(elsewhere=True), Grant(Decimal(100_000))]
    assert year(db, 2025).awarded == Tally(1, Decimal(100_000))


def test_a_certificate_is_no_application_for_money(db: Database) -> None:
    apply(db, MATCH, act(), **CERTIFICATE)
    first(db, "15.01.2027")
    assert told(db) == []
    assert (year(db, None).applied.number, year(db, None).pending) == (1, 1)


def test_what_was_withdrawn_counts_beside_the_next_one_and_not_in_the_time(db: Database) -> None:
    first(db, "01.02.2025", stand="zurückgezogen", entschieden="01.03.2025", grund="Umplanung")
    first(db, "01.02.2026")
    come(db, "bewilligung", "02.03.2026", zuwendung_eur="280.000")
    assert told(db) == [("awarded", "", 29), ("withdrawn", "Umplanung", 28)]
    found = year(db, None)
    assert (found.withdrawn, found.awarded.number, found.took.number) == (1, 1, 1)


def test_what_came_in_counts_in_its_year_and_never_what_comes_later(db: Database) -> None:
    come(db, "bewilligung", "03.03.2025", zuwendung_eur="100.000")
    for day, euros in ((date(2025, 12, 31), 40_000), (date(2026, 1, 1), 30_000),
                       (date(2027, 6, 1), 30_000)):  # fmt: skip
        enter(db, MoneyRow(1, "received", day=day, euros=Decimal(euros)), MATCH, act(), "")
    enter(db, MoneyRow(1, "repaid", day=date(2026, 2, 1), euros=Decimal(5)), MATCH, act(), "")
    assert (year(db, 2025).drawn, year(db, 2026).drawn) == (Decimal(40_000), Decimal(30_000))
    assert year(db, None).drawn == Decimal(70_000)
