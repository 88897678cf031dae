"""Costs and own means against the bounds of the text."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from matcher.matching.criteria.finding import Case, Finding
from matcher.matching.criteria.money import COSTS, OWN_MEANS, cost_bounds, own_share
from tests.support.towns.stated import amount, said
from tests.support.towns.subjects import case, says, stating

Judge = Callable[[Case, StoredProgramme], Finding]


@pytest.mark.parametrize(
    ("costs", "text", "expected"),
    [
        (99_999, "Die Gesamtkosten müssen mindestens EUR 100.000 betragen.", "not_met"),
        (100_000, "Die Gesamtkosten müssen mindestens EUR 100.000 betragen.", "met"),
        (None, "Die Gesamtkosten müssen mindestens EUR 100.000 betragen.", "unclear"),
        (None, "Gefördert wird viel.", "silent"),
        (2_000, "Die Bagatellgrenze liegt bei EUR 2.500.", "not_met"),
        (4_000, "Der Zuschuss beträgt 50 Prozent der Kosten. Die Bagatellgrenze liegt bei "
         "EUR 2.500.", "not_met"),
        (5_000, "Der Zuschuss beträgt 50 Prozent der Kosten. Die Bagatellgrenze liegt bei "
         "EUR 2.500.", "met"),
        (3_000_000, "Die zuwendungsfähigen Ausgaben dürfen EUR 2,5 Millionen nicht "
         "überschreiten.", "unclear"),
    ],
)  # fmt: skip
def test_costs_are_compared_with_bounds(costs: int | None, text: str, expected: str) -> None:
    assert cost_bounds(case(kosten_eur=costs), says(text)).result == expected


def test_a_project_below_the_smallest_grant_is_told_what_would_help() -> None:
    text = "Der Zuschuss beträgt 50 Prozent der Kosten. Die Bagatellgrenze liegt bei EUR 2.500."
    finding = cost_bounds(case(kosten_eur=4_000), says(text))
    assert finding.reason == (
        "Kosten von 4.000\u00a0€ erreichen bei 50\u00a0% Förderung die Bagatellgrenze von "
        "2.500\u00a0€ nicht."
    )
    assert finding.change == "Kosten von mindestens 5.000\u00a0€"


OWN = "Sie müssen einen Eigenanteil von mindestens 10 Prozent der Gesamtkosten aufbringen."
RATE = "Der Zuschuss beträgt 80 Prozent der Kosten, maximal EUR 50.000."


@pytest.mark.parametrize(
    ("costs", "own", "text", "expected"),
    [
        (100_000, 9_999, OWN, "not_met"),
        (100_000, 10_000, OWN, "met"),
        (100_000, None, OWN, "unclear"),
        (None, 10_000, OWN, "unclear"),
        (50_000, 10_000, RATE, "met"),
        (50_000, 9_000, RATE, "unclear"),
        (100_000, 20_000, RATE, "unclear"),
        (100_000, 50_000, RATE, "met"),
        (0, 0, OWN, "met"),
        (100_000, 0, "Gefördert wird viel.", "silent"),
    ],
)
def test_own_means_are_compared_with_what_is_left_to_pay(
    costs: int | None, own: int | None, text: str, expected: str
) -> None:
    found = own_share(case(kosten_eur=costs, eigenmittel_eur=own), says(text))
    assert found.result == expected


def test_own_means_that_do_not_suffice_are_told_in_euros() -> None:
    finding = own_share(case(kosten_eur=100_000, eigenmittel_eur=20_000), says(RATE))
    assert finding.reason == (
        "Bei höchstens 80\u00a0% Förderung bleiben mindestens 50.000\u00a0€ selbst zu tragen, "
        "vorgesehen sind 20.000\u00a0€."
    )
    assert finding.change == "30.000\u00a0€ aus eigenen oder dritten Mitteln aufbringen"


LOWER, UPPER, LEAST = amount("min_cost", 10_000), amount("max_cost", 90_000), amount("min_grant", 1)


@pytest.mark.parametrize(
    ("costs", "expected"),
    [("9999.99", "not_met"), ("10000", "met"), ("90000", "met"), ("90000.01", "unclear")],
)
def test_costs_on_a_bound_lie_within_it(costs: str, expected: str) -> None:
    assert cost_bounds(case(kosten_eur=Decimal(costs)), stating(LOWER, UPPER)).result == expected


def test_costs_that_reach_the_bound_of_one_part_are_not_told_to_miss_it() -> None:
    lotsen, bauten = (
        replace(amount("min_cost", euros), details={**LOWER.details, "scope": scope})
        for euros, scope in ((5_000, "für Lotsen"), (100_000, "für Bauten"))
    )
    found = cost_bounds(case(kosten_eur=85_000), stating(lotsen, bauten))
    assert found.result == "unclear"
    assert found.reason == (
        "Kosten von 85.000\u00a0€ liegen unter der Grenze von 100.000\u00a0€; der Text nennt sie"
        " für „für Bauten“."
    )


def test_of_several_bounds_that_parts_of_the_programme_have_some_may_be_missed() -> None:
    programme = stating(*(amount("min_cost", n) for n in (10_000, 20_000, 30_000, 40_000)))
    found = cost_bounds(case(kosten_eur=15_000), programme)
    assert (found.result, found.change) == ("unclear", "Förderteil im Text prüfen")
    assert [e.quote for e in found.evidence] == ["20000 Euro", "30000 Euro"]
    assert cost_bounds(case(kosten_eur=40_000), programme).result == "met"
    largest = stating(amount("max_cost", 20_000), amount("max_cost", 50_000))
    assert cost_bounds(case(kosten_eur=50_000), largest).result == "met"


@pytest.mark.parametrize("costs", [None, 50_000])
def test_two_bounds_are_quoted_however_many_there_are(costs: int | None) -> None:
    found = cost_bounds(case(kosten_eur=costs), stating(UPPER, LEAST, LOWER))
    assert [e.quote for e in found.evidence] == [LOWER.quote, LEAST.quote]


@pytest.mark.parametrize(
    ("costs", "own", "gap"),
    [(None, None, COSTS), (None, 1, COSTS), (1, None, OWN_MEANS)],
)
def test_the_missing_number_is_named(costs: int | None, own: int | None, gap: str) -> None:
    assert own_share(case(kosten_eur=costs, eigenmittel_eur=own), says(OWN)).gap == gap


def test_what_is_paid_for_wholly_needs_no_own_means() -> None:
    asked = case(kosten_eur=100_000, eigenmittel_eur=0)
    assert own_share(asked, stating(said("rate", 100.0))).result == "met"


def test_own_means_below_the_stated_share_are_told_what_is_lacking() -> None:
    found = own_share(case(kosten_eur=100_000, eigenmittel_eur=9_000), says(OWN))
    assert found.change == "Eigenmittel um 1.000\u00a0€ erhöhen"
    assert [e.quote for e in found.evidence] == [OWN]


SHARES = [said("own_share_min", 10.0, f"Eigenanteil {n}") for n in range(3)]
RATES = [said("rate", percent, f"{percent} Prozent") for percent in (50.0, 60.0, 70.0)]


def test_the_own_share_is_quoted_before_the_rates_and_two_places_of_each() -> None:
    asked = case(kosten_eur=100, eigenmittel_eur=50)
    for facts in ([*SHARES, *RATES], RATES):
        found = own_share(asked, stating(*facts))
        assert found.result == "met"
        assert [e.quote for e in found.evidence] == [f.quote for f in facts[:2]]


def test_what_the_highest_rate_leaves_is_told_with_the_rates() -> None:
    found = own_share(case(kosten_eur=100, eigenmittel_eur=29), stating(*SHARES, *RATES))
    assert found.reason.startswith("Bei höchstens 70\u00a0% Förderung")
    assert found.change.startswith("1\u00a0€")
    assert [e.quote for e in found.evidence] == [f.quote for f in RATES[:2]]


@pytest.mark.parametrize(
    ("facts", "criterion", "name", "short", "told"),
    [
        # 2,500 x 100 / 30 = 8,333.33.., and 30 % of 8,333.33 is less than 2,500
        ([said("rate", 30.0), amount("min_grant", 2_500)], cost_bounds, "kosten_eur", "8333.33",
         "Kosten von mindestens 8.333,34 €"),
        # 10 % x 100,000.04 = 10,000.004
        ([said("own_share_min", 10.0)], own_share, "eigenmittel_eur", "10000",
         "Eigenmittel um 0,01 € erhöhen"),
        # 100,000.04 - 90 % x 100,000.04 = 10,000.004
        ([said("rate", 90.0)], own_share, "eigenmittel_eur", "10000",
         "0,01 € aus eigenen oder dritten Mitteln aufbringen"),
    ],
)  # fmt: skip
def test_who_does_what_would_help_fits_to_the_cent(
    facts: list[Fact], criterion: Judge, name: str, short: str, told: str
) -> None:
    given = {"kosten_eur": Decimal("100000.04"), name: Decimal(short)}
    found = criterion(case(**given), stating(*facts))
    assert (found.result != "met", found.change.replace("\u00a0", " ")) == (True, told)
    given[name] += Decimal("0.01")
    assert criterion(case(**given), stating(*facts)).result == "met"


def of_part(role: str, euros: float) -> Fact:
    found = amount(role, euros)
    return replace(found, details={**found.details, "scope": "Linie A"})


@pytest.mark.parametrize("role", ["min_cost", "min_grant"])
def test_what_is_named_for_a_part_rules_nothing_out_and_is_asked_about(role: str) -> None:
    finding = cost_bounds(case(kosten_eur=4_000), stating(of_part(role, 10_000)))
    assert finding.result == "unclear"
    assert "„Linie A“" in finding.reason
    assert finding.change == "Förderteil im Text prüfen"


def test_beside_a_sum_for_the_whole_that_of_a_part_decides_nothing() -> None:
    both = stating(of_part("min_cost", 10_000), amount("min_cost", 2_000))
    assert cost_bounds(case(kosten_eur=4_000), both).result == "met"
    assert cost_bounds(case(kosten_eur=1_000), both).result == "not_met"


def test_the_maximum_of_a_part_leaves_the_rest_open() -> None:
    mine = case(kosten_eur=100_000, eigenmittel_eur=20_000)
    rate = said("rate", 80.0)
    assert own_share(mine, stating(rate, amount("max_grant", 10_000))).result == "unclear"
    assert own_share(mine, stating(rate, of_part("max_grant", 10_000))).result == "met"
