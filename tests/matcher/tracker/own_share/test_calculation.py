"""What profile and programmes state, put together: own share, other programmes, early start."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from matcher.profile.funding import Funding
from matcher.tracker.own_share.calculation import (
    Calculation,
    ProjectFunding,
    calculation,
    each_once,
    guards,
    identity,
)
from tests.support.towns.stated import amount, said
from tests.support.towns.subjects import DAY, project, stored

E = Decimal
HALF = said("rate", 50.0, "50 Prozent")
BEFORE = said("start_rule", "not_before_approval", "Nicht vor der Bewilligung beginnen.")


def programme(title: str, *facts: Fact, **changes: Any) -> StoredProgramme:
    return replace(stored(title), facts=facts, **changes)


def funding(**stated: Any) -> Funding:
    return Funding(programm="a", **stated)


def calculated(
    facts: list[Fact], funds: Funding | None = None, day: date = DAY, **changes: Any
) -> Calculation:
    """A project of 100,000 € in a programme with these facts, alone."""
    one = programme("A", *facts)
    used = ProjectFunding(
        project(**{"kosten_eur": 100_000, **changes}), (one,),
        {identity(one): funds} if funds else {},
    )  # fmt: skip
    return calculation(used, one, day)


def grant_of(found: Calculation) -> Decimal:
    assert found.share.parts is not None
    return found.share.parts.grant


def test_the_profile_gives_costs_means_and_months() -> None:
    found = calculated(
        [HALF],
        zuwendungsfaehig_eur=80_000, mittel_dritter_eur=10_000, eigenleistung_eur=5_000,
        eigenmittel_eur=30_000, start="2027-07", ende="2028-06",
    )  # fmt: skip
    # 50 % x 80,000 = 40,000; 100,000 - 40,000 - 10,000 = 50,000, of which 5,000 work
    share = found.share
    assert share.parts is not None
    assert (share.parts.grant, share.parts.own_work) == (E(40_000), E(5_000))
    assert share.parts.own_share == E(50_000)
    # 45,000 in money over twelve months, six of them in each year
    assert share.cash_by_year == ((2027, E(22_500)), (2028, E(22_500)))
    assert any("übersteigt die Eigenmittel" in w for w in found.warnings)


def test_what_is_stated_of_the_programme_counts_before_project_and_text() -> None:
    found = calculated(
        [HALF], funding(foerderquote=80, zuwendungsfaehig_eur=50_000), zuwendungsfaehig_eur=90_000
    )
    assert grant_of(found) == E(40_000)
    inputs = {i.name: (i.value, i.origin) for i in found.share.inputs}
    assert inputs["rate"] == (E(80), "profile")
    assert inputs["eligible"] == (E(50_000), "profile")


@pytest.mark.parametrize(("weak", "grant"), [("ja", 65_000), ("nein", 50_000)])
def test_whether_the_town_is_financially_weak_there_chooses_the_rate(weak: str, grant: int) -> None:
    bonus = said("weak_bonus", True, "Finanzschwache Kommunen 65 Prozent", start=100)
    facts = [HALF, bonus, said("rate", 65.0, "65 Prozent", start=124)]
    assert grant_of(calculated(facts, funding(finanzschwach=weak))) == E(grant)


def test_the_part_of_the_programme_chooses_the_rate() -> None:
    facts = [said("rate", 30.0, "30 %", scope="Heizung"), said("rate", 60.0, "60 %", scope="Dach")]
    assert grant_of(calculated(facts, funding(teil="Dach"))) == E(60_000)


@pytest.mark.parametrize("kinds", [["darlehen"], ["zuschuss", "darlehen"], ["buergschaft"]])
def test_a_loan_is_no_grant_unless_people_state_a_rate(kinds: list[str]) -> None:
    one = replace(
        stored("A", codes={"Foerderart": kinds}),
        facts=(said("rate", 100.0, "bis zu 100 Prozent"), amount("lump_sum", 5_000)),
    )
    mine = project(kosten_eur=100_000)
    found = calculation(ProjectFunding(mine, (one,)), one, DAY)
    assert found.share.parts is None
    assert "Das ist kein Zuschuss" in found.questions[0]
    with_rate = ProjectFunding(mine, (one,), {identity(one): funding(foerderquote=10)})
    assert grant_of(calculation(with_rate, one, DAY)) == E(10_000)


def test_a_grant_alone_is_reckoned_with_its_text() -> None:
    one = replace(stored("A", codes={"Foerderart": ["zuschuss", "sonstige"]}), facts=(HALF,))
    found = calculation(ProjectFunding(project(kosten_eur=100_000), (one,)), one, DAY)
    assert grant_of(found) == E(50_000)


def test_a_corrected_value_is_a_statement_and_no_quote() -> None:
    by_hand = replace(amount("max_grant", 20_000), field="correction", quote="Anruf am 3.12.")
    found = calculated([HALF, by_hand])
    (limit,) = [i for i in found.share.inputs if i.name == "max_grant"]
    assert (limit.origin, limit.words) == ("profile", "Anruf am 3.12.")


def test_months_outside_the_award_period_are_warned_of() -> None:
    period = funding(
        bewilligungszeitraum_ab="2027-01-01", bewilligungszeitraum_bis="2027-12-31"
    )  # fmt: skip
    found = calculated([HALF], period, start="2027-07", ende="2028-06")
    assert any("Außerhalb des Bewilligungszeitraums" in w for w in found.warnings)


def test_other_programmes_of_the_project_are_compared_for_cumulation() -> None:
    forbids = programme("A", HALF, said("cumulation", "forbidden", "nicht kumulierbar"))
    silent = programme("B")
    used = ProjectFunding(project(kosten_eur=100), (silent, forbids))
    found = calculation(used, forbids, DAY)
    assert any("„A“ schließt weitere Förderung aus" in w for w in found.warnings)
    assert any("„B“ sagt nichts zur Kumulierung" in q for q in found.questions)
    assert [f.quote for f in found.combined.quotes] == ["nicht kumulierbar"]


def test_a_programme_that_is_gone_or_not_read_says_so() -> None:
    gone = programme("A", gone_since=DAY)
    assert "seit 24.11.2026 nicht mehr" in calculation(
        ProjectFunding(project()), gone, DAY
    ).warnings[0]  # fmt: skip
    unread = programme("B", read=False)
    assert "noch nicht ausgewertet" in calculation(
        ProjectFunding(project()), unread, DAY
    ).questions[0]  # fmt: skip


@pytest.mark.parametrize("one", [programme("A"), programme("A", HALF, read=False)])
def test_a_text_that_states_nothing_and_one_with_stated_facts_count_as_read(
    one: StoredProgramme,
) -> None:
    found = calculation(ProjectFunding(project(kosten_eur=100)), one, DAY)
    assert not [q for q in found.questions if "noch nicht ausgewertet" in q]


def test_programmes_are_there_once_in_their_order_and_unknown_ones_left_out() -> None:
    first, second = programme("A"), programme("B")
    assert each_once([None, second, first, None, second]) == (second, first)


def test_what_a_loan_programme_states_beside_its_rate_is_still_shown() -> None:
    one = replace(
        stored("A", codes={"Foerderart": ["darlehen"]}),
        facts=(amount("max_grant", 5_000), said("own_share_min", 10.0)),
    )
    found = calculation(ProjectFunding(project(kosten_eur=100_000), (one,)), one, DAY)
    assert {i.name for i in found.share.inputs if i.origin == "quote"} == {
        "max_grant", "own_share_min",
    }  # fmt: skip


def test_unclear_names_of_the_profile_are_asked_about() -> None:
    used = ProjectFunding(project(), questions=("welches ist gemeint?",))
    assert calculation(used, programme("A"), DAY).questions[-1] == "welches ist gemeint?"


ORDER = "2027-05-03"


@pytest.mark.parametrize(
    ("stated", "day", "state"),
    [
        ({}, date(2026, 11, 24), "ok"),  # far ahead: there is time
        ({}, date(2027, 4, 1), "warning"),  # 32 days ahead and no award
        ({}, date(2027, 5, 3), "violated"),  # it happens today
        ({"bewilligung": "2027-05-02"}, date(2027, 5, 1), "ok"),
        ({"bewilligung": "2027-05-03"}, date(2027, 3, 1), "violated"),  # red before it happens
        ({"vorzeitiger_beginn_ab": "2027-03-01"}, date(2027, 5, 3), "ok"),
        ({"vorzeitiger_beginn_ab": "2027-03-01", "vorzeitiger_beginn_bis": "2027-05-03"},
         date(2027, 5, 3), "ok"),
        ({"vorzeitiger_beginn_ab": "2027-03-01", "vorzeitiger_beginn_bis": "2027-05-02"},
         date(2027, 5, 3), "violated"),
    ],
)  # fmt: skip
def test_the_first_order_is_held_against_award_and_permission(
    stated: dict[str, str], day: date, state: str
) -> None:
    found = calculated([HALF, BEFORE], funding(**stated), day, erster_auftrag=ORDER).guard
    assert found.state == state
    assert found.fact == BEFORE


def test_without_the_day_of_the_first_order_the_words_still_help() -> None:
    found = calculated([BEFORE], start="2027-06").guard
    assert (found.state, found.fact) == ("unknown", BEFORE)
    assert "Geplant ist der Beginn für 06/2027." in found.reason
    assert "geht die Förderung meist verloren" in found.reason


def test_after_the_award_nobody_is_told_to_wait_for_it() -> None:
    found = calculated([BEFORE], funding(bewilligung="2026-11-01")).guard
    assert "geht die Förderung meist verloren" not in found.reason
    assert "Bewilligt ist seit 01.11.2026" in found.reason
    later = calculated([BEFORE], funding(bewilligung="2027-11-01")).guard
    assert "geht die Förderung meist verloren" in later.reason


def test_a_project_that_has_begun_without_a_day_is_a_warning() -> None:
    found = calculated([BEFORE], status="begonnen").guard
    assert found.state == "warning"
    assert "als begonnen eingetragen" in found.reason


def test_the_worst_programme_comes_first_and_without_any_the_general_rule_counts() -> None:
    fine, bad = programme("A", BEFORE), programme("B", BEFORE)
    used = ProjectFunding(
        project(erster_auftrag="2026-11-20"), (fine, bad),
        {identity(fine): funding(bewilligung="2026-11-01")},
    )  # fmt: skip
    found = guards(used, DAY)
    assert [one.found.state for one in found] == ["violated", "ok"]
    assert [one.stored for one in found] == [bad, fine]
    (general,) = guards(ProjectFunding(project(erster_auftrag="2026-12-20")), DAY)
    assert (general.stored, general.found.state) == (None, "warning")
    assert "Der Text sagt dazu nichts" not in general.found.reason
