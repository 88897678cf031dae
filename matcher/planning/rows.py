"""Meetings and steps between their stored form and that of the tracker; pure."""

from datetime import datetime
from typing import Any

from db.kommune.tracker.meetings import MeetingRow
from db.kommune.tracker.plans import StepRow
from matcher.tracker.meetings import Meeting
from matcher.tracker.steps import Ground, KeptStep, Step


def meeting_of(row: MeetingRow) -> Meeting:
    """A stored meeting."""
    return Meeting(
        body=row.body,
        kind=row.kind,  # type: ignore[arg-type]  # the file checks it
        start=datetime.fromisoformat(row.start),
        end=_moment(row.end),
        status=row.status,  # type: ignore[arg-type]  # as above
        source=row.source,
        source_id=row.source_id,
        modified=_moment(row.modified),
        all_day=bool(row.all_day),
        typed=frozenset(row.typed.split()),
        place=row.place,
    )


def row_of(meeting: Meeting) -> MeetingRow:
    """A meeting as it is stored; its number is given by the file."""
    return MeetingRow(
        source=meeting.source,
        source_id=meeting.source_id,
        body=meeting.body,
        kind=meeting.kind,
        start=meeting.start.isoformat(),
        end=meeting.end.isoformat() if meeting.end else None,
        all_day=int(meeting.all_day),
        place=meeting.place,
        status=meeting.status,
        modified=meeting.modified.isoformat() if meeting.modified else None,
        typed=" ".join(sorted(meeting.typed)),
    )


def kept_of(row: StepRow) -> KeptStep:
    """A stored step with what people set in it; persons by their number."""
    grounds = tuple(Ground(*ground) for ground in row.rests_on)  # type: ignore[arg-type]  # ours
    # stage and kind are checked by the file
    step: Any = Step(
        row.stage, row.kind, row.title, row.day, row.reason, row.due, grounds,  # type: ignore[arg-type]
    )  # fmt: skip
    assignee = "" if row.assignee is None else str(row.assignee)
    return KeptStep(step, row.moved_to, row.done_on, assignee, row.note)


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
    )


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
