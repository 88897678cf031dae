"""A financing plan over all programmes of a project: what goes together, in which order, who pays.

Pure: programmes, project and today come in as records. What is open stays open and is named; what
stays to the town is then a range between the best case and what is left without anything open.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations

from db.errors import FoerderlageError
from db.records import Fact
from matcher.profile.model import Project
from matcher.tracker.combining.claim import Claim, claim, once_or_more
from matcher.tracker.combining.events import Named, Way
from matcher.tracker.combining.financing import Budget, Financing, best, financing
from matcher.tracker.combining.order import Order, order
from matcher.tracker.own_share.calculation import costs_of
from matcher.tracker.own_share.cumulation import (
    Verdict,
    combined,
    cumulation_facts,
    verdict,
)
from matcher.tracker.own_share.inputs import terms
from matcher.tracker.own_share.own_share import own_warnings

MOST = 12
"""So many programmes can be put side by side: every selection of them is reckoned."""
COSTS_MISSING = (
    "kosten_eur fehlt beim Vorhaben: Ohne Gesamtkosten ist nichts zu rechnen; Kumulierung und "
    "Reihenfolge stehen trotzdem hier."
)
_NO_OWN_SHARE = (
    "Im günstigsten Fall bliebe kein Eigenanteil. Zuwendungen finanzieren meist nur einen Teil; "
    "auch wo die Texte keinen Eigenanteil nennen, bitte nachfragen."
)
_DEDUCTS = re.compile(r"anrechn|angerechnet|anzurechnen|abgezogen|abzuziehen|abzusetzen", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A programme that may come into the plan.

    `group` is that of its match ("" where there is none). `against` says why it is open whether
    it can be used at all, `remarks` what else to know (German). One that `is_barred` cannot be
    used as things are: it is shown with its reasons and takes no part in sums and order.
    """

    way: Way
    group: str = ""
    against: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    is_barred: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate with what it would pay, and the shares with it alone (None without costs)."""

    candidate: Candidate
    claim: Claim
    alone: Financing | None = None

    @property
    def named(self) -> Named:
        """The programme."""
        return self.candidate.way.named


@dataclass(frozen=True, slots=True)
class Pair:
    """Two programmes side by side: whether they may be, German sentences, the texts' words."""

    one: Named
    other: Named
    verdict: Verdict
    sentences: tuple[str, ...] = ()
    quotes: tuple[tuple[Named, Fact], ...] = ()


