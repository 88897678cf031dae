"""Spending: does the programme pay for what the project spends money on?"""

from db.programmes.catalogue import StoredProgramme
from matcher.facts.money.spending import SPENDING_LABELS
from matcher.german import listed
from matcher.matching.criteria.finding import Case, Finding, evidence, missing

GAP = "Ausgabenart"


def spending(case: Case, stored: StoredProgramme) -> Finding:
    """Whether the project's kinds of spending are funded, or ruled out."""
    said = stored.said("spending")
    if not said:
        return Finding("silent", "Der Text schließt keine Ausgabenart aus.")
    wanted = set(case.project.arten)
    if not wanted:
        return missing(GAP, "der Text unterscheidet danach.")._replace(evidence=evidence(*said[:2]))
    out = [f for f in said if not f.details["funded"] and f.value in wanted]
    paid = [f for f in said if f.details["funded"] and f.value in wanted]
    excluded = {str(f.value) for f in out}
    if excluded == wanted:
        names = _names(excluded)
        return Finding("not_met", f"Nicht gefördert wird: {names}.", evidence=evidence(*out),
                       change="andere Ausgaben beantragen")  # fmt: skip
    if excluded:
        reason = f"Nicht gefördert wird: {_names(excluded)}; der Rest des Vorhabens kann es sein."
        return Finding(
            "unclear", reason, evidence=evidence(*out), change=f"ohne {_names(excluded)} beantragen"
        )
    if paid:
        names = _names({str(f.value) for f in paid})
        return Finding("met", f"Der Text nennt als förderfähig: {names}.", evidence=evidence(*paid))
    return Finding("silent", "Der Text schließt die Ausgabenarten des Vorhabens nicht aus.")


def _names(kinds: set[str]) -> str:
    return listed(SPENDING_LABELS[kind] for kind in sorted(kinds))
