"""Which meeting decides, on the days where that changes: papers, calendars, cancelled meetings."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.tracker.calendars.meetings import Meeting
from matcher.tracker.plan.backwards.reach import Reached, decision_before
from tests.support.towns.calendars import committees, councils, meeting, situation

D = date.fromisoformat
SUBMISSION = D("2027-06-30")


def reached(
    *calendar: Meeting, today: str = "2027-01-04", settled: frozenset[str] = frozenset()
) -> Reached:
    now = situation([], calendar, today)
    return decision_before(SUBMISSION, now, now.today, settled)


def council_of(found: Reached) -> str | None:
    return found.decision.council.day.isoformat() if found.decision else None


@pytest.mark.parametrize(
    ("committee", "counts"), [("2027-06-09", True), ("2027-06-10", False), ("2027-06-11", False)]
)
def test_a_committee_prepares_a_council_that_meets_on_a_later_day(
    committee: str, counts: bool
) -> None:
    decision = reached(*committees(committee), *councils("2027-06-10")).decision
    assert decision is not None
    assert (decision.committee is not None) is counts


def test_a_paper_that_was_handed_in_keeps_its_council_though_a_later_one_fits_too() -> None:
    calendar = councils("2027-05-20", "2027-06-24")
    assert council_of(reached(*calendar)) == "2027-06-24"
    settled = frozenset({calendar[0].key})
    assert council_of(reached(*calendar, settled=settled)) == "2027-05-20"
    assert council_of(reached(*calendar, settled=settled, today="2027-05-18")) == "2027-05-20"


@pytest.mark.parametrize(("today", "state"), [("2027-06-08", "unknown"), ("2027-06-09", "missed")])
def test_without_a_calendar_it_is_too_late_once_no_paper_could_be_in_time(
    today: str, state: str
) -> None:
    # a council on 29 June, the working day before, has its paper due on 8 June
    found = reached(today=today)
    assert found.state == state
    assert bool(found.questions) is (state == "missed")


@pytest.mark.parametrize(
    ("council", "state"),
    [("2027-01-14", "unknown"), ("2027-06-30", "missed"), ("2027-07-01", "missed")],
)
def test_a_calendar_that_reaches_the_day_to_hand_in_shows_that_nothing_fits(
    council: str, state: str
) -> None:
    """The council of 14 January is too soon for a paper, and the calendar ends with it."""
    assert reached(*councils(council)).state == state


@pytest.mark.parametrize(("submission", "is_told"), [("2027-06-18", False), ("2027-06-19", True)])
def test_a_calendar_that_ends_a_quarter_before_is_taken_for_unfinished(
    submission: str, is_told: bool
) -> None:
    """18 June lies 92 days after the last council that is known."""
    now = situation([], councils("2027-03-18"), "2027-01-04")
    found = decision_before(D(submission), now, now.today)
    assert council_of(found) == "2027-03-18"
    assert any("reicht nur bis 18.03.2027" in note for note in found.notes) is is_told


def test_a_later_meeting_that_is_cancelled_shows_that_the_calendar_goes_on() -> None:
    found = reached(*councils("2027-02-11"), meeting("2027-03-18", status="cancelled"))
    assert council_of(found) == "2027-02-11"
    assert found.notes == ("Die Sitzung Stadtrat am 18.03.2027 ist abgesagt.",)


@pytest.mark.parametrize(
    ("cancelled", "is_told"), [("2027-06-09", False), ("2027-06-10", False), ("2027-06-11", True)]
)
def test_a_cancelled_meeting_is_told_if_it_would_have_come_later(
    cancelled: str, is_told: bool
) -> None:
    other = replace(meeting(cancelled, status="cancelled"), body="Kreistag", source_id="k")
    found = reached(*councils("2027-06-10"), other)
    assert bool(found.notes) is is_told


@pytest.mark.parametrize(("day", "is_told"), [("2027-06-14", False), ("2027-06-15", True)])
def test_where_nothing_fits_a_meeting_that_was_to_come_is_told(day: str, is_told: bool) -> None:
    cancelled = meeting(day, status="cancelled")
    found = reached(cancelled, *councils("2027-06-17"), today="2027-06-14")
    assert found.state == "missed"
    assert len(found.notes) == 1 + is_told
