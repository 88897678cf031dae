"""What the town has to carry by year after the money ends; pure.

In the first year only the days after the end count; from then on the whole cost, as it is entered,
without rises in pay.
"""

from calendar import isleap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from db.kommune.award.endings import Choice, EndingRow
from matcher.award.lasting.radar import Outlook, choice_of, first_end

YEARS = 5
"""Years that are shown at least; more where something ends later, up to MOST_YEARS."""
MOST_YEARS = 10
_CENT = Decimal("0.01")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class YearOf:
    """A year: euros by decision, None for what is not decided; and how many things that end by
    then have no cost or no end that anybody states."""

    year: int
    euros: dict[Choice | None, Decimal]
    unknown: int

    def of(self, choice: Choice | None) -> Decimal:
        """What a decision makes in this year."""
        return self.euros.get(choice, _ZERO)


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
    years = _years([*(end for _, end in rows), *blank], today)
    return [_of_year(rows, blank, year) for year in years]


def _goes_on_unseen(one: Outlook) -> bool:
    decided = one.whole.decided
    return not one.rows and decided is not None and decided.choice != "stop"


def euros_in(row: EndingRow, end: date | None, year: int) -> Decimal | None:
    """What something costs in a year after its money ended; None where it is not known."""
    if end is None or row.cost is None:
        return None
    first = end + timedelta(days=1)
    if first.year > year:
        return _ZERO
    if first.year < year:
        return row.cost
    days = (date(year, 12, 31) - end).days
    return (row.cost * days / (366 if isleap(year) else 365)).quantize(_CENT)


def _years(ends: Iterable[date | None], today: date) -> range:
    # a year after the last end shows what the whole of it costs
    last = max((end.year + 2 for end in ends if end), default=today.year)
    until = max(last, today.year + YEARS - 1)
    return range(today.year, min(until, today.year + MOST_YEARS - 1) + 1)


def _of_year(
    rows: Sequence[tuple[EndingRow, date | None]], blank: Sequence[date | None], year: int
) -> YearOf:
    euros: dict[Choice | None, Decimal] = {}
    unknown = sum(_is_over_in(end, year) for end in blank)
    for row, end in rows:
        cost = euros_in(row, end, year)
        if cost is not None:
            choice = choice_of(row)
            euros[choice] = euros.get(choice, _ZERO) + cost
        elif choice_of(row) != "stop":
            unknown += _is_over_in(end, year)
    return YearOf(year, euros, unknown=unknown)


def _is_over_in(end: date | None, year: int) -> bool:
    """Whether the money is over in a year, or perhaps is: nobody knows when it ends."""
    return end is None or (end + timedelta(days=1)).year <= year
