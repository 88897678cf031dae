"""What one programme grants before anybody else's money, and its own limits."""

from decimal import Decimal

import pytest

from db.records import Fact
from matcher.tracker.own_share.grant import grant_alone, least_own, nothing_below, share_of
from matcher.tracker.own_share.inputs import Costs, Terms, terms
from tests.support.towns.stated import amount, said

E = Decimal


def of(*facts: Fact) -> Terms:
    return terms(facts, Costs(total=E(100_000)))


@pytest.mark.parametrize(
    ("facts", "euros"),
    [
        ([], None),
        ([said("rate", 33.33)], "33330.00"),  # 33.33 % x 100,000
        ([said("rate", 50.0), amount("max_grant", 20_000)], "20000.00"),
        ([amount("lump_sum", 5_000)], "5000.00"),
        ([amount("lump_sum", 500_000)], "100000.00"),  # no more than the costs
        ([said("rate", 50.0), amount("lump_sum", 5_000)], "50000.00"),
    ],
)
def test_rate_or_lump_sum_at_most_the_maximum(facts: list[Fact], euros: str | None) -> None:
    found = grant_alone(of(*facts), E(100_000))
    assert (found and found.euros) == (euros and E(euros))


def test_shares_are_rounded_down_and_what_is_left_to_the_town_up() -> None:
    assert share_of(E("0.10"), E("33.33")) == E("0.03")  # 0.03333
    assert least_own(of(said("own_share_min", 10.0)), E("0.11")) == E("0.02")  # 0.011


def test_nothing_below_the_minimum_grant_or_the_minimum_costs() -> None:
    found = of(said("rate", 10.0), amount("min_grant", 20_000))
    grant = grant_alone(found, E(100_000))
    assert grant is not None
    assert nothing_below(grant, found, E(100_000)).euros == 0  # 10,000 of at least 20,000
    small = of(said("rate", 10.0), amount("min_cost", 200_000))
    assert nothing_below(grant, small, E(100_000)).euros == 0
    assert nothing_below(grant, of(), E(100_000)) == grant
