"""Funding type: grants and loans help a town hall; guarantees and equity are for firms."""

from db.catalogue import StoredProgramme
from db.vocabulary import labels
from matcher.criteria.finding import Finding
from matcher.profile import Municipality

_FOR_FIRMS = frozenset({"buergschaft", "garantie", "beteiligung"})


def funding_type(municipality: Municipality, stored: StoredProgramme) -> Finding:
    """Whether the kind of funding can be used by this kind of municipal body."""
    codes = stored.programme.code_set("Foerderart")
    names = labels(codes, "Foerderart")
    if not codes:
        return Finding("unclear", "Die Quelle nennt keine Förderart.")
    if "zuschuss" in codes:
        return Finding("met", "Gefördert wird mit einem Zuschuss.")
    if codes <= _FOR_FIRMS and municipality.art != "kommunales_unternehmen":
        return Finding("not_met", f"Gefördert wird nur durch {names}; das hilft Unternehmen.")
    if "darlehen" in codes and municipality.haushaltslage == "haushaltssicherung":
        return Finding(
            "unclear", "Gefördert wird mit einem Darlehen; in der Haushaltssicherung ist die "
            "Genehmigung der Aufsicht zu klären.",
        )  # fmt: skip
    if "darlehen" in codes:
        return Finding("met", "Gefördert wird mit einem Darlehen.")
    return Finding("unclear", f"Die Förderart ist „{names}“; bitte im Text nachsehen.")
