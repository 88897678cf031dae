"""The money of one award on a day: granted, drawn, spent, left, late, at risk; by budget year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from db.kommune.award.movements import Kind, MoneyRow
from matcher import german
from matcher.award.money.drawn import (
    Movement,
    SpendingTime,
    Unspent,
    by_year,
    ends_undrawn,
    late,
    undrawn,
    unspent,
    with_interest,
)
from matcher.award.money.expected import Bounds, Expected, expected
from matcher.award.money.instalments import unfit
from matcher.award.money.interest import BaseRate, NoBaseRate, total
from matcher.award.money.spending import spent_of_grant, stayed_by_year
from matcher.award.money.terms import ZERO
from matcher.award.standing import Standing, grant_of, stated_grant


@dataclass(frozen=True, slots=True)
class Rules:
    """What money of an award is judged by: the time for spending, the Basiszinssätze, the town,
    and from when on less costs or other money count."""

    ags: str
    time: SpendingTime | None = None
    rates: Sequence[BaseRate] = ()
    bounds: Bounds = field(default_factory=Bounds)


@dataclass(frozen=True, slots=True)
class Year:
    """A budget year: what the award plans for it, what came and what was spent; euros. `planned`
    is None where no notice says it any more.

    `spent` are all payments of the project, `of_grant` is what of them is paid out of the grant.
    """

    year: int
    planned: Decimal | None
    received: Decimal
    spent: Decimal
    of_grant: Decimal


@dataclass(frozen=True, slots=True)
class Summary:
    """Sums in euros by kind of movement, what is left of the grant, what was spent late.

    `grant` is None where no notice states it: what follows from it is unknown, too. `risks` are
    German sentences, `open` what keeps something from being reckoned; `idle` is what is not
    spent and still has time, `expected` what becomes of the grant by what is entered.
    """

    grant: Decimal | None
    sums: dict[Kind, Decimal]
    late: tuple[Unspent, ...]
    years: tuple[Year, ...]
    risks: tuple[str, ...]
    open: tuple[str, ...]
    idle: tuple[Unspent, ...] = ()
    expected: Expected | None = None

    def sum_of(self, kind: Kind) -> Decimal:
        """Euros of all movements of a kind."""
        return self.sums.get(kind, ZERO)

    @property
    def rest(self) -> Decimal | None:
        """What of the grant was not received; None where the grant is unknown."""
        if self.grant is None:
            return None
        return max(self.grant - self.sum_of("received"), ZERO)

    @property
    def to_repay(self) -> Decimal:
        """What came beyond the grant as it stands now, whether it is paid back or not."""
        if self.grant is None:
            return ZERO
        return max(self.sum_of("received") - self.grant, ZERO)

    @property
    def owed(self) -> Decimal:
        """What of it is not paid back yet."""
        return max(self.to_repay - self.sum_of("repaid"), ZERO)

    @property
    def beyond_owed(self) -> Decimal:
        """What was paid back beyond what the award as it stands now demands."""
        if self.grant is None:
            return ZERO
        return max(self.sum_of("repaid") - self.to_repay, ZERO)

    @property
    def interest(self) -> Decimal:
        """Interest on what was spent late, as far as it can be reckoned."""
        return sum((total(one.stretches) for one in self.late), ZERO)


def summary(found: Standing, money: Sequence[MoneyRow], rules: Rules, today: date) -> Summary:
    """The money of an award as of today; what lies in the future does not count yet."""
    money = [one for one in money if one.day <= today]
    received, spent = _of_kind(money, "received"), _of_kind(money, "spent")
    repaid, grant = _of_kind(money, "repaid"), grant_of(found)
    open_, delays, idle = [], list[Unspent](), list[Unspent]()
    of_grant = spent_of_grant(found.terms_by_day, spent)
    closed = found.closed_by
    ended = min(today, closed.datum) if closed else today
    if rules.time is not None:
        # what is paid or asked back lies idle no longer, as if it had been spent
        used = [*of_grant, *_given_back(found, received, repaid)]
        idle = [] if closed else unspent(received, used, rules.time, rules.ags, today)
        for one in late(received, used, rules.time, rules.ags, ended):
            try:
                delays.append(with_interest(one, rules.rates, ended))
            except NoBaseRate as error:
                delays.append(replace(one, no_rate=error.what))
                open_.append(str(error))
    elif received:
        open_.append(
            "In welcher Zeit abgerufene Mittel zu verwenden sind, steht weder in den Auflagen noch"
            " in bekannten Nebenbestimmungen."
        )
    kinds = dict.fromkeys(one.kind for one in money)
    return Summary(
        stated_grant(found),
        {kind: _sum(_of_kind(money, kind)) for kind in kinds},
        late=tuple(delays),
        years=_years(found, received, spent, stayed_by_year(of_grant, received, _sum(repaid))),
        risks=tuple(_risks(found, grant, received, delays, today)),
        open=tuple(dict.fromkeys(open_)),
        idle=tuple(idle),
        expected=expected(found, money, rules.bounds),
    )


def _of_kind(money: Sequence[MoneyRow], kind: Kind) -> list[Movement]:
    return [Movement(one.day, one.euros) for one in money if one.kind == kind]


def _given_back(
    found: Standing, received: Sequence[Movement], repaid: Sequence[Movement]
) -> list[Movement]:
    """What was paid back, by day; what a notice asks back counts from its day on, paid or not."""
    if stated_grant(found) is None:
        return [*repaid]
    day = found.lowered_by.datum
    early = [one for one in repaid if one.day < day]
    asked = max(-undrawn(grant_of(found), received) - _sum(early), ZERO)
    beyond = max(_sum(repaid) - _sum(early) - asked, ZERO)
    given = [*early, Movement(day, asked)]
    for one in sorted(repaid, key=lambda movement: movement.day, reverse=True):
        if one.day >= day and (part := min(beyond, one.euros)):
            given.append(Movement(one.day, part))
            beyond -= part
    return [one for one in given if one.euros]


def _sum(movements: Sequence[Movement]) -> Decimal:
    return sum((one.euros for one in movements), ZERO)


def _years(
    found: Standing,
    received: Sequence[Movement],
    spent: Sequence[Movement],
    used: Mapping[int, Decimal],
) -> tuple[Year, ...]:
    planned, came, went = found.instalments, by_year(received), by_year(spent)
    unnamed = None if unfit(found.counting) else ZERO
    return tuple(
        Year(
            year,
            planned.get(year, unnamed),
            received=came.get(year, ZERO),
            spent=went.get(year, ZERO),
            of_grant=used.get(year, ZERO),
        )
        for year in sorted({*planned, *came, *went, *used})
    )


def _risks(
    found: Standing,
    grant: Decimal,
    received: Sequence[Movement],
    delays: Sequence[Unspent],
    today: date,
) -> list[str]:
    if found.closed_by is not None:
        return []
    risks = []
    ends = found.now.zeitraum_bis
    if ends is not None and ends_undrawn(grant, received, ends, today):
        ended = "endete" if ends < today else "endet"
        risks.append(
            f"Der Bewilligungszeitraum {ended} am {german.day(ends)}, nicht abgerufen sind"
            f" {german.euros(undrawn(grant, received))} von {german.euros(grant)}."
        )
    for one in delays:
        if one.spent is None:
            risks.append(
                f"{german.euros(one.euros)} vom {german.day(one.received)} waren bis"
                f" {german.day(one.until)} zu verwenden und sind es noch nicht.{_so_far(one)}"
            )
    return risks


def _so_far(one: Unspent) -> str:
    if one.no_rate:
        return f" Die Zinsen sind unbekannt: {one.no_rate}"
    euros = total(one.stretches)
    return f" Zinsen bis heute: {german.euros(euros)}." if euros else ""
