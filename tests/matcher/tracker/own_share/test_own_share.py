"""Own share on worked examples, cent exact, with the arithmetic beside them."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.records import Fact
from matcher.tracker.own_share.budget_years import AwardPeriod
from matcher.tracker.own_share.inputs import Costs
from matcher.tracker.own_share.own_share import OwnShare, Parts, own_share
from tests.support.towns.stated import amount, said

E = Decimal
RATE_50, RATE_80 = said("rate", 50.0, "50 Prozent"), said("rate", 80.0, "80 Prozent")


@dataclass(frozen=True)
class Example:
    """Facts and costs, and what grant, third parties, own work and cash must be."""

    facts: list[Fact]
    costs: dict[str, Any]
    parts: tuple[str, str, str, str]
    years: list[tuple[int, str]] = field(default_factory=list)


EXAMPLES = {
    "a rate of all costs": Example(
        # 80 % x 185,000 = 148,000; 185,000 - 148,000 = 37,000
        [RATE_80],
        {"total": E(185_000)},
        ("148000", "0", "0", "37000"),
    ),
    "a rate of the eligible costs only": Example(
        # 80 % x 150,000 = 120,000; 185,000 - 120,000 = 65,000
        [RATE_80],
        {"total": E(185_000), "eligible": E(150_000)},
        ("120000", "0", "0", "65000"),
    ),
    "a maximum grant": Example(
        # 50 % x 1,450,000 = 725,000 > 500,000; 1,450,000 - 500,000 = 950,000
        [RATE_50, amount("max_grant", 500_000)],
        {"total": E(1_450_000)},
        ("500000", "0", "0", "950000"),
    ),
    "a grant below the minimum": Example(
        # 50 % x 15,000 = 7,500 < 10,000, so nothing; all of 15,000 is left
        [RATE_50, amount("min_grant", 10_000)],
        {"total": E(15_000)},
        ("0", "0", "0", "15000"),
    ),
    "third parties and own work": Example(
        # 50 % x 100,000 = 50,000; 100,000 - 50,000 - 12,000 = 38,000, of which 8,000 work
        [RATE_50],
        {"total": E(100_000), "third_party": E(12_000), "own_work": E(8_000)},
        ("50000", "12000", "8000", "30000"),
    ),
    "third parties leave less for the grant": Example(
        # 80 % x 100,000 = 80,000, but only 100,000 - 30,000 = 70,000 are left to pay
        [RATE_80],
        {"total": E(100_000), "third_party": E(30_000)},
        ("70000", "30000", "0", "0"),
    ),
    "a minimum own share": Example(
        # 80 % x 100,000 = 80,000; 100,000 - 15,000 - 10 % x 100,000 = 75,000; own 10,000
        [RATE_80, said("own_share_min", 10.0, "10 Prozent")],
        {"total": E(100_000), "third_party": E(15_000)},
        ("75000", "15000", "0", "10000"),
    ),
    "a minimum own share that does not divide": Example(
        # 10 % x 99,999.99 = 9,999.999, up to 10,000.00; 99,999.99 - 10,000.00 = 89,999.99
        [said("rate", 95.0, "95 Prozent"), said("own_share_min", 10.0, "10 Prozent")],
        {"total": E("99999.99")},
        ("89999.99", "0", "0", "10000.00"),
    ),
    "a third of a sum that does not divide": Example(
        # 33.33 % x 99,999.99 = 33,329.996667, down to 33,329.99; 66,670.00 left
        # 14 months, 12 in 2027: 66,670.00 x 12/14 = 57,145.714.., down to 57,145.71; 9,524.29
        [said("rate", 33.33, "33,33 Prozent")],
        {"total": E("99999.99"), "start": "2027-01", "end": "2028-02"},
        ("33329.99", "0", "0", "66670.00"),
        [(2027, "57145.71"), (2028, "9524.29")],
    ),
    "a maximum of eligible costs over three years": Example(
        # 80 % x min(420,000; 300,000) = 240,000; 420,000 - 240,000 = 180,000
        # 24 months from April: 9/24 = 67,500; 21/24 = 157,500, so 90,000; rest 22,500
        [RATE_80, amount("max_cost", 300_000)],
        {"total": E(420_000), "start": "2027-04", "end": "2029-03"},
        ("240000", "0", "0", "180000"),
        [(2027, "67500"), (2028, "90000"), (2029, "22500")],
    ),
    "a financially weak town": Example(
        # 65 % x 240,000 = 156,000; 240,000 - 156,000 = 84,000; 2 of 12 months in 2027
        # 84,000 x 2/12 = 14,000; 70,000
        [
            said("rate", 50.0, "50 Prozent"),
            said("weak_bonus", True, "Finanzschwache Kommunen erhalten 65 Prozent", start=100),
            said("rate", 65.0, "65 Prozent", start=130),
        ],
        {"total": E(240_000), "weak": True, "start": "2027-11", "end": "2028-10"},
        ("156000", "0", "0", "84000"),
        [(2027, "14000"), (2028, "70000")],
    ),
    "a lump sum": Example(
        # 20,000 fixed; 32,500 - 20,000 = 12,500
        [amount("lump_sum", 20_000)],
        {"total": E(32_500)},
        ("20000", "0", "0", "12500"),
    ),
    "costs below the minimum": Example(
        # 40,000 < 50,000, so nothing
        [RATE_50, amount("min_cost", 50_000)],
        {"total": E(40_000)},
        ("0", "0", "0", "40000"),
    ),
}


def parts(found: OwnShare) -> Parts:
    assert found.parts is not None
    return found.parts


@pytest.mark.parametrize("name", EXAMPLES)
def test_worked_examples(name: str) -> None:
    example = EXAMPLES[name]
    found = own_share(example.facts, Costs(**example.costs))
    assert parts(found) == Parts(*(E(p) for p in example.parts))
    assert [*found.cash_by_year] == [(year, E(euros)) for year, euros in example.years]
    assert sum(E(p) for p in example.parts) == example.costs["total"]


def test_the_arithmetic_is_told() -> None:
    found = own_share([RATE_50, amount("max_grant", 500_000)], Costs(total=E(1_450_000)))
    assert [s.replace("\u00a0", " ") for s in found.steps] == [
        "50 % × 1.450.000 € = 725.000 €",
        "höchstens der Höchstbetrag: 500.000 €",
        "1.450.000 € − 500.000 € − 0 € = 950.000 € Eigenanteil",
    ]


def test_every_input_says_where_it_comes_from() -> None:
    found = own_share([RATE_80, amount("max_grant", 90_000)],
                      Costs(total=E(100_000), own_means=E(5_000)))  # fmt: skip
    assert [(i.name, i.origin, i.words) for i in found.inputs] == [
        ("total", "profile", "Angabe zum Vorhaben"),
        ("eligible", "assumption", "alle Kosten gelten als zuwendungsfähig"),
        ("rate", "quote", "80 Prozent"),
        ("max_grant", "quote", "90000 Euro"),
        ("third_party", "assumption", "keine angegeben"),
        ("own_work", "assumption", "keine angegeben"),
        ("own_means", "profile", "Angabe zum Vorhaben"),
    ]
    assert {i.name: i.fact for i in found.inputs if i.fact} == {
        "rate": RATE_80, "max_grant": amount("max_grant", 90_000),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "costs", "question"),
    [
        ([RATE_50], Costs(), "Was kostet das Vorhaben insgesamt?"),
        ([], Costs(total=E(1_000)), "Der Text nennt weder Quote noch Festbetrag"),
        ([amount("max_grant", 500)], Costs(total=E(1_000)), "weder Quote noch Festbetrag"),
        ([amount("lump_sum", 500), amount("lump_sum", 900)], Costs(total=E(1_000)),
         "weder Quote noch Festbetrag"),
        ([said("rate", 70.0, "70 %", scope="Konzepte")], Costs(total=E(1_000)), "nur für Teile"),
    ],
)  # fmt: skip
def test_what_is_unknown_stays_unknown(facts: list[Fact], costs: Costs, question: str) -> None:
    found = own_share(facts, costs)
    assert found.parts is None
    assert question in found.questions[0]


def test_without_start_and_end_no_years_are_named() -> None:
    found = own_share([RATE_50], Costs(total=E(1_000), start="2027-01"))
    assert found.cash_by_year == ()
    assert "Wann beginnt und endet das Vorhaben?" in found.questions[-1]


@pytest.mark.parametrize(
    ("facts", "costs", "warning"),
    [
        ([RATE_50], {"total": E(100_000), "own_means": E(40_000)},
         "Eigenanteil von 50.000 € in Geld übersteigt die Eigenmittel von 40.000 € um 10.000 €."),
        ([RATE_80], {"total": E(100_000), "own_work": E(30_000)},
         "Eigenleistung von 30.000 € übersteigt den Eigenanteil von 20.000 €; mehr kann sie nicht "
         "ersetzen."),
        ([RATE_80], {"total": E(100_000), "third_party": E(120_000)},
         "Mittel Dritter übersteigen die Gesamtkosten."),
        ([RATE_80], {"total": E(100_000), "eligible": E(120_000)},
         "Zuwendungsfähige Ausgaben übersteigen die Gesamtkosten."),
        ([RATE_50, amount("max_cost", 60_000)], {"total": E(100_000)},
         "Gefördert werden höchstens 60.000 € der Kosten."),
        ([RATE_50, amount("min_grant", 10_000)], {"total": E(15_000)},
         "Zuschuss unter der Bagatellgrenze von 10.000 €: kein Zuschuss."),
        ([RATE_50, said("valid_until", "2027-12-31")],
         {"total": E(100_000), "start": "2027-07", "end": "2028-06"},
         "Die Richtlinie gilt bis 31.12.2027; danach liegen 6 von 12 Monaten (gleichmäßig verteilt "
         "50.000 € der Kosten)."),
    ],
)  # fmt: skip
def test_warnings_name_the_sums(facts: list[Fact], costs: dict[str, Any], warning: str) -> None:
    found = own_share(facts, Costs(**costs))
    assert warning in [w.replace("\u00a0", " ") for w in found.warnings]


def test_costs_outside_the_award_period_are_warned_of() -> None:
    costs = Costs(total=E(120_000), start="2027-01", end="2027-12")
    award = AwardPeriod(date(2027, 2, 15), date(2027, 12, 31))
    [warning] = own_share([RATE_50], costs, award).warnings
    assert "15.02.2027 bis 31.12.2027) liegen 2 von 12 Monaten" in warning


def test_enough_own_means_give_no_warning() -> None:
    assert own_share([RATE_50], Costs(total=E(100), own_means=E(50))).warnings == ()


def test_of_several_maxima_the_smallest_is_assumed_and_asked_about() -> None:
    facts = [RATE_80, amount("max_grant", 90_000), amount("max_grant", 50_000)]
    found = own_share(facts, Costs(total=E(200_000)))
    assert parts(found).grant == E(50_000)
    [maximum] = [i for i in found.inputs if i.name == "max_grant"]
    assert maximum.origin == "assumption"
    assert "Der Text nennt 50.000\u00a0€ und 90.000\u00a0€" in found.questions[0]


def test_a_maximum_per_year_is_asked_about_not_reckoned_with() -> None:
    found = own_share([RATE_50, amount("max_grant", 10, "year")], Costs(total=E(1_000)))
    assert parts(found).grant == E(500)
    assert "je Jahr oder Einheit („10 Euro“)" in found.questions[0]


def test_numbers_of_the_guideline_count_only_where_the_editors_are_silent() -> None:
    legal = said("rate_legal", 40.0, "40 v. H.")
    assert parts(own_share([legal], Costs(total=E(100)))).grant == E(40)
    assert parts(own_share([legal, RATE_50], Costs(total=E(100)))).grant == E(50)


@pytest.mark.parametrize(
    "values",
    [
        {"total": E(-1)},
        {"total": E("0.001")},
        {"rate": E(101)},
        {"start": "2027-02", "end": "2027-01"},
    ],
)
def test_senseless_costs_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"is no sum|beyond 100|before start"):
        Costs(**values)


def test_numbers_of_a_part_count_for_that_part_alone_and_are_asked_about() -> None:
    most = amount("max_grant", 10_000)
    facts = [RATE_50, replace(most, details={**most.details, "scope": "Linie A"})]
    found = own_share(facts, Costs(total=E(100_000)))
    assert parts(found).grant == E(50_000)
    assert (
        "10.000\u00a0€ (Höchstbetrag der Zuwendung je Vorhaben) für „Linie A“" in found.questions[0]
    )
    there = own_share(facts, Costs(total=E(100_000), part="Linie A"))
    assert parts(there).grant == E(10_000)
    assert there.questions == own_share([RATE_50], Costs(total=E(100_000))).questions
