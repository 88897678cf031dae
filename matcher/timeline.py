"""Entries of the log in German words: what somebody did, from what to what, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db.corrections import Correction, unpacked
from db.log import Entry, Subject
from db.vocabulary import DECLINE_REASONS, STATUS_LABELS
from matcher import german
from matcher.corrections import facts_of
from matcher.facts.words import FACT_LABELS, fact_words

KIND_LABELS: dict[str, str] = {
    "status": "Status",
    "responsible": "Zuständig",
    "deputy": "Vertretung",
    "hidden": "Anzeige",
    "note": "Notiz",
    "link": "Link",
    "contact": "Kontakt",
    "step_moved": "Planschritt verlegt",
    "step_done": "Planschritt erledigt",
    "step_assigned": "Planschritt zugeteilt",
    "step_note": "Notiz am Planschritt",
    "recipient_added": "Mails bestellt",
    "recipient_paused": "Mails angehalten oder fortgesetzt",
    "recipient_rhythm": "Rhythmus der Mails geändert",
    "recipient_removed": "Mails abbestellt",
    "meeting_added": "Sitzung eingetragen",
    "meeting_status": "Sitzung abgesagt oder angesetzt",
    "meeting_removed": "Sitzung entfernt",
    "meetings_read": "Sitzungen eingelesen",
    "meetings_removed": "Quelle von Sitzungen entfernt",
    "person_added": "Konto angelegt",
    "person_changed": "Angaben zur Person geändert",
    "person_removed": "Person entfernt",
    "role": "Rolle",
    "password": "Passwort gesetzt",
    "project": "Vorhaben",
    "feed": "Abonnement",
    "corrected": "Angabe korrigiert",
    "confirmed": "Angabe bestätigt",
    "withdrawn": "Korrektur zurückgenommen",
    "rechecked": "Änderung der Richtlinie geprüft",
    "succession": "Nachfolgeprogramm",
    "succession_undone": "Nachfolger zurückgenommen",
    "no_succession": "Kein Nachfolger",
}
"""Kind of an entry -> German label; other kinds are shown as they are."""
NOBODY = "niemand"
_HIDDEN = {"0": "wird gezeigt", "1": "nie mehr zeigen"}
_DAYS = {"step_moved": "wie gerechnet", "step_done": "offen"}
"""Kind of an entry about a day -> what it means that there is none."""
_TEXTS = ("note", "link", "contact", "project", "feed")
_SCOPES = {"municipality": "Kommune", "department": "Fachamt", "project": "Vorhaben"}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as people read it; `at` is an ISO timestamp, empty words are left out."""

    at: str
    who: str
    what: str
    before: str
    after: str
    why: str
    note: str
    subject: Subject


def told(entry: Entry, names: Mapping[int, str]) -> Told:
    """An entry in words; `names` gives the person with a number."""
    what = KIND_LABELS.get(entry.kind, entry.kind)
    before, after = entry.before, entry.after
    if entry.kind in _TEXTS:
        what = f"{what} {_done(entry)}"
    words = _words(entry.kind, names)
    before, after = words(before), words(after)
    if entry.kind == "withdrawn":
        before, after = "", before
    if before == after:
        before = ""
    why = DECLINE_REASONS.get(entry.reason, entry.reason)
    return Told(
        entry.at.isoformat(), entry.person, what, before, after, why, entry.note, entry.subject
    )


def _done(entry: Entry) -> str:
    if not entry.before:
        return "angelegt" if entry.kind in ("project", "feed") else "hinzugefügt"
    if entry.after:
        return "geändert"
    return "widerrufen" if entry.kind == "feed" else "gelöscht"


def _words(kind: str, names: Mapping[int, str]) -> Callable[[str], str]:
    def person(value: str) -> str:
        return names.get(int(value), f"Person {value}") if value.isdecimal() else NOBODY

    known = {"status": STATUS_LABELS, "hidden": _HIDDEN}.get(kind)
    if known is not None:
        return lambda value: known.get(value, value)
    if kind in _DAYS:
        return lambda value: german.day(value) if value else _DAYS[kind]
    if kind == "rechecked":
        return lambda value: f"Fassung {value}"
    if kind in ("succession", "succession_undone", "no_succession"):
        return lambda value: value.rpartition("/")[2].removesuffix(".html")
    others = {"responsible": person, "deputy": person, "step_assigned": person,
              "feed": _scope, "withdrawn": _fact_label,
              "corrected": _stated, "confirmed": _stated}  # fmt: skip
    return others.get(kind, str)


def _scope(value: str) -> str:
    kind, _, what = value.partition(": ")
    return f"{_SCOPES.get(kind, kind)} {what}".strip()


def _fact_label(kind: str) -> str:
    return FACT_LABELS.get(kind, kind)


def _stated(value: str) -> str:
    """A kind of fact with its values; nothing for a kind alone, as before the first correction."""
    kind, _, values = value.partition(": ")
    if not values:
        return ""
    said = Correction("", "", kind, unpacked(values), True, "", "", "")
    told_values = "; ".join(dict.fromkeys(map(fact_words, facts_of(said))))
    return f"{_fact_label(kind)}: {told_values or 'steht nicht im Text'}"
