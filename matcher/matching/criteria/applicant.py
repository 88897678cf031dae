"""Applicant: may a municipality apply at all? Which kind of one is another question.

The text decides; the source's code counts where the text is silent; where they contradict,
both are named and nothing is decided.
"""

from db.programmes.catalogue import StoredProgramme
from db.vocabulary import labels
from matcher.matching.criteria.finding import Case, Finding, evidence

MUNICIPAL = frozenset({"kommune", "oeffentliche_einrichtung"})
"""Codes of the source that stand for municipal bodies."""


def applicant(_case: Case, stored: StoredProgramme) -> Finding:
    """Whether municipal bodies belong to those who may apply."""
    codes = stored.programme.code_set("Foerderberechtigte")
    named = labels(codes, "Foerderberechtigte")
    said = stored.said("municipal_applicant")
    municipal = [f for f in said if f.value != "none"]
    if municipal and (codes & MUNICIPAL or not codes):
        return Finding("met", "Der Text nennt Kommunen als Antragsberechtigte.",
                       evidence=evidence(*municipal[:2]))  # fmt: skip
    if municipal:
        reason = f"Die Quelle nennt nur {named}, der Text aber auch Kommunen."
        return Finding(
            "unclear",
            reason,
            evidence=evidence(*municipal[:2]),
            change="bei der Förderstelle klären",
        )
    if said and codes & MUNICIPAL:
        reason = f"Die Quelle nennt {named}, der Text aber keine Kommunen."
        return Finding(
            "unclear", reason, evidence=evidence(*said[:2]), change="bei der Förderstelle klären"
        )
    partner = "mit einem antragsberechtigten Partner beantragen"
    if said:
        reason = "Kommunen gehören nach dem Text nicht zu den Antragsberechtigten."
        return Finding("not_met", reason, evidence=evidence(*said[:2]), change=partner)
    if codes & MUNICIPAL:
        return Finding("met", f"Die Quelle nennt als Förderberechtigte: {named}.")
    if codes:
        return Finding(
            "not_met",
            f"Förderberechtigt sind nach der Quelle nur: {named}.",
            evidence=(),
            change=partner,
        )
    return Finding("silent", "Weder Quelle noch Text nennen, wer einen Antrag stellen darf.")
