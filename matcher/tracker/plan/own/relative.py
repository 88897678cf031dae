"""Days that hang on a deadline or another step: "10 Arbeitstage vor dem Einreichen"; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from db.kommune.tracker.own_steps import OwnRow, Side, Unit
from matcher import german
from matcher.facts.wording import DEADLINE_LABELS
from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.order import by_kind
from matcher.tracker.plan.steps import STEP_LABELS, KeptStep, Stage

UNIT_LABELS: dict[Unit, tuple[str, str]] = {
    "workdays": ("Arbeitstag", "Arbeitstage"),
    "days": ("Tag", "Tage"),
    "weeks": ("Woche", "Wochen"),
}
"""Unit -> one of it, several of it."""
SIDE_LABELS: dict[Side, str] = {"before": "vor", "after": "nach"}
DEADLINE = "due"
"""What stands for the deadline where else the kind of a step stands."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something in a plan that a day can hang on; `due` is the deadline of its stage."""

    name: str
    words: str
    day: date
    stage: Stage
    due: date


def anchors(steps: Sequence[KeptStep]) -> dict[str, Anchor]:
    """Name -> what own steps of a plan with these computed steps can hang on, stage by stage:
    each step by the day that counts, and the deadline."""
    found: dict[str, Anchor] = {}
    staged = [(stage, list(part)) for stage, part in groupby(by_kind(steps), _stage_of)]
    for stage, part in staged:
        due = part[-1].step.due
        suffix = f" ({DEADLINE_LABELS[stage]})" if len(staged) > 1 else ""
        for kept in part:
            name = f"{stage}/{kept.step.kind}"
            words = f"„{kept.step.title}“{suffix}"
            found[name] = Anchor(name, words, day=kept.day, stage=stage, due=due)
        name = f"{stage}/{DEADLINE}"
        words = f"der Frist am {german.day(due)}{suffix}"
        found[name] = Anchor(name, words, day=due, stage=stage, due=due)
    return found


def reckoned(row: OwnRow, anchor: date, workdays: Workdays) -> date:
    """The working day on which a relative step lies, from the day that it hangs on.

    A day off counts as the working day before it. Calendar days and weeks that end on a day off
    leave the working day before it, or after it for what lies after.
    """
    number = row.number or 0
    if row.unit == "workdays":
        if row.side == "before" or not number:
            return workdays.back(anchor, number)
        return workdays.on(workdays.at_or_before(anchor), number)
    days = number * (7 if row.unit == "weeks" else 1)
    if row.side == "before":
        return workdays.days_back(anchor, days)
    return workdays.at_or_after(anchor + timedelta(days=days))


def distance(row: OwnRow) -> str:
    """How far a relative step lies from what it hangs on: "10 Arbeitstage vor"."""
    if not row.number or row.unit is None or row.side is None:
        return "zugleich mit"
    one, several = UNIT_LABELS[row.unit]
    unit = one if row.number == 1 else several
    return f"{german.number(row.number)} {unit} {SIDE_LABELS[row.side]}"


def anchor_words(name: str) -> str:
    """What a step hangs on, told without its plan: "„Einreichen“ (Antrag)"."""
    stage, _, kind = name.partition("/")
    known = {str(step): f"„{words}“" for step, words in STEP_LABELS.items()}
    words = "der Frist" if kind == DEADLINE else known.get(kind, kind)
    return f"{words} ({DEADLINE_LABELS.get(stage, stage)})"


def is_anchor(name: str) -> bool:
    """Whether a plan can have something of this name."""
    stage, _, kind = name.partition("/")
    return stage in DEADLINE_LABELS and kind in {*STEP_LABELS, DEADLINE}


def _stage_of(kept: KeptStep) -> Stage:
    return kept.step.stage
