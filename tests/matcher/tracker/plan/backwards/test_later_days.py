"""The application close behind the sketch: on its day, the day after, with just enough days."""

from datetime import date

import pytest

from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.steps import LeadTimes, Plan
from tests.support.towns.calendars import days_of, situation
from tests.support.towns.stated import deadline, said

FIXED, TWO = said("application_mode", "fixed"), said("two_stage", True)
SKETCH = deadline("2027-01-29", "sketch")
NO_RESERVE = LeadTimes(reserve=0)


def planned(application: str) -> Plan:
    """The sketch is handed in on Friday, 29 January, the application on the day given."""
    facts = [FIXED, TWO, SKETCH, deadline(application)]
    return plan(situation(facts, [], "2026-09-01", leads=NO_RESERVE))


@pytest.mark.parametrize("application", ["2027-01-15", "2027-01-29", "2027-01-30"])
def test_an_application_due_before_the_sketch_or_with_it_is_asked_about(application: str) -> None:
    """30 January is a Saturday, so its last working day is that of the sketch."""
    found = planned(application)
    assert {s.stage for s in found.steps} == {"sketch"}
    day = date.fromisoformat(application)
    assert found.notes[-1] == f"Antrag: Bis zur Frist am {day:%d.%m.%Y} bleibt kein Tag mehr; " + (
        "gilt sie noch?"
    )


@pytest.mark.parametrize("application", ["2027-02-01", "2027-02-02", "2027-02-03"])
def test_an_application_due_within_days_of_the_sketch_is_only_handed_in(application: str) -> None:
    found = planned(application)
    steps = [s for s in found.steps if s.stage == "application"]
    assert [(s.kind, s.day.isoformat()) for s in steps] == [("submission", application)]
    assert "bleibt keine Zeit" in found.notes[-1]


def test_three_working_days_between_are_enough_to_prepare_an_application() -> None:
    days = days_of(planned("2027-02-04"))
    assert {k: d for k, d in days.items() if k.startswith("application")} == {
        "application.drafting": "2027-02-01",
        "application.partners": "2027-02-02",
        "application.treasury": "2027-02-03",
        "application.submission": "2027-02-04",
    }


def test_of_several_deadlines_the_first_after_the_sketch_counts() -> None:
    facts = [FIXED, SKETCH, deadline("2027-01-15"), deadline("2027-06-30"), deadline("2027-09-30")]
    assert plan(situation(facts, [], "2026-09-01")).steps[-1].due == date(2027, 6, 30)


def test_a_sketch_announces_an_application_only_where_the_text_speaks_of_two_stages() -> None:
    alone, two = ([FIXED, SKETCH], [FIXED, TWO, SKETCH])
    notes = [
        [n for n in plan(situation(facts, [], "2026-09-01")).notes if "folgt der Antrag" in n]
        for facts in (alone, two)
    ]
    assert [len(found) for found in notes] == [0, 1]
