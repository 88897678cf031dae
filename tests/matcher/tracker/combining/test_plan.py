"""Worked plans: what goes together and what stays to the town, to the cent."""

from decimal import Decimal

import pytest

from db.errors import FoerderlageError
from matcher.tracker.combining.plan import COSTS_MISSING, MOST
from tests.support.towns.side_by_side import (
    ALLOWED,
    CONDITIONAL,
    FORBIDDEN,
    E,
    candidate,
    paid,
    plan_of,
    programme,
    rate,
)
from tests.support.towns.stated import amount, said

CEILING = {"legal_basis": "Insgesamt dürfen öffentliche Mittel 90 Prozent nicht übersteigen."}


def test_a_single_programme_leaves_an_exact_sum() -> None:
    # 33.33 % x 123,456.78 = 41,148.144774, down to 41,148.14; 123,456.78 - 41,148.14 = 82,308.64
    plan = plan_of(programme("A", rate(33.33)), kosten_eur="123456.78")
    assert plan.remains is not None
    assert plan.remains.is_exact
    assert paid(plan) == paid(plan, sure=True) == {"A": E("41148.14"), "Kommune": E("82308.64")}


def test_two_that_allow_it_add_up_without_anything_open() -> None:
    # 40,000 + 30,000; 100,000 - 70,000 = 30,000
    plan = plan_of(programme("A", rate(40.0), ALLOWED), programme("B", rate(30.0), ALLOWED))
    assert plan.remains is not None
    assert plan.remains.is_exact
    assert paid(plan) == {"A": E(40_000), "B": E(30_000), "Kommune": E(30_000)}
    assert any("von den vollen zuwendungsfähigen" in said for said in plan.remains.assumptions)


def test_a_condition_with_a_ceiling_of_90_percent_makes_a_span() -> None:
    # 60,000 + 50,000 = 110,000; at most 90 % of 100,000; the later in place gets 30,000 of 50,000
    one = programme("A", rate(60.0), CONDITIONAL, texts=CEILING)
    plan = plan_of(one, programme("B", rate(50.0), ALLOWED))
    assert paid(plan) == {"A": E(60_000), "B": E(30_000), "Kommune": E(10_000)}
    # without what is open: the better of both alone
    assert paid(plan, sure=True) == {"A": E(60_000), "Kommune": E(40_000)}
    assert plan.remains is not None
    assert plan.remains.open == ("„A“ lässt weitere Förderung nur bedingt zu: Passt „B“?",)
    cut = plan.remains.best.cut
    assert cut is not None
    assert cut.over == E(20_000)
    assert cut.fact is not None
    assert cut.fact.quote == CEILING["legal_basis"]
    assert cut.reason == (
        "Zusammen wären es 110.000\u00a0€ (110\u00a0% derselben Ausgaben): 20.000\u00a0€ mehr, "
        "als die Obergrenze von 90\u00a0% für alle Förderung lässt."
    )


def test_a_forbidden_pair_is_never_added_up() -> None:
    plan = plan_of(programme("A", rate(40.0), FORBIDDEN), programme("B", rate(30.0), ALLOWED))
    assert plan.remains is not None
    assert plan.remains.is_exact
    assert paid(plan) == {"A": E(40_000), "Kommune": E(60_000)}
    (pair,) = plan.pairs
    assert pair.verdict == "forbidden"
    assert [fact for _, fact in pair.quotes] == [FORBIDDEN, ALLOWED]


def test_two_that_together_pay_more_than_one_that_forbids_it() -> None:
    # alone 50,000; the two others 30,000 + 25,000
    plan = plan_of(
        programme("A", rate(50.0), FORBIDDEN),
        programme("B", rate(30.0), ALLOWED),
        programme("C", rate(25.0), ALLOWED),
    )
    assert paid(plan) == {"B": E(30_000), "C": E(25_000), "Kommune": E(45_000)}


