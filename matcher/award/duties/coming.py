"""Which duties are due, announced or over on a day; pure.

Each duty is announced once for each of its lead times and on its day; what is done, dropped or
only proposed is not announced.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.kommune.award.duties import DutyRow
from matcher.award.periods import months_later

WHILE_OPEN = frozenset({"interim", "drawdown"})
"""What is asked year by year while the purpose is open; then the proof of use takes its place
(ANBest-Gk, No. 6.1)."""


@dataclass(frozen=True, slots=True)
class Announced:
    """A duty that is to be told on a day; `lead` is the lead time in days that it is told for."""

    duty: DutyRow
    lead: int


def announced(duties: Iterable[DutyRow], since: date, today: date) -> list[Announced]:
    """What became to be told after `since` up to `today`: of several lead times that passed the
    shortest alone, and nothing whose day was over on `since` already."""
    found = []
    for one in duties:
        if one.state != "open" or one.day is None or one.day < since:
            continue
        leads = sorted({0, *one.leads})
        passed = [lead for lead in leads if since < one.day - timedelta(days=lead) <= today]
        if passed:
            found.append(Announced(one, passed[0]))
    return found


def due(duties: Iterable[DutyRow], today: date, days: int) -> list[DutyRow]:
    """Open duties whose day lies within so many days or is over, by day; without a day last."""
    until = today + timedelta(days=days)
    found = [one for one in duties if one.state == "open" and (one.day is None or one.day <= until)]
    return sorted(found, key=lambda one: (one.day is None, one.day or date.max, one.id))


def finished(
    one: DutyRow, named: date | None, today: date, last: date | None
) -> tuple[DutyRow, DutyRow | None]:
    """A duty as somebody says today that it is done, and the next one where it recurs: on the day
    that is `named`, else today.

    A proposal whose day is over is of an earlier time: it is caught up, and without a named day
    nobody knows when it was done. `last` as in `ticked`.
    """
    if one.state == "proposed" and one.day is not None and one.day < today:
        return caught_up(one, named, today, last)
    return ticked(one, named or today, last)


def caught_up(
    one: DutyRow, done_on: date | None, today: date, last: date | None
) -> tuple[DutyRow, DutyRow | None]:
    """A duty of an earlier time as done, on a day that may be unknown, and the next one that is
    still to come: what recurred meanwhile is not asked about. `last` as in `ticked`."""
    done = replace(one, state="done", done_on=done_on)
    if not one.recurs or one.day is None:
        return done, None
    day = _next(one, max(one.day, today - timedelta(days=1)))
    return done, _again(one, day, last)


def ticked(one: DutyRow, today: date, last: date | None) -> tuple[DutyRow, DutyRow | None]:
    """A duty as done on a day, and the next one where it recurs.

    The next one keeps the day of the month of the first: the 31st comes back after February.
    `last` is the last day of the award period: what is asked while the purpose is open does not
    come again after it.
    """
    done = replace(one, state="done", done_on=today)
    if not one.recurs or one.day is None:
        return done, None
    return done, _again(one, _next(one, one.day), last)


def once_more(alike: Sequence[DutyRow], last: date | None) -> DutyRow | None:
    """The next of a yearly duty whose turns (`alike`, in order) are all done and that had ended
    with the award period, now that this lasts until `last`; as a proposal."""
    latest = alike[-1]
    if latest.kind not in WHILE_OPEN or any(one.state != "done" for one in alike):
        return None
    if not latest.recurs or latest.day is None or last is None:
        return None
    after = _again(latest, _next(latest, latest.day), last)
    return after and replace(after, state="proposed")


def turn(day: date, months: int) -> date:
    """The turn that a recurring duty takes so many months after another: the same day of the month;
    the end of a quarter stays one (30 June, 30 September, 31 December)."""
    later = months_later(day, months)
    if months % 3 or day.month % 3 or (day + timedelta(days=1)).day > 1:
        return later
    return later.replace(day=monthrange(later.year, later.month)[1])


def _next(one: DutyRow, after: date) -> date:
    """The first turn of a recurring duty after a day, counted from its first day: neither a
    weekend nor a short month moves those that follow."""
    first = one.first_day or one.day
    assert first is not None  # whoever asks has looked at its day
    day, times = first, 0
    while day <= after:
        times += 1
        day = turn(first, times * one.recurs)
    return day


def _again(one: DutyRow, day: date, last: date | None) -> DutyRow | None:
    if one.kind in WHILE_OPEN and last is not None and day > last:
        return None
    first = one.first_day or one.day
    return replace(
        one, id=0, version=0, state="open", day=day, first_day=first, done_on=None, note=""
    )
