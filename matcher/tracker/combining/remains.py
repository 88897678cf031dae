"""What stays to the town: in the best case, without all that is open, and what that is."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from matcher import german
from matcher.profile.model import Project
from matcher.tracker.combining.claim import Claim, limit_question
from matcher.tracker.combining.financing import Budget, Financing, best, is_of_the_same_costs
from matcher.tracker.combining.offers import Offer, Pair
from matcher.tracker.own_share.cumulation import Verdict, cumulation_facts
from matcher.tracker.own_share.own_share import means_warning, work_warning

_NO_OWN_SHARE = (
    "Im günstigsten Fall bliebe kein Eigenanteil. Zuwendungen finanzieren meist nur einen Teil; "
    "auch wo die Texte keinen Eigenanteil nennen, bitte nachfragen."
)
_DEDUCTS = re.compile(r"anrechn|angerechnet|anzurechnen|abgezogen|abzuziehen|abzusetzen", re.I)


@dataclass(frozen=True, slots=True)
class Remains:
    """What stays to the town: in the best case, and without all that is `open` (German).

    With nothing open both are the same. `is_partial` says that money may come of which no number is
    known, so that the best case is only one as far as it can be reckoned. `assumptions` and
    `warnings` are German sentences.
    """

    best: Financing
    without_open: Financing
    open: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    is_partial: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether nothing is open."""
        return not self.open


def remains(
    offers: Sequence[Offer], pairs: Sequence[Pair], budget: Budget, project: Project
) -> Remains:
    """What stays to the town with these programmes, each of which can be used as things are."""
    verdicts = {frozenset((p.one.identity, p.other.identity)): p.verdict for p in pairs}

    def verdict_of(one: Claim, other: Claim) -> Verdict:
        return verdicts[frozenset((one.identity, other.identity))]

    doubtful = {one.claim.identity for one in offers if one.candidate.doubts}
    certain = [one.claim for one in offers if one.claim.is_awarded or not one.candidate.doubts]
    most = best(
        [one.at_best for one in offers],
        lambda a, b: verdict_of(a, b) != "forbidden",
        budget,
        doubtful=doubtful,
    )
    least = best(certain, lambda a, b: verdict_of(a, b) == "allowed", budget, sure=True)
    used = {paid.identity for paid in most.grants}
    chosen = [one for one in offers if one.claim.identity in used]
    return Remains(
        most,
        least,
        open=tuple(dict.fromkeys((*_open(offers, chosen, pairs), *_of_costs(chosen, most)))),
        assumptions=tuple(_assumptions(chosen, project)),
        warnings=tuple(_warnings(project, most, least)),
        is_partial=any((*one.claim.missing, *one.at_best.questions) for one in offers),
    )


def _open(offers: Sequence[Offer], chosen: Sequence[Offer], pairs: Sequence[Pair]) -> Iterable[str]:
    """What the best case rests on and nobody knows, and the grants that nothing tells."""
    used = {one.claim.identity for one in chosen}
    for one in offers:
        yield from one.claim.missing
    for one in chosen:
        doubts = (*one.candidate.doubts, *one.claim.questions)
        yield from (f"„{one.claim.title}“: {each}" for each in doubts)
        limits = (found.limit for found in (one.claim, one.at_best))
        for limit in dict.fromkeys(limit for limit in limits if limit is not None):
            yield f"„{one.claim.title}“: {limit_question(limit)}"
    for pair in pairs:
        if {pair.one.identity, pair.other.identity} <= used and pair.verdict != "allowed":
            yield from pair.sentences


def _of_costs(chosen: Sequence[Offer], most: Financing) -> Iterable[str]:
    """Grants of different costs that together may be more than the costs that both pay.

    Up to the smallest sum of eligible costs they cannot be, whichever costs are the same.
    """
    claims = [one.at_best for one in chosen]
    if is_of_the_same_costs(claims) or most.granted <= min(c.eligible for c in claims):
        return
    each = german.listed(f"{german.euros(c.eligible)} bei „{c.title}“" for c in claims)
    yield (
        f"Die zuwendungsfähigen Ausgaben sind verschieden: {each}. Dieselbe Ausgabe wird höchstens "
        "einmal ganz gefördert: Welche Ausgaben zählen bei mehreren Programmen?"
    )


def _assumptions(chosen: Sequence[Offer], project: Project) -> Iterable[str]:
    # a notice that decided says what it pays, whatever is eligible
    reckoned = [one for one in chosen if one.at_best.terms.value("grant") is None]
    inputs = [i for one in reckoned for i in one.at_best.terms.inputs]
    if any(i.name == "eligible" and i.origin == "assumption" for i in inputs):
        yield (
            "Alle Kosten gelten als zuwendungsfähig: Beim Vorhaben fehlt „Zuwendungsfähige "
            "Ausgaben in Euro“."
        )
    if project.mittel_dritter_eur is None:
        yield "Es gibt keine Mittel Dritter: Beim Vorhaben fehlt „Mittel Dritter in Euro“."
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


def _warnings(project: Project, most: Financing, least: Financing) -> Iterable[str]:
    """No own share at all, means that do not do, and work beyond the own share."""
    if most.grants and not most.own_share:
        yield _NO_OWN_SHARE
    work = project.eigenleistung_eur or Decimal(0)
    more, less = ("Auch im günstigsten Fall: ", most), ("Ohne das Offene: ", least)
    yield from _first(
        (more, less), lambda own: means_warning(own - min(work, own), project.eigenmittel_eur)
    )
    more, less = ("Im günstigsten Fall: ", most), ("Auch ohne das Offene: ", least)
    yield from _first((less, more), lambda own: work_warning(own, work))


def _first(
    cases: Sequence[tuple[str, Financing]], said: Callable[[Decimal], tuple[str, ...]]
) -> Iterable[str]:
    """What is said of the first of both ends of which anything is, with the name of that end."""
    is_span = len({found.own_share for _, found in cases}) > 1
    for case, found in cases:
        warnings = said(found.own_share)
        if warnings:
            yield from (f"{case if is_span else ''}{warning}" for warning in warnings)
            return
