"""Everything that falls on a day, put in the order of a week; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from matcher import german

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to do or to know of what people follow.

    `kind` is a key of the registry, `path` where on this site it is done, `projects` are ids,
    `programme` is a title, "" where none is concerned, `who` the name of the person it is with.
    """

    kind: str
    day: date
    what: str
    path: str
    projects: tuple[str, ...]
    programme: str = ""
    who: str = ""
    mine: bool = False

    def left(self, today: date) -> str:
        """How far away it is, in German: heute, noch 3 Tage, seit 2 Tagen."""
        days = (self.day - today).days
        return german.days_left(days) if days >= 0 else german.days_since(-days)


@dataclass(frozen=True, slots=True)
class Week:
    """Entries by when they are due, each list by day; `sunday` ends this week.

    `after` is the first day with entries after the next week.
    """

    sunday: date
    overdue: tuple[Entry, ...] = ()
    today: tuple[Entry, ...] = ()
    this_week: tuple[Entry, ...] = ()
    next_week: tuple[Entry, ...] = ()
    after: tuple[Entry, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing has to be done up to Sunday."""
        return not (self.overdue or self.today or self.this_week)


def week(entries: Iterable[Entry], today: date) -> Week:
    """The entries of overdue days, of today, up to Sunday, and from Monday to the Sunday after.

    On a day one's own come first, then they keep their order.
    """
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    parts: tuple[list[Entry], ...] = ([], [], [], [], [])
    bounds = (today - timedelta(days=1), today, sunday, sunday + timedelta(days=7), date.max)
    for entry in sorted(entries, key=lambda one: (one.day, not one.mine)):
        parts[next(n for n, last in enumerate(bounds) if entry.day <= last)].append(entry)
    overdue, now, rest, following, later = parts
    first = [entry for entry in later if entry.day == later[0].day]
    return Week(
        sunday,
        tuple(overdue),
        today=tuple(now),
        this_week=tuple(rest),
        next_week=tuple(following),
        after=tuple(first),
    )
