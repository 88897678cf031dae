"""Days, times and lengths as iCalendar writes them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from db.clock import BERLIN
from matcher.tracker.calendars.ical.lines import Line, Unreadable
from matcher.tracker.calendars.ical.zones import Zones, utc_offset

OLDEST, LATEST = 1900, 2200
"""Years beyond which no meeting lies; zones and sums of times stop working further on."""
_WHEN = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})"
    r"(?:[T ](?P<H>\d{2}):?(?P<M>\d{2})(?::?(?P<S>\d{2}))?(?:[.,]\d+)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?",
    re.I,
)
_LENGTH = re.compile(
    r"(?P<sign>[+-]?)P(?:(?P<W>\d{1,4})W)?(?:(?P<D>\d{1,5})D)?"
    r"(?:T(?:(?P<H>\d{1,6})H)?(?:(?P<M>\d{1,6})M)?(?:(?P<S>\d{1,7})S)?)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class When:
    """A day (`is_day`, at midnight) or a time on the clock of a zone; without one, where it is."""

    wall: datetime
    zone: tzinfo | None = None
    is_day: bool = False

    @property
    def day(self) -> date:
        """The day on the clock that the source meant."""
        return self.wall.date()

    def wall_in(self, zone: tzinfo, local: tzinfo) -> datetime:
        """What the clock of a zone shows then; `local` is the zone of times without one."""
        if self.is_day:
            return self.wall
        own = self.zone or local
        if own is zone:
            return self.wall
        return self.wall.replace(tzinfo=own).astimezone(zone).replace(tzinfo=None)

    def moment(self, local: tzinfo) -> datetime:
        """In German local time; a day is its first moment."""
        if self.is_day:
            return self.wall.replace(tzinfo=BERLIN)
        return self.wall.replace(tzinfo=self.zone or local).astimezone(BERLIN)


def whens(line: Line, zones: Zones) -> list[When]:
    """The days or times of a line; of periods their beginnings. Raises Unreadable."""
    return [when(part.partition("/")[0], line, zones) for part in line.value.split(",")]


def when(value: str, line: Line, zones: Zones) -> When:
    """A day or time with the zone that its line names. Raises Unreadable."""
    found = _WHEN.fullmatch(value.strip())
    try:
        if found is None:
            raise ValueError
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
        hour = time(int(found["H"] or 0), int(found["M"] or 0), min(int(found["S"] or 0), 59))
    except ValueError as error:
        raise Unreadable(f"„{value.strip()[:40]}“ ist keine Zeit") from error
    if day.year < OLDEST:
        raise Unreadable(f"liegt vor dem Jahr {OLDEST}")
    if day.year > LATEST:
        raise Unreadable(f"liegt nach dem Jahr {LATEST}")
    wall = datetime.combine(day, hour)
    only_day = line.params.get("VALUE", "").upper() == "DATE" and hour == time()
    if found["H"] is None or only_day:
        return When(datetime.combine(day, time()), is_day=True)
    if found["zone"]:
        return When(wall, utc_offset(found["zone"]))
    name = line.params.get("TZID", "")
    return When(wall, zones.named(name) if name else None)


def length(words: str) -> timedelta | None:
    """The length of a DURATION; None if it is none."""
    found = _LENGTH.fullmatch(words.strip())
    if found is None or found["sign"] == "-":
        return None
    weeks, days, hours, minutes, seconds = (int(found[name] or 0) for name in "WDHMS")
    return timedelta(days=7 * weeks + days, hours=hours, minutes=minutes, seconds=seconds)


def is_utc(zone: tzinfo | None) -> bool:
    """Whether a time was given in world time, whatever that was called."""
    return zone is not None and zone.utcoffset(None) == timedelta(0)
