"""How much of a grant may be drawn for payments that are due, by the form of financing.

Source: ANBest-K Sachsen (2023), No. 1.3, and ANBest-Gk of the Bund: a share and a fixed sum are
drawn in proportion with all other means, a deficit once the town's own and other means are spent.
"""

from dataclasses import dataclass
from decimal import Decimal

from matcher import german
from matcher.award.money.spending import out_of_grant
from matcher.award.money.terms import FORM_LABELS, ZERO, Form, Terms

_IN_PROPORTION = (
    "Die Zuwendung wird anteilig mit den eigenen Mitteln und den Mitteln Dritter abgerufen."
)
RULES: dict[Form, str] = {
    "share": _IN_PROPORTION,
    "fixed": _IN_PROPORTION,
    "deficit": "Die Zuwendung wird erst abgerufen, wenn die vorgesehenen eigenen und sonstigen"
    " Mittel verbraucht sind.",
    "full": "Abgerufen wird, was für fällige Zahlungen gebraucht wird.",
}
"""Form of financing -> in which order the means are used (German)."""


@dataclass(frozen=True, slots=True)
class Need:
    """Euros that the project has spent and has to pay now, and that were drawn before.

    `expected` is the grant that is left where other money came or costs fell; None as granted.
    """

    spent: Decimal
    due: Decimal
    drawn: Decimal
    expected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Drawable:
    """What may be drawn now, and the arithmetic in German."""

    euros: Decimal
    steps: tuple[str, ...]


def drawable(terms: Terms, need: Need) -> Drawable:
    """What may be drawn for what is due, reckoned over all payments until now; never below 0."""
    paid = need.spent + need.due
    named = f"{german.euros(need.spent)} verwendet + {german.euros(need.due)} fällig"
    upto, words = _upto(terms, paid, named)
    steps = [words]
    most, what = terms.grant, "die Zuwendung"
    if need.expected is not None and need.expected < most:
        most, what = need.expected, "die Zuwendung, die voraussichtlich bleibt"
    if upto > most:
        upto = most
        steps.append(f"höchstens {what}: {german.euros(upto)}")
    left = upto - need.drawn
    steps.append(
        f"{german.euros(upto)} − {german.euros(need.drawn)} abgerufen = {german.euros(left)}"
        if left >= 0
        else f"abgerufen sind schon {german.euros(need.drawn)}: derzeit nichts"
    )
    return Drawable(max(left, ZERO), steps=tuple(steps))


def rule(terms: Terms) -> str:
    """Anteilfinanzierung: Die Zuwendung wird anteilig …"""
    return f"{FORM_LABELS[terms.form]}: {RULES[terms.form]}"


def _upto(terms: Terms, paid: Decimal, named: str) -> tuple[Decimal, str]:
    """How much of the grant all payments together need, with the arithmetic."""
    upto = out_of_grant(terms, paid)
    if terms.form in ("share", "fixed"):
        return upto, (
            f"({named}) × {german.euros(terms.grant)} ÷ {german.euros(terms.eligible)}"
            f" = {german.euros(upto)}"
        )
    if terms.form == "deficit":
        means = terms.other_means
        return upto, (
            f"{named} − {german.euros(means)} eigene und sonstige Mittel"
            + (f" = {german.euros(upto)}" if upto else ": noch nicht verbraucht")
        )
    return paid, f"{named} = {german.euros(paid)}"
