"""Months: counting in them, and their weeks as a calendar shows them."""

import calendar
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its ISO number; `days` run from Monday, None lies in another month.

    `busy` tells whether one of its days is marked.
    """

    number: int
    days: tuple[date | None, ...]
    busy: bool


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def last_of(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def plus_months(day: date, months: int) -> date:
    """The same day some months later, or the last of that month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, last_of(first).day))


def horizon(today: date, months: int) -> date:
    """The last day of so many months that begin today."""
    return plus_months(today, months) - timedelta(days=1)


def months_between(first: date, last: date) -> Iterator[date]:
    """First days of all months from one day to another."""
    month = first_of(first)
    while month <= last:
        yield month
        month = plus_months(month, 1)


def is_past(week: Week, today: date) -> bool:
    """Whether all its days lie before today."""
    return all(day is None or day < today for day in week.days)


def weeks(month: date, marked: Collection[date] = ()) -> list[Week]:
    """The weeks of a month, Monday first."""
    found = []
    for days in calendar.Calendar().monthdatescalendar(month.year, month.month):
        inside = tuple(day if day.month == month.month else None for day in days)
        busy = any(day in marked for day in inside if day)
        found.append(Week(days[0].isocalendar().week, inside, busy=busy))
    return found
