"""Own steps among those of a plan: on which day each lies, and what to know of it; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.kommune.tracker.own_steps import OwnRow
from matcher import german
from matcher.tracker.calendars.workdays import Workdays
from matcher.tracker.plan.own.relative import (
    Anchor,
    anchor_words,
    anchors,
    distance,
    reckoned,
)
from matcher.tracker.plan.replan import Moved, is_lost
from matcher.tracker.plan.rows import who
from matcher.tracker.plan.steps import Ground, KeptStep, Plan, Stage, Step

FIXED = "Eigener Schritt an einem festen Tag"
RECALL = "Wiedervorlage"


@dataclass(frozen=True, slots=True)
class Placed:
    """The own steps of a plan as they stand on a day.

    `rows` are all of them with the days they lie on now, `steps` those that are to be done:
    a recall rests as long as the plan has deadlines. `moved` are those whose day is another one
    than before, `notes` German sentences.
    """

    rows: tuple[OwnRow, ...] = ()
    steps: tuple[KeptStep, ...] = ()
    moved: tuple[Moved, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def recall(self) -> OwnRow | None:
        """The day on which the match comes back, whether it rests or not."""
        return next((row for row in self.rows if row.kind == "recall"), None)


def placed(
    rows: Sequence[OwnRow], steps: Sequence[KeptStep], plan: Plan, workdays: Workdays
) -> Placed:
    """Put own steps among the computed ones, which stand by the days that people chose.

    A fixed day stays. A relative step follows what it hangs on, unless it was ticked off; where
    the plan lacks that at present, it stays where it was. With a later round its tick goes, as
    with all steps that belong to a deadline.
    """
    known = anchors(steps)
    now = [_now(row, known, plan, workdays) for row in rows]
    dues = {anchor.stage: anchor.due for anchor in known.values()}
    kept = [(old, row, _kept(row, known, dues)) for old, row in zip(rows, now, strict=True)]
    return Placed(
        tuple(now),
        tuple(step for _, row, step in kept if row.kind == "own" or not plan.steps),
        moved=tuple(
            Moved(replace(step, step=replace(step.step, day=old.day, due=old.due or old.day)), step)
            for old, row, step in kept
            if old.anchor and (old.day != row.day) and not row.done_on
        ),
        notes=tuple(
            f"„{row.title}“ steht am zuletzt gerechneten Tag: Worauf sich der Schritt bezieht"
            f" ({rule_words(row)}), fehlt dem Plan zurzeit."
            for row in now
            if row.anchor and row.anchor not in known and not row.done_on
        ),
    )


def _now(row: OwnRow, known: Mapping[str, Anchor], plan: Plan, workdays: Workdays) -> OwnRow:
    """The row with the day it lies on now."""
    anchor = known.get(row.anchor or "")
    if anchor is None:
        return row
    if row.done_on and row.due and is_lost(row.due, anchor.stage, plan):
        row = replace(row, done_on=None, done_by=None, done_note="")
    if row.done_on:
        return row
    return replace(row, day=reckoned(row, anchor.day, workdays), due=anchor.due)


def _kept(row: OwnRow, known: Mapping[str, Anchor], dues: Mapping[Stage, date]) -> KeptStep:
    anchor = known.get(row.anchor or "")
    stage = anchor.stage if anchor else _stage_at(row.day, dues)
    step = Step(
        stage,
        row.kind,
        title=row.title,
        day=row.day,
        reason=rule_words(row, anchor),
        due=(row.due if row.done_on else None) or dues.get(stage, row.day),
        rests_on=(Ground("step", row.anchor, words=rule_words(row, anchor)),) if row.anchor else (),
        number=row.id,
    )
    return KeptStep(
        step,
        done_on=row.done_on,
        assignee=who(row.assignee),
        note=row.note,
        deputy=who(row.deputy),
        done_by=who(row.done_by),
        done_note=row.done_note,
    )


def _stage_at(day: date, dues: Mapping[Stage, date]) -> Stage:
    """The first stage whose deadline is not before a day, else the last one."""
    last: Stage = [*dues][-1] if dues else "none"
    return next((stage for stage, due in dues.items() if due >= day), last)


def rule_words(row: OwnRow, anchor: Anchor | None = None) -> str:
    """By which rule a step has its day, without its plan where no anchor is given."""
    if row.kind == "recall":
        return german.every(row.every_months or 0)
    if row.anchor is None:
        return FIXED
    return f"{distance(row)} {anchor.words if anchor else anchor_words(row.anchor)}"
