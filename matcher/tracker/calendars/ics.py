"""Meetings out of an iCalendar file (.ics, RFC 5545) with its series and exceptions.

Rules: a time without a zone, or with one that nobody knows, is German local time; an entry
without an hour is a meeting on that day; STATUS:CANCELLED, METHOD:CANCEL and titles such as
"ENTFÄLLT: Stadtrat" mean called off. Series are spelt out only between two days, so that one
without an end is no trouble. An entry that cannot be read is left out and named, the others
are taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.errors import FoerderlageError
from matcher.tracker.calendars.ical.entries import Event, event_of, name_of
from matcher.tracker.calendars.ical.lines import Component, Unreadable, components
from matcher.tracker.calendars.ical.moments import OLDEST
from matcher.tracker.calendars.ical.recurrence import Budget
from matcher.tracker.calendars.ical.series import Occurrence, Reach, occurrences
from matcher.tracker.calendars.ical.versions import names, newest_first, standing
from matcher.tracker.calendars.ical.zones import Zones
from matcher.tracker.calendars.meetings import Found, Meeting
from matcher.tracker.calendars.notes import collected, shortened
from matcher.tracker.calendars.titles import body_name, kind_of

MAX_CHARACTERS = 10_000_000
MAX_MEETINGS = 5_000
"""Beyond these a file is no calendar of a council."""
_MAY_RECUR = {"RRULE", "RDATE", "RECURRENCE-ID"}
_TWO_DAYS = timedelta(days=2)
"""A zone moves a day by less than this."""
_ADVICE = "Bitte die Datei neu ausgeben lassen; es wurde nichts übernommen."


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry as it stands in its calendar, which has zones and may take back all it names."""

    component: Component
    zones: Zones
    all_off: bool


def read_ics(text: str, source: str, first: date, last: date) -> Found:
    """All meetings of a calendar from the first to the last day, in order of time.

    `source` is the file or address, as the meetings shall name it. Raises FoerderlageError if
    the text is no calendar, or one with far too many meetings.
    """
    if len(text) > MAX_CHARACTERS:
        raise FoerderlageError("Der Kalender ist größer als 10 MB.", _ADVICE)
    calendars, closed = _calendars(text)
    notes = [] if closed else ["Die Datei endet mitten im Kalender"]
    budget, found, readable = Budget(), dict[str, Meeting](), 0
    by_uid, zones = _by_uid(calendars)
    for uid, entries in by_uid.items():
        if len(entries) == 1 and _is_elsewhere(entries[0].component, first, last):
            readable += 1
            continue
        events = _readable(entries, notes)
        readable += len(events)
        reach = Reach(first, last, zones=entries[0].zones, budget=budget)
        try:
            found |= {m.source_id: m for m in _meetings(uid.strip(), events, reach, source)}
        except Unreadable as error:
            notes.append(_left_out(entries[0], error))
        if len(found) > MAX_MEETINGS:
            raise FoerderlageError(
                f"Der Kalender enthält mehr als {MAX_MEETINGS} Termine in dieser Zeit.", _ADVICE
            )
    notes += _unknown(zones)
    # a calendar of which nothing can be read says of no meeting that it is gone
    complete = closed and bool(readable or not notes)
    meetings = sorted(found.values(), key=lambda m: (m.start, m.body, m.source_id))
    return Found(tuple(meetings), collected(notes), complete=complete)


def _calendars(text: str) -> tuple[list[Component], bool]:
    """The calendars of a file, and whether they are closed as they should be."""
    found, closed = components(text)
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if calendars:
        return calendars, closed
    if found:
        raise FoerderlageError("Die Datei enthält keinen Kalender (VCALENDAR).", _ADVICE)
    raise FoerderlageError("Die Datei ist kein lesbarer Kalender (.ics).", _ADVICE)


def _by_uid(calendars: Sequence[Component]) -> tuple[dict[str, list[_Entry]], list[Zones]]:
    """The entries of all calendars by UID (one without is alone), and each calendar's zones."""
    definitions = [p for c in calendars for p in c.parts if p.name == "VTIMEZONE"]
    zones = [Zones(definitions, calendar.text("X-WR-TIMEZONE")) for calendar in calendars]
    by_uid: dict[str, list[_Entry]] = {}
    for calendar, own in zip(calendars, zones, strict=True):
        all_off = calendar.text("METHOD").upper() == "CANCEL"
        for component in calendar.parts:
            if component.name == "VEVENT":
                key = component.text("UID") or "\n" * (len(by_uid) + 1)  # which no UID holds
                entry = _Entry(component, own, all_off=all_off)
                by_uid.setdefault(key, []).append(entry)
    return by_uid, zones


def _is_elsewhere(entry: Component, first: date, last: date) -> bool:
    """Whether an entry that is alone lies on other days for certain, so that it can be passed.

    Calendars keep years of past meetings; reading each of them whole takes seconds.
    """
    line = entry.first("DTSTART")
    if line is None or not _MAY_RECUR.isdisjoint(entry.lines):
        return False
    try:
        day = date.fromisoformat(line.value.strip()[:8])
    except ValueError:
        return False
    return day.year >= OLDEST and not first - _TWO_DAYS <= day <= last + _TWO_DAYS


def _readable(entries: Iterable[_Entry], notes: list[str]) -> list[Event]:
    """The entries that can be read; notes name the others."""
    found = []
    for entry in entries:
        try:
            found.append(event_of(entry.component, entry.zones, entry.all_off))
        except Unreadable as error:
            notes.append(_left_out(entry, error))
    return found


def _meetings(uid: str, events: Sequence[Event], reach: Reach, source: str) -> list[Meeting]:
    """The meetings of one UID on the days that are asked for. Raises Unreadable."""
    changed = newest_first(e for e in events if e.slot is not None)
    plain = standing([e for e in events if e.slot is None], reach.zones.local)
    found = [*occurrences(plain, changed, reach)]
    single = len(plain) == 1 and not changed and plain[0].repeats is None
    named = zip(names(uid, found, single), found, strict=True)
    return [
        _meeting(each, source, name)
        for name, each in named
        if reach.first <= each.start.date() <= reach.last
    ]


def _meeting(found: Occurrence, source: str, source_id: str) -> Meeting:
    words, version = found.event.words, found.event.version
    body = body_name(words.title) or "ohne Titel"
    return Meeting(
        body=body,
        kind=kind_of(body),
        start=found.start,
        end=found.end,
        status="cancelled" if words.off else "scheduled",
        source=source,
        source_id=source_id,
        modified=version.modified,
        all_day=found.is_day,
        place=words.place,
    )


def _left_out(entry: _Entry, why: Unreadable) -> str:
    return f"Termin {name_of(entry.component)} ausgelassen: {why}"


def _unknown(zones: Iterable[Zones]) -> list[str]:
    """Notes on zones that nobody knows."""
    return [
        f"Die Zeitzone „{shortened(name)}“ ist unbekannt; ihre Zeiten gelten als deutsche Zeit"
        for name in dict.fromkeys(name for one in zones for name in one.unknown)
    ]
