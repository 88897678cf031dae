"""Days off of a town hall in plans: kept clear of, named, and no matter to meetings."""

from datetime import date

import pytest

from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.steps import LeadTimes, Plan, Step, StepKind
from tests.support.towns.calendars import committees, councils, days_of, situation
from tests.support.towns.stated import deadline, said

TURN = ("24.12.–31.12.",)
FACTS = [said("application_mode", "fixed"), deadline("2027-01-05")]
PREPARED = LeadTimes(paper=10, treasury=14, partners=14, drafting=14, reserve=3)


def planned(*closed: str, councils_on: str = "2026-12-17", leads: LeadTimes = PREPARED) -> Plan:
    return plan(
        situation(FACTS, councils(councils_on), "2026-10-01", closed=closed, leads=leads)
    )  # fmt: skip


def step(found: Plan, kind: StepKind) -> Step:
    return next(one for one in found.steps if one.kind == kind)


def test_a_step_keeps_clear_of_days_off_and_says_so() -> None:
    before, after = step(planned(), "submission"), step(planned(*TURN), "submission")
    assert (before.day, after.day) == (date(2026, 12, 29), date(2026, 12, 22))
    assert after.reason == (
        "3 Arbeitstage Reserve vor der Frist am 05.01.2027 (ohne die freien Tage 24.12.–31.12.)"
    )
    assert [(g.ref, g.words) for g in after.rests_on if g.kind == "days_off"] == [
        ("freie_tage", "freie Tage 24.12.–31.12.")
    ]
    assert not [g for g in before.rests_on if g.kind == "days_off"]


def test_days_off_that_no_step_meets_are_not_named() -> None:
    found = planned("01.06.–30.06.")
    assert found.steps == planned().steps


@pytest.mark.parametrize("kind", ["paper", "treasury"])
def test_steps_before_a_meeting_keep_clear_too(kind: StepKind) -> None:
    facts = [said("application_mode", "fixed"), deadline("2027-03-31")]
    closed = situation(facts, councils("2027-01-18"), "2026-09-01", closed=("23.11.–31.12.",))
    found = plan(closed)
    assert step(found, "paper").day == date(2026, 11, 20)
    assert "vorgezogen auf einen Arbeitstag" in step(found, "paper").reason
    assert step(found, kind).day < date(2026, 11, 23)
    assert any(g.kind == "days_off" for g in step(found, kind).rests_on)


def test_a_meeting_on_a_day_off_takes_place_and_is_planned_with() -> None:
    facts = [said("application_mode", "fixed"), deadline("2027-03-31")]
    calendar = [*councils("2026-12-29"), *committees("2026-12-28")]
    found = plan(situation(facts, calendar, "2026-10-01", closed=TURN))
    days = days_of(found)
    assert (days["committee"], days["council"]) == ("2026-12-28", "2026-12-29")
    assert not [note for note in found.notes if "freien Tag" in note]


def test_a_plan_forward_begins_after_the_days_off() -> None:
    facts = [said("application_mode", "rolling")]
    found = plan(
        situation(facts, councils("2026-12-23"), "2026-12-01", start="2027-01", closed=TURN,
                  leads=LeadTimes(paper=5, treasury=5, partners=5, drafting=5))
    )  # fmt: skip
    handed_in = step(found, "submission")
    assert handed_in.day == date(2027, 1, 4)
    assert any(g.kind == "days_off" for g in handed_in.rests_on)


def test_a_window_that_opens_on_a_day_off_is_used_from_the_next_working_day() -> None:
    facts = [said("application_mode", "fixed"), deadline("2027-01-08", opens="2026-12-28")]
    found = plan(
        situation(facts, councils("2026-12-10"), "2026-10-01", closed=TURN,
                  leads=LeadTimes(reserve=10))
    )  # fmt: skip
    assert step(found, "submission").day == date(2027, 1, 4)
    assert step(found, "submission").reason == (
        "Anträge sind erst ab 28.12.2026 möglich (ohne die freien Tage 24.12.–31.12.)"
    )
