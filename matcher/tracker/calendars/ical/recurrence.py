"""On which days a rule (RRULE) falls: pure, and never longer at work than the days it looks at.

dateutil knows these rules, too, but follows one that never comes true (30 February) to the
year 9999, which takes ten seconds; the tests hold this module against it.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, time, timedelta, tzinfo

from matcher.tracker.calendars.ical.lines import Unreadable

_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_TOO_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")
_BY_NUMBER = {
    "BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366,
    "BYHOUR": 23, "BYMINUTE": 59, "BYSECOND": 60,
}  # fmt: skip
"""Name of a part -> the largest number in it."""
_HARMLESS = {"RSCALE": "GREGORIAN", "SKIP": "OMIT"}
_BATCH = 50
"""Days that are looked at together where each is a period of its own."""
_DAY = re.compile(r"([+-]?\d{1,2})?\s*(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:T([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d))?(Z)?)?"
)
_NOT_READABLE = "Wiederholung (RRULE) nicht lesbar"


@dataclass(slots=True)
class Budget:
    """How many days may be looked at for one file; raises Unreadable when they are used up."""

    left: int = 300_000

    def spend(self, days: int) -> None:
        """Use some of them."""
        self.left -= days
        if self.left < 0:
            raise Unreadable("zu viele Wiederholungen in diesem Kalender")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that falls on a day at most once.

    `numbers` are its parts BYMONTH … by name; `weekdays` pairs of which one (1 the first, -1 the
    last, 0 each) and weekday (Monday 0). `until` is its end as it stands there.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    weekdays: tuple[tuple[int, int], ...] = ()
    week_start: int = 0

    @property
    def until_day(self) -> date | None:
        """The day of its end, whatever the zone."""
        found = _UNTIL.fullmatch(self.until)
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None

    @property
    def until_time(self) -> time | None:
        """The time of its end, if it names one."""
        found = _UNTIL.fullmatch(self.until)
        if found is None or found[4] is None:
            return None
        return time(int(found[4]), int(found[5]), int(found[6] or 0))

    @property
    def until_zone(self) -> tzinfo | None:
        """World time, if its end is given so; else the clock of the series counts."""
        return UTC if self.until.endswith("Z") else None

    def at(self, usual: time) -> time:
        """The time on each day; `usual` is that of the first one."""
        given = [self.numbers.get(name, ()) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")]
        hour, minute, second = (
            values[0] if values else own
            for values, own in zip(given, (usual.hour, usual.minute, usual.second), strict=True)
        )
        return time(hour, minute, min(second, 59))


def rule_of(words: str) -> Rule:
    """The rule that FREQ=…;… describes. Raises Unreadable, also where it falls too often."""
    parts = dict(_parts(words))
    frequency = parts.pop("FREQ", "")
    if frequency in _TOO_OFTEN:
        raise Unreadable("wiederholt sich mehrmals am Tag")
    if frequency not in _FREQUENCIES:
        raise Unreadable(_NOT_READABLE)
    numbers = {name: _numbers(parts.pop(name), most) for name, most in _BY_NUMBER.items()
               if name in parts}  # fmt: skip
    if any(len(numbers.get(name, ())) > 1 for name in ("BYHOUR", "BYMINUTE", "BYSECOND")):
        raise Unreadable("wiederholt sich mehrmals am Tag")
    count, interval = _count(parts.pop("COUNT", "")), _count(parts.pop("INTERVAL", "1"))
    until = parts.pop("UNTIL", "")
    weekdays = _weekdays(parts.pop("BYDAY", "") or parts.pop("BYWEEKDAY", ""))
    start = _weekdays(parts.pop("WKST", "MO"))
    unknown = {name for name, value in parts.items() if _HARMLESS.get(name) != value}
    if not interval or (until and not _is_day(until)) or {n for n in unknown if n[:2] != "X-"}:
        raise Unreadable(_NOT_READABLE)
    return Rule(frequency, interval, count=count, until=until, numbers=numbers,
                weekdays=weekdays, week_start=start[0][1])  # fmt: skip


def days_of(rule: Rule, start: date, first: date, last: date, budget: Budget) -> Iterator[date]:
    """The days between two on which a rule falls that begins on `start`, in order.

    Its end (`until`) is left to the caller, who knows the zone. Raises Unreadable when the
    budget is used up.
    """
    rule = _completed(rule, start)
    since = start if rule.count is not None else max(start, first)
    found = 0
    for days in _periods(rule, start, since, last):
        budget.spend(len(days) + 1)
        fitting = [day for day in days if _fits(rule, day)]
        for day in _at_positions(fitting, rule.numbers.get("BYSETPOS", ())):
            if day < start:
                continue
            found += 1
            if day > last or (rule.count is not None and found > rule.count):
                return
            if day >= first:
                yield day


def _parts(words: str) -> Iterator[tuple[str, str]]:
    for part in words.upper().split(";"):
        name, equals, value = part.partition("=")
        if equals and value.strip():
            yield name.strip(), "".join(value.split())


def _numbers(words: str, most: int) -> tuple[int, ...]:
    try:
        found = tuple(int(word) for word in words.split(","))
    except ValueError as error:
        raise Unreadable(_NOT_READABLE) from error
    if any(abs(number) > most for number in found):
        raise Unreadable(_NOT_READABLE)
    return found


def _count(words: str) -> int | None:
    """A number from 1 on; None for none and for -1, by which some mean "without end"."""
    try:
        number = int(words) if len(words) < 10 else 0
    except ValueError as error:
        if words:
            raise Unreadable(_NOT_READABLE) from error
        return None
    return number if number > 0 else None


def _weekdays(words: str) -> tuple[tuple[int, int], ...]:
    found = []
    for word in words.split(",") if words else ():
        match = _DAY.fullmatch(word)
        if match is None:
            raise Unreadable(_NOT_READABLE)
        found.append((int(match[1] or 0), _WEEKDAYS[match[2]]))
    return tuple(found)


def _is_day(until: str) -> bool:
    found = _UNTIL.fullmatch(until)
    try:
        return found is not None and bool(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return False


def _completed(rule: Rule, start: date) -> Rule:
    """The rule with what it leaves to its first day."""
    numbers, weekdays = dict(rule.numbers), rule.weekdays
    chooses = weekdays or {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"} & numbers.keys()
    by_week = rule.frequency == "YEARLY" and "BYWEEKNO" in numbers and not weekdays
    if by_week or (rule.frequency == "WEEKLY" and not chooses):
        weekdays = ((0, start.weekday()),)
    elif rule.frequency in ("MONTHLY", "YEARLY") and not chooses:
        numbers["BYMONTHDAY"] = (start.day,)
        if rule.frequency == "YEARLY":
            numbers.setdefault("BYMONTH", (start.month,))
    return Rule(rule.frequency, rule.interval, count=rule.count, until=rule.until,
                numbers=numbers, weekdays=weekdays, week_start=rule.week_start)  # fmt: skip


def _periods(rule: Rule, start: date, since: date, last: date) -> Iterator[list[date]]:
    """The days of each year, month, week or day that the interval leaves, from `since` on."""
    if rule.frequency == "DAILY":
        step = rule.interval
        at = start.toordinal() + step * max(0, (since - start).days // step)
        batch = 1 if "BYSETPOS" in rule.numbers else _BATCH
        while at <= last.toordinal():
            end = min(at + batch * step, last.toordinal() + 1)
            yield [date.fromordinal(n) for n in range(at, end, step)]
            at += batch * step
        return
    if rule.frequency == "WEEKLY":
        step = 7 * rule.interval
        begin = start.toordinal() - (start.weekday() - rule.week_start) % 7
        begin += step * max(0, (since.toordinal() - begin) // step)
        for at in range(begin, last.toordinal() + 1, step):
            yield [date.fromordinal(n) for n in range(at, at + 7)]
        return
    many = 1 if rule.frequency == "MONTHLY" else 12
    step = many * rule.interval
    month = 12 * start.year + (start.month - 1 if many == 1 else 0)
    month += step * max(0, (12 * since.year + since.month - 1 - month) // step)
    wanted = rule.numbers.get("BYMONTH", ())
    while month <= 12 * last.year + last.month - 1:
        months = (divmod(month + n, 12) for n in range(many))
        yield [day for year, m in months if not wanted or m + 1 in wanted
               for day in _month(year, m + 1)]  # fmt: skip
        month += step


def _month(year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    return [first + timedelta(days=n) for n in range(_days_in(year, month))]


def _days_in(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _fits(rule: Rule, day: date) -> bool:
    numbers = rule.numbers
    if rule.weekdays and not any(_is_weekday(rule, day, *one) for one in rule.weekdays):
        return False
    if "BYMONTH" in numbers and day.month not in numbers["BYMONTH"]:
        return False
    if "BYMONTHDAY" in numbers:
        wanted = numbers["BYMONTHDAY"]
        behind = day.day - _days_in(day.year, day.month) - 1
        if day.day not in wanted and behind not in wanted:
            return False
    if "BYYEARDAY" in numbers:
        number, total = _of_year(day)
        if not {number, number - total - 1}.intersection(numbers["BYYEARDAY"]):
            return False
    if "BYWEEKNO" in numbers and rule.frequency == "YEARLY":
        number, total = _week(day, rule.week_start)
        if not {number, number - total - 1}.intersection(numbers["BYWEEKNO"]):
            return False
    return True


def _is_weekday(rule: Rule, day: date, which: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if not which or rule.frequency in ("WEEKLY", "DAILY"):
        return True
    if rule.frequency == "YEARLY" and "BYMONTH" not in rule.numbers:
        number, total = _of_year(day)
    else:
        number, total = day.day, _days_in(day.year, day.month)
    return which in ((number - 1) // 7 + 1, -((total - number) // 7 + 1))


def _of_year(day: date) -> tuple[int, int]:
    """Number of a day in its year, and how many days that has."""
    first = date(day.year, 1, 1)
    return (day - first).days + 1, (date(day.year + 1, 1, 1) - first).days


def _week(day: date, week_start: int) -> tuple[int, int]:
    """Number of the week of a day, and how many weeks its year has (RFC 5545, BYWEEKNO)."""

    def number(one: date) -> tuple[int, int]:
        middle = one - timedelta(days=(one.weekday() - week_start) % 7 - 3)
        return middle.year, (middle.timetuple().tm_yday - 1) // 7 + 1

    year, found = number(day)
    return found, number(date(year, 12, 28))[1]


def _at_positions(days: list[date], positions: tuple[int, ...]) -> list[date]:
    if not positions:
        return days
    chosen = {days[at - 1 if at > 0 else at] for at in positions
              if at and -len(days) <= at <= len(days)}  # fmt: skip
    return sorted(chosen)
