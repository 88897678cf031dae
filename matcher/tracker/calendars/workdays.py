"""Working days of a town hall: weekends, public holidays of the Land, what its profile states.

Steps of a plan are counted back from a deadline, so a day that is off in a part of the Land
only counts as off in all of it: that can make a step a day early, never a day late. This is so
for Mariä Himmelfahrt in Bayern and Fronleichnam in Sachsen and Thüringen. The Friedensfest of
Augsburg counts in that town alone, because it is known to be off nowhere else.

24 and 31 December are no public holidays, but town halls are closed (§ 6 Abs. 3 TVöD). The days
off that a profile states are for work alone: a meeting on such a day takes place.
§ 193 BGB, which moves a deadline from a Sunday to the next working day, is not relied upon:
whether it holds for a cut-off of a funding programme is for the funder to say.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import import_module

import holidays

from db.vocabulary import LAND_BY_PREFIX
from matcher.profile.days_off import DaysOff

ISO_OF_PREFIX = {
    "01": "SH", "02": "HH", "03": "NI", "04": "HB", "05": "NW", "06": "HE", "07": "RP", "08": "BW",
    "09": "BY", "10": "SL", "11": "BE", "12": "BB", "13": "MV", "14": "SN", "15": "ST", "16": "TH",
}  # fmt: skip
"""First two digits of the AGS -> ISO 3166-2 code of the Land."""
_TOWNS = {"09761": "Augsburg"}
"""Kreis part of an AGS -> subdivision with a public holiday of its own."""
_DAYS_OFF = {(12, 24): "Heiligabend", (12, 31): "Silvester"}
_WEEKEND = {5: "Samstag", 6: "Sonntag"}
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Workdays:
    """The calendar of a town hall; `ags` is its official key, of which five digits matter.

    `closed` are the days without work that it has set itself. Raises ValueError for a key that
    begins with no Land.
    """

    ags: str
    closed: tuple[DaysOff, ...] = ()

    def __post_init__(self) -> None:
        if self.ags[:2] not in LAND_BY_PREFIX:
            raise ValueError(f"{self.ags} begins with no Land")

    def day_off(self, day: date) -> str | None:
        """Why nobody works on this day, e.g. "Ostermontag" or "Samstag"; None on working days."""
        return self.holiday(day) or next(
            (f"freie Tage {one.words}" for one in self.closed if one.holds(day)), None
        )

    def holiday(self, day: date) -> str | None:
        """The same by weekends and holidays alone, which keep meetings from taking place."""
        region = _TOWNS.get(self.ags[:5], ISO_OF_PREFIX[self.ags[:2]])
        name = _holidays(region, day.year).get(day) or _DAYS_OFF.get((day.month, day.day))
        return name or _WEEKEND.get(day.weekday())

    def closed_between(self, first: date, last: date) -> tuple[str, ...]:
        """The stated days off that take a working day from `first` to `last`, as written."""
        if not self.closed:
            return ()
        span = (first + timedelta(days=n) for n in range((last - first).days + 1))
        taken = [day for day in span if self.holiday(day) is None]
        return tuple(one.words for one in self.closed if any(map(one.holds, taken)))

    def is_workday(self, day: date) -> bool:
        """Whether the town hall works on this day."""
        return self.day_off(day) is None

    def at_or_before(self, day: date) -> date:
        """The day itself if it is a working day, else the last one before."""
        while not self.is_workday(day):
            day -= _ONE
        return day

    def at_or_after(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        while not self.is_workday(day):
            day += _ONE
        return day

    def back(self, day: date, count: int) -> date:
        """The working day `count` working days before; 0 is the last one at or before the day.

        A day off counts as the working day before it, so three days back from a Sunday are
        three days back from Friday.
        """
        day = self.at_or_before(day)
        for _ in range(count):
            day = self.at_or_before(day - _ONE)
        return day

    def on(self, day: date, count: int) -> date:
        """The working day `count` working days later; 0 is the first one at or after the day."""
        day = self.at_or_after(day)
        for _ in range(count):
            day = self.at_or_after(day + _ONE)
        return day

    def days_back(self, day: date, calendar_days: int) -> date:
        """The last working day that lies at least so many calendar days before."""
        return self.at_or_before(day - timedelta(days=calendar_days))


def prepare() -> None:
    """Load what holidays are reckoned with now: the first who asks waits a tenth of a second."""
    import_module("holidays.countries")


@cache
def _holidays(region: str, year: int) -> dict[date, str]:
    """Public holidays, those of a part of the Land included, with their German names."""
    found = holidays.country_holidays(
        "DE", subdiv=region, years=year, categories=("public", "catholic"), language="de"
    )
    return dict(found.items())
