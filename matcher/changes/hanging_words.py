"""What hangs on a project that somebody wants to delete, in German words; pure."""

from collections.abc import Mapping

from matcher import german

_WORDS: dict[str, tuple[str, str]] = {
    "decision": ("1 Entscheidung über ein Programm", "Entscheidungen über Programme"),
    "note": ("1 Notiz, Link oder Kontakt", "Notizen, Links und Kontakte"),
    "plan": ("1 Plan, in dem etwas eingetragen ist", "Pläne, in denen etwas eingetragen ist"),
    "people": ("eine Zuständigkeit", "Zuständigkeiten"),
    "funding": ("1 Angabe zu einem Programm", "Angaben zu Programmen"),
    "application": ("1 Antrag", "Anträge"),
    "award": ("1 Bewilligung", "Bewilligungen"),
    "ending": ("1 Angabe zur Verstetigung", "Angaben zur Verstetigung"),
    "continuation": ("1 Folgevorhaben", "Folgevorhaben"),
    "feed": ("1 Abonnement", "Abonnements"),
    "log": ("1 Eintrag im Verlauf", "Einträge im Verlauf"),
}


def hanging_words(hanging: Mapping[str, int]) -> list[str]:
    """Each thing with its number: "2 Notizen, Links und Kontakte"."""
    return [
        _WORDS[what][0] if number == 1 else f"{german.number(number)} {_WORDS[what][1]}"
        for what, number in hanging.items()
    ]
