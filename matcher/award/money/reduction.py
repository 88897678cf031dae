"""What a grant becomes when costs fall or other money comes, by the form of financing.

Source: ANBest-K Sachsen (2023) and ANBest-Gk, No. 2: a share falls in proportion, a deficit in
full; a fixed sum falls only where the eligible costs fall below it. More costs never mean more
money (No. 1.2). Small changes can be harmless: the general conditions say up to how much.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from matcher import german
from matcher.award.money.terms import CENT, ZERO, Outcome, Terms

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Reduction:
    """The grant that remains, what it falls by, and the arithmetic in German."""

    grant: Decimal
    by: Decimal
    steps: tuple[str, ...]


def reduced(terms: Terms, outcome: Outcome, harmless: Decimal = ZERO) -> Reduction:
    """The grant after the outcome; changes of up to `harmless` euros in all leave it as it is."""
    if not terms.grant:
        return Reduction(terms.grant, ZERO, steps=("Bewilligt ist nichts.",))
    change = max(terms.eligible - outcome.eligible, ZERO) + outcome.new_money
    if not change:
        return Reduction(terms.grant, ZERO, steps=("Weder weniger Kosten noch neue Mittel.",))
    if change <= harmless and outcome.eligible >= terms.grant:
        said = f"Änderung um {german.euros(change)}: bis {german.euros(harmless)} ohne Folgen"
        return Reduction(terms.grant, ZERO, steps=(said,))
    left, steps = _OF_FORM[terms.form](terms, outcome)
    left = min(max(left, ZERO), terms.grant)
    by = terms.grant - left
    last = f"{german.euros(terms.grant)} − {german.euros(left)} = {german.euros(by)} weniger"
    return Reduction(left, by, steps=(*steps, last if by else "Die Zuwendung bleibt."))


def _share(terms: Terms, outcome: Outcome) -> tuple[Decimal, tuple[str, ...]]:
    left, first = _part_of(terms, outcome.eligible)
    steps = [first]
    left = min(left, terms.grant)
    if outcome.new_money:
        # all means fall together, each by its part of the eligible costs
        less = cents(outcome.new_money * terms.grant / terms.eligible)
        steps.append(
            f"neue Mittel {german.euros(outcome.new_money)} × {german.euros(terms.grant)} ÷ "
            f"{german.euros(terms.eligible)} = {german.euros(less)}"
        )
        left -= less
    return left, tuple(steps)


def _part_of(terms: Terms, eligible: Decimal) -> tuple[Decimal, str]:
    """What the share pays of these costs, with the arithmetic.

    A rate that the notice rounds (33.33 for a third) is not what it granted: it would take money
    though nothing fell. Then, and without one, the part is grant / eligible costs. A rate that
    gives more than was granted counts as stated: the grant is capped.
    """
    quotient = _HUNDRED * terms.grant / terms.eligible
    rate = terms.rate if terms.rate is not None else quotient
    if rate < quotient or cents(quotient) == rate:
        rate = quotient
    if rate == cents(rate):
        left, words = cents(eligible * rate / _HUNDRED), german.percent(float(rate))
        return left, f"{words} × {german.euros(eligible)} = {german.euros(left)}"
    left = cents(eligible * terms.grant / terms.eligible)
    words = f"{german.euros(terms.grant)} ÷ {german.euros(terms.eligible)}"
    return left, f"{german.euros(eligible)} × {words} = {german.euros(left)}"


def _fixed(terms: Terms, outcome: Outcome) -> tuple[Decimal, tuple[str, ...]]:
    open_costs = max(outcome.eligible - outcome.new_money, ZERO)
    compared = "nicht unter" if open_costs >= terms.grant else "unter"
    said = f"{german.euros(outcome.eligible)} Kosten"
    if outcome.new_money:
        said += f" − {german.euros(outcome.new_money)} neue Mittel = {german.euros(open_costs)}"
    return open_costs, (f"{said}: {compared} dem Festbetrag {german.euros(terms.grant)}",)


def _deficit(terms: Terms, outcome: Outcome) -> tuple[Decimal, tuple[str, ...]]:
    left = outcome.eligible - terms.other_means - outcome.new_money
    # means that the plan leaves unnamed count as such of others, as after an amendment
    named = [german.euros(terms.own), german.euros(terms.other_means - terms.own)]
    named += [german.euros(outcome.new_money)] if outcome.new_money else []
    words = f"{german.euros(outcome.eligible)} − {' − '.join(named)} = {german.euros(left)}"
    return left, (f"Fehlbedarf: {words}",)


def _full(_: Terms, outcome: Outcome) -> tuple[Decimal, tuple[str, ...]]:
    left = outcome.eligible - outcome.new_money
    less = f" − {german.euros(outcome.new_money)}" if outcome.new_money else ""
    return left, (f"{german.euros(outcome.eligible)}{less} = {german.euros(left)}",)


_OF_FORM = {"share": _share, "fixed": _fixed, "deficit": _deficit, "full": _full}


def cents(euros: Decimal) -> Decimal:
    """Rounded to the cent, halves up, as authorities do."""
    return euros.quantize(CENT, ROUND_HALF_UP)
