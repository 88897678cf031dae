"""Steps are shown by their day, and only steps that wait for each other have an order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.order import INDEPENDENT, by_day, may_change_places, waits_for
from matcher.tracker.plan.replan import conflicts, replan
from matcher.tracker.plan.steps import STEP_KINDS, KeptStep, StepKind
from tests.matcher.tracker.plan.backwards.test_plan import YEAR, YEARLY
from tests.support.towns.calendars import HESSEN, councils, situation
from tests.support.towns.stated import deadline, said

D = date.fromisoformat
PLAN = plan(situation(YEARLY, YEAR, "2026-06-01"))
STEPS = [KeptStep(step) for step in PLAN.steps]
DAY = {kept.step.kind: kept.day for kept in STEPS}


def moved(kind: StepKind, day: date, steps: Sequence[KeptStep] = STEPS) -> list[KeptStep]:
    return [replace(kept, moved_to=day) if kept.step.kind == kind else kept for kept in steps]


def complaints(steps: Sequence[KeptStep]) -> tuple[str, ...]:
    return conflicts(steps, Workdays(HESSEN))


def test_a_step_that_is_moved_takes_its_place_by_day() -> None:
    found = replan(moved("drafting", D("2026-08-03")), PLAN)
    assert [kept.step.kind for kept in found.steps][:4] == [
        "partners", "treasury", "drafting", "paper",
    ]  # fmt: skip
    assert [kept.day for kept in found.steps] == sorted(kept.day for kept in found.steps)


def test_steps_of_one_day_stand_as_a_stage_goes_through_them() -> None:
    same = moved("treasury", DAY["partners"])
    assert [kept.step.kind for kept in by_day(reversed(same))][:3] == [
        "drafting", "partners", "treasury",
    ]  # fmt: skip


def test_each_stage_stays_together() -> None:
    facts = [said("two_stage", True), deadline("2027-03-31", "sketch"), deadline("2027-10-31")]
    made = plan(situation(facts, councils("2027-03-11", "2027-09-16"), "2026-11-24"))
    late = [KeptStep(s, D("2027-12-01") if s.name == ("sketch", "paper") else None)
            for s in made.steps]  # fmt: skip
    stages = [kept.step.stage for kept in replan(late, made).steps]
    assert stages == ["sketch"] * stages.count("sketch") + ["application"] * stages.count(
        "application"
    )


@pytest.mark.parametrize("kind", sorted(INDEPENDENT))
def test_what_waits_for_nothing_may_be_done_in_any_order(kind: StepKind) -> None:
    for other in INDEPENDENT - {kind}:
        assert complaints(moved(kind, DAY[other])) == (), other
    day_before_the_paper = D("2026-08-19")
    assert complaints(moved(kind, day_before_the_paper)) == ()


@pytest.mark.parametrize(
    ("kind", "before"),
    [("treasury", "paper"), ("partners", "paper"), ("drafting", "paper"), ("paper", "committee"),
     ("committee", "council"), ("council", "submission")],
)  # fmt: skip
def test_a_step_that_another_waits_for_cannot_come_after_it(
    kind: StepKind, before: StepKind
) -> None:
    (said_,) = complaints(moved(kind, DAY[before]))
    waiting = next(kept for kept in STEPS if kept.step.kind == before)
    assert said_.endswith(f"liegt nicht vor „{waiting.step.title}“ am {waiting.day:%d.%m.%Y}.")


def test_it_is_told_also_when_the_step_between_is_done() -> None:
    done = [replace(kept, done_on=kept.day) if kept.step.kind == "paper" else kept
            for kept in moved("treasury", DAY["council"])]  # fmt: skip
    (said_,) = complaints(done)
    assert "liegt nicht vor „Beratung: Bauausschuss“" in said_


def test_a_later_stage_waits_for_what_is_handed_in_before() -> None:
    facts = [said("two_stage", True), deadline("2027-03-31", "sketch"), deadline("2027-10-31")]
    made = plan(situation(facts, councils("2027-03-11", "2027-09-16"), "2026-11-24")).steps
    sketch = next(s for s in made if s.name == ("sketch", "submission"))
    waiting = [s for s in made if waits_for(s, sketch)]
    assert waiting == [s for s in made if s.stage == "application"]
    assert not any(waits_for(sketch, s) for s in waiting)


def test_the_order_is_free_as_long_as_two_such_steps_are_open() -> None:
    assert may_change_places(STEPS)
    done = [replace(k, done_on=k.day) if k.step.kind in ("drafting", "partners") else k
            for k in STEPS]  # fmt: skip
    assert not may_change_places(done)


def test_no_step_waits_for_itself_and_none_for_each_other() -> None:
    steps = {kind: next(k.step for k in STEPS if k.step.kind == kind) for kind in STEP_KINDS}
    for one in steps.values():
        assert not waits_for(one, one)
        assert not any(waits_for(one, o) and waits_for(o, one) for o in steps.values())
