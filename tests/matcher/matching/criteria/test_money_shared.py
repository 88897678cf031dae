"""Projects on different sides of a sum at which the answer changes share no answer."""

from decimal import Decimal

import pytest

from db.records import Fact
from matcher.matching.answers import Answers
from matcher.matching.criteria.money import cost_bounds, own_share
from tests.support.towns.stated import amount, said
from tests.support.towns.subjects import case, stating

RATE_50, RATE_80 = said("rate", 50.0), said("rate", 80.0)
MOST_50_000 = amount("max_grant", 50_000)


@pytest.mark.parametrize(
    ("facts", "first", "second"),
    [
        ([amount("min_cost", 100_000)], "99999.99", "100000"),
        ([amount("max_cost", 100_000)], "100000", "100000.01"),
        ([amount("min_grant", 2_500)], "2499.99", "2500"),
        ([amount("min_grant", 2_500), RATE_50], "4999.99", "5000"),
        # 2,599 x 100 / 80 = 3,248.75
        ([amount("min_grant", 2_599), RATE_80], "3248.74", "3248.75"),
    ],
)
def test_a_cent_more_or_less_of_costs_makes_the_difference(
    facts: list[Fact], first: str, second: str
) -> None:
    programme = stating(*facts)
    answers = Answers([programme])
    cases = [case(kosten_eur=Decimal(costs)) for costs in (first, second)]
    assert len({cost_bounds(one, programme).result for one in cases}) == 2
    assert len({answers.group("cost_bounds", one) for one in cases}) == 2


@pytest.mark.parametrize(
    ("facts", "costs", "enough"),
    [
        ([said("own_share_min", 10.0)], 100_000, 10_000),
        ([RATE_80], 50_000, 10_000),
        ([RATE_80, MOST_50_000], 100_000, 50_000),
        ([RATE_80, said("own_share_min", 30.0)], 100_000, 30_000),
        ([RATE_80, amount("max_grant", 10_000), MOST_50_000], 100_000, 50_000),
    ],
)
def test_a_cent_more_or_less_of_own_means_makes_the_difference(
    facts: list[Fact], costs: int, enough: int
) -> None:
    programme = stating(*facts)
    answers = Answers([programme])
    means = (Decimal(enough) - Decimal("0.01"), Decimal(enough))
    cases = [case(kosten_eur=costs, eigenmittel_eur=own) for own in means]
    assert len({own_share(one, programme).result for one in cases}) == 2
    assert len({answers.group("own_share", one) for one in cases}) == 2


def test_what_the_profile_leaves_open_makes_a_group_of_its_own() -> None:
    programme = stating(RATE_80, MOST_50_000)
    answers = Answers([programme])
    given = [(None, None), (None, 50_000), (100_000, None), (100_000, 50_000)]
    cases = [case(kosten_eur=costs, eigenmittel_eur=own) for costs, own in given]
    assert len({answers.group("own_share", one) for one in cases}) == 4
    assert answers.group("cost_bounds", cases[0]) == answers.group("cost_bounds", cases[1])


def test_projects_that_no_sum_of_the_text_divides_share_an_answer() -> None:
    shares = [said("own_share_min", percent) for percent in (10.0, 30.0)]
    answers = Answers([stating(*shares)])
    groups = [
        answers.group("own_share", case(kosten_eur=100, eigenmittel_eur=own)) for own in (20, 40)
    ]
    assert groups[0] == groups[1], "of several stated shares the first decides"


def test_a_project_without_costs_is_one_that_is_paid_for_wholly_by_itself() -> None:
    answers = Answers([stating(said("own_share_min", 100.0))])
    groups = [
        answers.group("own_share", case(kosten_eur=costs, eigenmittel_eur=costs))
        for costs in (0, 100)
    ]
    assert groups[0] == groups[1]
