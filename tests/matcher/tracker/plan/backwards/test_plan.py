"""Backward plans over real calendars: holidays, recess, year change, cut-offs, two stages."""

from dataclasses import replace
from datetime import date

import pytest

from db.records import Fact
from matcher.tracker.calendars.meetings import Meeting
from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.steps import Bodies, LeadTimes, Plan
from tests.support.towns.calendars import (
    HESSEN,
    committees,
    councils,
    days_of,
    meeting,
    situation,
    ticked,
)
from tests.support.towns.stated import deadline, said

D = date.fromisoformat
RECURRING, FIXED = said("application_mode", "recurring"), said("application_mode", "fixed")
YEARLY = [RECURRING, deadline("--10-31")]
YEAR = [
    *councils("2026-09-24", "2026-10-15", "2026-12-17", "2027-02-18", "2027-09-23"),
    *committees("2026-09-10", "2026-12-03", "2027-02-04", "2027-09-09"),
]


def until(day: str, **more: str) -> list[Fact]:
    return [FIXED, deadline(day, **more)]


def test_a_deadline_becomes_a_chain_of_days() -> None:
    found = plan(situation(YEARLY, YEAR, "2026-06-01"))
    assert found.reason == "Rückwärts geplant von der Frist am 31.10.2026 (Antrag)."
    assert days_of(found) == {
        "drafting": "2026-07-09",  # 42 days before the paper
        "partners": "2026-07-22",  # 28 days, and before the treasury
        "treasury": "2026-07-23",  # 28 days before the paper
        "paper": "2026-08-20",  # 21 days before the committee
        "committee": "2026-09-10",  # the last one before the council
        "council": "2026-10-15",  # the last one before submission
        "submission": "2026-10-27",  # three working days before Saturday, which counts as Friday
    }
    assert (found.skipped, found.notes, found.questions) == ((), (), ())


def test_every_step_says_why_and_what_it_rests_on() -> None:
    steps = {s.kind: s for s in plan(situation(YEARLY, YEAR, "2026-06-01")).steps}
    assert steps["paper"].reason == "21 Tage vor der Sitzung Bauausschuss am 10.09.2026"
    assert [(g.kind, g.ref) for g in steps["paper"].rests_on] == [
        ("meeting", "typed#committee-2026-09-10"),
        ("lead_time", "paper"),
    ]
    assert [(g.kind, g.words) for g in steps["submission"].rests_on] == [
        ("fact", "x"),
        ("lead_time", "Reserve vor der Frist: 3 Arbeitstage"),
    ]
    assert steps["council"].title == "Beschluss: Stadtrat"


@pytest.mark.parametrize(
    ("facts", "meetings", "today", "expected"),
    [
        pytest.param(
            until("2026-05-29"), councils("2026-04-27"), "2026-01-05",
            {"paper": "2026-04-02"},  # 6 April is Easter Monday, the 3rd Good Friday
            id="paper due on Easter Monday",
        ),
        pytest.param(
            until("2026-04-06"), councils("2026-03-26"), "2026-01-05",
            {"submission": "2026-03-30", "council": "2026-03-26"},
            id="deadline on Easter Monday",
        ),
        pytest.param(
            until("2027-02-15"), councils("2027-01-18"), "2026-09-01",
            {"paper": "2026-12-28", "treasury": "2026-11-30"},
            id="paper due at Christmas",
        ),
        pytest.param(
            until("2027-02-15"), councils("2027-01-15"), "2026-09-01",
            {"paper": "2026-12-23"},  # the 25th and 24th are off
            id="paper due on Christmas Day",
        ),
        pytest.param(
            until("2027-01-04"), councils("2026-12-17"), "2026-09-01",
            {"submission": "2026-12-28", "council": "2026-12-17"},
            id="over the year change",
        ),
        pytest.param(
            until("2026-09-30"), councils("2026-06-25", "2026-09-24"), "2026-05-01",
            {"council": "2026-09-24", "paper": "2026-09-03", "drafting": "2026-07-23"},
            id="drafting in the summer recess",
        ),
        pytest.param(
            until("2026-09-15"), councils("2026-06-25", "2026-09-24"), "2026-05-01",
            {"council": "2026-06-25", "paper": "2026-06-03"},  # the 4th is Corpus Christi
            id="last meeting before the summer recess",
        ),
        pytest.param(
            until("2028-03-06"), councils("2028-02-29"), "2027-09-01",
            {"council": "2028-02-29", "submission": "2028-03-01", "paper": "2028-02-08"},
            id="council on leap day",
        ),
        pytest.param(
            [RECURRING, deadline("--02-29")], councils("2027-02-04"), "2026-09-01",
            {"submission": "2027-02-23"},  # the 28th, a Sunday, stands for the 29th
            id="yearly on leap day",
        ),
        pytest.param(
            until("2026-10-15"), councils("2026-09-24", "2026-10-15"), "2026-06-01",
            {"council": "2026-09-24", "submission": "2026-10-12"},
            id="meeting on the deadline's day comes too late",
        ),
        pytest.param(
            until("2026-10-15"), councils("2026-09-24", "2026-10-12"), "2026-06-01",
            {"council": "2026-09-24"},
            id="meeting on the day of submission comes too late",
        ),
        pytest.param(
            until("2026-10-15"), councils("2026-09-24", "2026-10-09"), "2026-06-01",
            {"council": "2026-10-09"},
            id="meeting on the working day before submission fits",
        ),
        pytest.param(
            until("2026-03-31"), councils("2026-03-29", "2026-03-25"), "2025-11-01",
            {"council": "2026-03-25", "paper": "2026-03-04"},
            id="Sunday on which the clocks change",
        ),
        pytest.param(
            [RECURRING, deadline("--06-15", opens="--06-15")], councils("2026-05-21"), "2026-01-05",
            {"submission": "2026-06-15"},
            id="window of one day",
        ),
    ],
)  # fmt: skip
def test_real_calendars(
    facts: list[Fact], meetings: list[Meeting], today: str, expected: dict[str, str]
) -> None:
    found = days_of(plan(situation(facts, meetings, today)))
    assert {kind: found.get(kind) for kind in expected} == expected


