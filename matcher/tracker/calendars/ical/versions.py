"""Entries of one UID: which are versions of one meeting, and which are different ones; pure.

The standard says that a UID names one meeting and SEQUENCE its versions. Programs that give all
entries one UID give them one SEQUENCE, too: by that the two are told apart.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache

from matcher.tracker.calendars.ical.entries import Event
from matcher.tracker.calendars.ical.series import Occurrence
from matcher.tracker.calendars.titles import body_name

_LONGEST = 500
_NEVER = datetime.min.replace(tzinfo=UTC)


def newest_first(events: Iterable[Event]) -> list[Event]:
    """By SEQUENCE, then by last change; of equal ones what is called off, then the later one."""
    numbered = sorted(enumerate(events), key=lambda pair: (_age(pair[1]), pair[0]), reverse=True)
    return [event for _, event in numbered]


def standing(events: Sequence[Event], local: tzinfo) -> list[Event]:
    """Of the entries of one UID that name no meeting of a series those that count, oldest last.

    Versions of one meeting are those at one moment with different SEQUENCE, and those of one
    body with different SEQUENCE, as long as no two of them are equally new on different days.
    """
    at_once: dict[datetime, list[Event]] = defaultdict(list)
    for event in newest_first(events):
        at_once[event.start.moment(local)].append(event)
    by_body: dict[str, list[Event]] = defaultdict(list)
    for same in at_once.values():
        newest = _newest(same)
        for body, event in {_body(e): e for e in reversed(newest)}.items():
            by_body[body].append(event)
    return [event for group in by_body.values() for event in _different(newest_first(group))]


def names(uid: str, found: Sequence[Occurrence], single: bool) -> list[str]:
    """What each meeting of one UID is called for good.

    The UID, where it is the only one (`single`), else with the time that the series gave to the
    meeting; a series moves its meetings, but not these times. Different bodies at one moment are
    told apart by name; without a UID title and time stand for it.
    """
    made = []
    for one in found:
        named = uid[:_LONGEST] or f"{one.event.words.title}@{one.start.isoformat()}"
        own = "" if single else f"/{(one.slot or one.start).isoformat()}"
        made.append(named + own)
    counted = Counter(made)
    return [
        f"{name}/{_body(one.event)}" if counted[name] > 1 else name
        for name, one in zip(made, found, strict=True)
    ]


def _different(group: list[Event]) -> list[Event]:
    """Of one body's entries, the newest first, those that are different meetings."""
    numbers = [event.version.sequence for event in group]
    if len(set(numbers)) == len(numbers):
        return group[:1]
    by_day: dict[date, list[Event]] = defaultdict(list)
    for event in group:
        by_day[event.start.day].append(event)
    return [event for same in by_day.values() for event in _newest(same)]


def _newest(events: list[Event]) -> list[Event]:
    """Those of the highest SEQUENCE."""
    highest = max(event.version.sequence for event in events)
    return [event for event in events if event.version.sequence == highest]


def _age(event: Event) -> tuple[int, datetime, bool]:
    version = event.version
    return version.sequence, version.modified or version.stamp or _NEVER, event.words.off


def _body(event: Event) -> str:
    return _body_in(event.words.title)


@lru_cache(5_000)
def _body_in(title: str) -> str:
    return body_name(title).casefold()
