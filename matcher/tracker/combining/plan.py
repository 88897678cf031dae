"""A financing plan over all programmes of a project: what goes together, in which order, who pays.

Pure: programmes, project and today come in as records. What is open stays open and is named; what
stays to the town is then a range between the best case and what is left without anything open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from db.errors import FoerderlageError
from matcher.profile.model import Project
from matcher.tracker.combining.financing import Budget
from matcher.tracker.combining.offers import Candidate, Offer, Pair, offer_of, pair_of
from matcher.tracker.combining.order import Order, order
from matcher.tracker.combining.remains import Remains, remains
from matcher.tracker.own_share.grant import ZERO

MOST = 12
"""So many programmes can be put side by side: every selection of them is reckoned."""
COSTS_MISSING = (
    "Beim Vorhaben fehlt „Kosten in Euro“: Ohne Gesamtkosten ist nichts zu rechnen; Kumulierung "
    "und Reihenfolge stehen trotzdem hier."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan; `remains` is None where the costs are not known, which `questions` then say first.

    `notes` tell what was left out and what is odd about what was named (German).
    """

    project: Project
    today: date
    order: Order
    offers: tuple[Offer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    remains: Remains | None = None
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def combine(
    project: Project,
    candidates: Sequence[Candidate],
    today: date,
    notes: Sequence[str] = (),
    elsewhere: Decimal = ZERO,
) -> Plan:
    """The plan of a project with these programmes, each of which is there once; `elsewhere` are
    the euros that programmes outside the catalogue granted.

    Raises FoerderlageError for more than MOST.
    """
    if len(candidates) > MOST:
        raise FoerderlageError(
            f"{len(candidates)} Programme sind zu viele für einen Plan; höchstens {MOST} gehen.",
            "Bitte die Programme nennen, um die es geht.",
        )
    budget = budget_of(project, elsewhere)
    offers = [offer_of(one, project, budget, today) for one in candidates]
    pairs = [pair_of(one.claim, other.claim) for one, other in combinations(offers, 2)]
    usable = [one for one in offers if not one.candidate.is_barred]
    left = None if budget is None else remains(usable, pairs, budget, project)
    return Plan(
        project,
        today,
        order=order([one.way for one in candidates if not one.is_barred], project, today),
        offers=tuple(offers),
        pairs=tuple(pairs),
        remains=left,
        questions=tuple(_questions(usable, budget)),
        notes=tuple(notes),
    )


def budget_of(project: Project, elsewhere: Decimal = ZERO) -> Budget | None:
    """Costs, means of third parties and what was granted elsewhere, cent exact, together at most
    the costs; None where the costs are not known."""
    if project.kosten_eur is None:
        return None
    total = project.kosten_eur.quantize(Decimal("0.01"))
    third = (project.mittel_dritter_eur or Decimal(0)).quantize(Decimal("0.01"))
    third = min(third, total)
    return Budget(total, third, elsewhere=min(elsewhere, total - third))


def _questions(offers: Sequence[Offer], budget: Budget | None) -> Iterable[str]:
    if budget is None:
        yield COSTS_MISSING
        for one in offers:
            yield from one.claim.missing
    for one in offers:
        yield from (f"„{one.claim.title}“: {asked}" for asked in one.claim.questions)