@dataclass(frozen=True, slots=True)
class Remains:
    """What stays to the town: in the best case, and without all that is `open` (German).

    With nothing open both are the same. `assumptions` and `warnings` are German sentences.
    """

    best: Financing
    without_open: Financing
    open: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Whether nothing is open."""
        return not self.open


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
    notes: tuple[str, ...] = field(default=())


def combine(
    project: Project, candidates: Sequence[Candidate], today: date, notes: Sequence[str] = ()
) -> Plan:
    """The plan of a project with these programmes, each of which is there once.

    Raises FoerderlageError for more than MOST.
    """
    if len(candidates) > MOST:
        raise FoerderlageError(
            f"{len(candidates)} Programme sind zu viele für einen Plan; höchstens {MOST} gehen.",
            "Bitte die Programme nennen, um die es geht.",
        )
    budget = _budget(project)
    offers = [_offer(one, project, budget) for one in candidates]
    pairs = [_pair(one.claim, other.claim) for one, other in combinations(offers, 2)]
    usable = [one for one in offers if not one.candidate.is_barred]
    remains = None if budget is None else _remains(usable, pairs, budget, project)
    return Plan(
        project,
        today,
        order=order([one.way for one in candidates if not one.is_barred], project, today),
        offers=tuple(offers),
        pairs=tuple(pairs),
        remains=remains,
        questions=tuple(_questions(usable, budget)),
        notes=tuple(notes),
    )


def _budget(project: Project) -> Budget | None:
    if project.kosten_eur is None:
        return None
    total = project.kosten_eur.quantize(Decimal("0.01"))
    third = (project.mittel_dritter_eur or Decimal(0)).quantize(Decimal("0.01"))
    return Budget(total, min(third, total))


def _offer(one: Candidate, project: Project, budget: Budget | None) -> Offer:
    found = claim(one.way.stored, project, one.way.funding)
    known = budget is not None and found.grant is not None
    return Offer(one, found, alone=financing([found], budget) if budget and known else None)


def _pair(one: Claim, other: Claim) -> Pair:
    """What both texts say of each other, with their words."""
    said = combined([one.party, other.party])
    first, second = (Named(each.identity, each.title) for each in (one, other))
    quotes = [
        (named, fact)
        for named, each in ((first, one), (second, other))
        for fact in cumulation_facts(each.stored.facts)
    ]
    return Pair(
        first,
        second,
        verdict=verdict(one.party, other.party),
        sentences=(*said.warnings, *said.questions),
        quotes=tuple(quotes),
    )


def _remains(
    offers: Sequence[Offer], pairs: Sequence[Pair], budget: Budget, project: Project
) -> Remains:
    verdicts = {frozenset((p.one.identity, p.other.identity)): p.verdict for p in pairs}

    def verdict_of(one: Claim, other: Claim) -> Verdict:
        return verdicts[frozenset((one.identity, other.identity))]

    possible = [one.claim for one in offers]
    doubtful = {one.claim.identity for one in offers if one.candidate.against}
    certain = [one for one in possible if one.identity not in doubtful]
    most = best(
        possible, lambda a, b: verdict_of(a, b) != "forbidden", budget, doubtful=doubtful
    )  # fmt: skip
    least = best(certain, lambda a, b: verdict_of(a, b) == "allowed", budget, sure=True)
    used = {paid.identity for paid in most.grants}
    chosen = [one for one in offers if one.claim.identity in used]
    return Remains(
        most,
        least,
        open=tuple(dict.fromkeys(_open(offers, chosen, pairs))),
        assumptions=tuple(_assumptions(chosen, project)),
        warnings=tuple(_short(project, most, least)),
    )


def _open(offers: Sequence[Offer], chosen: Sequence[Offer], pairs: Sequence[Pair]) -> Iterable[str]:
    """What the best case rests on and nobody knows, and the grants that nothing tells."""
    used = {one.claim.identity for one in chosen}
    for one in offers:
        yield from one.claim.missing
    for one in chosen:
        yield from (f"„{one.claim.title}“: {reason}" for reason in one.candidate.against)
        if one.claim.limit is not None:
            yield f"„{one.claim.title}“: {once_or_more(one.claim.limit)}"
    for pair in pairs:
        if {pair.one.identity, pair.other.identity} <= used and pair.verdict != "allowed":
            yield from pair.sentences


def _assumptions(chosen: Sequence[Offer], project: Project) -> Iterable[str]:
    inputs = [i for one in chosen for i in one.claim.terms.inputs]
    if any(i.name == "eligible" and i.origin == "assumption" for i in inputs):
        yield "Alle Kosten gelten als zuwendungsfähig (zuwendungsfaehig_eur fehlt)."
    if project.mittel_dritter_eur is None:
        yield "Es gibt keine Mittel Dritter (mittel_dritter_eur fehlt)."
    if len(chosen) < 2:
        return
    yield (
        "Jeder Zuschuss ist von den vollen zuwendungsfähigen Ausgaben gerechnet, nicht von dem, "
        "was nach dem anderen Zuschuss bleibt; die Texte nennen die Reihenfolge nicht."
    )
    for one in chosen:
        for fact in cumulation_facts(one.claim.stored.facts):
            if _DEDUCTS.search(fact.quote):
                yield (
                    f"„{one.claim.title}“ rechnet andere Förderung an („{fact.quote}“); abgezogen "
                    "ist hier nichts, bitte nachfragen."
                )


def _short(project: Project, most: Financing, least: Financing) -> Iterable[str]:
    """Own means that do not even do in the best case, or only there."""
    if most.grants and not most.own_share:
        yield _NO_OWN_SHARE
    if project.eigenmittel_eur is None:
        return
    for case, found in (("Auch im günstigsten Fall: ", most), ("Ohne das Offene: ", least)):
        work = min(project.eigenleistung_eur or Decimal(0), found.own_share)
        means = terms((), costs_of(project, None))
        said = own_warnings(found.own_share, work, found.own_share - work, means)
        if said:
            yield f"{case if most.own_share != least.own_share else ''}{said[0]}"
            return


def _questions(offers: Sequence[Offer], budget: Budget | None) -> Iterable[str]:
    if budget is None:
        yield COSTS_MISSING
        for one in offers:
            yield from one.claim.missing
    for one in offers:
        yield from (f"„{one.claim.title}“: {asked}" for asked in one.claim.questions)
