"""A plan as rows: who pays, what goes together, what is still open."""

from decimal import Decimal

import pytest

from matcher.tracker.combining.plan import Plan
from matcher.tracker.combining.shown import rows, wording
from tests.support.towns.side_by_side import (
    ALLOWED,
    CONDITIONAL,
    FORBIDDEN,
    plan_of,
    programme,
    rate,
)
from tests.support.towns.stated import amount


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_what_is_open_is_listed_once_and_pairs_are_named() -> None:
    plan = plan_of(programme("A", rate(40.0)), programme("B", rate(30.0)), programme("C"))
    assert [*map(plain, rows.still_open(plan))] == [
        "offen: Fördersatz von Nr. 3. Der Text nennt weder Quote noch Festbetrag.",
        "Kumulierung, siehe „Nebeneinander“: Nr. 1 und Nr. 2.",
    ]


def test_what_is_open_says_which_programme_it_is_about() -> None:
    plan = plan_of(programme("A", rate(40.0)), programme("B"))
    about = {plain(point.words).partition(". Der")[0]: point.programme
             for point in rows.open_points(plan)}  # fmt: skip
    assert about == {"offen: Fördersatz von Nr. 2": plan.offers[1].named}
    both = plan_of(programme("A", rate(40.0)), programme("B", rate(30.0)))
    assert [point.programme for point in rows.open_points(both)] == [None]


PLANS = [
    plan_of(),
    plan_of(programme("A", rate(40.0))),
    plan_of(programme("A", rate(33.33), ALLOWED), programme("B", rate(16.67), ALLOWED)),
    plan_of(programme("A", rate(70.0)), programme("B", rate(60.0)), programme("C")),
    plan_of(programme("A", rate(70.0), FORBIDDEN), programme("B", rate(60.0), CONDITIONAL)),
    plan_of(programme("A", rate(60.0), amount("max_grant", 3_000, "other")), programme("B")),
    plan_of(
        programme("A", rate(33.3), ALLOWED), programme("B", rate(66.6), ALLOWED),
        kosten_eur=Decimal("99999.99"), mittel_dritter_eur=Decimal("0.07"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("plan", PLANS)
def test_every_column_of_the_shares_adds_up_to_the_cent(plan: Plan) -> None:
    *parts, (name, totals) = rows.share_table(plan)
    assert (name, len(totals)) == ("Gesamtkosten", len(rows.cases(plan)))
    for column, total in enumerate(totals):
        assert sum((euros[column] for _, euros in parts), Decimal(0)) == total
    assert totals == [wording.shares(plan, case.found)[-1][1] for case in rows.cases(plan)]


def test_without_costs_there_are_no_shares() -> None:
    plan = plan_of(programme("A", rate(40.0)), kosten_eur=None)
    assert (rows.cases(plan), rows.share_table(plan)) == ([], [])


def test_a_grant_of_one_case_only_is_nothing_in_the_other() -> None:
    plan = plan_of(programme("A", rate(40.0)), programme("B", rate(30.0)))
    found = {plain(name): euros for name, euros in rows.share_table(plan)}
    assert found["Zuschuss Nr. 2, B"] == [Decimal("30000.00"), Decimal("0.00")]
    assert [case.label for case in rows.cases(plan)] == [
        "günstigster Fall", "ohne das, was offen ist",
    ]  # fmt: skip


def test_pairs_of_which_the_same_can_be_said_share_a_row() -> None:
    plan = plan_of(programme("A", FORBIDDEN), programme("B"), programme("C"), programme("D"))
    found = rows.pair_rows(plan)
    assert [plain(row.names) for row in found] == [
        "Nr. 1 neben Nr. 2, Nr. 3 und Nr. 4",
        "Nr. 2 und Nr. 3; Nr. 2 und Nr. 4; Nr. 3 und Nr. 4",
    ]
    assert [row.label for row in found] == ["Ausgeschlossen", "Offen, Text schweigt"]
    assert [plain(said) for said in found[0].sentences] == [
        "Nr. 1 schließt weitere Förderung aus; geplant ist auch Nr. 2, Nr. 3 und Nr. 4.",
        "Nr. 2, Nr. 3 und Nr. 4 sagen dazu nichts.",
    ]
    assert [(named.title, fact.quote) for named, fact in found[0].quotes] == [
        ("A", "Kumulierung ist ausgeschlossen.")
    ]
    assert found[-1].quotes == ()


def test_a_pair_of_two_texts_that_speak_has_the_words_of_both() -> None:
    plan = plan_of(programme("A", CONDITIONAL), programme("B", ALLOWED), programme("C", ALLOWED))
    found = rows.pair_rows(plan)
    assert [(plain(row.names), row.label) for row in found] == [
        ("Nr. 1 und Nr. 2", "Unter Bedingungen"), ("Nr. 1 und Nr. 3", "Unter Bedingungen"),
        ("Nr. 2 und Nr. 3", "Erlaubt"),
    ]  # fmt: skip
    assert [named.title for named, _ in found[0].quotes] == ["A", "B"]
    assert [plain(said) for said in found[0].sentences] == [
        "Nr. 1 lässt weitere Förderung nur bedingt zu: Passt Nr. 2?"
    ]


def test_every_pair_stands_in_exactly_one_row() -> None:
    facts = (FORBIDDEN, CONDITIONAL, ALLOWED, None)
    programmes = [
        programme(f"P{at}", *([fact] if fact is not None else []))
        for at, fact in enumerate((*facts, *facts))
    ]
    plan = plan_of(*programmes)
    counted = 0
    for row in rows.pair_rows(plan):
        named = plain(row.names)
        counted += named.count("Nr.") - 1 if "neben" in named else named.count(" und ")
    assert counted == len(plan.pairs) == 28


def test_a_ceiling_of_all_funding_is_quoted_beside_the_pair() -> None:
    words = "Insgesamt darf die öffentliche Hilfe 90 Prozent nicht überschreiten."
    plan = plan_of(programme("A", rate(60.0), texts={"legal_basis": words}), programme("B"))
    (row,) = rows.pair_rows(plan)
    assert [fact.quote for _, fact in row.quotes] == [words]
