"""What is recorded of a programme decides its way and its share before what people state."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from matcher.profile.funding import Funding
from matcher.tracker.combining.claim import claim
from matcher.tracker.combining.events import Way
from matcher.tracker.combining.financing import Budget, financing
from matcher.tracker.combining.offers import Candidate
from matcher.tracker.combining.order import order
from matcher.tracker.combining.plan import combine
from matcher.tracker.combining.shown.wording import rate_words, shares
from matcher.tracker.own_share.outside import elsewhere_notes, granted_elsewhere
from matcher.tracker.own_share.recorded import OUTSIDE, Recorded, that_counts
from tests.support.towns.side_by_side import (
    ALLOWED,
    FORBIDDEN,
    E,
    paid,
    plan_of,
    programme,
    rate,
)
from tests.support.towns.stated import amount, said
from tests.support.towns.subjects import DAY, project

AWARD_FIRST = said("start_rule", "not_before_approval", "Nicht vor dem Bescheid.")
GRANTED = Recorded(
    {"antrag": date(2026, 5, 1), "bewilligung": date(2026, 11, 2)}, "granted",
    words="Zuwendungsbescheid vom 30.10.2026", grant=Decimal(30_000),
)  # fmt: skip
REFUSED = Recorded(
    {"bewilligung": None}, "refused", words="Ablehnung vom 30.10.2026", grant=Decimal(0)
)
MINE = project(kosten_eur=100_000)


def way(title: str, record: Recorded, stated: Funding | None = None) -> Way:
    one = programme(title, rate(60.0), AWARD_FIRST, amount("max_grant", 50_000))
    return Way(one, that_counts(stated, record, title), record=record)


def test_the_granted_sum_is_the_share_of_a_programme() -> None:
    found = claim(way("A", GRANTED), MINE, DAY)
    assert found.grant is not None
    assert (found.grant.euros, found.missing, found.questions) == (E(30_000), (), ())
    assert found.grant.steps[0].startswith("Zuschuss laut Zuwendungsbescheid vom 30.10.2026")


def test_an_award_is_the_last_to_be_cut() -> None:
    ways = [way("A", GRANTED), Way(programme("B", rate(90.0)))]
    found = financing([claim(one, MINE, DAY) for one in ways], Budget(E(100_000)), sure=True)
    assert {one.title: one.euros for one in found.grants} == {"A": E(30_000), "B": E(70_000)}


def test_what_was_refused_pays_nothing_and_delays_nothing() -> None:
    stated = Funding(programm="a", bewilligung=date(2026, 10, 1))
    refused = way("A", REFUSED, stated)
    found = claim(refused, MINE, DAY)
    assert found.grant is not None
    assert found.grant.euros == 0
    assert not refused.is_awarded(DAY)
    assert not refused.is_applied_for(DAY)
    planned = order([refused], MINE, DAY)
    assert [(one.kind, one.why) for one in planned.events] == [
        ("award", "Ablehnung vom 30.10.2026: kein Zuschuss")
    ]
    assert planned.begin.day is None


@pytest.mark.parametrize(
    ("record", "words"),
    [(GRANTED, "laut Bescheid"), (REFUSED, "abgelehnt"),
     (replace(REFUSED, granted_on=date(2026, 5, 1)), "widerrufen")],
)  # fmt: skip
def test_the_rate_of_what_a_notice_decided_is_what_it_decided(record: Recorded, words: str) -> None:
    (offer,) = plan_of(Candidate(way("A", record), group="jetzt")).offers
    assert rate_words(offer) == words


def test_days_out_of_the_record_say_so() -> None:
    (award,) = order([way("A", GRANTED)], MINE, DAY).events
    assert (award.day, award.why) == (date(2026, 11, 2), "eingegangen laut Eintrag")
    applied = Recorded({"antrag": date(2026, 5, 1)})
    first = order([way("A", applied)], MINE, DAY).events[0]
    assert (first.kind, first.why) == ("application", "gestellt laut Eintrag")


def test_what_is_granted_stays_in_both_cases_beside_what_excludes_it() -> None:
    other = programme("B", rate(90.0), FORBIDDEN)
    granted = Candidate(way("A", GRANTED), group="jetzt")
    plan = plan_of(granted, other)
    assert paid(plan) == {"A": E(30_000), "Kommune": E(70_000)}
    assert paid(plan, sure=True) == {"A": E(30_000), "Kommune": E(70_000)}


def test_what_was_granted_outside_the_catalogue_lessens_the_own_share() -> None:
    candidates = [Candidate(Way(programme("B", rate(90.0), ALLOWED)), group="jetzt")]
    plan = combine(MINE, candidates, DAY, elsewhere=Decimal(30_000))
    assert paid(plan) == {"B": E(70_000), "Kommune": E(0)}
    assert plan.remains is not None
    assert ("Zuwendungen außerhalb des Katalogs", E(30_000)) in shares(plan, plan.remains.best)
    assert combine(MINE, (), DAY, elsewhere=Decimal(30_000)).remains is not None


def test_a_note_names_the_award_its_notice_and_its_period() -> None:
    record = Recorded(
        {"bewilligungszeitraum_bis": date(2027, 12, 31)}, "granted",
        words="Zuwendungsbescheid vom 03.05.2026", grant=Decimal(30_000),
    )  # fmt: skip
    records = {(OUTSIDE, "Altes Dach"): record, ("fdb", "wege"): GRANTED}
    assert [one.replace("\xa0", " ") for one in elsewhere_notes(records)] == [
        "Nicht im Katalog, aber bewilligt: „Altes Dach“, 30.000 € (Zuwendungsbescheid vom"
        " 03.05.2026, Bewilligungszeitraum bis 31.12.2027)."
    ]
    assert granted_elsewhere(records) == E(30_000)
