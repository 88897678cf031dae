"""The deadline's own day: still a day to hand in, and still the round that people work on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.replan import conflicts, replan
from matcher.tracker.plan.steps import KeptStep, Plan
from tests.support.towns.calendars import HESSEN, situation
from tests.support.towns.stated import deadline, said

DUE = date(2026, 10, 30)
YEARLY = [said("application_mode", "recurring"), deadline("--10-30")]
FIRST = plan(situation(YEARLY, [], "2026-06-01"))


@pytest.mark.parametrize(("later", "told"), [(-1, 0), (0, 0), (3, 1)])
def test_a_chosen_day_may_be_the_deadline_itself(later: int, told: int) -> None:
    *before, submission = [KeptStep(step) for step in FIRST.steps]
    chosen = replace(submission, moved_to=DUE + timedelta(days=later))
    found = conflicts([*before, chosen], Workdays(HESSEN))
    assert len(found) == told
    assert all("liegt nach der Frist am 30.10.2026" in one for one in found)


def ticked_after(today: date, of: Plan) -> bool:
    """Whether a step that was ticked off for the first deadline still is."""
    old = [KeptStep(FIRST.steps[0], done_on=FIRST.steps[0].day)]
    (kept,) = replan(old, replace(of, today=today, steps=of.steps[:1])).steps
    return kept.done_on is not None


def test_ticks_belong_to_a_round_until_its_last_day_is_over() -> None:
    next_round = plan(situation(YEARLY, [], "2026-11-02"))
    assert next_round.steps[0].due == date(2027, 10, 30)
    assert ticked_after(DUE, next_round)
    assert not ticked_after(DUE + timedelta(days=1), next_round)


def test_ticks_stay_while_the_plan_aims_at_the_same_day_however_late_it_is() -> None:
    assert ticked_after(DUE + timedelta(days=9), FIRST)
