"""When whom is told that nobody reacts; pure.

Watching begins with the last lead time before a day that leaves room for telling both, the deputy
and the head of the department. Whoever opens the page or ticks the matter off reacts: then the
days of silence begin anew, and what was told is not told again.
"""

from collections.abc import Collection
from datetime import date

from db.kommune.handing.unanswered import Level, Told, Watched


def lead_of(leads: Collection[int], days: int) -> int:
    """Days before its day from which something is watched, if `days` of silence are borne."""
    enough = [one for one in leads if one >= 2 * days]
    return min(enough) if enough else max(leads, default=0)


def is_watched(day: date, leads: Collection[int], today: date, days: int, *, known: bool) -> bool:
    """Whether something that is open is watched on a day.

    What is `known` stays until it is done, however late; what was overdue for long before
    anybody watched is no news.
    """
    left = (day - today).days
    return left <= lead_of(leads, days) and (known or left >= -days)


def reacted(one: Watched) -> bool:
    """Whether somebody opened it since the last telling; nights come before the day's work."""
    told = [each.on for each in (one.deputy, one.head) if each is not None]
    return one.opened is not None and one.opened >= max(told, default=date.min)


def still_told(one: Watched) -> list[tuple[Level, Told]]:
    """The tellings to which nobody reacted: opening the page ends those that were before."""
    return [
        (level, told) for level, told in one.tellings if one.opened is None or one.opened < told.on
    ]


def to_tell(one: Watched, today: date, days: int) -> Level | None:
    """Who is told now: the deputy after so many days of silence, then the head after as many."""
    silent_since = max(one.since, one.opened or one.since)
    if one.deputy is None:
        return "deputy" if (today - silent_since).days >= days else None
    since = max(silent_since, one.deputy.on)
    return "head" if one.head is None and (today - since).days >= days else None
