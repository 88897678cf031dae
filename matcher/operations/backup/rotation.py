"""Which backups may go: the rule, without touching a file."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

RECENT = timedelta(days=7)
"""For so long the first set of a day stays beside its last: whoever repeats a night after data
were damaged must not lose the state of the morning."""


def expired(
    made: Sequence[datetime], today: date, *, daily: int, monthly: int
) -> frozenset[datetime]:
    """Those of the backups made at these moments that nothing keeps.

    Kept are the last one of each of the `daily` latest days that have one, and the last one
    of each of the `monthly` latest months that have one: days without a backup do not count,
    so a job that rested for months loses nothing. Backups dated after `today` stem from a
    wrong clock or were made before it was set back; they neither go nor count, and neither
    does the newest go, whatever the numbers say.
    """
    past = sorted(moment for moment in made if moment.date() <= today)
    by_day = {moment.date(): moment for moment in past}
    by_month = {(moment.year, moment.month): moment for moment in past}
    kept = {by_day[day] for day in sorted(by_day)[-max(daily, 1) :]}
    if monthly > 0:
        kept |= {by_month[month] for month in sorted(by_month)[-monthly:]}
    return frozenset(past) - kept


def leaving(
    made: Sequence[datetime],
    today: date,
    *,
    daily: int,
    monthly: int,
    is_sound: Callable[[datetime], bool],
) -> frozenset[datetime]:
    """Those that are `expired`, as long as what stays for them is sound.

    `is_sound` reads a whole set, so only those are asked about on which it depends. What is not
    sound neither goes nor counts. Of a day of the last week that is kept the first one stays, too.
    """
    counted = [*made]
    while True:
        gone = expired(counted, today, daily=daily, monthly=monthly)
        left = [moment for moment in counted if moment not in gone and moment.date() <= today]
        damaged = {heir for heir in {_heir(one, left) for one in gone} if not is_sound(heir)}
        if not damaged:
            return gone - _mornings(counted, left, today)
        counted = [moment for moment in counted if moment not in damaged]


def _heir(gone: datetime, left: Sequence[datetime]) -> datetime:
    """What stays for one that goes: the last of its day, of its month, or of all."""
    month = gone.year, gone.month
    same_day = [moment for moment in left if moment.date() == gone.date()]
    same_month = [moment for moment in left if (moment.year, moment.month) == month]
    return max(same_day or same_month or left)


def _mornings(
    made: Iterable[datetime], left: Iterable[datetime], today: date
) -> frozenset[datetime]:
    """The first of each day of the last week of which anything stays."""
    days = {moment.date() for moment in left if today - RECENT < moment.date()}
    first = {moment.date(): moment for moment in sorted(made, reverse=True)}
    return frozenset(first[day] for day in days)


def whole_days(gone: frozenset[datetime], made: Iterable[datetime]) -> frozenset[datetime]:
    """Those that go and of whose day nothing stays."""
    kept = {moment.date() for moment in made if moment not in gone}
    return frozenset(moment for moment in gone if moment.date() not in kept)
