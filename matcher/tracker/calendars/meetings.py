"""Meetings of council and committees, and how an imported calendar changes the stored one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
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

_NEITHER = re.compile(r"fraktion|sprechstunde|fragestunde|ferien|sitzungsfrei", re.IGNORECASE)
_COMMITTEE = re.compile(
    r"(?<!\bamts)ausschu(?:ss|ß)|ausschüsse|beirat|kommission|ortsrat|ortschaftsrat|bezirksrat"
    r"|bezirksvertretung",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"\b(?:(?:stadt|gemeinde|markt|marktgemeinde|ortsgemeinde|samtgemeinde|verbandsgemeinde"
    r"|einheitsgemeinde|kreis)?rat|kreistag|bezirkstag|ratsversammlung|gemeindevertretung"
    r"|stadtvertretung|stadtverordnetenversammlung|bürgerschaft|verbandsversammlung"
    r"|regionalversammlung|amtsausschuss)(?:e?s)?(?:sitzung)?\b",
    re.IGNORECASE,
)
_CALLED_OFF = re.compile(
    r"\W*\b(?:entfällt|abgesagt|ausgefallen|fällt aus|abgesetzt|cancell?ed)\b\W*", re.IGNORECASE
)
_MEETING_OF = re.compile(
    r"^(?:\d+\.\s*)?(?:(?:nicht\s?)?öffentliche\w?\s+|ordentliche\w?\s+|sonder)*"
    r"sitzung\s+(?:des|der)\s+(?P<body>.+)$",
    re.IGNORECASE,
)
_GENITIVE = re.compile(r"(?<=ausschuss)es\b|(?<=rat)e?s\b|(?<=tag)e?s\b", re.IGNORECASE)


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
class Merged:
    """The calendar after an import, in order of time, and what differs from before."""

    meetings: tuple[Meeting, ...]
    changes: tuple[MeetingChange, ...]


def merge(
    stored: Iterable[Meeting],
    incoming: Iterable[Meeting | Removed],
    source: str,
    complete: tuple[date, date] | None = None,
) -> Merged:
    """The stored calendar after an import from `source`.

    Meetings are recognised by their source id. Those of other sources, those that a person
    typed and the fields that a person set stay as they are; so does a meeting whose stored
    version is newer. A meeting that the source takes back goes, whatever was set in it: a plan
    must not rest on it. With `complete` the import holds all meetings from the first to the
    second day, and what is missing among them is deleted; days outside are left alone,
    because calendars drop what is past.
    """
    known = list(stored)
    before = {m.source_id: m for m in known if m.source == source}
    others = [m for m in known if m.source != source]
    news = {item.source_id: item for item in incoming}
    after: dict[str, Meeting] = {}
    for source_id, meeting in before.items():
        kept = _updated(meeting, news.get(source_id), complete)
        if kept is not None:
            after[source_id] = kept
    for source_id, item in news.items():
        if source_id not in before and isinstance(item, Meeting):
            after[source_id] = item
    ids = dict.fromkeys([*before, *after])
    changes = [_change(before.get(i), after.get(i)) for i in ids]
    calendar = sorted([*others, *after.values()], key=lambda m: (m.start, m.body, m.key))
    return Merged(tuple(calendar), tuple(c for c in changes if c is not None))


def _updated(
    stored: Meeting, item: Meeting | Removed | None, complete: tuple[date, date] | None
) -> Meeting | None:
    """The stored meeting after the import; None if it is no longer there."""
    if item is None:
        missing = complete is not None and complete[0] <= stored.day <= complete[1]
        return None if missing else stored
    if item.modified and stored.modified and item.modified < stored.modified:
        return stored
    if isinstance(item, Removed):
        return None
    own = {name: getattr(stored, name) for name in stored.typed}
    return replace(item, **own, typed=stored.typed)


def _change(before: Meeting | None, after: Meeting | None) -> MeetingChange | None:
    if before is None:
        return MeetingChange("new", None, after=after)
    if after is None:
        return MeetingChange("deleted", before, after=None)
    kind: Change
    if before.status != after.status:
        kind = "cancelled" if after.status == "cancelled" else "revived"
    elif (before.start, before.end, before.all_day) != (after.start, after.end, after.all_day):
        kind = "moved"
    elif (before.body, before.kind) != (after.body, after.kind):
        kind = "renamed"
    else:
        return None
    return MeetingChange(kind, before, after=after)


def kind_of(name: str) -> MeetingKind:
    """Whether a name is that of a council, a committee, or of neither.

    Councils are named differently in each Land: Gemeinderat, Stadtverordnetenversammlung,
    Ratsversammlung, Kreistag. A district council (Ortsrat) prepares decisions like a committee.
    """
    if _NEITHER.search(name):
        return "other"
    if _COMMITTEE.search(name):
        return "committee"
    return "council" if _COUNCIL.search(name) else "other"


def body_name(summary: str) -> str:
    """The body in a title: "4. Sitzung des Finanzausschusses" -> "Finanzausschuss"."""
    title = " ".join(_CALLED_OFF.sub(" ", summary).split()).strip(" -–:()")
    found = _MEETING_OF.match(title)
    return _GENITIVE.sub("", found["body"]) if found else title


def is_called_off(words: str) -> bool:
    """Whether a title or state says that the meeting does not take place."""
    return bool(_CALLED_OFF.search(words))
