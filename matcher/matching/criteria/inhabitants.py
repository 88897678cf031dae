"""Inhabitants: limits that the text sets for the municipality."""

from collections.abc import Iterator
from fractions import Fraction

from db.programmes.catalogue import StoredProgramme
from matcher import german
from matcher.matching.criteria.finding import Case, Finding, evidence, missing

GAP = "Einwohnerzahl"


def inhabitants(case: Case, stored: StoredProgramme) -> Finding:
    """Whether the municipality lies within the limits of inhabitants."""
    limits = stored.said("inhabitants")
    if not limits:
        return Finding("silent", "Der Text nennt keine Grenze der Einwohnerzahl.")
    words = evidence(*limits[:2])
    count = case.municipality.einwohner
    if count is None:
        return missing(GAP, "der Text nennt eine Grenze.")._replace(evidence=words)
    if case.municipality.art == "landkreis":
        reason = "Die Einwohnergrenze gilt für Gemeinden; für den Landkreis ist sie zu klären."
        return Finding("unclear", reason, evidence=words, change="bei der Förderstelle klären")
    own = f"{german.number(count)} Einwohnerinnen und Einwohner"
    for fact in limits:
        limit, upper = int(fact.value), fact.details["bound"] == "max"
        if upper and count > limit:
            reason = f"{own} liegen über der Obergrenze von {german.number(limit)}."
        elif not upper and count < limit:
            reason = f"{own} liegen unter der Mindestzahl von {german.number(limit)}."
        else:
            continue
        return Finding(
            "not_met", reason, evidence=evidence(fact), change="mit anderen Kommunen beantragen"
        )
    return Finding("met", f"{own} liegen innerhalb der genannten Grenze.", evidence=words)


def inhabitant_count(case: Case) -> Fraction | None:
    """The number that is compared with the limits."""
    count = case.municipality.einwohner
    return None if count is None else Fraction(count)


def inhabitant_marks(stored: StoredProgramme) -> Iterator[Fraction]:
    """Counts at which the answer changes."""
    return (Fraction(int(f.value)) for f in stored.said("inhabitants"))
