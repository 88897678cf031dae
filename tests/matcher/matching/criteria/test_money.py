"""Costs and own means against the bounds of the text."""

import pytest

from matcher.matching.criteria.money import cost_bounds, own_share
from tests.support.towns.subjects import case, says


@pytest.mark.parametrize(
    ("costs", "text", "expected"),
    [
        (99_999, "Die Gesamtkosten müssen mindestens EUR 100.000 betragen.", "not_met"),
        (100_000, "Die Gesamtkosten müssen mindestens EUR 100.000 betragen.", "met"),
        (None, "Die Gesamtkosten müssen mindestens EUR 100.000 betragen.", "unclear"),
        (None, "Gefördert wird viel.", "met"),
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
        (100_000, 0, "Gefördert wird viel.", "met"),
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