def test_holidays_of_the_land_move_a_step() -> None:
    facts, calendar = until("2027-12-31"), councils("2027-11-22")
    days = [
        days_of(plan(situation(facts, calendar, "2027-05-03", ags=ags)))["paper"]
        for ags in (HESSEN, "05315000")
    ]
    assert days == ["2027-11-01", "2027-10-29"]  # All Saints' Day is off in Nordrhein-Westfalen


def test_a_cancelled_meeting_is_passed_over_and_named() -> None:
    calendar = [*councils("2026-09-24"), meeting("2026-10-15", status="cancelled")]
    found = plan(situation(YEARLY, calendar, "2026-06-01"))
    assert days_of(found)["council"] == "2026-09-24"
    assert found.notes == ("Die Sitzung Stadtrat am 15.10.2026 ist abgesagt.",)


def test_a_meeting_on_a_holiday_is_taken_for_a_mistake_and_named() -> None:
    found = plan(situation(until("2026-04-30"), councils("2026-03-12", "2026-04-06"), "2025-11-03"))
    assert days_of(found)["council"] == "2026-03-12"
    [note] = found.notes
    assert "06.04.2026 liegt auf einem freien Tag (Ostermontag)" in note


def test_a_recurring_deadline_out_of_reach_gives_way_to_the_next() -> None:
    found = plan(situation(YEARLY, YEAR, "2026-10-01"))
    assert found.reason == "31.10.2026 ist nicht mehr zu schaffen, nächster Termin 31.10.2027."
    assert [(s.day, s.reason) for s in found.skipped] == [
        (D("2026-10-31"), "Bis zum Einreichen am 27.10.2026 passt keine Sitzung mehr.")
    ]
    assert found.steps[-1].due == D("2027-10-31")
    assert days_of(found)["council"] == "2027-09-23"
    assert "Einreichen am 27.10.2026 eine Eilentscheidung in Betracht?" in found.questions[0]


def test_the_day_the_paper_is_due_is_the_last_on_which_a_deadline_is_in_reach() -> None:
    calendar = councils("2026-10-15", "2027-10-14")
    on_time, late = (plan(situation(YEARLY, calendar, day)) for day in ("2026-09-24", "2026-09-25"))
    assert days_of(on_time)["paper"] == "2026-09-24"
    assert (on_time.steps[-1].due, late.steps[-1].due) == (D("2026-10-31"), D("2027-10-31"))


def test_of_several_cut_offs_the_first_in_reach_counts() -> None:
    facts = [RECURRING, deadline("--03-15"), deadline("--09-15"), deadline("--12-15")]
    calendar = councils("2026-03-05", "2026-07-02", "2026-12-03")
    found = plan(situation(facts, calendar, "2026-02-20"))
    assert found.reason == "15.03.2026 ist nicht mehr zu schaffen, nächster Termin 15.09.2026."
    later = plan(situation(facts, calendar, "2026-07-01"))
    assert later.steps[-1].due == D("2026-12-15")


def test_an_only_deadline_without_a_meeting_asks_about_an_urgent_decision() -> None:
    found = plan(situation(until("2026-11-30"), YEAR, "2026-10-26"))
    assert [*days_of(found)] == ["drafting", "partners", "treasury", "submission"]
    assert found.notes[0] == "Bis zum Einreichen am 25.11.2026 passt keine Sitzung mehr."
    [question] = found.questions
    assert question.startswith(
        "Kommt für das Einreichen am 25.11.2026 eine Eilentscheidung in Betracht?"
    )