def test_a_silent_pair_is_asked_about_and_makes_a_span() -> None:
    plan = plan_of(programme("A", rate(40.0)), programme("B", rate(30.0)))
    assert paid(plan) == {"A": E(40_000), "B": E(30_000), "Kommune": E(30_000)}
    assert paid(plan, sure=True) == {"A": E(40_000), "Kommune": E(60_000)}
    assert plan.remains is not None
    assert plan.remains.open == (
        "„A“ sagt nichts zur Kumulierung: Ist „B“ daneben erlaubt?",
        "„B“ sagt nichts zur Kumulierung: Ist „A“ daneben erlaubt?",
    )


def test_a_lump_sum_and_a_share() -> None:
    # 20,000 fixed + 50 % x 80,000 = 40,000; 100,000 - 60,000 = 40,000
    lump = programme("A", amount("lump_sum", 20_000), ALLOWED)
    plan = plan_of(lump, programme("B", rate(50.0), ALLOWED), zuwendungsfaehig_eur=80_000)
    assert paid(plan) == {"A": E(20_000), "B": E(40_000), "Kommune": E(40_000)}


def test_a_maximum_cuts_before_grants_are_added() -> None:
    # 60 % would be 60,000, at most 25,000.50; with 30,000 it leaves 44,999.50
    one = programme("A", rate(60.0), amount("max_grant", 25_000.5), ALLOWED)
    plan = plan_of(one, programme("B", rate(30.0), ALLOWED))
    assert paid(plan) == {"A": E("25000.50"), "B": E(30_000), "Kommune": E("44999.50")}
    assert plan.remains is not None
    assert plan.remains.best.cut is None


def test_rates_beyond_all_costs_are_cut_and_told() -> None:
    # 70,000 + 60,000 = 130,000 of 95,000 that third parties leave
    plan = plan_of(
        programme("A", rate(70.0), ALLOWED),
        programme("B", rate(60.0), ALLOWED),
        mittel_dritter_eur=5_000,
    )
    assert paid(plan) == {"A": E(70_000), "B": E(25_000), "Kommune": E(0)}
    assert plan.remains is not None
    cut = plan.remains.best.cut
    assert cut is not None
    assert cut.over == E(35_000)
    assert "130\u00a0% derselben Ausgaben" in cut.reason
    assert "kein Eigenanteil" in plan.remains.warnings[0]


def test_the_highest_minimum_own_share_is_left() -> None:
    # 70,000 + 40,000 = 110,000; 20 % of the costs stay: 80,000, 30,000 less
    least = said("own_share_min", 20.0, "mindestens 20 Prozent")
    plan = plan_of(
        programme("A", rate(70.0), ALLOWED),
        programme("B", rate(40.0), ALLOWED, least, said("own_share_min", 10.0)),
    )
    assert paid(plan) == {"A": E(70_000), "B": E(10_000), "Kommune": E(20_000)}
    assert plan.remains is not None
    cut = plan.remains.best.cut
    assert cut is not None
    assert (cut.over, cut.fact) == (E(30_000), least)
    assert cut.reason.endswith("als der Mindest-Eigenanteil von 20\u00a0% lässt.")


def test_what_a_cut_leaves_below_the_minimum_grant_is_nothing() -> None:
    # of 40,000 only 30,000 are left; below 35,000 nothing is granted, so A pays alone
    plan = plan_of(
        programme("A", rate(70.0), ALLOWED),
        programme("B", rate(40.0), ALLOWED, amount("min_grant", 35_000)),
    )
    assert paid(plan) == {"A": E(70_000), "Kommune": E(30_000)}


def test_a_rate_of_a_part_pays_nothing_and_stays_open() -> None:
    plan = plan_of(
        programme("A", rate(40.0), ALLOWED),
        programme("B", rate(90.0, scope="für Konzepte"), ALLOWED),
    )
    assert paid(plan) == paid(plan, sure=True) == {"A": E(40_000), "Kommune": E(60_000)}
    assert plan.remains is not None
    assert plan.remains.open == (
        "offen: Fördersatz von „B“. Der Text nennt ihn nur für Teile oder Gruppen.",
    )
    assert any("90\u00a0% für „für Konzepte“" in asked for asked in plan.questions)


