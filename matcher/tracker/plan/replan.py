"""What a new plan changes in an old one, with everything kept that people set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from matcher import german
from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.order import by_day, by_kind, too_late_for
from matcher.tracker.plan.steps import KeptStep, Plan, Step


@dataclass(frozen=True, slots=True)
class Moved:
    """A step whose computed day is another one now."""

    before: KeptStep
    after: KeptStep


@dataclass(frozen=True, slots=True)
class Replanned:
    """The steps as they stand now, by day within each stage, and what differs from before.

    `gone` are steps that the new plan does not have, as people left them; `parked` those of them
    that are kept because people set something in them; `resting` are kept as they are while an
    application is with the authority.
    """

    steps: tuple[KeptStep, ...] = ()
    moved: tuple[Moved, ...] = ()
    gone: tuple[KeptStep, ...] = ()
    new: tuple[KeptStep, ...] = ()
    parked: tuple[KeptStep, ...] = ()
    resting: tuple[KeptStep, ...] = ()


def replan(old: Sequence[KeptStep], plan: Plan) -> Replanned:
    """The old steps with the days of a new plan.

    A step that was ticked off stays as it was, also when the plan no longer needs it. Chosen
    days, persons and notes stay. When the plan turns to a later round because the deadline
    was missed, only persons and notes go along: days and ticks belong to the round before.
    """
    before = {kept.step.name: kept for kept in old}
    steps: list[KeptStep] = []
    moved: list[Moved] = []
    new: list[KeptStep] = []
    for step in plan.steps:
        kept = before.get(step.name)
        now = _carried(kept, step, plan)
        if kept is None:
            new.append(now)
        elif now.step.day != kept.step.day:
            moved.append(Moved(kept, now))
        steps.append(now)
    names = {kept.step.name for kept in steps}
    left = [kept for kept in old if kept.step.name not in names]
    history = [kept for kept in left if kept.done_on and not _is_lost(kept, plan)]
    gone = [kept for kept in left if kept not in history]
    return Replanned(
        tuple(by_day([*steps, *history])), tuple(moved), gone=tuple(gone), new=tuple(new)
    )


def conflicts(steps: Sequence[KeptStep], workdays: Workdays) -> tuple[str, ...]:
    """German sentences on days that people chose and that cannot be: on a day off, after the
    deadline, or not before a step that waits for this one."""
    found: list[str] = []
    open_steps = by_kind(kept for kept in steps if not kept.done_on)
    for kept in open_steps:
        title = f"„{kept.step.title}“ am {german.day(kept.day)}"
        is_meeting = kept.step.kind in ("committee", "council")
        off = workdays.holiday(kept.day) if is_meeting else workdays.day_off(kept.day)
        if off is not None:
            found.append(f"{title} liegt auf einem freien Tag ({off}).")
        # what a person let hang on another day lies where it was meant to
        is_after = kept.day > kept.step.due and not (kept.step.is_own and kept.step.rests_on)
        if is_after:
            found.append(f"{title} liegt nach der Frist am {german.day(kept.step.due)}.")
        waiting = too_late_for(kept, open_steps)
        if waiting is not None:
            then = f"„{waiting.step.title}“ am {german.day(waiting.day)}"
            found.append(f"{title} liegt nicht vor {then}.")
    return tuple(found)


def _carried(kept: KeptStep | None, step: Step, plan: Plan) -> KeptStep:
    """What people set, on the step of the new plan."""
    if kept is None:
        return KeptStep(step)
    if _is_lost(kept, plan):
        return KeptStep(step, assignee=kept.assignee, note=kept.note, deputy=kept.deputy)
    return kept if kept.done_on else replace(kept, step=step)


def _is_lost(kept: KeptStep, plan: Plan) -> bool:
    return is_lost(kept.step.due, kept.step.stage, plan)


def is_lost(due: date, stage: str, plan: Plan) -> bool:
    """Whether a deadline of a stage is one that the new plan gave up or that has passed."""
    if due in {skipped.day for skipped in plan.skipped}:
        return True
    same = next((s for s in plan.steps if s.stage == stage), None)
    return due < plan.today and same is not None and same.due > due
