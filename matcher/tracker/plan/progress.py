"""What people have done of a plan so far, and what they should have done."""

from collections.abc import Sequence
from datetime import date

from matcher import german
from matcher.tracker.plan.steps import KeptStep, Stage, Step, StepKind


def done_step(steps: Sequence[KeptStep], stage: Stage, kind: StepKind) -> KeptStep | None:
    """The step, if people ticked it off."""
    return next((s for s in steps if s.done_on and s.step.name == (stage, kind)), None)


def settled_meetings(earlier: Sequence[KeptStep], stage: Stage) -> frozenset[str]:
    """Keys of the meetings of a stage whose paper was handed in, or that took place."""
    return frozenset(
        ground.ref
        for kept in earlier
        if kept.done_on and kept.step.stage == stage
        and kept.step.kind in ("paper", "committee", "council")
        for ground in kept.step.rests_on
        if ground.kind == "meeting"
    )  # fmt: skip


def late_note(steps: Sequence[Step], today: date, earlier: Sequence[KeptStep]) -> tuple[str, ...]:
    """A note if steps that nobody ticked off should be behind us."""
    late = [s for s in steps if s.day < today and not done_step(earlier, s.stage, s.kind)]
    if not late:
        return ()
    titles = german.listed(f"„{s.title}“ ({german.day(s.day)})" for s in late)
    coming = next((s for s in steps if s.day >= today), None)
    if coming is None:
        return (f"Schon vorbei: {titles}.",)
    left = german.days_left((coming.day - today).days)
    return (f"Schon vorbei: {titles}; „{coming.title}“ am {german.day(coming.day)}, {left}.",)