def test_a_limit_per_unit_makes_a_span_of_one_programme() -> None:
    # 60,000, or 3,000 if the limit per place counts once
    plan = plan_of(programme("A", rate(60.0), amount("max_grant", 3_000, "other")))
    assert paid(plan) == {"A": E(60_000), "Kommune": E(40_000)}
    assert paid(plan, sure=True) == {"A": E(3_000), "Kommune": E(97_000)}
    assert plan.remains is not None
    assert "einmal oder mehrmals?" in plan.remains.open[0]


def test_without_costs_pairs_and_order_are_there_and_the_costs_are_asked_for() -> None:
    plan = plan_of(programme("A", rate(40.0), CONDITIONAL), programme("B"), kosten_eur=None)
    assert plan.remains is None
    assert plan.questions[:2] == (
        COSTS_MISSING, "offen: Fördersatz von „B“. Der Text nennt weder Quote noch Festbetrag.",
    )  # fmt: skip
    assert [pair.verdict for pair in plan.pairs] == ["conditional"]
    assert [event.kind for event in plan.order.events] == ["application"] * 2 + ["award"] * 2


def test_without_a_programme_everything_stays_to_the_town() -> None:
    plan = plan_of(mittel_dritter_eur=5_000)
    assert paid(plan) == {"Kommune": E(95_000)}
    assert plan.remains is not None
    assert plan.remains.is_exact


def test_what_stands_against_a_programme_leaves_it_out_of_what_is_sure() -> None:
    closed = candidate(programme("A", rate(40.0)), group="knapp", against=("Geschlossen.",))
    plan = plan_of(closed)
    assert paid(plan) == {"A": E(40_000), "Kommune": E(60_000)}
    assert paid(plan, sure=True) == {"Kommune": E(100_000)}
    assert plan.remains is not None
    assert plan.remains.open == ("„A“: Geschlossen.",)


def test_where_as_much_is_left_the_one_without_doubt_is_taken() -> None:
    doubtful = candidate(programme("A", rate(40.0)), group="knapp", against=("Geschlossen.",))
    plan = plan_of(doubtful, programme("B", rate(40.0), FORBIDDEN))
    assert paid(plan) == {"B": E(40_000), "Kommune": E(60_000)}


def test_a_barred_programme_is_shown_and_pays_nothing() -> None:
    barred = candidate(
        programme("A", rate(90.0), ALLOWED), group="anderes", against=("Nur in Sachsen.",),
        is_barred=True,
    )  # fmt: skip
    plan = plan_of(barred, programme("B", rate(40.0), ALLOWED))
    assert [offer.named.title for offer in plan.offers] == ["A", "B"]
    assert paid(plan) == {"B": E(40_000), "Kommune": E(60_000)}
    assert plan.remains is not None
    assert plan.remains.is_exact
    assert {named.title for event in plan.order.events for named in event.programmes} == {"B"}


def test_a_text_that_counts_other_funding_in_is_asked_about() -> None:
    counts = said("cumulation", "conditional", "Andere Förderungen werden angerechnet.")
    plan = plan_of(programme("A", rate(40.0), counts), programme("B", rate(30.0), ALLOWED))
    assert plan.remains is not None
    assert "„A“ rechnet andere Förderung an" in plan.remains.assumptions[-1]


def test_more_programmes_than_can_be_put_side_by_side_are_refused() -> None:
    many = [programme(f"P{number}", rate(5.0), ALLOWED) for number in range(MOST + 1)]
    assert paid(plan_of(*many[:MOST]))["Kommune"] == Decimal(40_000)
    with pytest.raises(FoerderlageError, match="13 Programme sind zu viele"):
        plan_of(*many)
