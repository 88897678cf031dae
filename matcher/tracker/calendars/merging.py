"""How what a source says changes the stored calendar; pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from matcher.tracker.calendars.meetings import Change, Found, Meeting, MeetingChange, Removed


@dataclass(frozen=True, slots=True)
class Merged:
    """The calendar after an import, in order of time, and what differs from before.

    `renamed` holds meetings that their source calls by another name now: old -> new.
    """

    meetings: tuple[Meeting, ...]
    changes: tuple[MeetingChange, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)


def merge(
    stored: Iterable[Meeting], found: Found, source: str, complete: tuple[date, date] | None = None
) -> Merged:
    """The stored calendar after an import from `source`.

    Meetings are recognised by their source id, else by body and time, since sources that give
    all names anew would detach plans from their meetings. Those of other sources, those that a
    person typed and the fields that a person set stay as they are; so does a meeting whose
    stored version is newer. A meeting that the source takes back goes, whatever was set in it:
    a plan must not rest on it. With `complete` the import holds all meetings from the first to
    the second day, and what is missing among them is deleted; days outside are left alone,
    because calendars drop what is past.
    """
    known = list(stored)
    before = {m.source_id: m for m in known if m.source == source}
    others = [m for m in known if m.source != source]
    news = {item.source_id: item for item in found.items}
    renamed = _renamed(before, news, complete is not None)
    before = {renamed.get(name, name): replace(m, source_id=renamed.get(name, name))
              for name, m in before.items()}  # fmt: skip
    after: dict[str, Meeting] = {}
    for source_id, meeting in before.items():
        item = news.get(source_id)
        if isinstance(item, Meeting) and source_id in found.guessed:
            item = replace(item, body=meeting.body, kind=meeting.kind)
        span = None if source_id in found.untouched else complete
        kept = _updated(meeting, item, span)
        if kept is not None:
            after[source_id] = kept
    for source_id, item in news.items():
        if source_id not in before and isinstance(item, Meeting):
            after[source_id] = item
    ids = dict.fromkeys([*before, *after])
    changes = [_change(before.get(i), after.get(i)) for i in ids]
    calendar = sorted([*others, *after.values()], key=lambda m: (m.start, m.body, m.key))
    return Merged(tuple(calendar), tuple(c for c in changes if c is not None), renamed=renamed)


def _renamed(
    before: Mapping[str, Meeting], news: Mapping[str, Meeting | Removed], complete: bool
) -> dict[str, str]:
    """Stored names -> new ones, where one body has one such meeting at that moment or day.

    A stored meeting may have another name only if its own is gone: not named by a complete
    import, or taken back.
    """
    gone = [m for name, m in before.items()
            if isinstance(news.get(name), Removed) or (complete and name not in news)]  # fmt: skip
    new = [m for name, m in news.items() if isinstance(m, Meeting) and name not in before]
    found: dict[str, str] = {}
    for when in (lambda m: m.start, lambda m: m.day):
        left = _by([m for m in gone if m.source_id not in found], when)
        came = _by([m for m in new if m.source_id not in found.values()], when)
        found |= {
            meetings[0].source_id: came[what][0].source_id
            for what, meetings in left.items()
            if len(meetings) == len(came.get(what, ())) == 1
        }
    return found


def _by(meetings: Iterable[Meeting], when: Callable[[Meeting], date]
        ) -> dict[tuple[str, date], list[Meeting]]:  # fmt: skip
    """Meetings by body and moment or day."""
    found: dict[tuple[str, date], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        found[meeting.body, when(meeting)].append(meeting)
    return found


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
    elif _is_moved(before, after):
        kind = "moved"
    elif (before.body, before.kind) != (after.body, after.kind):
        kind = "renamed"
    else:
        return None
    return MeetingChange(kind, before, after=after)


def _is_moved(before: Meeting, after: Meeting) -> bool:
    """Another time; that an end becomes known, or is no longer stated, moves nothing."""
    ends = before.end is not None and after.end is not None and before.end != after.end
    return (before.start, before.all_day) != (after.start, after.all_day) or ends
