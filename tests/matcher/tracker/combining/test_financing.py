"""What grants together may come to: the costs that are eligible, and whose they are."""

import pytest

from matcher.tracker.combining.plan import Plan
from tests.support.towns.side_by_side import ALLOWED, E, candidate, paid, plan_of, programme, rate
from tests.support.towns.stated import amount, said


def cut_of(plan: Plan) -> str:
    assert plan.remains is not None
    assert plan.remains.best.cut is not None
    return plan.remains.best.cut.reason.replace("\u00a0", " ")


def test_grants_together_stay_within_the_eligible_costs() -> None:
    # 60 % x 80,000 = 48,000 twice = 96,000 of 80,000; the later in place gets 32,000;
    # 100,000 - 80,000 = 20,000
    plan = plan_of(
        programme("A", rate(60.0), ALLOWED),
        programme("B", rate(60.0), ALLOWED),
        zuwendungsfaehig_eur=80_000,
    )
    assert paid(plan) == {"A": E(48_000), "B": E(32_000), "Kommune": E(20_000)}
    assert cut_of(plan) == (
        "Zusammen wären es 96.000 € (120 % derselben Ausgaben): 16.000 € mehr, als "
        "zuwendungsfähig ist."
    )
    assert plan.remains is not None
    assert plan.remains.is_exact


def test_a_maximum_of_costs_that_both_texts_state_bounds_with_its_words() -> None:
    # at most 50,000 of the costs: 70 % = 35,000 and 40 % = 20,000 are 5,000 too much
    most = amount("max_cost", 50_000)
    plan = plan_of(
        programme("A", rate(70.0), most, ALLOWED), programme("B", rate(40.0), most, ALLOWED)
    )
    assert paid(plan) == {"A": E(35_000), "B": E(15_000), "Kommune": E(50_000)}
    assert plan.remains is not None
    cut = plan.remains.best.cut
    assert cut is not None
    assert (cut.over, cut.fact) == (E(5_000), most)


def test_a_minimum_own_share_is_left_of_the_eligible_costs() -> None:
    # 10 % of 80,000 stay beside the 20,000 that are not eligible: 72,000 are left of 96,000
    least = said("own_share_min", 10.0, "mindestens 10 Prozent")
    plan = plan_of(
        programme("A", rate(60.0), least, ALLOWED),
        programme("B", rate(60.0), ALLOWED),
        zuwendungsfaehig_eur=80_000,
    )
    assert paid(plan) == {"A": E(48_000), "B": E(24_000), "Kommune": E(28_000)}


def test_third_parties_leave_less_than_what_is_eligible() -> None:
    # 100,000 - 30,000 = 70,000 are left of 80,000 eligible ones; 48,000 + 48,000 = 96,000
    plan = plan_of(
        programme("A", rate(60.0), ALLOWED),
        programme("B", rate(60.0), ALLOWED),
        zuwendungsfaehig_eur=80_000,
        mittel_dritter_eur=30_000,
    )
    assert paid(plan) == {"A": E(48_000), "B": E(22_000), "Kommune": E(0)}
    assert cut_of(plan).endswith("26.000 € mehr, als nach Mitteln Dritter zu zahlen ist.")


@pytest.mark.parametrize(
    ("percent", "best", "sure", "is_open"),
    [
        # A of 100,000, B of at most 60,000: 60 % are 60,000 and 36,000, together 96,000. Of the
        # same costs at most 60,000 are sure, which A pays alone
        (60.0, 4_000, 40_000, True),
        # 30,000 and 18,000 are 48,000: below 60,000 nothing can be paid twice
        (30.0, 52_000, 52_000, False),
    ],
)
def test_of_different_costs_it_is_open_what_both_may_pay(
    percent: float, best: int, sure: int, is_open: bool
) -> None:
    plan = plan_of(
        programme("A", rate(percent), ALLOWED),
        programme("B", rate(percent), amount("max_cost", 60_000), ALLOWED),
    )
    assert paid(plan)["Kommune"] == E(best)
    assert paid(plan, sure=True)["Kommune"] == E(sure)
    assert plan.remains is not None
    assert [one.replace("\u00a0", " ") for one in plan.remains.open] == (
        [
            "Die zuwendungsfähigen Ausgaben sind verschieden: 100.000 € bei „A“ und 60.000 € bei "
            "„B“. Dieselbe Ausgabe wird höchstens einmal ganz gefördert: Welche Ausgaben zählen "
            "bei mehreren Programmen?"
        ]
        if is_open
        else []
    )


def test_costs_that_nobody_pays_bound_nothing() -> None:
    # B is barred, so A alone counts: 60 % of 100,000
    other = programme("B", rate(60.0), amount("max_cost", 60_000), ALLOWED)
    barred = candidate(other, against=("Nur in Sachsen.",), is_barred=True)
    plan = plan_of(programme("A", rate(60.0), ALLOWED), barred)
    assert paid(plan) == {"A": E(60_000), "Kommune": E(40_000)}
    assert plan.remains is not None
    assert plan.remains.is_exact
