"""Interest on money that was drawn and not spent in time.

Source: § 49a Abs. 3 and 4 VwVfG: five percentage points above the Basiszinssatz a year. The rate
changes on 1 January and 1 July (§ 247 BGB); the town enters it. Convention: actual days / 365,
each stretch of one rate rounded to the cent. The first day is the one after the time ended, the
day on which the money is spent is not counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from db.errors import FoerderlageError
from matcher import german
from matcher.award.money.reduction import cents
from matcher.award.money.terms import ZERO

ABOVE = Decimal(5)
"""Percentage points above the Basiszinssatz."""
CONVENTION = (
    "Zinsen: fünf Prozentpunkte über dem Basiszinssatz (§ 49a VwVfG), tatsächliche Tage / 365, "
    "je Zinssatz auf den Cent gerundet; der Tag der Verwendung zählt nicht mit."
)
_ONE = timedelta(days=1)
_YEAR = 365


class NoBaseRate(FoerderlageError):
    """The Basiszinssatz of a half-year is not known."""


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The Basiszinssatz in percent from a 1 January or 1 July on."""

    since: date
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one rate, first and last included, with the interest on the sum; percent a year."""

    first: date
    last: date
    percent: Decimal
    euros: Decimal

    @property
    def days(self) -> int:
        """How many days count."""
        return (self.last - self.first).days + 1

    def words(self, sum_: Decimal) -> str:
        """The arithmetic of this stretch on a sum, in German."""
        return (
            f"{german.euros(sum_)} × {german.percent(float(self.percent))} × {self.days} ÷ {_YEAR}"
            f" = {german.euros(self.euros)} ({german.day(self.first)} bis {german.day(self.last)})"
        )


def interest(
    euros: Decimal, in_time_until: date, spent: date, rates: Sequence[BaseRate]
) -> tuple[Stretch, ...]:
    """The stretches in which a sum that had to be spent by a day was not.

    Nothing where it was spent in time. Raises NoBaseRate when a half-year's rate is missing.
    """
    found = []
    first, end = in_time_until + _ONE, spent - _ONE
    while first <= end:
        last = min(end, _end_of_half(first))
        percent = _rate_on(first, rates) + ABOVE
        days = (last - first).days + 1
        due = cents(euros * percent * days / (100 * _YEAR))
        found.append(Stretch(first, last, percent=percent, euros=due))
        first = last + _ONE
    return tuple(found)


def total(stretches: Sequence[Stretch]) -> Decimal:
    """All interest of these stretches."""
    return sum((one.euros for one in stretches), ZERO)


def half_year(day: date) -> date:
    """The 1 January or 1 July at or before a day."""
    return date(day.year, 7 if day.month > 6 else 1, 1)


def _end_of_half(day: date) -> date:
    return date(day.year, 12, 31) if day.month > 6 else date(day.year, 6, 30)


def _rate_on(day: date, rates: Sequence[BaseRate]) -> Decimal:
    since = half_year(day)
    for one in rates:
        if one.since == since:
            return one.percent
    raise NoBaseRate(
        f"Der Basiszinssatz ab {german.day(since)} ist nicht eingetragen.",
        "Die Bundesbank gibt ihn zum 1. Januar und 1. Juli bekannt; bitte unter „Basiszinssatz“"
        " eintragen.",
    )
