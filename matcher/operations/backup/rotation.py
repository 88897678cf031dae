"""Which backups may go: the rule, without touching a file."""

from collections.abc import Sequence
from datetime import date, datetime


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
