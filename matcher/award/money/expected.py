"""What becomes of a grant by what is entered since its last notice, as long as no other follows.

A further income is money that the notice does not know. Final costs are what was spent once the
proof of use is handed in. The authority decides; here is only what follows by the form of
financing (`reduction`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from db.kommune.award.movements import MoneyRow
from matcher import german
from matcher.award.money.notice import Threshold, notice_due
from matcher.award.money.reduction import Reduction, reduced
from matcher.award.money.terms import FORM_LABELS, ZERO, Outcome, Terms
from matcher.award.standing import Standing


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is harmless and what has to be told by the general conditions, and whether the proof
    of use is handed in, so that what was spent is final."""

    harmless: Decimal = ZERO
    threshold: Threshold = field(default_factory=Threshold)
    is_proven: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """The grant that probably remains, with its arithmetic; `back` is what of it came already and
    is too much, in euros. `notify` says why the authority has to be told, "" where nothing is
    known that asks for it (German)."""

    terms: Terms
    outcome: Outcome
    reduction: Reduction
    back: Decimal
    notify: str = ""

    @property
    def words(self) -> str:
        """Fehlbedarfsfinanzierung: 15.000 € weitere Einnahme → Zuwendung voraussichtlich …"""
        terms, left = self.terms, self.reduction.grant
        why = " und ".join(_causes(terms, self.outcome))
        said = [f"{FORM_LABELS[terms.form]}: {why} → Zuwendung voraussichtlich"]
        said.append(f"{german.euros(left)} statt {german.euros(terms.grant)}")
        back = f", {german.euros(self.back)} zurückzuzahlen" if self.back else ""
        return f"{' '.join(said)}{back}{', anzeigepflichtig' if self.notify else ''}."


def expected(
    found: Standing, money: Sequence[MoneyRow], bounds: Bounds = Bounds()
) -> Expected | None:
    """What follows from these movements; None where the grant stays, a final notice came or the
    terms are not known."""
    terms = found.terms
    if terms is None or not terms.eligible or not found.is_awarded or found.closed_by is not None:
        return None
    known = max(one.datum for one in found.counting if one.zuwendung_eur is not None)
    is_first = known == found.decisive.datum
    income = sum(
        (one.euros for one in money if one.kind == "income" and (is_first or one.day > known)), ZERO
    )
    spent = _sum(money, "spent")
    costs = terms.eligible
    if bounds.is_proven and spent:
        costs = min(spent, costs)
    outcome = Outcome(costs, income)
    reduction = reduced(terms, outcome, bounds.harmless)
    if not reduction.by:
        return None
    came = _sum(money, "received") - _sum(money, "repaid")
    return Expected(
        terms,
        outcome,
        reduction=reduction,
        back=max(came - reduction.grant, ZERO),
        notify=_notify(terms, outcome, bounds),
    )


def _notify(terms: Terms, outcome: Outcome, bounds: Bounds) -> str:
    said = []
    if outcome.new_money:
        said.append("Weitere Mittel, die der Bescheid nicht kennt, sind unverzüglich anzuzeigen.")
    if outcome.eligible < terms.eligible:
        due, words = notice_due(terms.eligible, outcome.eligible, bounds.threshold)
        said += [words] if due else []
    return " ".join(said)


def _causes(terms: Terms, outcome: Outcome) -> Iterator[str]:
    if outcome.new_money:
        yield f"{german.euros(outcome.new_money)} weitere Einnahme"
    if outcome.eligible < terms.eligible:
        yield (f"Ausgaben {german.euros(outcome.eligible)} statt {german.euros(terms.eligible)}")


def _sum(money: Sequence[MoneyRow], kind: str) -> Decimal:
    return sum((one.euros for one in money if one.kind == kind), ZERO)
