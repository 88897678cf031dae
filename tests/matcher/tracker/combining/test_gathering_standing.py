"""What stands against a stored programme of a plan, and what no longer does."""

import json
import sqlite3
from pathlib import Path

import pytest

from matcher.tracker.combining.offers import Candidate
from matcher.tracker.combining.plan import Plan
from tests.support.stored.plans import (
    CLOSED,
    DIGITAL,
    MARKET,
    decide,
    plan_of,
)


def state(changing: sqlite3.Connection, project: str, **funding: str) -> None:
    """The profile states this of the programme whose window is closed."""
    said = json.dumps([{"programm": CLOSED, **funding}])
    changing.execute("update project set fundings = ? where id = ?", [said, project])
    changing.commit()


def of_the_closed_one(plan: Plan) -> Candidate:
    (found,) = [o for o in plan.offers if o.named.identity[1].endswith(f"{CLOSED}.html")]
    return found.candidate


@pytest.mark.parametrize("status", ["application", "granted"])
def test_what_was_applied_for_is_not_held_open_by_its_closed_window(
    data: Path, status: str
) -> None:
    decide(data, DIGITAL, CLOSED, status=status)
    plan = plan_of(data, DIGITAL)
    found = of_the_closed_one(plan)
    assert (found.is_barred, found.against) == (False, ())
    assert "Laut Text ist keine Antragstellung (mehr) möglich." in found.remarks
    kinds = {
        event.kind: event.is_done
        for event in plan.order.events
        if event.programmes[0] == found.way.named
    }
    assert kinds == ({"award": True} if status == "granted" else
                     {"application": True, "award": False})  # fmt: skip


@pytest.mark.parametrize(
    ("funding", "against"),
    [
        ({"antrag": "2026-11-01"}, ()),
        ({"bewilligung": "2026-11-01"}, ()),
        # only planned: it stays open, but is reckoned with as people state it
        ({"antrag": "2027-02-01"}, ("Laut Text ist keine Antragstellung (mehr) möglich.",)),
    ],
)
def test_what_the_profile_states_of_application_and_award_counts_likewise(
    data: Path, changing: sqlite3.Connection, funding: dict[str, str], against: tuple[str, ...]
) -> None:
    state(changing, DIGITAL, **funding)
    found = of_the_closed_one(plan_of(data, DIGITAL))
    assert (found.is_barred, found.against) == (False, against)


def test_nothing_stands_against_an_award(data: Path) -> None:
    decide(data, MARKET, "brachen-neu-denken", status="granted")
    plan = plan_of(data, named=["brachen-neu-denken"])
    (found,) = (offer.candidate for offer in plan.offers)
    assert (found.is_barred, found.against) == (False, ())
    assert "Das Programm gilt nur in Sachsen, nicht in Hessen." in found.remarks
    assert plan.order.begin.unknown == ()


def test_an_application_in_another_land_stays_open_and_is_not_barred(data: Path) -> None:
    decide(data, MARKET, "brachen-neu-denken", status="application")
    (found,) = (o.candidate for o in plan_of(data, named=["brachen-neu-denken"]).offers)
    assert (found.is_barred, found.against) == (
        False, ("Das Programm gilt nur in Sachsen, nicht in Hessen.",)
    )  # fmt: skip


def test_what_a_text_must_say_and_does_not_is_to_be_checked(
    data: Path, changing: sqlite3.Connection
) -> None:
    for criterion in ("applicant", "inhabitants"):
        changing.execute(
            "update finding set result = 'silent', reason = criterion || ' steht nicht da, ' || id"
            " where criterion = ?",
            [criterion],
        )
    part = [{"programm": "klimafeste-plaetze-und-quartiere", "teil": "Bauliche Vorhaben"}]
    changing.execute("update project set fundings = ? where id = ?", [json.dumps(part), MARKET])
    changing.commit()
    plan = plan_of(data, named=["klimafeste-plaetze-und-quartiere"])
    (offer,) = plan.offers
    (asked,) = offer.candidate.to_check
    assert asked.startswith("applicant steht nicht da")
    assert plan.remains is not None
    assert plan.remains.open[0].endswith(asked)
    # it may not be used at all: nothing is sure
    assert plan.remains.without_open.own_share == 980_000
    decide(data, MARKET, "klimafeste-plaetze-und-quartiere", status="granted")
    (offer,) = plan_of(data, named=["klimafeste-plaetze-und-quartiere"]).offers
    assert offer.candidate.to_check == ()


def test_a_named_programme_of_another_land_is_told_and_pays_nothing(prepared: Path) -> None:
    plan = plan_of(prepared, named=["brachen-neu-denken", "klimafeste-plaetze-und-quartiere"])
    (other, mine) = plan.offers
    assert other.candidate.is_barred
    assert other.candidate.against == ("Das Programm gilt nur in Sachsen, nicht in Hessen.",)
    assert not mine.candidate.is_barred


def regroup(changing: sqlite3.Connection, slug: str, topic: str, part: str) -> None:
    changing.execute(
        "update pair set topic = ?, part = ?"
        " where ref in (select id from programme_ref where programme_key like ?)",
        [topic, part, f"%{slug}.html"],
    )
    changing.commit()


def test_a_far_programme_against_which_only_its_closed_window_stands_is_not_barred(
    data: Path, changing: sqlite3.Connection
) -> None:
    regroup(changing, CLOSED, "far", "anderes")
    (far,) = plan_of(data, DIGITAL, [CLOSED]).offers
    assert not far.candidate.is_barred
    assert "Laut Text ist keine Antragstellung (mehr) möglich." in far.candidate.against


def test_a_programme_at_the_edge_of_another_land_is_barred(
    data: Path, changing: sqlite3.Connection
) -> None:
    regroup(changing, "brachen-neu-denken", "edge", "rand")
    (edge,) = plan_of(data, named=["brachen-neu-denken"]).offers
    assert edge.candidate.is_barred
    assert "Das Programm gilt nur in Sachsen, nicht in Hessen." in edge.candidate.against


def test_a_named_programme_that_is_not_near_says_so_and_stays_possible(prepared: Path) -> None:
    (far,) = plan_of(prepared, named=["rathaus-online-kleine-gemeinden"]).offers
    assert far.candidate.against[0].startswith("Es liegt nicht nah: Das Programm berührt")
    assert not far.candidate.is_barred
