"""Status note: what the editors of the source wrote above a programme.

Every note states a restriction, and no note does not mean open. Notes are short and
often misspelt ("Antagstellung nicht merh möglich"), so words are compared by likeness.
"""

import difflib
import re

from db.catalogue import StoredProgramme
from matcher.criteria.finding import Finding
from matcher.profile import Municipality

LIKENESS = 0.75
"""Share of matching letters from which two words count as the same (difflib ratio)."""


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


def is_over(note: str) -> bool:
    """Whether a note says that the programme has ended for good."""
    words = re.findall(r"\w+", note.casefold())
    if _has(words, "derzeit") or _has(words, "zurzeit") or "zur zeit" in " ".join(words):
        return False
    ended = ("ausgelaufen", "beendet", "eingestellt", "abgelaufen", "ausgeschöpft", "geschlossen")
    no_more = _has(words, "nicht") and (_has(words, "mehr") or _has(words, "möglich"))
    return no_more or any(_has(words, word) for word in ended)


def _has(words: list[str], wanted: str) -> bool:
    return bool(difflib.get_close_matches(wanted, words, n=1, cutoff=LIKENESS))