@pytest.mark.parametrize(
    ("meetings", "note"),
    [
        ([], "Es sind keine Sitzungen des Rats bekannt"),
        (councils("2025-12-11"), "Der Sitzungskalender reicht nur bis 11.12.2025"),
    ],
)
def test_a_calendar_that_ends_is_not_taken_for_a_missed_meeting(
    meetings: list[Meeting], note: str
) -> None:
    found = plan(situation(YEARLY, meetings, "2026-01-05"))
    assert found.steps[-1].due == D("2026-10-31")
    assert found.notes[0].startswith(note)
    assert (found.skipped, found.questions) == ((), ())


def test_a_meeting_long_before_the_deadline_hints_at_a_later_one() -> None:
    found = plan(situation(YEARLY, councils("2026-03-12"), "2026-01-05"))
    assert days_of(found)["council"] == "2026-03-12"
    assert "reicht nur bis 12.03.2026" in found.notes[0]


def test_a_committee_that_is_too_late_is_left_out_with_a_question() -> None:
    found = plan(situation(YEARLY, YEAR, "2026-09-01"))
    assert "committee" not in days_of(found)
    assert days_of(found)["council"] == "2026-10-15"
    assert "Kann ohne Vorberatung beschlossen werden?" in found.questions[0]


def test_only_the_named_bodies_decide_and_prepare() -> None:
    others = [
        replace(meeting("2026-10-20"), body="Ortsgemeinderat"),
        replace(meeting("2026-10-13", "committee"), body="Sozialausschuss"),
    ]
    named = Bodies("stadtrat", "Bauausschuss")
    found = plan(situation(YEARLY, [*YEAR, *others], "2026-06-01", bodies=named))
    assert (days_of(found)["council"], days_of(found)["committee"]) == ("2026-10-15", "2026-09-10")


@pytest.mark.parametrize(
    ("facts", "today", "reason"),
    [
        ([], "2026-06-01", "Kein Plan: Der Text nennt weder Frist noch Antragsweg."),
        ([said("application_mode", "per_call")], "2026-06-01",
         "Kein Plan: Anträge sind auf einen Aufruf hin möglich."),
        (until("2026-05-31"), "2026-06-01",
         "Kein Plan: Die letzte genannte Frist war der 31.05.2026."),
        ([*YEARLY, said("valid_until", "2026-05-31")], "2026-06-01",
         "Kein Plan: Die Geltungsdauer endete am 31.05.2026."),
        ([said("application_mode", "closed"), *YEARLY], "2026-06-01",
         "Kein Plan: Laut Text ist keine Antragstellung (mehr) möglich."),
    ],
)  # fmt: skip
def test_without_a_deadline_there_is_no_plan_but_a_reason(
    facts: list[Fact], today: str, reason: str
) -> None:
    assert plan(situation(facts, YEAR, today)) == Plan(D(today), reason)


def test_deadlines_of_other_parts_are_left_out() -> None:
    facts = [FIXED, deadline("2026-07-31", scope="Teil A"), deadline("2026-10-31", scope="Teil B")]
    found = plan(situation(facts, YEAR, "2026-06-01", part="Teil B"))
    assert found.steps[-1].due == D("2026-10-31")


def test_once_the_application_is_handed_in_nothing_is_left() -> None:
    first = plan(situation(YEARLY, YEAR, "2026-06-01"))
    found = plan(situation(YEARLY, YEAR, "2026-11-02"), ticked(first, "submission"))
    assert (found.reason, found.steps) == ("Antrag eingereicht am 27.10.2026.", ())


def test_a_paper_that_was_handed_in_keeps_its_meeting() -> None:
    first = plan(situation(YEARLY, YEAR, "2026-06-01"))
    today = situation(YEARLY, YEAR, "2026-10-05")
    assert plan(today, ticked(first, "paper")).steps == first.steps
    assert plan(today).steps[-1].due == D("2027-10-31")


def test_late_steps_are_named_until_they_are_ticked_off() -> None:
    first = plan(situation(YEARLY, YEAR, "2026-06-01"))
    today = situation(YEARLY, YEAR, "2026-07-23")
    assert plan(today).notes == (
        "Schon vorbei: „Antrag ausarbeiten“ (09.07.2026) und „Schreiben der Partner anfordern“ "
        "(22.07.2026); „Eigenanteil mit der Kämmerei klären“ am 23.07.2026, heute.",
    )
    assert plan(today, ticked(first, "drafting", "partners")).notes == ()


@pytest.mark.parametrize("lead", [-1, 731])
def test_senseless_lead_times_are_refused(lead: int) -> None:
    with pytest.raises(ValueError, match="lead time paper"):
        LeadTimes(paper=lead)
