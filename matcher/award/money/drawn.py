"""What of a grant is drawn, spent, left over and at risk on a day.

Source: ANBest-K, No. 1.3 (money is drawn for what is due soon) and § 49a Abs. 4 VwVfG (interest on
what was not spent in time). Money is spent in the order in which it was drawn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from matcher.award.money.interest import BaseRate, Stretch, interest
from matcher.award.money.terms import ZERO
from matcher.award.periods import months_later, moved_end, moved_words

LEFT_MONTHS = 6
"""So many months before the award period ends what is not drawn is looked at."""
SOON_DAYS = 14
"""So many days before its time is over what is not spent yet is named."""
LEFT_SHARE = Decimal("0.2")
"""More than this part of the grant not drawn by then is at risk."""


@dataclass(frozen=True, slots=True)
class SpendingTime:
    """Within how many months or weeks of its receipt drawn money has to be spent."""

    months: int = 0
    weeks: int = 0

    def ends(self, received: date, ags: str) -> date:
        """The last day for money that came on this day."""
        return moved_end(self._unmoved(received), ags)

    def why_moved(self, received: date, ags: str) -> str:
        """Why that day is later than the period says (German); "" where it is not."""
        return moved_words(self._unmoved(received), ags)

    def _unmoved(self, received: date) -> date:
        return months_later(received, self.months) + timedelta(weeks=self.weeks)


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that came, or that was spent, on a day; euros in cents."""

    day: date
    euros: Decimal


@dataclass(frozen=True, slots=True)
class Unspent:
    """A part of a draw-down that was spent late (`spent`) or is not spent yet (None); `moved` says
    why its last day is later than the period says (German), "" where it is not; `no_rate` which
    Basiszinssatz is missing, so that its interest is unknown (German)."""

    received: date
    until: date
    euros: Decimal
    spent: date | None = None
    stretches: tuple[Stretch, ...] = field(default=())
    moved: str = ""
    no_rate: str = ""


def parts(
    received: Sequence[Movement], spent: Sequence[Movement]
) -> list[tuple[Movement, Movement | None]]:
    """What came, cut into what each payment used of it (same euros on both sides), in order; with
    None for what is left. What was spent beyond all that came is the town's own money."""
    found: list[tuple[Movement, Movement | None]] = []
    uses = sorted(spent, key=lambda one: one.day)
    for came in sorted(received, key=lambda one: one.day):
        left = came.euros
        while left and uses:
            use = uses.pop(0)
            part = min(left, use.euros)
            found.append((Movement(came.day, part), Movement(use.day, part)))
            left -= part
            if part < use.euros:
                uses.insert(0, Movement(use.day, use.euros - part))
        if left:
            found.append((Movement(came.day, left), None))
    return found


def late(
    received: Sequence[Movement],
    spent: Sequence[Movement],
    time: SpendingTime,
    ags: str,
    today: date,
) -> list[Unspent]:
    """The parts that were spent after their time, or are unspent though it is over today."""
    found = []
    for came, use in parts(received, spent):
        until = time.ends(came.day, ags)
        ended = use.day if use else today
        if ended > until:
            found.append(_unspent(came, use, time, ags))
    return found


def unspent(
    received: Sequence[Movement],
    spent: Sequence[Movement],
    time: SpendingTime,
    ags: str,
    today: date,
) -> list[Unspent]:
    """What is not spent and still has time, today included."""
    left = [_unspent(came, None, time, ags) for came, use in parts(received, spent) if use is None]
    return [one for one in left if one.until >= today]


def soon(idle: Iterable[Unspent], today: date) -> list[Unspent]:
    """What of it has to be spent within SOON_DAYS."""
    return [one for one in idle if one.until <= today + timedelta(SOON_DAYS)]


def _unspent(came: Movement, use: Movement | None, time: SpendingTime, ags: str) -> Unspent:
    return Unspent(
        came.day,
        time.ends(came.day, ags),
        euros=came.euros,
        spent=use.day if use else None,
        moved=time.why_moved(came.day, ags),
    )


def with_interest(one: Unspent, rates: Sequence[BaseRate], today: date) -> Unspent:
    """The same with the interest until it was spent, or that would be due if spent today.

    Raises NoBaseRate.
    """
    found = interest(one.euros, one.until, one.spent or today, rates)
    return replace(one, stretches=found)


def undrawn(grant: Decimal, received: Sequence[Movement]) -> Decimal:
    """What is left of the grant."""
    return grant - sum((one.euros for one in received), ZERO)


def on_its_way(asked: Sequence[Movement], received: Sequence[Movement]) -> Decimal:
    """What was asked for and has not come: what comes settles what was asked before it, and not
    every draw-down that came was entered when it was asked for."""
    events = [(one.day, 0, one.euros) for one in asked]
    events += [(one.day, 1, one.euros) for one in received]
    left = ZERO
    for _, came, euros in sorted(events):
        left = max(left - euros, ZERO) if came else left + euros
    return left


def ends_undrawn(
    grant: Decimal, received: Sequence[Movement], period_ends: date | None, today: date
) -> bool:
    """Whether the award period ends within LEFT_MONTHS and more than a fifth is not drawn."""
    if period_ends is None or not months_later(period_ends, -LEFT_MONTHS) <= today:
        return False
    return undrawn(grant, received) > LEFT_SHARE * grant


def by_year(movements: Sequence[Movement]) -> dict[int, Decimal]:
    """Sums by budget year, which is the calendar year (§ 4 of the budget laws of the Länder)."""
    found: dict[int, Decimal] = {}
    for one in movements:
        found[one.day.year] = found.get(one.day.year, ZERO) + one.euros
    return dict(sorted(found.items()))
