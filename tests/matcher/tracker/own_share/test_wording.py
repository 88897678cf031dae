"""An own share in words: percentages and sums, what each side pays, the costs of all."""

from dataclasses import replace
from decimal import Decimal

import pytest

from matcher.tracker.early_start import EarlyStart
from matcher.tracker.own_share.inputs import Costs
from matcher.tracker.own_share.own_share import own_share
from matcher.tracker.own_share.wording import (
    guard_line,
    input_origin,
    input_source,
    input_value,
    parts,
    total,
)
from tests.support.towns.stated import amount, said

E = Decimal
SHARE = own_share(
    [said("rate", 50.0, "50 Prozent"), said("own_share_min", 12.5, "12,5 Prozent"),
     amount("max_grant", 45_000)],
    Costs(total=E("100000.50"), third_party=E(10_000), own_work=E(5_000)),
)  # fmt: skip
INPUTS = {one.name: one for one in SHARE.inputs}


@pytest.mark.parametrize(
    ("name", "value", "origin", "source"),
    [
        ("total", "100.000,50 €", "Angabe", "Angabe zum Vorhaben"),
        ("eligible", "100.000,50 €", "Annahme", "alle Kosten gelten als zuwendungsfähig"),
        ("rate", "50 %", "Zitat", "„50 Prozent“ (Volltext)"),
        ("own_share_min", "12,50 %", "Zitat", "„12,5 Prozent“ (Volltext)"),
        ("max_grant", "45.000 €", "Zitat", "„45000 Euro“ (Volltext)"),
    ],
)
def test_rates_are_told_in_percent_and_sums_in_euros(
    name: str, value: str, origin: str, source: str
) -> None:
    one = INPUTS[name]
    assert input_value(one).replace("\u00a0", " ") == value
    assert (input_origin(one), input_source(one)) == (origin, source)


def test_what_each_side_pays_is_told_once_it_is_known() -> None:
    assert parts(SHARE) == [
        ("Zuschuss", E(45_000)),
        ("Mittel Dritter", E(10_000)),
        ("Eigenanteil", E("45000.50")),
        ("davon Eigenleistung", E(5_000)),
        ("davon in Geld", E("40000.50")),
    ]
    assert parts(replace(SHARE, parts=None)) == []


def test_the_costs_of_all_are_those_of_the_project_or_unknown() -> None:
    assert total(SHARE) == E("100000.50")
    assert total(own_share([amount("max_grant", 45_000)], Costs())) is None


def test_the_guard_begins_with_what_a_reader_has_to_know() -> None:
    assert guard_line(EarlyStart("violated", "Der Auftrag kam.")) == "zu früh: Der Auftrag kam."
