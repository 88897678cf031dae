"""When a duty is due for the first time that words ask for on days of every year."""

from datetime import date

from matcher.award.duties.kinds import Kind
from matcher.award.duties.words.reading import Read
from matcher.award.standing import Standing

ON_A_YEAR: frozenset[Kind] = frozenset({"interim", "report"})
"""What tells of a budget year (ANBest-Gk, No. 6.1: once a year while the purpose is open)."""
_LOOKING_BACK = 6
"""A report up to June tells of the year before, a later one of its own."""


def first_day(one: Read, award: Standing, first_year_ends: date) -> date | None:
    """The first of its days after the notice that said it first; None for a duty without such days.

    A report on a year comes after the first year of the award period, which ends on
    `first_year_ends`. 29 February is the 28th in other years.
    """
    found = list[date]()
    for month, day in one.month_days:
        after = _said_on(award, one.quote)
        if one.kind in ON_A_YEAR:
            is_of_last_year = month <= _LOOKING_BACK and len(one.month_days) == 1
            begins = award.now.zeitraum_ab or after
            after = max(after, first_year_ends if is_of_last_year else begins)
        found.append(_next(after, month, day))
    return min(found, default=None)


def _said_on(award: Standing, quote: str) -> date:
    """When words were first said: a later notice that repeats them does not move what is due."""
    days = (one.datum for one in award.counting if quote in one.auflagen)
    return next(days, award.decisive.datum)


def _next(after: date, month: int, day: int) -> date:
    """The first such day of a year after a day."""
    found = _in_year(after.year, month, day)
    return found if found > after else _in_year(after.year + 1, month, day)


def _in_year(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)
