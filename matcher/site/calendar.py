"""The coming meetings as the page of the council calendar lists them; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.meetings import MeetingRow
from matcher.planning.rows import meeting_of
from matcher.tracker.meetings import KIND_LABELS, TYPED, Meeting, MeetingKind


@dataclass(frozen=True, slots=True)
class Sitting:
    """One coming meeting with its number; `is_typed` if a person entered it."""

    number: int
    meeting: Meeting

    @property
    def hour(self) -> str:
        """18:30, or nothing where no hour is known."""
        return "" if self.meeting.all_day else f"{self.meeting.start:%H:%M}"

    @property
    def is_typed(self) -> bool:
        """Whether a person entered it, so that it can be removed for good."""
        return self.meeting.source == TYPED

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.meeting.status == "cancelled"


@dataclass(frozen=True, slots=True)
class Body:
    """A council or committee with its coming meetings in order of time."""

    name: str
    kind: str
    label: str
    sittings: tuple[Sitting, ...]


def by_body(rows: Iterable[MeetingRow], today: date) -> list[Body]:
    """The bodies with their meetings from today on: councils, committees, then all others."""
    found: dict[tuple[MeetingKind, str], list[Sitting]] = {}
    for row in rows:
        meeting = meeting_of(row)
        if meeting.day >= today:
            found.setdefault((meeting.kind, meeting.body), []).append(Sitting(row.id, meeting))
    order = [*KIND_LABELS]
    return [
        Body(name, kind, KIND_LABELS[kind], tuple(sittings))
        for (kind, name), sittings in sorted(
            found.items(),
            key=lambda item: (order.index(item[0][0]), item[0][1].casefold()),
        )
    ]


def last_council(rows: Iterable[MeetingRow]) -> date | None:
    """The day of the last council meeting that is known and takes place."""
    known = (row for row in rows if row.kind == "council" and row.status == "scheduled")
    return max((meeting_of(row).day for row in known), default=None)
