"""Who pays what when several programmes pay for one project: cent exact, never more than it costs.

Each programme pays its rate of the eligible costs, at most its maximum (the rules of the own
share). All grants together stay within the eligible costs, leave what third parties pay and the
highest minimum own share that one of the texts states, and stay within the lowest ceiling of public
funding. Where they would not, the last in place is cut first; nothing below a minimum grant. So
grants, third parties and own share add up to the costs, whatever the order in which the programmes
are named.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from db.records import Fact
from matcher import german
from matcher.tracker.combining.claim import Claim
from matcher.tracker.own_share.calculation import Identity
from matcher.tracker.own_share.grant import ZERO, Grant, least_own, nothing_below, share_of

_CUT = "gekürzt, damit die Zuschüsse zusammen nicht zu hoch sind"
MayCombine = Callable[[Claim, Claim], bool]


@dataclass(frozen=True, slots=True)
class Budget:
    """Costs of a project and what third parties pay of them, in euros; `elsewhere` is what
    programmes outside the catalogue granted."""

    total: Decimal
    third_party: Decimal = ZERO
    elsewhere: Decimal = ZERO

    @property
    def to_pay(self) -> Decimal:
        """What grants and the town have to pay."""
        return self.total - self.third_party - self.elsewhere


@dataclass(frozen=True, slots=True)
class Paid:
    """What one programme pays, with its arithmetic (German)."""

    identity: Identity
    title: str
    euros: Decimal
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """Grants together would exceed a bound by `over` euros; `fact` are the words that set it."""

    reason: str
    over: Decimal
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Financing:
    """Who pays what; grants, third parties and own share add up to the total."""

    budget: Budget
    grants: tuple[Paid, ...] = ()
    cut: Cut | None = None

    @property
    def granted(self) -> Decimal:
        """All grants together."""
        return sum((paid.euros for paid in self.grants), ZERO)

    @property
    def own_share(self) -> Decimal:
        """What stays to the town."""
        return self.budget.to_pay - self.granted


@dataclass(frozen=True, slots=True)
class _Bound:
    """All grants together are at most so much, and why (German)."""

    euros: Decimal
    reason: str
    fact: Fact | None = None


def financing(claims: Sequence[Claim], budget: Budget, sure: bool = False) -> Financing:
    """The shares when the project uses these programmes; those with an open grant pay nothing.

    With `sure`, limits per unit count once, and costs of which programmes pay different ones
    count as the same: the least that the texts promise.
    """
    known = sorted((c for c in claims if c.grant is not None), key=lambda c: c.place)
    bounds = _bounds(known, budget, sure)
    tightest = min(bounds, key=lambda bound: bound.euros)
    paid: list[Paid] = []
    for one in known:
        alone = _alone(one, sure)
        rest = max(tightest.euros - sum((p.euros for p in paid), ZERO), ZERO)
        grant = nothing_below(alone.at_most(rest, _CUT), one.terms, one.eligible)
        paid.append(Paid(one.identity, one.title, euros=grant.euros, steps=grant.steps))
    return Financing(budget, tuple(paid), cut=_cut(known, tightest, sure))


def best(
    claims: Sequence[Claim],
    may: MayCombine,
    budget: Budget,
    sure: bool = False,
    doubtful: Collection[Identity] = (),
) -> Financing:
    """The shares with those programmes that leave least to the town.

    Only those are put side by side of which each pair may be combined; what is awarded is always
    there, for its money is granted whatever the texts say of others. Where the same is left,
    few doubtful ones are better than many, then few than many.
    """
    known = sorted((c for c in claims if c.grant is not None), key=lambda c: c.place)
    found = [financing(chosen, budget, sure) for chosen in _compatible(known, may)]

    def key(one: Financing) -> tuple[Decimal, int, int]:
        used = [paid.identity for paid in one.grants]
        return one.own_share, sum(each in doubtful for each in used), len(used)

    return min(found, key=key)


def _compatible(claims: Sequence[Claim], may: MayCombine) -> Iterator[tuple[Claim, ...]]:
    """All selections, the empty one too, of which each pair may be combined; with all awards."""
    clashing = {
        frozenset((one.identity, other.identity))
        for one, other in combinations(claims, 2)
        if not may(one, other) and not (one.is_awarded and other.is_awarded)
    }
    granted = tuple(one for one in claims if one.is_awarded)
    others = [one for one in claims if not one.is_awarded]
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            chosen = (*granted, *more)
            pairs = combinations([c.identity for c in chosen], 2)
            if not any(frozenset(pair) in clashing for pair in pairs):
                yield chosen


def _alone(one: Claim, sure: bool) -> Grant:
    assert one.grant is not None
    return one.grant.at_most(one.at_least, "Grenze einmal gerechnet") if sure else one.grant


def _bounds(claims: Sequence[Claim], budget: Budget, sure: bool) -> list[_Bound]:
    """What all grants together must stay within; the costs first."""
    bounds = [_Bound(budget.to_pay, _left(budget)), *_eligible(claims, sure)]
    costs = min(bound.euros for bound in bounds)
    for one in claims:
        least = next((i for i in one.terms.inputs if i.name == "own_share_min"), None)
        if least is not None:
            euros = max(costs - least_own(one.terms, one.eligible), ZERO)
            reason = f"der Mindest-Eigenanteil von {german.percent(float(least.value))} lässt"
            bounds.append(_Bound(euros, reason, fact=least.fact))
        if one.ceiling is not None:
            percent = Decimal(str(one.ceiling.value))
            reason = f"die Obergrenze von {german.percent(float(percent))} für alle Förderung lässt"
            bounds.append(_Bound(share_of(one.eligible, percent), reason, fact=one.ceiling))
    return bounds


def _eligible(claims: Sequence[Claim], sure: bool) -> Iterator[_Bound]:
    """What is eligible, where all programmes pay the same costs or are to be taken to do so."""
    smallest = min(claims, key=lambda c: c.eligible, default=None)
    if smallest is None or not (sure or is_of_the_same_costs(claims)):
        return
    where = "" if is_of_the_same_costs(claims) else "bei allen "
    reason = f"{where}zuwendungsfähig ist"
    yield _Bound(smallest.eligible, reason, fact=smallest.terms.fact("eligible"))


def is_of_the_same_costs(claims: Sequence[Claim]) -> bool:
    """Whether all programmes count the same sum as eligible."""
    return len({one.eligible for one in claims}) < 2


def _left(budget: Budget) -> str:
    if budget.elsewhere:
        return "nach anderen Mitteln zu zahlen ist"
    return "nach Mitteln Dritter zu zahlen ist" if budget.third_party else "das Vorhaben kostet"


def _cut(claims: Sequence[Claim], tightest: _Bound, sure: bool) -> Cut | None:
    """By how much the programmes together, each taken alone, exceed the tightest bound."""
    alone = [nothing_below(_alone(c, sure), c.terms, c.eligible).euros for c in claims]
    over = sum(alone, ZERO) - tightest.euros
    if over <= 0:
        return None
    euros = german.euros(sum(alone, ZERO))
    together = f"Zusammen wären es {euros}" if len(claims) > 1 else f"Der Zuschuss wäre {euros}"
    reason = (
        f"{together}{_percent(claims, alone)}: {german.euros(over)} mehr, als {tightest.reason}."
    )
    return Cut(reason, over, fact=tightest.fact)


def _percent(claims: Sequence[Claim], alone: Sequence[Decimal]) -> str:
    """All rates together, where they are of the same costs and nothing else bounds a grant."""
    rates = [c.terms.value("rate") or ZERO for c in claims]
    uncut = [share_of(c.eligible, rate) for c, rate in zip(claims, rates, strict=True)]
    if not is_of_the_same_costs(claims) or uncut != [*alone]:
        return ""
    return f" ({german.percent(float(sum(rates, ZERO)))} derselben Ausgaben)"
