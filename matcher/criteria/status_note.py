"""Status note: what the editors of the source wrote above a programme.

Every note states a restriction, and no note does not mean open.
"""

from db.catalogue import StoredProgramme
from matcher.criteria.finding import Finding
from matcher.facts.notes import is_over
from matcher.profile import Municipality


def status_note(_municipality: Municipality, stored: StoredProgramme) -> Finding:
    """Whether an editorial note or the disappearance from the source stands against applying."""
    if stored.gone_since:
        day = f"{stored.gone_since:%d.%m.%Y}"
        return Finding("not_met", f"Die Quelle führt das Programm seit {day} nicht mehr.")
    note = " ".join(stored.programme.texts.get("status_note", "").split())
    if not note:
        return Finding("met", "Kein einschränkender Hinweis der Redaktion; Fristen bitte prüfen.")
    if is_over(note):
        return Finding("not_met", f"Hinweis der Redaktion: „{note}“.")
    return Finding("unclear", f"Hinweis der Redaktion: „{note}“.")
