"""Meetings of council and committees, and what a source says of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from db.clock import BERLIN

MeetingKind = Literal["council", "committee", "other"]
KIND_LABELS: dict[MeetingKind, str] = {
    "council": "Rat oder Kreistag",
    "committee": "Ausschuss",
    "other": "sonstiger Termin",
}
TYPED = "typed"
"""Source of a meeting that a person entered."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of one body.

    `start` and `end` are aware and given in German local time; `all_day` says that the source
    names no hour. `source` is TYPED, or the file or address it came from, and `source_id` names
    the meeting there for good. `modified` is when the source last changed it, if it says so.
    `typed` names the fields of an imported meeting that a person has set by hand.
    Raises ValueError for a start or end without a time zone.
    """

    body: str
    kind: MeetingKind
    start: datetime
    end: datetime | None = None
    status: Literal["scheduled", "cancelled"] = "scheduled"
    source: str = TYPED
    source_id: str = ""
    modified: datetime | None = None
    all_day: bool = False
    typed: frozenset[str] = frozenset()
    place: str = ""

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            moment: datetime | None = getattr(self, name)
            if moment is not None:
                if moment.tzinfo is None:
                    raise ValueError(f"{name} of a meeting has no time zone")
                object.__setattr__(self, name, moment.astimezone(BERLIN))

    @property
    def day(self) -> date:
        """The day of the meeting in Germany."""
        return self.start.date()

    @property
    def key(self) -> str:
        """What names this meeting among all: source and name there."""
        return f"{self.source}#{self.source_id}"


@dataclass(frozen=True, slots=True)
class Removed:
    """A meeting that its source has taken back, or left without a date (`why`)."""

    source_id: str
    why: Literal["deleted", "undated"] = "deleted"
    modified: datetime | None = None


Change = Literal["new", "moved", "cancelled", "revived", "renamed", "deleted"]
CHANGE_LABELS: dict[Change, str] = {
    "new": "neu",
    "moved": "verlegt",
    "cancelled": "abgesagt",
    "revived": "findet doch statt",
    "renamed": "umbenannt",
    "deleted": "nicht mehr im Kalender",
}


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """What an import did to one meeting; `before` is None for new, `after` for deleted ones."""

    change: Change
    before: Meeting | None
    after: Meeting | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a source said, and in `notes`, as German lines, what of it could not be taken.

    `complete` says that it is all the source holds, so that what is missing is gone. `guessed`
    names meetings whose body could not be looked up and is only their title, `untouched` those
    that are there but could not be fetched: both keep what is stored of them.
    """

    items: tuple[Meeting | Removed, ...] = ()
    notes: tuple[str, ...] = ()
    complete: bool = True
    guessed: frozenset[str] = frozenset()
    untouched: frozenset[str] = frozenset()
