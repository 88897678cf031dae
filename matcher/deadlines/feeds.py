"""Deadlines as a calendar (iCalendar) and news as an Atom feed; pure: records in, bytes out."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event
from lxml import etree

PRODUCT = "-//Foerderlage//Fristen//DE"
ALARM_DAYS = (28, 7, 1)
"""Days before a deadline on which calendar programs remind."""
ALARM_HOUR = timedelta(hours=8)
"""When on such a day: at eight in the morning, for the day itself begins at midnight."""
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One all-day entry. `identity` is what makes it the same entry in every version; `tentative`
    is one that calendars show as not confirmed."""

    identity: tuple[str, ...]
    day: date
    title: str
    text: str
    url: str
    alarm_days: Sequence[int] = ALARM_DAYS
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed; `identity` as in Appointment, `at` is when it became news."""

    identity: tuple[str, ...]
    at: datetime
    title: str
    text: str
    url: str


def calendar(name: str, appointments: Iterable[Appointment], stamp: datetime) -> bytes:
    """An iCalendar file with all-day events and alarms; `stamp` is when it was computed."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _clean(name))
    for one in appointments:
        event = Event()
        event.add("uid", f"{_number(one.identity)}@foerderlage")
        event.add("dtstamp", stamp)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", _clean(one.title))
        event.add("description", _clean(one.text))
        event.add("url", one.url)
        event.add("transp", "TRANSPARENT")
        if one.tentative:
            event.add("status", "TENTATIVE")
        for days in one.alarm_days:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", _clean(one.title))
            alarm.add("trigger", ALARM_HOUR - timedelta(days=days))
            event.add_component(alarm)
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def atom(name: str, address: str, items: Sequence[Item], stamp: datetime) -> bytes:
    """An Atom feed, latest first; an empty one is a valid feed, too."""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "title", name)
    _add(feed, "id", address)
    _add(feed, "updated", max((item.at for item in items), default=stamp).isoformat())
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="self", href=_clean(address))
    etree.SubElement(_add(feed, "author", ""), f"{{{_ATOM}}}name").text = "Förderlage"
    for item in sorted(items, key=lambda item: item.at, reverse=True):
        entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "title", item.title)
        _add(entry, "id", f"urn:foerderlage:{_number(item.identity)}")
        _add(entry, "updated", item.at.isoformat())
        _add(entry, "summary", item.text)
        etree.SubElement(entry, f"{{{_ATOM}}}link", href=_clean(item.url))
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return written


def _add(parent: etree._Element, tag: str, words: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{tag}")
    child.text = _clean(words)
    return child


def _number(identity: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(identity).encode()).hexdigest()[:32]


def _clean(words: str) -> str:
    """Without control characters, which neither format can hold."""
    return "".join(c for c in words if c == "\n" or c.isprintable())
