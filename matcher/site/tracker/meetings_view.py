"""Meetings as the page of the council calendar lists them; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.kommune.tracker.meetings import MeetingRow
from matcher.tracker.calendars.meetings import KIND_LABELS, TYPED, Meeting, MeetingKind
from matcher.tracker.calendars.rows import meeting_of

ROWS, MOST, LEAST = 72, 12, 2
"""About so many meetings are listed at first, and how many of one body at most and at least."""
OTHERS = "Weitere Termine"


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
    """A council or committee with its next meetings, or all meetings of neither kind together.

    `later` tells how many more are coming than those in `sittings`.
    """

    name: str
    kind: MeetingKind
    sittings: tuple[Sitting, ...]
    later: int = 0

    @property
    def label(self) -> str:
        """What kind of body it is, in German."""
        return KIND_LABELS[self.kind]


@dataclass(frozen=True, slots=True)
class Year:
    """All meetings of one body in a year, past ones included, and the years that have some.

    Without a `name` they are those of neither council nor committee.
    """

    name: str
    number: int
    years: tuple[int, ...]
    sittings: tuple[Sitting, ...]


def by_body(rows: Iterable[MeetingRow], today: date) -> list[Body]:
    """The bodies with their next meetings: councils, committees, then all else as one.

    The more bodies there are, the fewer meetings are shown of each: the page stays small.
    """
    found: dict[tuple[MeetingKind, str], list[Sitting]] = {}
    for row in rows:
        meeting = meeting_of(row)
        if meeting.day >= today:
            name = OTHERS if meeting.kind == "other" else meeting.body
            found.setdefault((meeting.kind, name), []).append(Sitting(row.id, meeting))
    shown = max(LEAST, min(MOST, ROWS // max(1, len(found))))
    order = [*KIND_LABELS]
    return [
        Body(name, kind, sittings=tuple(sittings[:shown]), later=max(0, len(sittings) - shown))
        for (kind, name), sittings in sorted(
            found.items(),
            key=lambda item: (order.index(item[0][0]), item[0][1].casefold()),
        )
    ]


def without_coming(rows: Iterable[MeetingRow], today: date) -> list[str]:
    """The councils and committees of which only past meetings are known."""
    last: dict[str, date] = {}
    for meeting in map(meeting_of, rows):
        if meeting.kind != "other":
            last[meeting.body] = max(meeting.day, last.get(meeting.body, meeting.day))
    return sorted((name for name, day in last.items() if day < today), key=str.casefold)


def year_of(rows: Iterable[MeetingRow], name: str, wanted: int | None, today: date) -> Year | None:
    """The meetings of a body ("" for those of neither kind) in a year, else in the next one that
    has some, else the last; None when no meeting is known."""
    found = [
        Sitting(row.id, meeting_of(row))
        for row in rows
        if (row.kind == "other" if not name else row.kind != "other" and row.body == name)
    ]
    years = sorted({one.meeting.day.year for one in found})
    if not years:
        return None
    number = next((year for year in years if year >= today.year), years[-1])
    if wanted in years:
        number = wanted
    return Year(
        name,
        number,
        years=tuple(years),
        sittings=tuple(one for one in found if one.meeting.day.year == number),
    )


def last_council(rows: Iterable[MeetingRow]) -> date | None:
    """The day of the last council meeting that is known and takes place."""
    known = (row for row in rows if row.kind == "council" and row.status == "scheduled")
    return max((meeting_of(row).day for row in known), default=None)
