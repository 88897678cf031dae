"""Applications and money in numbers by year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from db.kommune.award.applications import ApplicationRow
from db.kommune.award.earlier import Past
from db.kommune.award.movements import MoneyRow
from matcher.award.outcomes.deriving import outcomes
from matcher.award.outcomes.yearly import Balance, Tally, Took, Year, balance
from tests.support.awards.ended import MATCH, REJECTED, award, granted, received

TODAY = date(2026, 11, 24)


def counted(
    *applications: ApplicationRow, awards: Any = (), money: tuple[MoneyRow, ...] = ()
) -> Balance:
    ended = outcomes(Past([*applications], [*awards], statuses=[]))
    return balance(ended, applications, money, TODAY)


def year(found: Balance, wanted: int | None) -> Year:
    return next(one for one in found.years if one.year == wanted)


def other(number: int, **changed: Any) -> ApplicationRow:
    """An application of another project."""
    return replace(
        REJECTED, subject=replace(MATCH, project_id=f"vorhaben-{number}"), id=number, **changed
    )


def test_applications_count_when_handed_in_and_decisions_when_made() -> None:
    found = counted(other(1, submitted=date(2023, 12, 1)))
    assert [one.year for one in found.years] == [2024, 2023]
    assert year(found, 2023).applied == Tally(1, Decimal(60_000))
    assert (year(found, 2023).rejected, year(found, 2024).rejected) == (0, 1)
    assert year(found, 2024).applied == Tally()


def test_years_without_anything_are_listed_between_others() -> None:
    money = (received(date(2021, 5, 1), "10.10"), received(date(2024, 5, 1), "1"))
    found = counted(money=money)
    assert [one.year for one in found.years] == [2024, 2023, 2022, 2021]
    assert found.total.drawn == Decimal("11.10")
    assert counted().years == ()


def test_an_unknown_sum_is_counted_and_not_taken_for_nothing() -> None:
    found = counted(other(1, amount=None), other(2))
    assert found.total.applied == Tally(2, Decimal(60_000), unknown=1)


def test_what_nobody_has_decided_stays_pending_in_the_year_in_which_it_was_handed_in() -> None:
    found = counted(other(1, state="submitted", decided=None), other(2, state="drafting",
                    submitted=None, decided=None))  # fmt: skip
    assert (found.total.pending, found.total.applied.number) == (1, 1)


def test_a_draft_that_was_withdrawn_was_never_applied_for() -> None:
    found = counted(other(1, state="withdrawn", submitted=None))
    assert (found.total.applied.number, found.total.withdrawn, found.undated) == (0, 1, 0)


def test_awards_count_with_what_they_come_to_now_and_nothing_once_revoked() -> None:
    revoked = award(granted(), {"art": "widerruf", "datum": "2025-01-01"})
    outside = replace(MATCH, source="", programme_key="")
    unknown = award(granted("2023-08-01", None), subject=outside, title="Dachprogramm")
    found = counted(awards=(revoked, unknown))
    assert year(found, 2023).awarded == Tally(2, Decimal(0), unknown=1)
    assert found.undated == 2
    assert found.total.applied == Tally()


def test_the_sum_of_an_award_counts_once_for_all_its_applications() -> None:
    first = replace(REJECTED, state="awarded", decided=date(2023, 3, 1),
                    submitted=date(2023, 1, 1), id=1)  # fmt: skip
    more = replace(first, kind="continuation", decided=date(2025, 3, 1), id=2)
    found = counted(first, more, awards=(award(granted()),))
    assert found.total.awarded == Tally(2, Decimal(45_000))
    assert year(found, 2025).awarded == Tally(1, Decimal(0))


def test_the_time_is_the_median_of_what_authorities_decided() -> None:
    def took(number: int, days: int, state: str = "rejected") -> ApplicationRow:
        return other(number, submitted=date(2024, 1, 1), state=state,
                     decided=date.fromordinal(date(2024, 1, 1).toordinal() + days))  # fmt: skip

    rows = [took(1, 10), took(2, 20), took(3, 300), took(4, 1, "withdrawn")]
    assert counted(*rows).total.took == Took(20, 3)
    assert counted(*rows[:2]).total.took == Took(15, 2)
    assert counted(rows[3]).total.took == Took()
    assert (Took(150, 1).words, Took().words) == ("5 Monate", "unbekannt")


def test_money_counts_once_it_has_come_and_only_what_came() -> None:
    money = (received(date(2026, 12, 1), "5"), received(date(2026, 1, 1), "7"),
             received(date(2026, 1, 1), "9", "asked"))  # fmt: skip
    assert counted(money=money).total.drawn == Decimal(7)


def test_what_has_no_day_stands_in_a_line_of_its_own_at_the_end() -> None:
    found = counted(other(1, decided=None))
    assert [one.year for one in found.years] == [2024, None]
    assert year(found, None).rejected == 1
