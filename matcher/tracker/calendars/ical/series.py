"""A series spelt out, with the meetings of it that were moved, called off or changed one by one."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from db.clock import BERLIN
from matcher.tracker.calendars.ical.entries import Event, Repeats
from matcher.tracker.calendars.ical.moments import LATEST, OLDEST, When, is_utc
from matcher.tracker.calendars.ical.recurrence import Budget, Rule, days_of
from matcher.tracker.calendars.ical.zones import Zones

_NEAR, _FAR = timedelta(days=2), timedelta(days=366)
"""How far around the days that are asked for a series is spelt out: for zones, and where some
of its meetings are moved, from or to them."""
_LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Reach:
    """From when to when series are spelt out, and what that may cost."""

    first: date
    last: date
    zones: Zones
    budget: Budget
    around: timedelta = _NEAR


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting: the entry whose words count, and the time the series gave it at first."""

    event: Event
    start: datetime
    slot: datetime | None
    is_day: bool

    @property
    def end(self) -> datetime | None:
        """When it ends, if that is stated."""
        return self.start + self.event.length if self.event.length else None


class Series:
    """The times that an entry gives its meetings, on the clock of its zone."""

    def __init__(self, event: Event, reach: Reach) -> None:
        self.event, self._local = event, reach.zones.local
        self.zone = _zone(event.start, reach.zones)
        self.start = self.wall_of(event.start)
        self.walls = sorted(self._spelt_out(event.repeats, reach))
        self._times = _Times(self.walls)

    def moment(self, wall: datetime) -> datetime:
        """A time of the series in German local time."""
        return wall.replace(tzinfo=self._shown_in).astimezone(BERLIN)

    @property
    def _shown_in(self) -> tzinfo:
        return BERLIN if self.event.start.is_day else self.zone

    def named(self, when: When) -> list[datetime]:
        """The times of the series that a RECURRENCE-ID or EXDATE means, in whatever form.

        The same moment counts, else the same clock time, else the same day: programs name a
        day, midnight, or the hour that the meeting once had.
        """
        return _matching(self._times, when, self)

    def nearest(self, when: When) -> datetime:
        """The time that is meant; where the series has none, its next one."""
        found = self.named(when)
        if found:
            return found[0]
        meant = self._at_its_hour(when)
        later = bisect_left(self.walls, meant)
        return self.walls[later] if later < len(self.walls) else meant

    def days_meant(self, when: When) -> tuple[date, ...]:
        """The days that a value may mean, the likeliest first."""
        there = when.wall_in(self._shown_in, self._local).date()
        return (there, when.day) if is_utc(when.zone) else (when.day, there)

    def wall_of(self, when: When) -> datetime:
        """A time on the clock of the series, which also counts for one that names no zone."""
        return when.wall_in(self.zone, self.zone)

    def _spelt_out(self, repeats: Repeats | None, reach: Reach) -> set[datetime]:
        """All times around the days that are asked for."""
        if repeats is None:
            return {self.start}
        ends = [self._end(rule) for rule in repeats.rules]
        begins = not ends or any(end is None or self.start <= end for end in ends)
        found = {self.start} if begins else set()
        for rule in repeats.rules:
            found |= self._walls(rule, reach)
        for extra in repeats.dates:
            found.add(self._at_its_hour(extra))
        for rule in repeats.except_rules:
            found -= self._walls(rule, reach)
        times = _Times(sorted(found))
        left_out = {w for one in repeats.except_dates for w in _matching(times, one, self)}
        return found - left_out

    def _at_its_hour(self, when: When) -> datetime:
        """A day is met at the hour of the others, days of a series without hours as such."""
        wall = self.wall_of(when)
        by_day = when.is_day or self.event.start.is_day
        return datetime.combine(wall, self.start.time()) if by_day else wall

    def _walls(self, rule: Rule, reach: Reach) -> set[datetime]:
        end, at = self._end(rule), rule.at(self.start.time())
        if self.event.start.is_day:
            at = time()
        first, last = reach.first - reach.around, reach.last + reach.around
        last = min(last, end.date()) if end else last
        days = days_of(rule, self.start.date(), first, last, reach.budget)
        walls = {datetime.combine(day, at) for day in days}
        return {wall for wall in walls if wall >= self.start and (end is None or wall <= end)}

    def _end(self, rule: Rule) -> datetime | None:
        """The last moment of a rule on the clock of the series; a day counts as a whole."""
        day = rule.until_day
        if day is None:
            return None
        hour = rule.until_time
        # "for ever" is often written as the end of the year 9999, where clocks of zones stop
        if hour is None or not OLDEST <= day.year <= LATEST:
            return datetime.combine(day, time.max)
        until = When(datetime.combine(day, hour), rule.until_zone)
        if not self.event.start.is_day:
            return self.wall_of(until)
        if hour != _LAST_SECOND:  # midnight here, written in world time
            day = until.wall_in(BERLIN, BERLIN).date()
        return datetime.combine(day, time.max)


