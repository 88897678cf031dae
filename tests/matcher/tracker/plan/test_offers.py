"""Plans start from what is sure and offer the unsure deadlines that somebody could confirm."""

from datetime import date

import pytest

from db.records import Fact
from matcher.facts.certainty import confirmed
from matcher.tracker.plan.current import Current, current
from tests.support.towns.planned import PAIR, book
from tests.support.towns.stated import deadline, doubtful, said

TODAY = date(2026, 11, 24)
UNSURE = said("application_mode", "fixed", certainty="unsure")


def plan(*facts: Fact) -> Current:
    return current(book(), PAIR, facts, TODAY)


def days(now: Current) -> list[str]:
    return [str(fact.value) for fact in now.offers]


def test_where_only_unsure_ones_exist_there_is_no_plan_but_an_offer_by_day() -> None:
    now = plan(UNSURE, doubtful("2027-09-30"), doubtful("2027-03-31"), doubtful("2026-03-31"))
    assert now.steps == ()
    assert days(now) == ["2027-03-31", "2027-09-30"]


def test_confirmed_the_plan_aims_at_it_and_offers_the_others() -> None:
    now = plan(UNSURE, confirmed(doubtful("2027-09-30")), doubtful("2027-03-31"))
    assert {kept.step.due for kept in now.steps} == {date(2027, 9, 30)}
    assert days(now) == ["2027-03-31"]


@pytest.mark.parametrize(
    "facts",
    [(deadline("2027-03-31"),), (said("application_mode", "closed"), doubtful("2027-03-31")),
     (said("valid_until", "2026-10-31"), doubtful("2027-03-31"))],
)  # fmt: skip
def test_nothing_is_offered_where_all_is_sure_or_over(facts: tuple[Fact, ...]) -> None:
    assert days(plan(*facts)) == []
