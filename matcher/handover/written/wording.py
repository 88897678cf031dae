"""What is called how where people find again what they wrote; pure."""

from db.kommune.award.applications import KINDS as APPLICATION_KINDS
from db.kommune.award.applications import STATES as APPLICATION_STATES
from db.kommune.award.movements import KINDS as MONEY_KINDS
from db.kommune.work.written import Kind, Written
from db.vocabulary import DECLINE_REASONS, STATUS_LABELS
from matcher import german
from matcher.award.notice import NOTICE_LABELS
from matcher.facts.wording import FACT_LABELS

KIND_LABELS: dict[Kind, str] = {
    "note": "Notiz",
    "promise": "Zusage",
    "contact": "Kontakt",
    "link": "Link",
    "decision": "Entscheidung",
    "hidden": "Ausgeblendet",
    "application": "Antrag",
    "notice": "Bescheid",
    "award_removed": "Bewilligung entfernt",
    "duty": "Pflicht",
    "money": "Mittel",
    "ending": "Was mit dem Geld endet",
    "ending_decided": "Über Verstetigung entschieden",
    "step": "Planschritt",
    "question": "Frage per Mail",
    "answer": "Antwort",
    "correction": "Geprüfte Angabe",
    "project": "Vorhaben",
    "archived": "Archiviert",
}
"""Kind of what people wrote -> German label, in the order of the filter."""
_WORDS: dict[Kind, tuple[dict[str, str], ...]] = {
    "decision": (STATUS_LABELS, DECLINE_REASONS),
    "application": (
        {str(kind): label for kind, label in APPLICATION_KINDS.items()},
        {str(state): label for state, label in APPLICATION_STATES.items()},
    ),
    "money": ({str(kind): label for kind, label in MONEY_KINDS.items()},),
    "notice": ({str(kind): label for kind, label in NOTICE_LABELS.items()},),
    "correction": (FACT_LABELS,),
}
"""Kind -> what the codes mean that its title is made of."""


def title_of(one: Written) -> str:
    """What a record is called in German: verworfen: Eigenanteil; Zuwendungsbescheid vom
    03.05.2027; what people called it themselves."""
    if one.kind not in _WORDS:
        return one.title
    first, _, second = one.title.partition(" ")
    meant = [labels.get(code, code) for labels, code in zip(
        _WORDS[one.kind], (first, second), strict=False)]  # fmt: skip
    if one.kind == "notice":
        return f"{meant[0]} vom {german.day(second)}" if second else meant[0]
    return ": ".join(part for part in meant if part)
