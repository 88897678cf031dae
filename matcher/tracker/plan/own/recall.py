"""When a match without deadlines comes back: a proposal, and the next time; pure."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.records import Fact
from matcher import german
from matcher.facts.certainty import is_sure
from matcher.tracker.calendars.workdays import Workdays

USUAL_MONTHS = 3
MONTHS: tuple[int, ...] = (1, 2, 3, 6, 12)
"""How often a match can come back."""
_BEFORE_OPENING = timedelta(weeks=4)
_BEFORE_DEADLINE = timedelta(weeks=13)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day to look again, and why that day (German words that go on after it)."""

    day: date
    why: str


def proposed(facts: Sequence[Fact] | None, today: date, workdays: Workdays) -> Proposal:
    """When to look again: before the day in the year on which one could apply last time, where
    the text tells it, else in three months."""
    known = [(date.fromisoformat(str(f.value)), _opening(f)) for f in facts or () if _is_past(f)]
    for words, ahead, days in (
        ("vier Wochen vor dem Tag, ab dem man zuletzt Anträge stellen konnte", _BEFORE_OPENING,
         [opens for _, opens in known if opens]),
        ("drei Monate vor dem Tag der letzten genannten Frist", _BEFORE_DEADLINE,
         [day for day, _ in known]),
    ):  # fmt: skip
        if days:
            last = max(days)
            again = _in_years(last, ahead, today)
            return Proposal(workdays.at_or_before(again), f"{words} ({german.day(last)})")
    return Proposal(workdays.at_or_after(months_later(today, USUAL_MONTHS)), "in drei Monaten")


def next_time(every_months: int, today: date, workdays: Workdays) -> date:
    """The working day on which a match comes back that was looked at today."""
    return workdays.at_or_after(months_later(today, every_months))


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last one of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _is_past(fact: Fact) -> bool:
    return fact.kind == "deadline" and fact.details["form"] == "date" and is_sure(fact)


def _opening(fact: Fact) -> date | None:
    opens = fact.details.get("opens")
    return date.fromisoformat(opens) if opens and not opens.startswith("-") else None


def _in_years(last: date, ahead: timedelta, today: date) -> date:
    """So long before the next return of a day in the year that it is still to come."""
    years = 1
    while months_later(last, 12 * years) - ahead - timedelta(days=3) <= today:
        years += 1
    return months_later(last, 12 * years) - ahead
