"""What a new plan keeps of the old one, and what it shows as moved, gone and new."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.backwards.plan import plan
from matcher.tracker.plan.replan import conflicts, replan
from matcher.tracker.plan.steps import KeptStep, LeadTimes, Plan, Situation, StepKind
from tests.matcher.tracker.plan.backwards.test_plan import YEAR, YEARLY
from tests.matcher.tracker.plan.backwards.test_plan_properties import SITUATIONS
from tests.support.towns.calendars import HESSEN, councils, situation
from tests.support.towns.stated import deadline, said

D = date.fromisoformat
FIRST = plan(situation(YEARLY, YEAR, "2026-06-01"))
WORKDAYS = Workdays(HESSEN)
OLD = [KeptStep(s) for s in FIRST.steps]


def with_set(kind: StepKind, **values: object) -> list[KeptStep]:
    """The old steps, with something set in one of them."""
    return [replace(k, **values) if k.step.kind == kind else k for k in OLD]  # type: ignore[arg-type]


def step(steps: tuple[KeptStep, ...], kind: StepKind) -> KeptStep:
    return next(k for k in steps if k.step.kind == kind)


def test_a_first_plan_is_all_new() -> None:
    found = replan([], FIRST)
    assert found.new == found.steps == tuple(OLD)


def test_the_same_plan_changes_nothing() -> None:
    found = replan(OLD, FIRST)
    assert (found.steps, found.moved, found.gone, found.new) == (tuple(OLD), (), (), ())


def test_a_changed_lead_time_moves_steps_and_keeps_what_people_set() -> None:
    old = with_set("treasury", assignee="Kämmerei", note="Frau Weber fragen")
    leads = LeadTimes(treasury=14)
    found = replan(old, plan(situation(YEARLY, YEAR, "2026-06-01", leads=leads)))
    assert [(m.before.step.kind, m.before.day, m.after.day) for m in found.moved] == [
        ("partners", D("2026-07-22"), D("2026-07-23")),
        ("treasury", D("2026-07-23"), D("2026-08-06")),
    ]
    assert step(found.steps, "treasury").assignee == "Kämmerei"
    assert step(found.steps, "treasury").note == "Frau Weber fragen"


def test_a_day_that_a_person_chose_stays() -> None:
    old = with_set("drafting", moved_to=D("2026-07-01"))
    leads = LeadTimes(drafting=60)
    found = replan(old, plan(situation(YEARLY, YEAR, "2026-06-01", leads=leads)))
    assert step(found.steps, "drafting").day == D("2026-07-01")
    assert step(found.steps, "drafting").step.day == D("2026-06-19")


def test_a_step_that_was_ticked_off_stays_as_it_was() -> None:
    old = with_set("paper", done_on=D("2026-08-19"))
    moved = [m for m in YEAR if m.day != D("2026-10-15")]
    now = situation(YEARLY, [*moved, *councils("2026-10-22")], "2026-09-21")
    found = replan(old, plan(now, old))
    assert step(found.steps, "paper") == step(tuple(old), "paper")
    assert step(found.steps, "council").day == D("2026-10-22")


def test_a_moved_meeting_moves_its_step() -> None:
    calendar = [m for m in YEAR if m.day != D("2026-10-15")] + councils("2026-10-08")
    found = replan(OLD, plan(situation(YEARLY, calendar, "2026-06-01")))
    assert [(m.before.day, m.after.day) for m in found.moved] == [
        (D("2026-10-15"), D("2026-10-08"))
    ]


def test_steps_that_are_no_longer_needed_are_gone() -> None:
    found = replan(OLD, plan(situation(YEARLY, [], "2026-06-01")))
    assert [k.step.kind for k in found.gone] == ["paper", "committee", "council"]
    assert [k.step.kind for k in found.steps] == ["drafting", "partners", "treasury", "submission"]


def test_a_committee_that_is_added_is_new() -> None:
    only_council = [m for m in YEAR if m.kind == "council"]
    old = [KeptStep(s) for s in plan(situation(YEARLY, only_council, "2026-06-01")).steps]
    found = replan(old, FIRST)
    assert [k.step.kind for k in found.new] == ["committee"]


def test_a_later_round_takes_persons_along_but_neither_days_nor_ticks() -> None:
    old = with_set("drafting", done_on=D("2026-07-10"), moved_to=D("2026-07-10"), assignee="Bauamt")
    new = plan(situation(YEARLY, YEAR, "2026-10-01"), old)
    assert new.skipped
    drafting = step(replan(old, new).steps, "drafting")
    assert (drafting.done_on, drafting.moved_to, drafting.assignee) == (None, None, "Bauamt")
    assert drafting.day == D("2027-07-08")


def test_a_round_that_has_passed_is_not_carried_over_either() -> None:
    old = with_set("drafting", done_on=D("2026-07-10"))
    new = plan(situation(YEARLY, YEAR, "2026-11-02"), old)
    assert step(replan(old, new).steps, "drafting").done_on is None


def test_a_corrected_deadline_of_the_same_round_keeps_ticks() -> None:
    old = with_set("drafting", done_on=D("2026-07-10"))
    facts = [said("application_mode", "recurring"), deadline("--11-15")]
    new = plan(situation(facts, YEAR, "2026-08-03"), old)
    assert step(replan(old, new).steps, "drafting").done_on == D("2026-07-10")


def test_what_was_done_stays_when_nothing_is_left_to_plan() -> None:
    old = with_set("submission", done_on=D("2026-10-27"))
    found = replan(old, plan(situation(YEARLY, YEAR, "2026-11-02"), old))
    assert [k.step.kind for k in found.steps] == ["submission"]
    assert len(found.gone) == 6


def test_chosen_days_that_cannot_be_are_named() -> None:
    old = with_set("submission", moved_to=D("2026-11-01"))
    assert conflicts(old, WORKDAYS) == (
        "„Antrag einreichen“ am 01.11.2026 liegt auf einem freien Tag (Sonntag).",
        "„Antrag einreichen“ am 01.11.2026 liegt nach der Frist am 31.10.2026.",
    )
    late = with_set("paper", moved_to=D("2026-09-10"))
    assert conflicts(late, WORKDAYS) == (
        "„Beschlussvorlage abgeben“ am 10.09.2026 liegt nicht vor "
        "„Beratung: Bauausschuss“ am 10.09.2026.",
    )
    assert conflicts(OLD, WORKDAYS) == ()
    assert conflicts([], WORKDAYS) == (), "a plan without an open step has none"


@given(SITUATIONS, SITUATIONS)
def test_every_step_is_accounted_for(before: Situation, after: Situation) -> None:
    old = [KeptStep(s, assignee="A") for s in plan(before).steps]
    new: Plan = plan(after, old)
    found = replan(old, new)
    assert [k.step for k in found.steps] == list(new.steps)
    assert {k.step.name for k in old} == (
        {k.step.name for k in found.steps} - {k.step.name for k in found.new}
    ) | {k.step.name for k in found.gone}
    assert all(k.assignee == "A" for k in found.steps if k not in found.new)
