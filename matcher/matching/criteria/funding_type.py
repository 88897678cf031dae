"""Funding type: grants and loans help a town hall; guarantees and equity are for firms."""

from db.programmes.catalogue import StoredProgramme
from db.vocabulary import labels
from matcher.matching.criteria.finding import Case, Finding

_FOR_FIRMS = frozenset({"buergschaft", "garantie", "beteiligung"})


def funding_type(case: Case, stored: StoredProgramme) -> Finding:
    """Whether the kind of funding can be used by this kind of municipal body."""
    municipality = case.municipality
    codes = stored.programme.code_set("Foerderart")
    names = labels(codes, "Foerderart")
    if not codes:
        return Finding("silent", "Die Quelle nennt keine Förderart.")
    if "zuschuss" in codes:
        return Finding("met", "Gefördert wird mit einem Zuschuss.")
    if codes <= _FOR_FIRMS and municipality.art != "kommunales_unternehmen":
        reason = f"Gefördert wird nur durch {names}; das hilft Unternehmen."
        return Finding(
            "not_met", reason, evidence=(), change="über ein kommunales Unternehmen beantragen"
        )
    if "darlehen" in codes and municipality.haushaltslage == "haushaltssicherung":
        return Finding(
            "unclear",
            "Gefördert wird mit einem Darlehen; in der Haushaltssicherung ist die "
            "Genehmigung der Aufsicht zu klären.",
            evidence=(),
            change="Genehmigung der Kommunalaufsicht einholen",
        )
    if "darlehen" in codes:
        return Finding("met", "Gefördert wird mit einem Darlehen.")
    return Finding("unclear", f"Die Förderart ist „{names}“; bitte im Text nachsehen.")
