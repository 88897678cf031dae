"""When a programme is decided on and handed in: by its plan, else by its text."""

from dataclasses import replace
from datetime import date

import pytest

from db.records import Fact
from matcher.profile.funding import Funding
from matcher.tracker.combining.events import Event, Way
from matcher.tracker.combining.handing_in import handing_in
from matcher.tracker.plan.current import current
from tests.support.towns.planned import PAIR, book, sitting
from tests.support.towns.side_by_side import programme
from tests.support.towns.stated import deadline, doubtful, said
from tests.support.towns.subjects import DAY

MODE = {mode: said("application_mode", mode) for mode in ("fixed", "rolling", "per_call", "closed")}
SKETCH = deadline("2027-02-28", kind="sketch")
APPLICATION = deadline("2027-06-30")


def events(
    *facts: Fact, funding: Funding | None = None, planned: bool = False, status: str = ""
) -> list[Event]:
    one = programme("A", *facts)
    calendar = [sitting("Stadtrat", "2027-02-11"), sitting("Stadtrat", "2027-06-10")]
    plan = current(book(*calendar), PAIR, facts, DAY) if planned else None
    return [*handing_in(Way(one, funding, plan=plan, status=status), DAY)]


def days(found: list[Event]) -> list[tuple[str, date | None]]:
    return [(event.kind, event.day) for event in found]


def test_a_deadline_of_the_text_is_taken_with_its_words() -> None:
    (found,) = events(MODE["fixed"], APPLICATION)
    assert (found.kind, found.day, found.fact) == ("application", date(2027, 6, 30), APPLICATION)


def test_a_plan_brings_the_council_and_both_stages() -> None:
    found = events(MODE["fixed"], SKETCH, APPLICATION, planned=True)
    assert days(found) == [
        ("council", date(2027, 2, 11)),
        ("council", date(2027, 6, 10)),
        ("sketch", date(2027, 2, 28)),
        ("application", date(2027, 6, 30)),
    ]
    assert [event.fact for event in found[2:]] == [SKETCH, APPLICATION]
    # three working days before Sunday, 28 February
    assert "laut Plan am 23.02.2027" in found[2].why


def test_the_application_after_a_sketch_stays_open_where_the_text_names_no_day() -> None:
    for planned in (False, True):
        found = events(MODE["fixed"], SKETCH, planned=planned)
        assert days(found)[-2:] == [("sketch", date(2027, 2, 28)), ("application", None)]
        assert "folgt auf die Skizze" in found[-1].why


@pytest.mark.parametrize(
    ("facts", "kind", "why"),
    [
        ([MODE["rolling"]], "application", "Anträge sind laufend möglich."),
        ([MODE["per_call"]], "application", "Anträge sind auf einen Aufruf hin möglich."),
        ([MODE["closed"]], "application", "Laut Text ist keine Antragstellung (mehr) möglich."),
        ([MODE["closed"], APPLICATION], "application", "Laut Text ist keine Antragstellung"),
        ([], "application", "Der Text nennt weder Frist noch Antragsweg."),
        ([MODE["per_call"], said("two_stage", True)], "sketch", "auf einen Aufruf hin"),
    ],
)
def test_without_a_day_the_reason_is_told(facts: list[Fact], kind: str, why: str) -> None:
    found = events(*facts)[0]
    assert (found.kind, found.day) == (kind, None)
    assert why in found.why


def test_applications_at_any_time_are_planned_back_from_the_begin() -> None:
    # begin 06/2027, 90 days before 1 June
    found = events(MODE["rolling"], planned=True)
    assert days(found)[-1] == ("application", date(2027, 3, 3))
    assert found[-1].why.startswith("jederzeit möglich; für den geplanten Beginn bis 03.03.2027")


def test_days_that_can_no_longer_be_reached_are_named() -> None:
    found = events(MODE["fixed"], deadline("2026-12-01"), APPLICATION, planned=True)
    assert days(found)[-1] == ("application", date(2027, 6, 30))
    assert found[-1].why.endswith("nicht mehr zu schaffen: 01.12.2026")


def test_a_decision_that_the_text_asks_for_is_open_without_a_meeting() -> None:
    asked = said("council_decision", True, "Ein Beschluss ist beizufügen.")
    (council, _) = events(MODE["fixed"], APPLICATION, asked)
    assert (council.kind, council.day, council.fact) == ("council", None, asked)


def test_what_people_state_comes_before_text_and_plan() -> None:
    facts = (MODE["fixed"], APPLICATION)
    handed = Funding(programm="a", antrag="2026-11-01")
    (found,) = events(*facts, funding=handed, planned=True)
    assert (found.kind, found.day, found.is_done) == ("application", date(2026, 11, 1), True)
    coming = events(*facts, funding=Funding(programm="a", antrag="2027-01-10"))[0]
    assert not coming.is_done
    awarded = Funding(programm="a", antrag="2026-11-01", bewilligung="2026-11-20")
    assert events(*facts, funding=awarded, planned=True) == []


@pytest.mark.parametrize("planned", [True, False])
def test_a_stage_that_is_not_sure_is_no_first_step(planned: bool) -> None:
    unsure = doubtful("2027-02-28", "sketch")
    found = events(MODE["fixed"], unsure, APPLICATION, planned=planned)
    handed_in = [event for event in found if event.kind != "council"]
    assert days(handed_in) == [("application", date(2027, 6, 30))]
    assert handed_in[0].fact == APPLICATION


def test_what_was_handed_in_keeps_the_day_on_which_it_was() -> None:
    # sketch of 28 February handed in on 20 November; a deadline that is out of reach is no matter
    facts = (MODE["fixed"], deadline("2026-12-01", kind="sketch"), SKETCH, APPLICATION)
    one = programme("A", *facts)
    plan = current(book(sitting("Stadtrat", "2027-02-11")), PAIR, facts, DAY)
    steps = tuple(
        replace(kept, done_on=date(2026, 11, 20))
        if kept.step.name == ("sketch", "submission")
        else kept
        for kept in plan.steps
    )
    way = Way(one, plan=replace(plan, replanned=replace(plan.replanned, steps=steps)))
    sketch = next(event for event in handing_in(way, DAY) if event.kind == "sketch")
    assert (sketch.day, sketch.is_done) == (date(2026, 11, 20), True)
    assert sketch.why.endswith("eingereicht am 20.11.2026")
    assert not way.is_applied_for(DAY)  # a sketch is no application


def test_before_an_award_that_is_only_expected_the_application_stays() -> None:
    (coming,) = events(
        MODE["fixed"], APPLICATION, funding=Funding(programm="a", bewilligung="2027-09-01")
    )
    assert (coming.kind, coming.day, coming.is_done) == ("application", date(2027, 6, 30), False)


def test_an_application_by_its_status_is_done_on_an_unknown_day() -> None:
    (found,) = events(MODE["closed"], status="application")
    assert (found.kind, found.day, found.is_done) == ("application", None, True)
    assert found.why == "gestellt laut Stand „Antrag“; der Tag ist nicht eingetragen"
    # what is still to be handed in stays
    (coming,) = events(MODE["fixed"], APPLICATION, status="application")
    assert (coming.day, coming.is_done) == (date(2027, 6, 30), False)
    assert events(MODE["fixed"], APPLICATION, status="granted") == []
