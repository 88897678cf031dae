"""When a period of weeks or months ends, as the law counts.

Source: §§ 187 to 189 BGB (the day of the event is not counted; a month without that day ends with
its last), § 31 Abs. 3 VwVfG (an end on a Saturday, Sunday or public holiday moves to the next
working day). A day that an authority names itself is not moved.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import holidays

from db.vocabulary import LAND_BY_PREFIX
from matcher import german
from matcher.tracker.calendars.workdays import ISO_OF_PREFIX

_LAW = "§ 31 Abs. 3 VwVfG, § 193 BGB"
FALLS_ON = "fällt auf einen"
"""How `moved_words` can be known."""
_ONE = timedelta(days=1)
_WEEKEND = {5: "Samstag", 6: "Sonntag"}


def months_later(day: date, months: int) -> date:
    """The day on which a period of months ends that an event on `day` began; months may be
    negative."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moved_end(end: date, ags: str) -> date:
    """The same, or the next working day of the Land where the end is none.

    Only days that are off in the whole Land count: else a day too late would be shown. `ags` is
    the town's official key. Raises ValueError for a key that begins with no Land.
    """
    if ags[:2] not in LAND_BY_PREFIX:
        raise ValueError(f"{ags} begins with no Land")
    while end.weekday() >= 5 or end in _public(ISO_OF_PREFIX[ags[:2]], end.year):
        end += _ONE
    return end


def period_end(day: date, ags: str, *, months: int = 0, weeks: int = 0) -> date:
    """The last day of a period of months or weeks that an event on `day` began."""
    return moved_end(months_later(day, months) + timedelta(weeks=weeks), ags)


def moved_words(end: date, ags: str) -> str:
    """Why a period that would end on this day ends later: 01.05.2029 fällt auf einen Feiertag
    (Erster Mai), deshalb 02.05.2029 (§ 31 Abs. 3 VwVfG, § 193 BGB). "" where it does not."""
    day = moved_end(end, ags)
    if day == end:
        return ""
    holiday = _public(ISO_OF_PREFIX[ags[:2]], end.year).get(end)
    off = _WEEKEND.get(end.weekday()) or f"Feiertag ({holiday})"
    return f"{german.day(end)} {FALLS_ON} {off}, deshalb {german.day(day)} ({_LAW})."


@cache
def _public(region: str, year: int) -> Mapping[date, str]:
    return dict(holidays.country_holidays("DE", subdiv=region, years=year, language="de"))
