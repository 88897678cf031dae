"""A plan in German words: numbers for titles, spans, what is still open."""

from dataclasses import replace

import pytest

from db.programmes.catalogue import StoredProgramme
from matcher.tracker.combining.shown import wording
from tests.support.towns.side_by_side import (
    ALLOWED,
    CONDITIONAL,
    FORBIDDEN,
    candidate,
    plan_of,
    programme,
    rate,
)
from tests.support.towns.stated import amount


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("programmes", "words"),
    [
        ([programme("A", rate(40.0))], "Der Kommune bleiben 60.000 €."),
        ([], "Der Kommune bleiben 100.000 €."),
        (
            [programme("A", rate(40.0)), programme("B", rate(30.0))],
            "Der Kommune bleiben 30.000 € (günstigster Fall) bis 60.000 € (ohne das, was offen "
            "ist).",
        ),
        (
            [programme("A", rate(40.0), ALLOWED), programme("B")],
            "Der Kommune bleiben höchstens 60.000 €; weniger, je nachdem, was offen ist.",
        ),
        (
            [programme("A", rate(40.0)), programme("B", rate(30.0)), programme("C")],
            "Der Kommune bleiben 30.000 € (günstigster Fall, soweit zu rechnen ist) bis 60.000 € "
            "(ohne das, was offen ist).",
        ),
    ],
)
def test_what_stays_is_a_sum_a_span_or_a_bound(
    programmes: list[StoredProgramme], words: str
) -> None:
    assert plain(wording.remains_words(plan_of(*programmes).remains)) == words


def test_without_costs_it_says_what_is_missing() -> None:
    plan = plan_of(programme("A", rate(40.0)), kosten_eur=None)
    assert wording.remains_words(plan.remains).endswith("offen: Die Gesamtkosten fehlen.")
    (offer,) = plan.offers
    found = (wording.rate_words(offer), wording.grant_words(offer), wording.alone_words(offer))
    assert (plain(found[0]), *found[1:]) == ("40 %", "offen", "offen")


def test_titles_in_quotes_become_numbers_unless_two_are_the_same() -> None:
    plan = plan_of(programme("Dach"), programme("Keller"))
    said = wording.numbered(plan, "„Keller“ nach „Dach“, „Haus“")
    assert plain(said) == "Nr. 2 nach Nr. 1, „Haus“"
    first = programme("Dach")
    second = replace(first, programme=replace(first.programme, key="zweites.html"))
    assert wording.numbered(plan_of(first, second), "„Dach“") == "„Dach“"


def test_a_limit_that_may_count_once_makes_spans_in_the_table() -> None:
    (offer,) = plan_of(programme("A", rate(60.0), amount("max_grant", 3_000, "other"))).offers
    assert plain(wording.grant_words(offer)) == "3.000 €\nbis 60.000 €"
    assert plain(wording.alone_words(offer)) == "40.000 €\nbis 97.000 €"


def test_several_rates_make_spans_in_the_table() -> None:
    (offer,) = plan_of(programme("A", rate(60.0), rate(40.0))).offers
    assert plain(wording.rate_words(offer)) == "40 %\nbis 60 %"
    assert plain(wording.grant_words(offer)) == "40.000 €\nbis 60.000 €"
    assert plain(wording.alone_words(offer)) == "40.000 €\nbis 60.000 €"
    (weak,) = plan_of(programme("A", rate(70.0, scope="finanzschwache Kommunen"))).offers
    assert plain(wording.rate_words(weak)) == "bis 70 %"
    assert plain(wording.grant_words(weak)) == "0 €\nbis 70.000 €"


def test_pairs_are_listed_by_verdict_the_strictest_first() -> None:
    plan = plan_of(
        programme("A", FORBIDDEN), programme("B", ALLOWED), programme("C", ALLOWED),
        programme("D", CONDITIONAL),
    )  # fmt: skip
    assert [*map(plain, wording.pairs_by_verdict(plan))] == [
        "Ausgeschlossen: Nr. 1 und Nr. 2; Nr. 1 und Nr. 3; Nr. 1 und Nr. 4",
        "Unter Bedingungen: Nr. 2 und Nr. 4; Nr. 3 und Nr. 4",
        "Erlaubt: Nr. 2 und Nr. 3",
    ]
    said = [([*map(plain, words)], quotes) for words, quotes in wording.on_combining(plan)]
    assert said[0] == (
        ["Nr. 1 schließt weitere Förderung aus; geplant ist auch Nr. 2, Nr. 3 und Nr. 4."],
        ["„Kumulierung ist ausgeschlossen.“ (Volltext)"],
    )
    assert said[1][0] == ["Nr. 2 erlaubt weitere Förderung."]
    assert said[3][0] == [
        "Nr. 4 lässt weitere Förderung nur bedingt zu: Passen Nr. 1, Nr. 2 und Nr. 3?"
    ]


def test_how_a_programme_stands_is_said_unless_it_is_to_be_had_now() -> None:
    knapp = candidate(programme("A"), group="knapp", against=("Geschlossen.",), remarks=("Frage?",))
    (offer,) = plan_of(knapp).offers
    assert [*wording.standing(offer)] == [" (knapp): Geschlossen.", ": Frage?"]
    (barred,) = plan_of(replace(knapp, remarks=(), is_barred=True)).offers
    assert [*wording.standing(barred)][1:] == [": Zählt in Reihenfolge und Summen nicht mit."]


def test_the_shares_end_with_the_sum_of_all() -> None:
    plan = plan_of(programme("A", rate(40.0)), mittel_dritter_eur=5_000)
    assert plan.remains is not None
    *parts, (name, total) = wording.shares(plan, plan.remains.best)
    assert name == "Gesamtkosten"
    assert sum(euros for _, euros in parts) == total
    assert plain(parts[0][0]) == "Zuschuss Nr. 1, A"
    assert plain(wording.case_words(plan, plan.remains.best)) == "mit Nr. 1"
