"""What is missing over all awards: for treasurer and auditor, one row per gap; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from matcher import german
from matcher.award.money.summary import Summary
from matcher.award.standing import Standing

GapKind = Literal[
    "no_drawdown", "proof_due", "proof_unanswered", "no_reference", "no_end", "no_person",
    "no_eligible", "at_risk",
]  # fmt: skip
GAP_LABELS: dict[GapKind, str] = {
    "proof_due": "Verwendungsnachweis fällig",
    "at_risk": "Mittel gefährdet",
    "no_drawdown": "Bescheid ohne Mittelabruf",
    "proof_unanswered": "Verwendungsnachweis ohne Antwort",
    "no_end": "Bewilligungszeitraum ohne Ende",
    "no_eligible": "Ohne zuwendungsfähige Ausgaben",
    "no_reference": "Ohne Aktenzeichen",
    "no_person": "Pflichten ohne zuständige Person",
}
"""Kind of a gap -> German label, the most urgent first."""
ANSWER_AFTER = timedelta(days=365)
"""So long after a proof of use was sent its answer is asked for."""
DRAWN_AFTER = timedelta(days=180)
"""So long after an award the first draw-down is looked for."""
SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Known:
    """An award with all that is known of it."""

    row: AwardRow
    standing: Standing
    duties: Sequence[DutyRow]
    money: Summary


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing in an award, with a German sentence."""

    kind: GapKind
    award_id: int
    words: str


def gaps(awards: Sequence[Known], today: date) -> list[Gap]:
    """All gaps, the most urgent kinds first."""
    found = [gap for one in awards if one.standing.is_awarded for gap in _of(one, today)]
    order = list(GAP_LABELS)
    return sorted(found, key=lambda gap: (order.index(gap.kind), gap.award_id))


def _of(one: Known, today: date) -> list[Gap]:
    found: list[tuple[GapKind, str]] = [("at_risk", risk) for risk in one.money.risks]
    now = one.standing.now
    proofs = [duty for duty in one.duties if duty.kind == "proof"]
    for duty in proofs:
        if duty.state == "open" and duty.day and duty.day <= today + SOON:
            over = "war" if duty.day < today else "ist"
            found.append(("proof_due", f"{duty.title}: {over} am {german.day(duty.day)} fällig."))
        sent = duty.done_on if duty.state == "done" else None
        if sent and sent + ANSWER_AFTER <= today and "interest" not in one.money.sums:
            said = f"Am {german.day(sent)} abgegeben, seit über einem Jahr keine Antwort vermerkt."
            found.append(("proof_unanswered", said))
    received = one.money.sums.get("received") or one.money.sums.get("asked")
    if not received and now.datum + DRAWN_AFTER <= today and not any(p.done_on for p in proofs):
        said = f"Seit dem Bescheid vom {german.day(now.datum)} ist nichts abgerufen."
        found.append(("no_drawdown", said))
    if now.zeitraum_bis is None:
        found.append(("no_end", "Das Ende des Bewilligungszeitraums ist nicht eingetragen."))
    if now.zuwendungsfaehig_eur is None:
        said = "Ohne sie lassen sich Kürzungen nicht rechnen."
        found.append(("no_eligible", said))
    if not now.aktenzeichen:
        found.append(("no_reference", "Das Aktenzeichen der Behörde fehlt."))
    alone = [d for d in one.duties if d.state == "open" and d.responsible is None]
    if alone:
        number = "1 Pflicht" if len(alone) == 1 else f"{len(alone)} Pflichten"
        found.append(("no_person", f"{number}, für die niemand zuständig ist."))
    return [Gap(kind, one.row.id, words=words) for kind, words in found]
