"""Cost bounds and own share: do the project's costs and own means fit the conditions?

All sums in Decimal euros. Conditions per year, place or person are left out: they cannot be
compared with the costs of a project. What the text names for a part or a group alone rules nothing
out: it is asked whether that part applies.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from db.programmes.catalogue import StoredProgramme
from db.records import Fact
from matcher import german
from matcher.facts.money.bound import bound_to
from matcher.matching.criteria.finding import Case, Finding, evidence, missing

COSTS, OWN_MEANS = "Kostenangabe", "Angabe der Eigenmittel"
_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


def cost_bounds(case: Case, stored: StoredProgramme) -> Finding:
    """Whether the costs lie within the bounds on projects and reach the minimum grant."""
    lower, upper = _amounts(stored, "min_cost"), _amounts(stored, "max_cost")
    least = _amounts(stored, "min_grant")
    if not (lower or upper or least):
        return Finding("silent", "Der Text nennt keine Grenze für die Kosten.")
    costs = case.project.kosten_eur
    if costs is None:
        return missing(COSTS, "der Text nennt eine Grenze.")._replace(
            evidence=evidence(*(lower + least + upper)[:2])
        )
    fits = f"Kosten von {german.euros(costs)} liegen innerhalb der Grenzen."
    return (
        _below_minimum(costs, lower)
        or _below_minimum_grant(costs, least, _highest_rate(stored))
        or _above_maximum(costs, upper)
        or Finding("met", fits, evidence=evidence(*(lower + least + upper)[:2]))
    )


def own_share(case: Case, stored: StoredProgramme) -> Finding:
    """Whether the own means reach what the applicant must pay."""
    stated = stored.said("own_share_min")
    rate = _highest_rate(stored)
    if not stated and rate is None:
        return Finding("silent", "Der Text nennt weder Eigenanteil noch Förderquote.")
    words = evidence(*(stated or _rates(stored))[:2])
    costs, own = case.project.kosten_eur, case.project.eigenmittel_eur
    if costs is None or own is None:
        gap = COSTS if costs is None else OWN_MEANS
        return missing(gap, "der Eigenanteil ist nicht zu berechnen.")._replace(evidence=words)
    fits = f"Eigenmittel von {german.euros(own)} decken den Eigenanteil."
    return (
        _below_own_share(costs, own, stated)
        or _below_the_rest(costs, own, stored)
        or Finding("met", fits, evidence=words)
    )


def costs_of(case: Case) -> Fraction | None:
    """The costs that are compared with bounds."""
    return _fraction(case.project.kosten_eur)


def cost_marks(stored: StoredProgramme) -> Iterator[Fraction]:
    """Costs at which the answer of `cost_bounds` changes."""
    for fact in _amounts(stored, "min_cost") + _amounts(stored, "max_cost"):
        yield Fraction(_euros(fact))
    for fact in _amounts(stored, "min_grant"):
        yield Fraction(_euros(fact)) * 100 / Fraction(_highest_rate(stored) or _HUNDRED)


def own_ratio(case: Case) -> Fraction | None:
    """Own means as a share of the costs; 1 where there are no costs."""
    costs, own = _fraction(case.project.kosten_eur), _fraction(case.project.eigenmittel_eur)
    if costs is None or own is None:
        return None
    return own / costs if costs else Fraction(1)


def ratio_marks(stored: StoredProgramme) -> Iterator[Fraction]:
    """Shares at which the answer of `own_share` changes."""
    for fact in stored.said("own_share_min")[:1]:
        yield Fraction(_euros(fact)) / 100
    rate = _highest_rate(stored)
    if rate is not None:
        yield 1 - Fraction(rate) / 100


def rest_of_costs(case: Case) -> Fraction | None:
    """What the grant must cover: costs less own means."""
    costs, own = _fraction(case.project.kosten_eur), _fraction(case.project.eigenmittel_eur)
    return None if costs is None or own is None else costs - own


def rest_marks(stored: StoredProgramme) -> Iterator[Fraction]:
    """Grants above which the own means do not suffice."""
    return (Fraction(_euros(fact)) for fact in _amounts(stored, "max_grant"))


def _fraction(euros: Decimal | None) -> Fraction | None:
    return None if euros is None else Fraction(euros)


def _below_minimum(costs: Decimal, lower: Sequence[Fact]) -> Finding | None:
    """Below all minimum costs it is out; below some it depends on the part of the programme."""
    missed = [f for f in lower if costs < _euros(f)]
    if not missed:
        return None
    # costs may reach the smallest bound of all and miss a larger one
    smallest = min(missed, key=_euros)
    least = german.euros(_euros(smallest))
    own = f"Kosten von {german.euros(costs)}"
    if bound_to(smallest):
        return _depends_on_part(f"{own} liegen unter der Grenze von {least}", smallest)
    if len(missed) == len(lower):
        reason = f"{own} liegen unter der Grenze von {least}."
        return Finding(
            "not_met",
            reason,
            evidence=evidence(smallest),
            change=f"Kosten von mindestens {least}",
            lasting=False,
        )
    reason = f"{own} erreichen nur einen Teil der genannten Mindestkosten."
    return Finding(
        "unclear", reason, evidence=evidence(*missed[:2]), change="Förderteil im Text prüfen"
    )


def _depends_on_part(what: str, fact: Fact) -> Finding:
    """What would rule a project out if it belonged to the part that a number is named for."""
    return Finding(
        "unclear",
        f"{what}; der Text nennt sie für „{bound_to(fact)}“.",
        evidence=evidence(fact),
        change="Förderteil im Text prüfen",
    )


def _below_minimum_grant(
    costs: Decimal, least: Sequence[Fact], rate: Decimal | None
) -> Finding | None:
    """Whether even the highest rate of the costs stays below the smallest grant."""
    if not least:
        return None
    smallest = min(least, key=_euros)
    share = rate or _HUNDRED
    if costs * share / _HUNDRED >= _euros(smallest):
        return None
    at = f"bei {german.percent(float(rate))} Förderung " if rate else ""
    reason = (
        f"Kosten von {german.euros(costs)} erreichen {at}die Bagatellgrenze von "
        f"{german.euros(_euros(smallest))} nicht."
    )
    if bound_to(smallest):
        return _depends_on_part(reason.removesuffix("."), smallest)
    needed = german.euros(_whole_cents(_euros(smallest) * _HUNDRED / share))
    return Finding(
        "not_met",
        reason,
        evidence=evidence(smallest),
        change=f"Kosten von mindestens {needed}",
        lasting=False,
    )


def _above_maximum(costs: Decimal, upper: Sequence[Fact]) -> Finding | None:
    """Above a maximum the rest may simply not be funded, so it is not decided here."""
    if not upper or costs <= max(map(_euros, upper)):
        return None
    largest = max(upper, key=_euros)
    most = german.euros(_euros(largest))
    reason = f"Kosten von {german.euros(costs)} liegen über der Obergrenze von {most}"
    if bound_to(largest):
        return _depends_on_part(reason, largest)
    return Finding(
        "unclear",
        f"{reason}.",
        evidence=evidence(largest),
        change=f"nur {most} der Kosten beantragen",
    )


def _below_own_share(costs: Decimal, own: Decimal, stated: Sequence[Fact]) -> Finding | None:
    """Whether the own means stay below the share that the text demands."""
    if not stated:
        return None
    least = _whole_cents(costs * Decimal(str(stated[0].value)) / _HUNDRED)
    if own >= least:
        return None
    reason = (
        f"Eigenmittel von {german.euros(own)} liegen unter dem Mindest-Eigenanteil von "
        f"{german.percent(float(stated[0].value))} ({german.euros(least)})."
    )
    change = f"Eigenmittel um {german.euros(least - own)} erhöhen"
    return Finding("not_met", reason, evidence=evidence(stated[0]), change=change, lasting=False)


def _below_the_rest(costs: Decimal, own: Decimal, stored: StoredProgramme) -> Finding | None:
    """Whether the own means stay below what is left to pay after the largest possible grant.

    That is costs - min(rate x costs, maximum); others may pay it, so it is not decided here.
    """
    rate = _highest_rate(stored)
    if rate is None:
        return None
    most = [_euros(fact) for fact in _amounts(stored, "max_grant") if not bound_to(fact)]
    grant = costs * rate / _HUNDRED
    needed = _whole_cents(costs - (min(grant, max(most)) if most else grant))
    if own >= needed:
        return None
    reason = (
        f"Bei höchstens {german.percent(float(rate))} Förderung bleiben mindestens "
        f"{german.euros(needed)} selbst zu tragen, vorgesehen sind {german.euros(own)}."
    )
    words = evidence(*_rates(stored)[:2])
    change = f"{german.euros(needed - own)} aus eigenen oder dritten Mitteln aufbringen"
    return Finding("unclear", reason, evidence=words, change=change)


def _whole_cents(euros: Decimal) -> Decimal:
    """The smallest sum in cents that is no less."""
    return euros.quantize(_CENT, ROUND_CEILING)


def _amounts(stored: StoredProgramme, role: str) -> tuple[Fact, ...]:
    """Sums per project in this role; of the guideline only where the editors wrote nothing, of
    parts only where no sum is for the whole."""
    found = stored.said("amount") or stored.said("amount_legal")
    here = [f for f in found if f.details["role"] == role and f.details["per"] == "project"]
    return tuple([f for f in here if not bound_to(f)] or here)


def _rates(stored: StoredProgramme) -> tuple[Fact, ...]:
    return stored.said("rate") or stored.said("rate_legal")


def _highest_rate(stored: StoredProgramme) -> Decimal | None:
    return max((Decimal(str(f.value)) for f in _rates(stored)), default=None)


def _euros(fact: Fact) -> Decimal:
    return Decimal(str(fact.value))
