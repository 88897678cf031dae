"""What moves along with a successor, in German."""

from collections.abc import Mapping

from db.kommune.succession.proposals import Moved
from db.kommune.succession.undo import Undone
from matcher import german

LABELS: dict[str, tuple[str, str]] = {
    "decision": ("Entscheidung", "Entscheidungen"),
    "correction": ("Korrektur", "Korrekturen"),
    "note": ("Notiz", "Notizen"),
    "plan": ("Plan", "Pläne"),
    "hidden_programme": ("Ausblendung", "Ausblendungen"),
}
"""Table -> German noun, one and several."""


def entered_words(counts: Mapping[str, int]) -> str:
    """Such as "2 Entscheidungen und 1 Notiz", or "nichts eingetragen"."""
    found = [
        f"{german.number(counts[table])} {nouns[counts[table] != 1]}"
        for table, nouns in LABELS.items()
        if counts.get(table)
    ]
    return german.listed(found) if found else "nichts eingetragen"


def moved_words(moved: Moved) -> str:
    """What went along and what stayed behind, as sentences."""
    counted = entered_words(moved.counts) if moved.counts else "nichts"
    went = f"Umgezogen: {counted}."
    if not moved.stayed:
        return went
    one = moved.stayed == 1
    return (
        f"{went} {german.number(moved.stayed)} {'Eintrag bleibt' if one else 'Einträge bleiben'}"
        " beim alten Programm, weil beim neuen schon einer steht."
    )


def undone_words(undone: Undone) -> str:
    """What went back to the old programme and what stayed with the new one, as sentences."""
    counted = entered_words(undone.counts) if undone.counts else "nichts"
    went = f"Zurück beim alten Programm: {counted}."
    if not undone.stayed:
        return went
    return (
        f"{went} Beim neuen bleibt, weil es seitdem geändert wurde oder beim alten schon etwas"
        f" steht: {entered_words(undone.stayed)}."
    )
