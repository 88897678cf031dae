"""Meetings out of an iCalendar file (.ics, RFC 5545) with its series and exceptions.

Rules: a time without a zone, or with one that nobody knows, is German local time; an entry
without an hour is a meeting on that day; STATUS:CANCELLED, METHOD:CANCEL and titles such as
"ENTFÄLLT: Stadtrat" mean called off. Series are spelt out only between two days, so that one
without an end is no trouble.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Component

from db.clock import BERLIN
from db.errors import FoerderlageError
from matcher.tracker.calendars.meetings import Meeting, body_name, is_called_off, kind_of

MAX_CHARACTERS = 10_000_000
MAX_MEETINGS = 5_000
"""Beyond these a file is no calendar of a council."""
_USED = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS"}
_SERIES = {"RRULE", "RDATE", "RECURRENCE-ID"}
"""An entry with one of these belongs to a series."""
_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_OLDEST = 1900
_ADVICE = "Bitte die Datei neu ausgeben lassen; es wurde nichts übernommen."


def read_ics(text: str, source: str, first: date, last: date) -> tuple[Meeting, ...]:
    """All meetings of a calendar from the first to the last day, in order of time.

    `source` is the file or address, as the meetings shall name it. Raises FoerderlageError,
    naming the entry, if the text is no calendar or one of its times or rules is faulty.
    """
    if len(text) > MAX_CHARACTERS:
        raise FoerderlageError("Der Kalender ist größer als 10 MB.", _ADVICE)
    calendar = _calendar(text)
    for event in calendar.walk("VEVENT"):
        _refuse_faulty(event)
    all_off = str(calendar.get("METHOD", "")).upper() == "CANCEL"
    series = {
        str(event.get("UID", ""))
        for event in calendar.walk("VEVENT")
        if not _SERIES.isdisjoint(event)
    }
    found = [
        _meeting(event, source, all_off, series) for event in _occurrences(calendar, first, last)
    ]
    return tuple(sorted(found, key=lambda m: (m.start, m.body, m.source_id)))


def _calendar(text: str) -> Calendar:
    """The calendar, or all calendars of a file joined into the first."""
    try:
        first, *more = Calendar.from_ical(text.lstrip("\ufeff"), multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        raise FoerderlageError("Die Datei ist kein lesbarer Kalender (.ics).", _ADVICE) from error
    if first.name != "VCALENDAR":
        raise FoerderlageError("Die Datei enthält keinen Kalender (VCALENDAR).", _ADVICE)
    for other in more:
        first.subcomponents.extend(other.subcomponents)
    return first


def _refuse_faulty(event: Component) -> None:
    title = str(event.get("SUMMARY", "")) or "ohne Titel"
    faulty = sorted({name for name, _ in event.errors if name in _USED})
    if faulty or "DTSTART" not in event:
        what = ", ".join(faulty) or "DTSTART"
        raise FoerderlageError(f"Im Termin „{title}“ ist {what} fehlerhaft oder fehlt.", _ADVICE)
    rules: Any = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if _TOO_OFTEN & {str(f).upper() for f in rule.get("FREQ", [])}:
            raise FoerderlageError(
                f"Der Termin „{title}“ wiederholt sich mehrmals am Tag.", _ADVICE
            )
    if _start(event).year < _OLDEST:
        raise FoerderlageError(f"Der Termin „{title}“ liegt vor dem Jahr {_OLDEST}.", _ADVICE)


def _occurrences(calendar: Calendar, first: date, last: date) -> Iterator[Component]:
    """The entries between two days, each date of a series on its own."""
    search: Callable[[date, date], list[Component]] = recurring_ical_events.of(calendar).between
    try:
        found = search(first, last + timedelta(days=1))
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise FoerderlageError(
            f"Eine Terminserie des Kalenders lässt sich nicht lesen ({error}).", _ADVICE
        ) from error
    if len(found) > MAX_MEETINGS:
        raise FoerderlageError(
            f"Der Kalender enthält mehr als {MAX_MEETINGS} Termine in dieser Zeit.", _ADVICE
        )
    return (event for event in found if first <= _start(event).date() <= last)


def _meeting(event: Component, source: str, all_off: bool, series: set[str]) -> Meeting:
    summary = str(event.get("SUMMARY", ""))
    body = body_name(summary) or "ohne Titel"
    off = all_off or event.get("STATUS") == "CANCELLED" or is_called_off(summary)
    return Meeting(
        body=body,
        kind=kind_of(body),
        start=_start(event),
        end=_time(event, "DTEND"),
        status="cancelled" if off else "scheduled",
        source=source,
        source_id=_source_id(event, series),
        modified=_time(event, "LAST-MODIFIED"),
        all_day=not isinstance(event.decoded("DTSTART"), datetime),
        place=" ".join(str(event.get("LOCATION", "")).split()),
    )


def _source_id(event: Component, series: set[str]) -> str:
    """UID, and within a series the time that the series gave to this meeting.

    A single meeting keeps its name when it is moved. An entry without a UID, which the standard
    forbids, is named by title and time.
    """
    uid = str(event.get("UID", ""))
    # the library gives every occurrence such a time, also that of a single meeting
    slot = _time(event, "RECURRENCE-ID") if uid in series else None
    named = uid or f"{event.get('SUMMARY', '')}@{_start(event).isoformat()}"
    return f"{named}/{slot.isoformat()}" if slot else named


def _start(event: Component) -> datetime:
    return _moment(event.decoded("DTSTART"))


def _time(event: Component, name: str) -> datetime | None:
    return _moment(event.decoded(name)) if name in event else None


def _moment(value: date | datetime) -> datetime:
    """In German local time; a date is its first moment."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), BERLIN)
    return value.replace(tzinfo=BERLIN) if value.tzinfo is None else value.astimezone(BERLIN)
