"""Plans for programmes without deadlines, from the project's start."""

from datetime import date

import pytest

from db.records import Fact
from matcher.tracker.calendars.meetings import Meeting
from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.steps import KeptStep, LeadTimes
from tests.support.towns.calendars import councils, days_of, situation
from tests.support.towns.stated import deadline, said

D = date.fromisoformat
ROLLING = [said("application_mode", "rolling")]
SIX_WEEKS = [*ROLLING, deadline("P6W")]
CALENDAR = councils("2026-10-15", "2026-12-17", "2027-02-11", "2027-04-22", "2027-06-24")


@pytest.mark.parametrize(
    ("facts", "start", "council", "submission", "due"),
    [
        # six weeks before 1 April, as the text states
        (SIX_WEEKS, "2027-04", "2027-02-11", "2027-02-15", "2027-02-18"),
        # 90 days before 1 April, an assumption
        (ROLLING, "2027-04", "2026-12-17", "2026-12-23", "2027-01-01"),
        # the guideline ends before
        ([*ROLLING, said("valid_until", "2026-12-01")], "2027-04", "2026-10-15", "2026-11-26",
         "2026-12-01"),
    ],
)  # fmt: skip
def test_the_application_comes_before_the_start(
    facts: list[Fact], start: str, council: str, submission: str, due: str
) -> None:
    found = plan(situation(facts, CALENDAR, "2026-08-03", start=start))
    assert found.reason == "Rückwärts geplant vom Beginn 04/2027; Anträge sind laufend möglich."
    days = days_of(found)
    assert (days["council"], days["submission"]) == (council, submission)
    assert found.steps[-1].due == D(due)
    assert "dem spätesten Antragstag" in found.steps[-1].reason


def test_what_is_assumed_is_marked() -> None:
    [*_, last] = plan(situation(ROLLING, CALENDAR, "2026-08-03", start="2027-04")).steps
    assert "Bearbeitung der Förderstelle (Annahme): 90 Tage" in {g.words for g in last.rests_on}
    quick = LeadTimes(processing=30)
    [*_, last] = plan(
        situation(ROLLING, CALENDAR, "2026-08-03", start="2027-04", leads=quick)
    ).steps
    assert last.due == D("2027-03-02")


def test_a_start_that_is_too_early_turns_the_plan_forward() -> None:
    found = plan(situation(SIX_WEEKS, CALENDAR, "2026-11-02", start="2026-12"))
    # the council of 17 December leaves no 42 days for drafting, that of 11 February does
    assert days_of(found)["drafting"] == "2026-12-10"
    assert days_of(found)["council"] == "2027-02-11"
    assert days_of(found)["submission"] == "2027-02-12"
    assert found.reason == (
        "Der Beginn 12/2026 ist nicht zu halten: Einreichen am 12.02.2027, "
        "Beginn frühestens am 26.03.2027 (x)."
    )


def test_a_forward_plan_stays_with_its_meeting_while_the_paper_can_be_handed_in() -> None:
    first = plan(situation(SIX_WEEKS, CALENDAR, "2026-11-02", start="2026-12"))
    kept = [KeptStep(s) for s in first.steps]
    later = plan(situation(SIX_WEEKS, CALENDAR, "2027-01-20", start="2026-12"), kept)
    assert later.steps == first.steps
    missed = plan(situation(SIX_WEEKS, CALENDAR, "2027-01-22", start="2026-12"), kept)
    assert days_of(missed)["council"] == "2027-04-22"


@pytest.mark.parametrize(
    ("start", "meetings", "reason"),
    [
        (None, CALENDAR, "Kein Plan: Anträge sind laufend möglich, der Beginn fehlt im Profil."),
        ("2026-09", [], "Kein Plan: Für den Beginn 09/2026 hätte der Antrag schon gestellt sein "
         "müssen."),
    ],
)  # fmt: skip
def test_without_a_start_or_a_meeting_there_is_no_plan_but_a_reason(
    start: str | None, meetings: list[Meeting], reason: str
) -> None:
    found = plan(situation(SIX_WEEKS, meetings, "2026-11-02", start=start))
    assert (found.reason, found.steps) == (reason, ())


def test_a_two_stage_programme_begins_with_the_sketch() -> None:
    facts = [*ROLLING, said("two_stage", True)]
    found = plan(situation(facts, CALENDAR, "2026-08-03", start="2027-04"))
    assert {s.stage for s in found.steps} == {"sketch"}
    assert found.notes == ("Auf die Skizze folgt der Antrag, dessen Frist der Text nicht nennt.",)
