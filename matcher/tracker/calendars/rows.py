"""Meetings between their stored form and that of the calendar; pure."""

from datetime import datetime

from db.kommune.tracker.meetings import MeetingRow
from matcher.tracker.calendars.meetings import Meeting


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


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
