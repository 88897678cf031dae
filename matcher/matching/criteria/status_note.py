"""Status note: what the editors of the source wrote above a programme.

Every note states a restriction, and no note does not mean open.
"""

from db.programmes.catalogue import StoredProgramme
from matcher.facts.applying.status_note import is_over
from matcher.matching.criteria.finding import Case, Evidence, Finding


def status_note(_case: Case, stored: StoredProgramme) -> Finding:
    """Whether an editorial note or the disappearance from the source stands against applying."""
    if stored.gone_since:
        day = f"{stored.gone_since:%d.%m.%Y}"
        reason = f"Die Quelle führt das Programm seit {day} nicht mehr."
        return Finding("not_met", reason, evidence=(), change="nach einem Nachfolger suchen")
    text = stored.programme.texts.get("status_note", "")
    note = " ".join(text.split())
    if not note:
        return Finding("silent", "Kein einschränkender Hinweis der Redaktion.")
    words = (Evidence("status_note", 0, end=min(len(text), 300), quote=text[:300]),)
    if is_over(note):
        return Finding("not_met", f"Hinweis der Redaktion: „{note}“.", evidence=words,
                       change="nach einem Nachfolger suchen")  # fmt: skip
    return Finding(
        "unclear", f"Hinweis der Redaktion: „{note}“.", evidence=words, change="Hinweis beachten"
    )
