"""Municipal kind: does the text mean this kind of municipal body?

Where only the Kreis may apply, that is no dead end for its towns: the finding says so.
"""

from db.programmes.catalogue import StoredProgramme
from matcher.facts.wording import APPLICANT_LABELS
from matcher.german import listed
from matcher.matching.criteria.finding import Case, Finding, evidence

_COUNTS_AS = {
    "gemeinde": frozenset({"gemeinde"}),
    "kreisfreie_stadt": frozenset({"kreisfreie_stadt", "gemeinde"}),
    "landkreis": frozenset({"landkreis"}),
    "gemeindeverband": frozenset({"gemeindeverband"}),
    "zweckverband": frozenset({"zweckverband"}),
    "kommunales_unternehmen": frozenset({"kommunales_unternehmen"}),
}
"""Kind of the profile -> kinds in a text that mean it."""
_PERHAPS = {
    "gemeindeverband": frozenset({"gemeinde", "landkreis"}),
    "zweckverband": frozenset({"gemeindeverband", "gemeinde"}),
    "kommunales_unternehmen": frozenset({"gemeinde", "zweckverband"}),
    "landkreis": frozenset({"gemeindeverband"}),
}
"""Kinds in a text that mean a body in some Länder ("Gemeindeverbände" are Kreise in some)."""
_OWN = {
    "gemeinde": "eine Gemeinde",
    "kreisfreie_stadt": "eine kreisfreie Stadt",
    "landkreis": "ein Landkreis",
    "gemeindeverband": "ein Gemeindeverband",
    "zweckverband": "ein Zweckverband",
    "kommunales_unternehmen": "ein kommunales Unternehmen",
}


def municipal_kind(case: Case, stored: StoredProgramme) -> Finding:
    """Whether the kinds that the text names include the kind of this body."""
    said = [f for f in stored.said("municipal_applicant") if f.value not in ("none", "any")]
    if any(f.value == "any" for f in stored.said("municipal_applicant")):
        return Finding("met", "Der Text unterscheidet nicht nach der Art der Kommune.")
    if not said:
        return Finding("silent", "Der Text nennt keine Art der Kommune.")
    kinds = {str(f.value) for f in said}
    names = listed(APPLICANT_LABELS[kind] for kind in sorted(kinds))
    own = case.municipality.art
    words = evidence(*said[:3])
    if kinds & _COUNTS_AS[own]:
        return Finding("met", f"Der Text nennt {names}.", evidence=words)
    if kinds & _PERHAPS.get(own, frozenset()):
        reason = f"Der Text nennt {names}; ob das {_OWN[own]} einschließt, ist offen."
        return Finding("unclear", reason, evidence=words, change="bei der Förderstelle klären")
    reason = f"Der Text nennt nur {names}, nicht {_OWN[own]}."
    if own == "gemeinde" and "landkreis" in kinds:
        hint = "über den Landkreis beantragen; bitte mit dem Kreis sprechen"
        return Finding(
            "not_met",
            f"{reason} Der Kreis könnte den Antrag stellen.",
            evidence=words,
            change=hint,
            lasting=False,
        )
    return Finding("not_met", reason, evidence=words, change=f"als {names} beantragen")
