"""One entry of a calendar (VEVENT) as a record; what is optional and unreadable is not stated."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from matcher.tracker.calendars.ical.lines import Component, Unreadable
from matcher.tracker.calendars.ical.moments import When, length, when, whens
from matcher.tracker.calendars.ical.recurrence import Rule, rule_of
from matcher.tracker.calendars.ical.zones import Zones
from matcher.tracker.calendars.notes import shortened
from matcher.tracker.calendars.titles import is_called_off, plain


@dataclass(frozen=True, slots=True)
class Words:
    """What people read of an entry, and whether it says that the meeting is called off."""

    title: str
    place: str = ""
    off: bool = False


@dataclass(frozen=True, slots=True)
class Repeats:
    """When an entry takes place again: rules and days, and those of both that are left out."""

    rules: tuple[Rule, ...] = ()
    dates: tuple[When, ...] = ()
    except_rules: tuple[Rule, ...] = ()
    except_dates: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """Which meeting of a series an entry replaces, and whether also all that follow."""

    when: When
    and_future: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """How new an entry is: its SEQUENCE, then when it was changed, as far as it says so."""

    sequence: int = 0
    modified: datetime | None = None
    stamp: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An entry. `length` is None where it states no end that lies after its beginning."""

    uid: str
    words: Words
    start: When
    length: timedelta | None = None
    repeats: Repeats | None = None
    slot: Slot | None = None
    version: Version = Version()


def event_of(entry: Component, zones: Zones, all_off: bool = False) -> Event:
    """The entry; `all_off` says that its calendar takes back what it names (METHOD:CANCEL).

    Raises Unreadable, with words for a note, if it has no readable beginning, or repeats by a
    rule or leaves out a day that cannot be read: then it would be shown on wrong days.
    """
    title = plain(entry.text("SUMMARY"))
    start = _start(entry, zones)
    state = entry.text("STATUS")
    off = all_off or is_called_off(state) or is_called_off(title, start.day)
    return Event(
        entry.text("UID"),
        Words(title, plain(entry.text("LOCATION")), off=off),
        start=start,
        length=_length(entry, start, zones),
        repeats=_repeats(entry, zones),
        slot=_slot(entry, start, zones),
        version=_version(entry, zones),
    )


def name_of(entry: Component) -> str:
    """What an entry is called in a note."""
    return f"„{shortened(plain(entry.text('SUMMARY')) or 'ohne Titel')}“"


def _start(entry: Component, zones: Zones) -> When:
    line = entry.first("DTSTART")
    if line is None:
        raise Unreadable("Beginn (DTSTART) fehlt")
    try:
        return when(line.value, line, zones)
    except Unreadable as error:
        raise Unreadable(f"Beginn (DTSTART) {error}") from error


def _length(entry: Component, start: When, zones: Zones) -> timedelta | None:
    """How long it takes; None where no end is stated, or none that can be."""
    end, stated = entry.first("DTEND"), entry.first("DURATION")
    if end is None:
        found = length(stated.value) if stated else None
    else:
        try:
            until = when(end.value, end, zones)
        except Unreadable:
            return None
        found = until.moment(zones.local) - start.moment(zones.local)
        if start.is_day and until.is_day:  # the clocks may change in between
            found = until.wall - start.wall
    return found if found and found > timedelta(0) else None


def _repeats(entry: Component, zones: Zones) -> Repeats | None:
    rules, without = ([rule_of(line.value) for line in entry.all(name)]
                      for name in ("RRULE", "EXRULE"))  # fmt: skip
    dates, left_out = (_days(entry, name, zones) for name in ("RDATE", "EXDATE"))
    if not (rules or dates):
        return None
    return Repeats(tuple(rules), tuple(dates), except_rules=tuple(without),
                   except_dates=tuple(left_out))  # fmt: skip


def _days(entry: Component, name: str, zones: Zones) -> list[When]:
    try:
        return [one for line in entry.all(name) for one in whens(line, zones)]
    except Unreadable as error:
        raise Unreadable(f"{name} {error}") from error


def _slot(entry: Component, start: When, zones: Zones) -> Slot | None:
    """Which meeting it replaces; one that cannot be read is taken for that of the same day."""
    line = entry.first("RECURRENCE-ID")
    if line is None:
        return None
    try:
        named = when(line.value, line, zones)
    except Unreadable:
        named = start
    return Slot(named, line.params.get("RANGE", "").upper() == "THISANDFUTURE")


def _version(entry: Component, zones: Zones) -> Version:
    number = entry.text("SEQUENCE")
    return Version(
        int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0,
        modified=_moment(entry, "LAST-MODIFIED", zones),
        stamp=_moment(entry, "DTSTAMP", zones),
    )


def _moment(entry: Component, name: str, zones: Zones) -> datetime | None:
    """A time that says when something was written; unreadable, it is not stated."""
    line = entry.first(name)
    try:
        return when(line.value, line, zones).moment(zones.local) if line else None
    except Unreadable:
        return None
