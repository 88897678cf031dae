"""How the steps of a plan are told to people, on the command line and on pages; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from db.kommune.people import Person
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.tracker.plans import Move, StepRow
from matcher import german
from matcher.deadlines.timing import CLOSING_DAYS
from matcher.facts.wording import DEADLINE_LABELS
from matcher.tracker.plan.current import Current
from matcher.tracker.plan.order import by_kind
from matcher.tracker.plan.steps import KeptStep, Stage

MOVES_SHOWN = timedelta(days=28)
"""How long it is told that a step moved."""
WITHOUT_DEADLINE = "Ohne Frist"
"""Heading of own steps in a plan that has no deadlines."""
StepState = Literal["done", "late", "soon", "coming"]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step with what is said about it; `version` is that of what people set in it, `who` and
    `deputy` are names of persons.

    `state` is "late" for a day that has passed, "soon" for one at most CLOSING_DAYS away.
    """

    kept: KeptStep
    state: StepState
    words: str
    who: str
    version: int
    deputy: str = ""

    @property
    def day(self) -> date:
        """The day that counts."""
        return self.kept.day


def shown_steps(
    now: Current, today: date, people: Mapping[int, Person], rows: Iterable[StepRow] = ()
) -> list[ShownStep]:
    """All steps of a plan, the own ones among them, by day in each stage; `people` by number,
    `rows` as they are stored."""
    stored: list[StepRow | OwnRow] = [*rows, *now.own.rows]
    versions = {row.name: row.version for row in stored}
    return [
        ShownStep(
            kept,
            state_of(kept, today),
            words=state_words(kept, today, people),
            who=name_of(kept.assignee, people),
            version=versions.get(kept.step.name, 0),
            deputy=name_of(kept.deputy, people),
        )
        for kept in now.all_steps
    ]


def stages(steps: Sequence[ShownStep]) -> list[tuple[Stage, str, date | None, list[ShownStep]]]:
    """The steps by stage: its code, its German name, its deadline if it has one, its steps."""
    found = []
    for stage, part in groupby(steps, lambda s: s.kept.step.stage):
        of_stage = list(part)
        last = by_kind(one.kept for one in of_stage if not one.kept.step.is_own)[-1:]
        name = DEADLINE_LABELS.get(stage, WITHOUT_DEADLINE)
        found.append((stage, name, last[0].step.due if last else None, of_stage))
    return found


def state_of(kept: KeptStep, today: date) -> StepState:
    """Whether a step is done, late, soon or still far away."""
    if kept.done_on:
        return "done"
    if kept.day < today:
        return "late"
    return "soon" if (kept.day - today).days <= CLOSING_DAYS else "coming"


def state_words(kept: KeptStep, today: date, people: Mapping[int, Person] | None = None) -> str:
    """The state in German: erledigt am 24.11.2026 (Anna Berg), seit 3 Tagen überfällig, noch 14
    Tage. `people` by number name who ticked it off."""
    if kept.done_on:
        name = name_of(kept.done_by, people or {})
        return f"erledigt am {german.day(kept.done_on)}" + f" ({name})" * bool(name)
    return german.due((kept.day - today).days)


def name_of(assignee: str, people: Mapping[int, Person]) -> str:
    """The name of the person a step is assigned to; "" for nobody."""
    person = people.get(int(assignee)) if assignee else None
    return person.name if person else ""


def move_words(move: Move) -> str:
    """What happened to the day of a step: 11.03.2027 → 11.02.2027."""
    if move.before and move.after:
        return f"{german.day(move.before)} → {german.day(move.after)}"
    return german.day(move.after or move.before)


def by_reason(moves: Iterable[Move]) -> list[tuple[date, str, list[Move]]]:
    """Moves with their day and reason, those that have both in common together."""
    return [
        (on_day, reason, list(part))
        for (on_day, reason), part in groupby(moves, lambda m: (m.on_day, m.reason))
    ]