def occurrences(masters: Sequence[Event], changed: Iterable[Event], reach: Reach
                ) -> Iterator[Occurrence]:  # fmt: skip
    """The meetings of one UID: series or single entries, and entries that change one of them.

    A change of a meeting that is not there is a meeting by itself, since it names its own day,
    unless the series is newer and no longer has it.
    Raises Unreadable.
    """
    changed = [*changed]
    around = replace(reach, around=_FAR) if changed else reach
    series = [Series(event, around) for event in masters]
    replaced: dict[tuple[int, datetime], Event] = {}
    onward: list[tuple[int, datetime, Event]] = []
    for event in changed:
        assert event.slot is not None
        found = [(n, wall) for n, one in enumerate(series) for wall in one.named(event.slot.when)]
        if found and found[0] not in replaced:
            replaced[found[0]] = event
        onwards = event.slot.and_future and bool(series)
        if not found and not onwards and not _is_outdated(event, series):
            yield _alone(event, reach)
        if onwards:
            number = found[0][0] if found else 0
            onward.append((number, series[number].nearest(event.slot.when), event))
    for number, one in enumerate(series):
        later = sorted(((wall, e) for n, wall, e in onward if n == number), key=_begin)
        for wall in one.walls:
            yield _occurrence(one, wall, replaced.get((number, wall)), later)


def _occurrence(
    series: Series, wall: datetime, changed: Event | None, later: list[tuple[datetime, Event]]
) -> Occurrence:
    slot = series.moment(wall)
    if changed is not None:
        start = changed.start.moment(series.zone)
        return Occurrence(changed, start, slot=slot, is_day=changed.start.is_day)
    since = bisect_right(later, wall, key=_begin)
    if not since:
        return Occurrence(series.event, slot, slot=slot, is_day=series.event.start.is_day)
    begin, event = later[since - 1]
    shifted = wall + (series.wall_of(event.start) - begin)
    if event.start.is_day:
        shifted = datetime.combine(shifted, time())
    moved = replace(event.start, wall=shifted, zone=series.zone)
    return Occurrence(event, moved.moment(series.zone), slot=slot, is_day=event.start.is_day)


def _begin(onward: tuple[datetime, Event]) -> datetime:
    return onward[0]


def _is_outdated(change: Event, series: Iterable[Series]) -> bool:
    """Whether a series was written anew after a change that it no longer holds."""
    return any(one.event.version.sequence > change.version.sequence for one in series)


def _alone(event: Event, reach: Reach) -> Occurrence:
    assert event.slot is not None
    local = reach.zones.local
    return Occurrence(
        event,
        event.start.moment(local),
        slot=event.slot.when.moment(local),
        is_day=event.start.is_day,
    )


class _Times:
    """Times of a series, to be looked up as such and by day."""

    def __init__(self, walls: Sequence[datetime]) -> None:
        self.all = frozenset(walls)
        self.by_day: dict[date, list[datetime]] = defaultdict(list)
        for wall in walls:
            self.by_day[wall.date()].append(wall)


def _matching(times: _Times, when: When, series: Series) -> list[datetime]:
    if series.event.start.is_day:
        days = (datetime.combine(day, time()) for day in series.days_meant(when))
        return next(([day] for day in days if day in times.all), [])
    if when.is_day:
        return times.by_day.get(when.day, [])
    for exact in (series.wall_of(when), when.wall):
        if exact in times.all:
            return [exact]
    same = (times.by_day.get(day, []) for day in series.days_meant(when))
    return next((walls for walls in same if len(walls) == 1), [])


def _zone(start: When, zones: Zones) -> tzinfo:
    """On whose clock a series repeats: that of a file which writes world time but names a zone."""
    if start.zone is None or (zones.shown is not None and is_utc(start.zone)):
        return zones.local
    return start.zone
