"""The figures of a proof of use in the order of the financing plan; pure.

Source: ANBest-K Sachsen (2023), No. 6.2 to 6.4: receipts and expenses in the order of the
financing plan, and what is left over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from db.kommune.award.movements import Kind, MoneyRow
from matcher.award.money.drawn import Movement
from matcher.award.money.spending import spent_of_grant, stayed_by_year
from matcher.award.money.terms import ZERO
from matcher.award.standing import Standing, grant_of, stated_grant


@dataclass(frozen=True, slots=True)
class Position:
    """A line of the financing plan in euros; `planned` is None where the notice states nothing."""

    name: str
    planned: Decimal | None
    actual: Decimal

    @property
    def difference(self) -> Decimal | None:
        """Actual less planned."""
        return None if self.planned is None else self.actual - self.planned


@dataclass(frozen=True, slots=True)
class ProofYear:
    """A budget year: the part of the grant that is planned for it; what came, was repaid, spent.

    `spent` are all payments of the project, `of_grant` is what of them is paid out of the grant.
    """

    year: int
    planned: Decimal | None
    received: Decimal
    repaid: Decimal
    spent: Decimal
    of_grant: Decimal


@dataclass(frozen=True, slots=True)
class Proof:
    """Means and expenses; totals agree to the cent: means - expenses = `left`."""

    means: tuple[Position, ...]
    means_total: Position
    expenses: Position
    years: tuple[ProofYear, ...]

    @property
    def left(self) -> Decimal:
        """What came in and is not spent; 0 where the town paid the grant's part in advance."""
        return self.means_total.actual - self.expenses.actual


def proof(found: Standing, money: Sequence[MoneyRow], today: date) -> Proof:
    """The figures as of today.

    The grant is what came less what was paid back. The town's own means are what was spent beyond
    the grant's part of the payments, as far as that came, and beyond what others paid.
    """
    money = [one for one in money if one.day <= today]
    now = found.now
    used = _of_grant(found, money)
    grant = _sum(money, "received") - _sum(money, "repaid")
    income, spent = _sum(money, "income"), _sum(money, "spent")
    stayed = stayed_by_year(used, _of_kind(money, "received"), _sum(money, "repaid"))
    own_paid = spent - min(grant, _total(used)) - income
    others, own = now.mittel_dritter_eur, now.eigenmittel_eur or ZERO
    if others is None and own + grant_of(found) == now.zuwendungsfaehig_eur:
        others = ZERO  # the plan is met without them
    means = (
        Position("Eigenmittel", now.eigenmittel_eur, actual=max(own_paid, ZERO)),
        Position("Mittel Dritter und weitere Einnahmen", others, actual=income),
        Position("Zuwendung", stated_grant(found), actual=grant),
    )
    expenses = Position("Zuwendungsfähige Ausgaben", now.zuwendungsfaehig_eur, actual=spent)
    total = Position(
        "Summe der Einnahmen",
        _planned_total(means, now.zuwendungsfaehig_eur),
        actual=sum((one.actual for one in means), ZERO),
    )
    return Proof(means, total, expenses=expenses, years=_years(found, money, stayed))


def _planned_total(means: Sequence[Position], eligible: Decimal | None) -> Decimal | None:
    """The sum of the plan; None where one of its parts is missing and the costs are not met."""
    stated = [one.planned for one in means if one.planned is not None]
    total = sum(stated, ZERO)
    return total if len(stated) == len(means) or total == eligible else None


def _of_grant(found: Standing, money: Sequence[MoneyRow]) -> list[Movement]:
    return spent_of_grant(found.terms_by_day, _of_kind(money, "spent"))


def _of_kind(money: Sequence[MoneyRow], kind: Kind) -> list[Movement]:
    return [Movement(one.day, one.euros) for one in money if one.kind == kind]


def _total(used: Sequence[Movement]) -> Decimal:
    return sum((one.euros for one in used), ZERO)


def _years(
    found: Standing, money: Sequence[MoneyRow], used: Mapping[int, Decimal]
) -> tuple[ProofYear, ...]:
    planned = found.instalments
    kinds: tuple[Kind, ...] = ("received", "repaid", "spent")
    years = {one.day.year for one in money if one.kind in kinds}
    return tuple(
        ProofYear(
            year,
            planned.get(year, ZERO) if planned else None,
            received=_sum(of_year, "received"),
            repaid=_sum(of_year, "repaid"),
            spent=_sum(of_year, "spent"),
            of_grant=used.get(year, ZERO),
        )
        for year in sorted({*planned, *years, *used})
        for of_year in ([one for one in money if one.day.year == year],)
    )


def _sum(money: Sequence[MoneyRow], kind: Kind) -> Decimal:
    return sum((one.euros for one in money if one.kind == kind), ZERO)
