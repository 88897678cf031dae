"""Time zones as calendars name them: by IANA, Windows, Outlook's lists of towns, or their own."""

import io
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from dateutil.tz import tzical
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from db.clock import BERLIN
from matcher.tracker.calendars.ical.lines import Component
from matcher.tracker.calendars.ical.recurrence import Budget, days_of, rule_of

_ALIASES = {
    "mez": "Europe/Berlin", "mesz": "Europe/Berlin", "cest": "Europe/Berlin",
    "mitteleuropäische zeit": "Europe/Berlin", "mitteleuropäische sommerzeit": "Europe/Berlin",
    "central european time": "Europe/Berlin", "microsoft/utc": "UTC", "z": "UTC",
    "coordinated universal time": "UTC", "koordinierte weltzeit": "UTC",
}  # fmt: skip
_TOWNS = {
    "athen": "Europe/Athens", "belgrad": "Europe/Belgrade", "bern": "Europe/Zurich",
    "brüssel": "Europe/Brussels", "bukarest": "Europe/Bucharest", "edinburgh": "Europe/London",
    "kairo": "Africa/Cairo", "kopenhagen": "Europe/Copenhagen", "lissabon": "Europe/Lisbon",
    "moskau": "Europe/Moscow", "prag": "Europe/Prague", "rom": "Europe/Rome",
    "warschau": "Europe/Warsaw", "wien": "Europe/Vienna", "west-zentralafrika": "Africa/Lagos",
    "west central africa": "Africa/Lagos", "eastern time": "America/New_York",
    "central time": "America/Chicago", "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
}  # fmt: skip
"""Towns and regions in Outlook's names that IANA writes differently."""
_LISTED = re.compile(
    r"\(?\s*(?:UTC|GMT)\s*(?:([+-])\s*(\d{1,2})(?:[:.]?(\d{2}))?)?\s*\)?(.*)", re.I | re.S
)
_OFFSET = re.compile(r"\s*([+-]?)([01]\d|2[0-3]):?([0-5]\d)(?::?(\d{2}))?\s*")
_ONSET = re.compile(r"(?P<y>1[5-9]\d\d|20\d\d)(?P<m>\d\d)(?P<d>\d\d)T(?P<time>\d{6})")
_FIRST, _LAST = date(2000, 1, 1), date(2060, 12, 31)
"""Between these days the rules of a zone that a file describes itself are followed."""
_CITY_HOUR = timedelta(hours=1)


class Zones:
    """The zones of a calendar file. `unknown` collects names that mean nothing here."""

    def __init__(self, definitions: Iterable[Component], shown: str = "") -> None:
        self._own: dict[str, Component] = {}
        for one in definitions:
            self._own.setdefault(one.text("TZID").casefold(), one)
        self._found: dict[str, tzinfo | None] = {}
        self.unknown: list[str] = []
        self.shown = self.named(shown) if shown else None
        """The zone in which the file wants to be shown (X-WR-TIMEZONE), if it says so."""

    @property
    def local(self) -> tzinfo:
        """The zone of times that name none."""
        return self.shown or BERLIN

    def named(self, name: str) -> tzinfo | None:
        """The zone of this name; None if neither we nor the file know it."""
        key = name.casefold()
        if key not in self._found:
            own = self._own.get(key)
            self._found[key] = known_zone(name) or (_defined(own) if own else None) or _listed(name)
            if self._found[key] is None:
                self.unknown.append(name)
        return self._found[key]


@cache
def known_zone(name: str) -> tzinfo | None:
    """The zone that a name means everywhere: of IANA, of Windows, or a German one.

    `/vendor/Europe/Berlin` and `W. Europe Standard Time 1` (a second one beside the first) mean
    what they would without the addition.
    """
    plain = re.sub(r"\s+\d+$", "", name.strip().strip('"').strip())
    parts = re.sub(r"^tzone://", "", plain).strip("/").split("/")
    for begin in range(len(parts)):
        key = "/".join(parts[begin:]).casefold()
        found = _names().get(key)
        if found:
            return ZoneInfo(found)
    return None


@cache
def _names() -> dict[str, str]:
    iana = {name.casefold(): name for name in available_timezones()}
    windows = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}
    usable = {name: zone for name, zone in windows.items() if zone.casefold() in iana}
    return iana | usable | _ALIASES


@cache
def _cities() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in sorted(available_timezones()):
        if name.count("/"):
            found.setdefault(name.rpartition("/")[2].replace("_", " ").casefold(), name)
    return found | _TOWNS


@cache
def _listed(name: str) -> tzinfo | None:
    """The zone that Outlook shows as "(UTC+01:00) Amsterdam, Berlin", or of "GMT+0100"."""
    found = _LISTED.fullmatch(name.strip())
    if found is None:
        return None
    sign, hours, minutes, rest = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    offset = -offset if sign == "-" else offset
    if abs(offset) >= timedelta(days=1):
        return None
    january = datetime(2026, 1, 15)
    for town in re.split(r"[,;()&/]", rest):
        zone = _cities().get(town.strip().casefold())
        if zone and january.replace(tzinfo=ZoneInfo(zone)).utcoffset() == offset:
            return ZoneInfo(zone)
    return BERLIN if rest.strip() and offset == _CITY_HOUR else timezone(offset)


def _defined(definition: Component) -> tzinfo | None:
    """The zone that a file describes itself (VTIMEZONE); None if the description is faulty.

    Rules are spelt out here, for the years that matter: dateutil would follow one for each
    second, or one that never comes true, for as long as it takes.
    """
    place = known_zone(definition.text("X-LIC-LOCATION"))
    if place:
        return place
    written = ["BEGIN:VTIMEZONE", "TZID:own"]
    try:
        for part in definition.parts:
            if part.name in ("STANDARD", "DAYLIGHT"):
                written += _observance(part)
        lines = io.StringIO("\n".join([*written, "END:VTIMEZONE"]))
        zone: tzinfo | None = tzical(lines).get("own")
        return zone
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return None


def _observance(part: Component) -> list[str]:
    """The lines of a standard or daylight time. Raises ValueError if it cannot be used."""
    onset = _ONSET.fullmatch(part.text("DTSTART"))
    if onset is None:
        raise ValueError("no beginning")
    written = [f"BEGIN:{part.name}", f"DTSTART:{onset[0]}"]
    for name in ("TZOFFSETFROM", "TZOFFSETTO"):
        found = _OFFSET.fullmatch(part.text(name))
        if found is None:
            raise ValueError("no offset")
        written.append(f"{name}:{found[1] or '+'}{found[2]}{found[3]}")
    begin = date(int(onset["y"]), int(onset["m"]), int(onset["d"]))
    for line in part.all("RRULE"):
        rule = rule_of(line.value)
        last = min(_LAST, rule.until_day or _LAST)
        days = days_of(rule, begin, _FIRST, last, Budget())
        written += [f"RDATE:{day:%Y%m%d}T{onset['time']}" for day in days]
    for line in part.all("RDATE"):
        written += [f"RDATE:{m[0]}" for m in _ONSET.finditer(line.value)]
    return [*written, f"END:{part.name}"]


def utc_offset(words: str) -> tzinfo | None:
    """Z, +01:00 or +0100 behind a time as a zone; None for anything else."""
    if words.upper() == "Z":
        return UTC
    found = _OFFSET.fullmatch(words)
    if found is None or not found[1]:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-offset if found[1] == "-" else offset)
