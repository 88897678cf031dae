"""What stays to the town: when it is a sum and when a span, and what to mind of it."""

import pytest

from tests.support.towns.side_by_side import ALLOWED, E, candidate, paid, plan_of, programme, rate


def test_a_number_that_is_only_assumed_makes_no_exact_sum() -> None:
    # 40 % or 60 % of 100,000
    plan = plan_of(programme("A", rate(40.0), rate(60.0)))
    assert paid(plan) == {"A": E(60_000), "Kommune": E(40_000)}
    assert paid(plan, sure=True) == {"A": E(40_000), "Kommune": E(60_000)}
    assert plan.remains is not None
    assert [said.replace("\u00a0", " ") for said in plan.remains.open] == [
        "„A“: Förderquote: Der Text nennt 40 % und 60 %. Welche gilt?"
    ]
    assert not plan.remains.is_partial


def test_a_part_with_a_rate_of_its_own_leaves_the_sum_open() -> None:
    plan = plan_of(programme("A", rate(30.0), rate(60.0, scope="für Konzepte")))
    assert paid(plan) == paid(plan, sure=True) == {"A": E(30_000), "Kommune": E(70_000)}
    assert plan.remains is not None
    assert not plan.remains.is_exact
    assert plan.remains.is_partial


def test_what_has_to_be_found_out_is_open_and_not_sure() -> None:
    asked = candidate(programme("A", rate(40.0), ALLOWED), to_check=("Wer darf beantragen?",))
    plan = plan_of(asked, programme("B", rate(30.0), ALLOWED))
    assert paid(plan) == {"A": E(40_000), "B": E(30_000), "Kommune": E(30_000)}
    assert paid(plan, sure=True) == {"B": E(30_000), "Kommune": E(70_000)}
    assert plan.remains is not None
    assert plan.remains.open == ("„A“: Wer darf beantragen?",)


@pytest.mark.parametrize(
    ("means", "warnings"),
    [
        (70_000, []),
        (50_000, ["Ohne das Offene: Eigenanteil von 60.000\u00a0€"]),
        (20_000, ["Auch im günstigsten Fall: Eigenanteil von 30.000\u00a0€"]),
    ],
)
def test_own_means_are_held_against_both_ends_of_the_span(means: int, warnings: list[str]) -> None:
    plan = plan_of(
        programme("A", rate(40.0)), programme("B", rate(30.0)), eigenmittel_eur=means
    )  # fmt: skip
    assert plan.remains is not None
    found = [said.partition(" in Geld")[0] for said in plan.remains.warnings]
    assert found == warnings


@pytest.mark.parametrize(
    ("work", "warnings"),
    [
        (30_000, []),
        (40_000, ["Im günstigsten Fall: Eigenleistung von 40.000\u00a0€"]),
        (70_000, ["Auch ohne das Offene: Eigenleistung von 70.000\u00a0€"]),
    ],
)
def test_own_work_is_held_against_both_ends_of_the_span_also_without_means(
    work: int, warnings: list[str]
) -> None:
    # 30,000 stay in the best case, 60,000 without what is open
    plan = plan_of(programme("A", rate(40.0)), programme("B", rate(30.0)), eigenleistung_eur=work)
    assert plan.remains is not None
    found = [said.partition(" übersteigt")[0] for said in plan.remains.warnings]
    assert found == warnings


def test_means_and_work_are_told_beside_each_other() -> None:
    # 60,000 stay: 70,000 of work are too much, and nothing has to be paid in money
    plan = plan_of(programme("A", rate(40.0)), eigenleistung_eur=70_000, eigenmittel_eur=0)
    assert plan.remains is not None
    assert [said[:13] for said in plan.remains.warnings] == ["Eigenleistung"]
    # 30,000 of work in the best case are 10,000 more than the own share, without B 10,000 in money
    plan = plan_of(
        programme("A", rate(60.0)), programme("B", rate(20.0)),
        eigenleistung_eur=30_000, eigenmittel_eur=5_000,
    )  # fmt: skip
    assert plan.remains is not None
    assert [said.partition(" von")[0] for said in plan.remains.warnings] == [
        "Ohne das Offene: Eigenanteil", "Im günstigsten Fall: Eigenleistung",
    ]  # fmt: skip
