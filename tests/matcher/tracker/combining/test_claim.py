"""What one programme would pay, and what of that is open."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from db.records import Fact
from matcher.profile.funding import Funding
from matcher.tracker.combining.claim import careful_and_generous, limit_question
from matcher.tracker.combining.events import Way
from tests.support.towns.side_by_side import E, claimed, programme, rate
from tests.support.towns.stated import amount, deadline, doubtful, said
from tests.support.towns.subjects import DAY, project

PER_PLACE = amount("max_grant", 3_000, "other")


@pytest.mark.parametrize(
    ("facts", "euros"),
    [
        ([rate(60.0)], E(60_000)),
        ([rate(60.0), amount("max_grant", 40_000)], E(40_000)),
        ([amount("lump_sum", 20_000)], E(20_000)),
        ([rate(60.0, scope="für Konzepte")], None),  # never used for the whole
        ([rate(60.0, scope="für Konzepte"), rate(30.0)], E(30_000)),
        ([], None),
    ],
)
def test_a_grant_by_rate_maximum_or_lump_sum(facts: list[Fact], euros: Decimal | None) -> None:
    found = claimed(programme("A", *facts))
    assert (found.grant and found.grant.euros) == euros
    assert bool(found.missing) is (euros is None)


def test_what_nothing_tells_is_named_as_open() -> None:
    assert claimed(programme("A")).missing == (
        "offen: Fördersatz von „A“. Der Text nennt weder Quote noch Festbetrag.",
    )
    loan = programme("A", rate(100.0), codes={"Foerderart": ["darlehen"]})
    assert claimed(loan).grant is None
    assert "Das ist kein Zuschuss" in claimed(loan).missing[0]


def test_a_rate_of_a_part_is_asked_about_until_people_state_the_part() -> None:
    one = programme("A", rate(60.0, scope="für Konzepte"))
    found = claimed(one)
    assert found.missing[0].endswith("Der Text nennt ihn nur für Teile oder Gruppen.")
    assert found.questions[0].startswith("Der Text nennt 60\u00a0% für „für Konzepte“: Trifft das")
    stated = claimed(one, Funding(programm="a", teil="Für Konzepte"))
    assert stated.grant is not None
    assert (stated.grant.euros, stated.missing, stated.questions) == (E(60_000), (), ())


def test_a_rate_that_people_state_counts_whatever_the_text_says() -> None:
    one = programme("A", rate(60.0, scope="für Konzepte"))
    found = claimed(one, Funding(programm="a", foerderquote=25))
    assert found.grant is not None
    assert (found.grant.euros, found.missing, found.questions) == (E(25_000), (), ())


def test_a_limit_is_asked_about_by_what_it_counts() -> None:
    assert limit_question(PER_PLACE).endswith("für das Vorhaben einmal oder mehrmals?")
    of_part = replace(PER_PLACE, details={**PER_PLACE.details, "scope": "Linie A"})
    assert limit_question(of_part).endswith("für das Vorhaben? Der Text nennt sie für „Linie A“.")


def test_a_limit_per_unit_is_open_only_if_the_grant_exceeds_it() -> None:
    found = claimed(programme("A", rate(60.0), PER_PLACE))
    assert (found.limit, found.at_least) == (PER_PLACE, E(3_000))
    # the grant of 60,000 holds, however often 70,000 count
    below = claimed(programme("A", rate(60.0), amount("max_grant", 70_000, "other")))
    assert (below.limit, below.questions) == (None, ())


def test_the_lowest_ceiling_of_the_texts_counts() -> None:
    texts = {
        "description": "Die Gesamtförderung ist auf 90 Prozent begrenzt.",
        "legal_basis": "Die Gesamtförderung ist auf 80 Prozent begrenzt.",
    }
    found = claimed(programme("A", texts=texts)).ceiling
    assert found is not None
    assert (found.value, found.field) == (80.0, "legal_basis")
    by_hand = said("cumulation", "conditional", "Die Gesamtförderung ist auf 70 % begrenzt.")
    by_hand = type(by_hand)(**{**by_hand_fields(by_hand), "field": "correction"})
    found = claimed(programme("A", by_hand)).ceiling
    assert found is not None
    assert found.value == 70.0


@pytest.mark.parametrize(
    ("facts", "careful", "generous", "asked"),
    [
        ([rate(60.0), rate(40.0)], 40_000, 60_000, 1),
        ([rate(60.0), amount("max_grant", 20_000), amount("max_grant", 50_000)],
         20_000, 50_000, 1),
        ([rate(60.0), amount("max_cost", 50_000), amount("max_cost", 80_000)],
         30_000, 48_000, 1),
        # below both maxima nobody has to ask
        ([rate(10.0), amount("max_grant", 20_000), amount("max_grant", 50_000)],
         10_000, 10_000, 0),
        # the highest minimum is the careful one, and it may bite where the grant is cut
        ([rate(30.0), amount("min_grant", 10_000), amount("min_grant", 20_000)],
         30_000, 30_000, 1),
        ([rate(50.0), rate(70.0, scope="finanzschwache Kommunen")], 50_000, 70_000, 1),
        ([rate(50.0), said("weak_bonus", True, start=100)], 50_000, 50_000, 1),
        ([rate(30.0), rate(60.0, scope="für Konzepte")], 30_000, 30_000, 1),
        ([rate(30.0)], 30_000, 30_000, 0),
    ],
)  # fmt: skip
def test_of_several_numbers_both_ends_are_reckoned(
    facts: list[Fact], careful: int, generous: int, asked: int
) -> None:
    way = Way(programme("A", *facts))
    found = careful_and_generous(way, project(kosten_eur=100_000), DAY)
    assert [one.grant and one.grant.euros for one in found] == [E(careful), E(generous)]
    assert len(found[0].questions) == asked


def test_a_rate_for_weak_towns_alone_is_a_best_case_and_said_so() -> None:
    way = Way(programme("A", rate(70.0, scope="finanzschwache Kommunen")))
    careful, generous = careful_and_generous(way, project(kosten_eur=100_000), DAY)
    assert careful.grant is None
    assert careful.missing[0].endswith("Der Text nennt ihn nur für finanzschwache Kommunen.")
    assert generous.grant is not None
    assert generous.grant.euros == E(70_000)


def test_several_lump_sums_are_named_as_the_reason() -> None:
    found = claimed(programme("A", amount("lump_sum", 5_000), amount("lump_sum", 9_000)))
    assert found.grant is None
    assert "keinen Festbetrag, der für das Vorhaben feststeht" in found.missing[0]


def test_texts_that_nobody_evaluated_are_named_with_their_title() -> None:
    unread = replace(programme("A"), read=False)
    assert claimed(unread).missing[0] == (
        "„A“: Die Texte des Programms sind noch nicht ausgewertet; was nennen sie?"
    )


def by_hand_fields(fact: Fact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in fact.__slots__}


def test_subsidiary_funding_and_late_deadlines_are_cut_first_and_an_award_last() -> None:
    last = Fact("cumulation", "conditional", "cumulation.subsidiary", "description", 0, 1, "x")
    early, late = deadline("2027-01-15"), deadline("2027-06-30")
    awarded = Funding(programm="d", bewilligung="2026-10-01")
    claims = [
        claimed(programme("A", last, early)),
        claimed(programme("B", late)),
        claimed(programme("C", early)),
        claimed(programme("D"), awarded),
    ]
    assert [c.title for c in sorted(claims, key=lambda c: c.place)] == ["D", "C", "B", "A"]


def test_the_deadline_that_can_still_be_reached_gives_the_place() -> None:
    # seen from 24 November 2026: a yearly 1 February comes next, the passed one of 2026 is over
    claims = [
        claimed(programme("A", deadline("2026-02-01"), deadline("2027-06-30"))),
        claimed(programme("B", deadline("--02-01"))),
        claimed(programme("C", deadline("2027-03-31"))),
        claimed(programme("D", deadline("2026-01-15"))),
        claimed(programme("E")),
    ]
    assert [c.title for c in sorted(claims, key=lambda c: c.place)] == ["B", "C", "A", "D", "E"]


def test_an_award_that_people_only_expect_has_no_first_place() -> None:
    expected = Funding(programm="b", bewilligung="2027-02-01")
    claims = [
        claimed(programme("A", deadline("2027-01-15"))), claimed(programme("B"), expected)
    ]  # fmt: skip
    assert [c.title for c in sorted(claims, key=lambda c: c.place)] == ["A", "B"]


def test_without_costs_terms_are_known_and_grants_are_not() -> None:
    found = claimed(programme("A", rate(60.0)), kosten_eur=None)
    assert (found.grant, found.missing) == (None, ())
    assert found.terms.value("rate") == E(60)


def test_a_day_that_is_not_sure_gives_no_place_among_the_grants() -> None:
    dated = claimed(programme("A", rate(60.0), deadline("2027-03-31"), doubtful("2027-01-31")))
    assert dated.place[2] == date(2027, 3, 31)
    assert claimed(programme("A", rate(60.0), doubtful("2027-01-31"))).place[2] == date.max
