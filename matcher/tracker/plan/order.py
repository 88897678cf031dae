"""Which steps of a plan wait for which others, and the order in which steps are shown.

Application, letters of partners and the treasury's word wait for nothing and not for each other:
each only has to be there for the paper, which the bodies decide on in turn, and for what is
handed in (glossary of the trade, "Timing"). A later stage begins after the one before. What people
put into a plan themselves waits for nothing, and nothing waits for it.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from matcher.tracker.plan.steps import STAGES, STEP_KINDS, KeptStep, Step, StepKind

INDEPENDENT: frozenset[StepKind] = frozenset({"drafting", "partners", "treasury"})
"""Steps whose order among each other is free."""
_WAITS_FOR: dict[StepKind, frozenset[StepKind]] = {
    "paper": INDEPENDENT,
    "committee": INDEPENDENT | {"paper"},
    "council": INDEPENDENT | {"paper", "committee"},
    "submission": INDEPENDENT | {"paper", "committee", "council"},
}
"""Step -> all that must be done before it, also by way of others."""


def waits_for(later: Step, earlier: Step) -> bool:
    """Whether the one step cannot be done before the other one is."""
    if later.is_own or earlier.is_own:
        return False
    if later.stage != earlier.stage:
        follows = STAGES.index(later.stage) > STAGES.index(earlier.stage)
        return follows and earlier.kind == "submission"
    return earlier.kind in _WAITS_FOR.get(later.kind, frozenset())


def too_late_for(kept: KeptStep, steps: Iterable[KeptStep]) -> KeptStep | None:
    """The first of these steps that waits for this one and does not lie after it."""
    waiting = (s for s in by_kind(steps) if waits_for(s.step, kept.step))
    return next((s for s in waiting if s.day <= kept.day), None)


def by_kind(steps: Iterable[KeptStep]) -> list[KeptStep]:
    """The steps in the order in which a stage goes through them, whatever their days."""
    return sorted(steps, key=lambda kept: place_of(kept.step))


def by_day(steps: Iterable[KeptStep]) -> list[KeptStep]:
    """The steps of each stage by the day that counts, as every list shows them."""

    def key(kept: KeptStep) -> tuple[int, date, int]:
        stage, kind = place_of(kept.step)
        return stage, kept.day, kind

    return sorted(steps, key=key)


def may_change_places(steps: Sequence[KeptStep]) -> bool:
    """Whether open steps of one stage wait for nothing, so that their order is free."""
    free = [kept.step.stage for kept in steps if kept.step.kind in INDEPENDENT and not kept.done_on]
    return len(free) > len(set(free))


def place_of(step: Step) -> tuple[int, int]:
    """Where a step stands among those of a programme, whatever its day; own ones come last."""
    stage = len(STAGES) if step.stage == "none" else STAGES.index(step.stage)
    kind = len(STEP_KINDS) + step.number if step.is_own else STEP_KINDS.index(step.kind)
    return stage, kind
