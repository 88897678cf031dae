"""Parts of a programme: which deadlines count, which are asked about, and what was given up."""

from datetime import date

import pytest

from db.records import Fact
from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.backwards.targets import (
    deadline_parts,
    relevant_facts,
    stage_deadlines,
    targets,
)
from matcher.tracker.plan.steps import KeptStep, Plan
from tests.support.towns.calendars import councils, situation
from tests.support.towns.stated import deadline, said

D = date.fromisoformat
FIXED = said("application_mode", "fixed")
FOR_ALL, FOR_A = deadline("2027-03-31"), deadline("2027-06-30", scope="Teil A")
FOR_B, CALLED = deadline("2027-09-30", scope="Teil B"), deadline("P8W", scope="nach Aufforderung")
SKETCH = deadline("2027-01-29", "sketch")
ALL = [FIXED, FOR_ALL, FOR_A, FOR_B, CALLED, SKETCH]


def test_without_a_stated_part_every_deadline_counts() -> None:
    assert relevant_facts(situation(ALL, [], "2026-06-01")) == ALL
    assert stage_deadlines(ALL, "application", None) == [FOR_ALL, FOR_A, FOR_B, CALLED]


def test_a_stated_part_leaves_its_own_deadlines_those_of_all_and_those_from_an_event() -> None:
    now = situation(ALL, [], "2026-06-01", part="Teil A")
    assert relevant_facts(now) == [FIXED, FOR_ALL, FOR_A, CALLED, SKETCH]
    assert stage_deadlines(ALL, "application", "Teil A") == [FOR_ALL, FOR_A, CALLED]
    assert stage_deadlines(ALL, "sketch", "Teil A") == [SKETCH]


def test_the_event_that_a_deadline_counts_from_is_no_part() -> None:
    assert deadline_parts(ALL) == ["Teil A", "Teil B"]
    assert deadline_parts([CALLED, FOR_ALL, said("rate", 50.0, scope="Teil C")]) == []


def asked(*facts: Fact) -> list[str]:
    found = plan(situation([FIXED, *facts], [], "2026-06-01")).questions
    return [one for one in found if "Welcher Teil" in one]


def test_it_is_asked_which_part_is_meant_as_soon_as_there_are_two() -> None:
    assert asked(FOR_ALL) == asked(FOR_A) == asked(FOR_ALL, FOR_A) == []
    [question] = asked(FOR_A, FOR_B)
    assert question.startswith("Der Text nennt Fristen für „Teil A“ und „Teil B“.")


def test_a_deadline_from_an_event_is_no_day_and_each_day_is_there_once() -> None:
    again = deadline("2027-03-31", scope="Teil A")
    found = targets([FOR_ALL, again, CALLED, FOR_A], [], D("2027-03-31"))
    assert [(t.day, t.part) for t in found] == [
        (D("2027-03-31"), None), (D("2027-06-30"), "Teil A"),
    ]  # fmt: skip
    assert [t.day for t in targets([FOR_ALL], [], D("2027-04-01"))] == []


@pytest.mark.parametrize(("today", "is_asked"), [("2026-10-27", True), ("2026-10-28", False)])
def test_an_urgent_decision_is_asked_about_until_the_day_to_hand_in(
    today: str, is_asked: bool
) -> None:
    """The application of 31 October 2026 is to be handed in on 27 October."""
    yearly = [said("application_mode", "recurring"), deadline("--10-31")]
    found = plan(situation(yearly, councils("2027-09-23"), today))
    assert [skipped.day for skipped in found.skipped] == [D("2026-10-31")]
    assert any("27.10.2026 eine Eilentscheidung" in one for one in found.questions) is is_asked


def handed_in(of: Plan, stage: str, on_day: str) -> list[KeptStep]:
    """The steps of a plan with the submission of a stage done on a day."""
    return [
        KeptStep(s, done_on=D(on_day) if (s.stage, s.kind) == (stage, "submission") else None)
        for s in of.steps
    ]


def test_a_sketch_that_was_handed_in_early_leaves_the_application_its_time() -> None:
    """The application goes out on 9 March and takes 42 days, the sketch is due on 23 February."""
    facts = [FIXED, deadline("2027-02-26", "sketch"), deadline("2027-03-12")]
    first = plan(situation(facts, [], "2026-09-01"))
    drafting = {s.stage: s.day for s in first.steps if s.kind == "drafting"}
    assert drafting["application"] == D("2027-02-24")
    early = handed_in(first, "sketch", "2027-01-18")
    assert plan(situation(facts, [], "2027-01-19"), early).steps[0].day == D("2027-01-26")


def test_after_a_stage_the_last_deadline_to_come_is_named() -> None:
    facts = [
        FIXED, deadline("2027-01-15", "registration"), deadline("2027-03-31", "sketch"),
        deadline("2027-04-01"),
    ]  # fmt: skip
    first = plan(situation(facts, [], "2026-09-01"))
    found = plan(situation(facts, [], "2027-01-12"), handed_in(first, "registration", "2027-01-12"))
    assert [s.stage for s in found.steps][-2:] == ["sketch", "application"]
    assert found.reason.endswith("Weiter geplant bis zur Frist am 01.04.2027.")
