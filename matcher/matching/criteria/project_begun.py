"""Project begun: most grants are lost once an order is placed before the award.

Source: VV 1.3 zu § 44 BHO/LHO, "Verbot des vorzeitigen Maßnahmenbeginns".
"""

from db.programmes.catalogue import StoredProgramme
from matcher.matching.criteria.finding import Case, Finding, evidence


def project_begun(case: Case, stored: StoredProgramme) -> Finding:
    """Whether the state of the project agrees with the rule on when it may begin."""
    said = stored.said("start_rule")
    words = evidence(*said[:1])
    before_award = any(f.value == "not_before_approval" for f in said)
    until = "vor der Bewilligung" if before_award else "vor dem Antrag"
    if case.project.status == "begonnen":
        if not said:
            reason = (
                "Das Vorhaben hat begonnen; der Text sagt dazu nichts, das Haushaltsrecht "
                "schließt es meist aus."
            )
            return Finding("unclear", reason, evidence=(), change="bei der Förderstelle klären")
        reason = f"Das Vorhaben hat begonnen, {until} darf es das nicht."
        return Finding(
            "not_met",
            reason,
            evidence=words,
            change="nur noch nicht begonnene Teile beantragen",
            lasting=False,
        )
    if not said:
        return Finding("met", "Das Vorhaben hat noch nicht begonnen.")
    return Finding("met", f"Das Vorhaben hat noch nicht begonnen; es darf {until} nicht beginnen.",
                   evidence=words)  # fmt: skip
