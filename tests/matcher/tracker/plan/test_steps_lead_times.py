"""How much time steps take where the profile says nothing, and how much it may say."""

from dataclasses import fields

import pytest

from matcher.tracker.plan.steps import KeptStep, LeadTimes, Step
from tests.support.towns.calendars import HESSEN, situation

NAMES = [each.name for each in fields(LeadTimes)]


def test_where_the_profile_says_nothing_steps_take_weeks_and_the_reserve_three_days() -> None:
    leads = situation([], [], "2026-06-01").leads
    weeks = {"paper": 3, "treasury": 4, "partners": 4, "drafting": 6}
    assert {name: getattr(leads, name) for name in weeks} == {n: 7 * w for n, w in weeks.items()}
    assert (leads.reserve, leads.processing) == (3, 90)


@pytest.mark.parametrize("name", NAMES)
def test_a_lead_time_may_be_nothing_and_two_years_but_no_more(name: str) -> None:
    for days in (0, 2 * 365):
        assert getattr(LeadTimes(**{name: days}), name) == days
    for days in (-1, 2 * 365 + 1):
        with pytest.raises(ValueError, match=f"lead time {name} is not between 0 and 730"):
            LeadTimes(**{name: days})


def test_the_day_that_a_person_chose_counts_before_the_computed_one() -> None:
    today = situation([], [], "2026-06-01", ags=HESSEN).today
    step = Step("sketch", "paper", title="Vorlage", day=today, reason="r", due=today)
    assert KeptStep(step).day == today
    chosen = today.replace(day=9)
    assert KeptStep(step, moved_to=chosen).day == chosen
