"""Steps between their stored form and that of the plan; pure."""

from typing import Any

from db.kommune.tracker.plans import StepRow
from matcher.tracker.plan.steps import Ground, KeptStep, Step


def kept_of(row: StepRow) -> KeptStep:
    """A stored step with what people set in it; persons by their number."""
    grounds = tuple(Ground(*ground) for ground in row.rests_on)  # type: ignore[arg-type]  # ours
    # stage and kind are checked by the file
    step: Any = Step(
        row.stage,  # type: ignore[arg-type]
        row.kind,  # type: ignore[arg-type]
        title=row.title,
        day=row.day,
        reason=row.reason,
        due=row.due,
        rests_on=grounds,
    )
    return KeptStep(
        step, row.moved_to, done_on=row.done_on, assignee=who(row.assignee), note=row.note,
        deputy=who(row.deputy), done_by=who(row.done_by), done_note=row.done_note,
    )  # fmt: skip


def who(number: int | None) -> str:
    """A person as plans know them: by number, "" for nobody."""
    return "" if number is None else str(number)


def step_row(kept: KeptStep, before: StepRow | None, parked: bool = False) -> StepRow:
    """A step as it is stored; who set what and how often stays as `before` says."""
    step = kept.step
    return StepRow(
        stage=step.stage,
        kind=step.kind,
        title=step.title,
        day=step.day,
        due=step.due,
        reason=step.reason,
        rests_on=tuple((g.kind, g.ref, g.words) for g in step.rests_on),
        moved_to=kept.moved_to,
        done_on=kept.done_on,
        assignee=int(kept.assignee) if kept.assignee else None,
        note=kept.note,
        version=before.version if before else 0,
        changed_at=before.changed_at if before else None,
        changed_by=before.changed_by if before else None,
        parked=parked,
        deputy=int(kept.deputy) if kept.deputy else None,
        done_by=int(kept.done_by) if kept.done_by else None,
        done_note=kept.done_note,
    )
