"""What the town has to carry by year after the money ends; pure.

Convention: the cost of a year is the same every month, without rises in pay. A whole month is one
twelfth of it, a begun one counts by its days: money that ends on 15.03. leaves 16/31 of March and
nine months. Parts are added exactly and each sum of a year is rounded once, to the cent, halves up.

What has an end of its own after that of its money goes on until then, whatever is decided: the town
is bound to it (`YearOf.bound`), and what was decided counts from the day after its own end. What
begins after the money ended costs nothing before it begins.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from db.kommune.award.endings import Choice, EndingRow
from matcher.award.lasting.funds import bound_until
from matcher.award.lasting.radar import Outlook, choice_of, first_end
from matcher.award.money.reduction import cents
from matcher.award.money.terms import ZERO

YEARS = 5
"""Years that are shown at least; more where something ends later, up to MOST_YEARS."""
MOST_YEARS = 10
_ONE = timedelta(days=1)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearOf:
    """A year: euros by decision, None for what is not decided; and how many things that end by
    then have no cost or no end that anybody states.

    `bound` is what goes on after its money until an end of its own, in euros: no decision changes
    it, and `euros` does not hold it.
    """

    year: int
    euros: dict[Choice | None, Decimal]
    unknown: int
    bound: Decimal = ZERO

    def of(self, choice: Choice | None) -> Decimal:
        """What a decision makes in this year."""
        return self.euros.get(choice, ZERO)


def burden(known: Iterable[Outlook], today: date) -> list[YearOf]:
    """By year from this one on: what goes on after the money, by what was decided.

    Under „beenden“ stands what falls away. A project that shall go on and of which nobody entered
    what counts as unknown. Nothing where nothing is entered or decided.
    """
    known = list(known)
    rows = [pair for one in known for pair in one.rows]
    blank = [first_end(one.funds) for one in known if _goes_on_unseen(one)]
    if not rows and not blank:
        return []
    ends = [bound_until(row, end) or end for row, end in rows]
    begins = [row.since for row, _ in rows]
    return [_of_year(rows, blank, year) for year in _years([*ends, *blank, *begins], today)]


def months_in(year: int, first: date, last: date | None = None) -> Fraction:
    """How many months of a year lie from a day to another, both included; a begun month counts by
    its days. Without `last` until the end of the year."""
    first, last = max(first, date(year, 1, 1)), min(last or date.max, date(year, 12, 31))
    if first > last:
        return Fraction(0)
    return _until(last) - _until(first) + Fraction(1, monthrange(year, first.month)[1])


def _until(day: date) -> Fraction:
    """Months from the beginning of its year to the end of a day."""
    return day.month - 1 + Fraction(day.day, monthrange(day.year, day.month)[1])


def _goes_on_unseen(one: Outlook) -> bool:
    decided = one.whole.decided
    return not one.rows and decided is not None and decided.choice != "stop"


def _years(ends: Iterable[date | None], today: date) -> range:
    # a year after the last end shows what the whole of it costs
    last = max((end.year + 2 for end in ends if end), default=today.year)
    until = max(last, today.year + YEARS - 1)
    return range(today.year, min(until, today.year + MOST_YEARS - 1) + 1)


def _of_year(
    rows: Sequence[tuple[EndingRow, date | None]], blank: Sequence[date | None], year: int
) -> YearOf:
    exact: dict[Choice | None, Fraction] = {}
    bound, unknown = Fraction(0), sum(_is_over_in(end, year) for end in blank)
    for row, end in rows:
        tied, free = _months(row, end, year)
        choice = choice_of(row)
        if row.cost is None or end is None:
            goes_on = end is None or _first(row, end).year <= year
            unknown += bool(tied) or (choice != "stop" and goes_on)
            continue
        cost = Fraction(row.cost)
        bound += cost * tied / _MONTHS
        exact[choice] = exact.get(choice, Fraction(0)) + cost * free / _MONTHS
    euros = {choice: _euros(sum_) for choice, sum_ in exact.items()}
    return YearOf(year, euros, unknown=unknown, bound=_euros(bound))


def _months(row: EndingRow, end: date | None, year: int) -> tuple[Fraction, Fraction]:
    """Months of a year after the money: those to which the town is bound, and the others."""
    if end is None:
        return Fraction(0), Fraction(0)
    until = bound_until(row, end)
    first = _first(row, end)
    tied = months_in(year, first, until) if until else Fraction(0)
    return tied, months_in(year, until + _ONE if until else first)


def _first(row: EndingRow, end: date) -> date:
    """The first day that the money of an award does not pay, at the earliest its own begin."""
    return max(end + _ONE, row.since or date.min)


def _euros(exact: Fraction) -> Decimal:
    return cents(Decimal(exact.numerator) / Decimal(exact.denominator))


def _is_over_in(end: date | None, year: int) -> bool:
    """Whether the money is over in a year, or perhaps is: nobody knows when it ends."""
    return end is None or (end + _ONE).year <= year
