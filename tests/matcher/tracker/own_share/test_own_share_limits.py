"""Sums and rates that lie exactly on a limit, and a cent beyond it."""

from decimal import Decimal

import pytest

from db.records import Fact
from matcher.tracker.own_share.inputs import Costs, terms
from matcher.tracker.own_share.own_share import own_share
from tests.support.towns.stated import amount, said

E = Decimal
RATE_50 = said("rate", 50.0, "50 Prozent")


@pytest.mark.parametrize(
    ("fact", "total", "grant"),
    [
        (amount("min_cost", 50_000), "50000", "25000"),
        (amount("min_cost", 50_000), "49999.99", "0"),
        (amount("min_grant", 10_000), "20000", "10000"),
        (amount("min_grant", 10_000), "19999.99", "0"),
        (amount("max_grant", 10_000), "20000", "10000"),
        (amount("max_grant", 10_000), "20000.02", "10000"),
    ],
)
def test_a_grant_on_a_limit_is_paid_in_full(fact: Fact, total: str, grant: str) -> None:
    found = own_share([RATE_50, fact], Costs(total=E(total)))
    assert found.parts is not None
    assert found.parts.grant == E(grant)
    assert bool(found.warnings) is (grant == "0")


@pytest.mark.parametrize(("total", "cut"), [("20000", False), ("20000.02", True)])
def test_a_limit_that_cuts_nothing_is_not_told(total: str, cut: bool) -> None:
    found = own_share([RATE_50, amount("max_grant", 10_000)], Costs(total=E(total)))
    assert any("höchstens der Höchstbetrag" in step for step in found.steps) is cut


@pytest.mark.parametrize("name", ["third_party", "eligible"])
def test_money_up_to_the_whole_costs_is_no_warning_and_a_cent_more_is(name: str) -> None:
    total = E(100_000)
    assert terms([RATE_50], Costs(total=total, **{name: total})).warnings == ()
    [warning] = terms([RATE_50], Costs(total=total, **{name: total + E("0.01")})).warnings
    assert "übersteigen die Gesamtkosten" in warning


@pytest.mark.parametrize(
    ("costs", "origin"),
    [
        (Costs(total=E(60_000)), "assumption"),
        (Costs(total=E(90_000), eligible=E(60_000)), "profile"),
    ],
)
def test_eligible_costs_on_the_maximum_stay_what_people_said(costs: Costs, origin: str) -> None:
    found = terms([amount("max_cost", 60_000)], costs)
    [eligible] = [one for one in found.inputs if one.name == "eligible"]
    assert (eligible.value, eligible.origin, found.warnings) == (E(60_000), origin, ())


def test_eligible_costs_a_cent_above_the_maximum_are_cut_with_its_words() -> None:
    found = terms([amount("max_cost", 60_000)], Costs(total=E("60000.01")))
    [eligible] = [one for one in found.inputs if one.name == "eligible"]
    assert (eligible.value, eligible.origin, eligible.words) == (E(60_000), "quote", "60000 Euro")
    assert found.warnings == ("Gefördert werden höchstens 60.000\u00a0€ der Kosten.",)


def test_the_minimum_own_share_is_left_of_what_is_eligible() -> None:
    # 95 % x 80,000 = 76,000, but 10 % of 80,000 stay beside the 20,000 that are not eligible
    least = said("own_share_min", 10.0, "mindestens 10 Prozent")
    found = own_share([least], Costs(total=E(100_000), eligible=E(80_000), rate=E(95)))
    assert found.parts is not None
    assert (found.parts.grant, found.parts.own_share) == (E(72_000), E(28_000))


def test_all_of_the_costs_may_be_paid() -> None:
    found = own_share([], Costs(total=E(100), rate=E(100)))
    assert found.parts is not None
    assert (found.parts.grant, found.parts.own_share) == (E(100), E(0))


@pytest.mark.parametrize(
    ("role", "per", "is_asked"),
    [("max_grant", "project", False), ("max_grant", "year", True), ("max_grant", "other", True),
     ("min_grant", "year", False), ("max_cost", "other", False)],
)  # fmt: skip
def test_only_a_maximum_per_year_or_unit_has_to_be_looked_at(
    role: str, per: str, is_asked: bool
) -> None:
    questions = terms([RATE_50, amount(role, 500, per)], Costs(total=E(1_000))).questions
    assert any("je Jahr oder Einheit" in one for one in questions) is is_asked
