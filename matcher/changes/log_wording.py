"""Entries of the log in German words: what somebody did, from what to what, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from db.kommune.corrections import Correction, unpacked
from db.kommune.log import Entry, Subject
from db.vocabulary import DECLINE_REASONS, ROLE_LABELS, STATUS_LABELS
from matcher import german
from matcher.corrections.standing import facts_of
from matcher.facts.wording import FACT_LABELS, fact_words

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
    "step_deputy": "Vertretung am Planschritt",
    "step_note": "Notiz am Planschritt",
    "own_step": "Eigener Planschritt",
    "recall": "Wiedervorlage",
    "project_archived": "Archiv",
    "recipient_added": "Mails bestellt",
    "recipient_paused": "Mails angehalten oder fortgesetzt",
    "recipient_rhythm": "Rhythmus der Mails geändert",
    "recipient_removed": "Mails abbestellt",
    "recipient_scope": "Inhalt der Mails geändert",
    "recipient_head": "Leitung eines Fachamts",
    "unanswered": "Niemand hat reagiert, gemeldet an",
    "question_sent": "Frage per Mail an das Fachamt",
    "question_answered": "Antwort aus dem Fachamt",
    "question_ended": "Frage per Mail zurückgezogen",
    "project": "Vorhaben",
    "feed": "Abonnement",
    "feed_scope": "Inhalt eines Abonnements geändert",
    "meeting_added": "Sitzung eingetragen",
    "meeting_status": "Sitzung abgesagt oder wieder angesetzt",
    "meeting_removed": "Sitzung entfernt",
    "meetings_read": "Sitzungskalender eingelesen",
    "meetings_removed": "Sitzungskalender entfernt",
    "person_added": "Konto angelegt",
    "person_changed": "Fachamt, Mail oder Telefon geändert",
    "person_removed": "Konto gelöscht",
    "person_absent": "Abwesenheit eingetragen",
    "person_back": "Abwesenheit beendet",
    "person_left": "Ausgeschieden",
    "person_rejoined": "Ausscheiden zurückgenommen",
    "handover": "Übergabe",
    "handover_undone": "Übergabe zurückgenommen",
    "handed_over": "Übergeben",
    "role": "Rolle",
    "password": "Neues Passwort",
    "corrected": "Angabe korrigiert",
    "confirmed": "Angabe bestätigt",
    "withdrawn": "Korrektur zurückgenommen",
    "rechecked": "Änderung der Richtlinie geprüft",
    "succession": "Nachfolgeprogramm",
    "succession_undone": "Nachfolger zurückgenommen",
    "no_succession": "Kein Nachfolger",
    "municipality": "Angaben zur Kommune",
    "setup": "Einrichtung",
    "application": "Antrag",
    "award_notice": "Bescheid eingetragen",
    "award_corrected": "Bescheid berichtigt",
    "award_removed": "Bewilligung entfernt",
    "money": "Geldbewegung",
    "base_rate": "Basiszinssatz",
    "duties_proposed": "Pflichten vorgeschlagen",
    "duty_changed": "Pflicht geändert",
    "duty_done": "Pflicht erledigt",
    "duty_dropped": "Pflicht verworfen",
    "duty_assigned": "Pflicht zugeteilt",
    "duty_deputy": "Vertretung an der Pflicht",
    "ending": "Was mit dem Geld endet",
    "ending_decided": "Über Verstetigung entschieden",
    "continuation": "Folgevorhaben angelegt",
}
"""Kind of an entry -> German label."""
NOBODY = "niemand"
_HIDDEN = {"0": "wird gezeigt", "1": "nie mehr zeigen"}
_ARCHIVED = {"0": "in den Listen", "1": "im Archiv"}
_DAYS = {"step_moved": "wie gerechnet", "step_done": "offen"}
"""Kind of an entry about a day -> what it means that there is none."""
_TEXTS = ("note", "link", "contact", "project", "feed", "own_step", "recall", "municipality")
_PEOPLE = ("responsible", "deputy", "step_assigned", "step_deputy", "duty_assigned",
           "duty_deputy", "handed_over", "handover", "handover_undone")  # fmt: skip
_ACCOUNTS = ("person_changed", "person_removed", "password", "person_absent", "person_back",
             "person_left", "person_rejoined")  # fmt: skip
"""Kinds of entries whose values are numbers of persons; nobody can be responsible."""
_MEETINGS = ("meeting_added", "meeting_status", "meeting_removed")
_MEETING_STATES = {"scheduled": "angesetzt", "cancelled": "abgesagt"}
SETUP_STEPS = {
    "town": "Ihre Kommune", "catalogue": "Katalog der Programme", "project": "Erstes Vorhaben",
    "meetings": "Sitzungen", "mail": "Mails", "all": "alles",
}  # fmt: skip
"""Step of the guided setup -> German name."""
_SETUP_CHOICES = {"skipped": "übersprungen", "resumed": "wieder aufgenommen", "ended": "beendet",
                  "loading": "Laden begonnen"}  # fmt: skip
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
    before = in_words(entry.kind, before, names)
    after = in_words(entry.kind, after, names)
    if entry.kind == "withdrawn":
        before, after = "", before
    if before == after:
        before = ""
    why = DECLINE_REASONS.get(entry.reason, entry.reason)
    return Told(
        entry.at.isoformat(),
        entry.person,
        what=what,
        before=before,
        after=after,
        why=why,
        note=entry.note,
        subject=entry.subject,
    )


def in_words(kind: str, value: str, names: Mapping[int, str] = MappingProxyType({})) -> str:
    """A value of an entry as people read it; a person without a name is told by number."""
    if kind in _PEOPLE or (kind in _ACCOUNTS and value):
        return _person(value, names)
    if kind == "unanswered":
        return _person(value, names) if value.isdecimal() else value
    if kind in ("person_added", "role"):
        number, _, role = value.partition(": ")
        return value and f"{_person(number, names)}: {ROLE_LABELS.get(role, role)}"
    known = {"status": STATUS_LABELS, "hidden": _HIDDEN, "project_archived": _ARCHIVED}.get(kind)
    if known is not None:
        return known.get(value, value)
    if kind in _DAYS:
        return german.day(value) if value else _DAYS[kind]
    return _OTHERS.get(kind, str)(value) if value else ""


def _person(value: str, names: Mapping[int, str]) -> str:
    return names.get(int(value), f"Person {value}") if value.isdecimal() else NOBODY


def _done(entry: Entry) -> str:
    if not entry.before:
        made = entry.kind in ("project", "feed", "own_step", "recall", "municipality")
        return "angelegt" if made else "hinzugefügt"
    if entry.after:
        return "geändert"
    return {"feed": "widerrufen", "recall": "beendet"}.get(entry.kind, "gelöscht")


def _scope(value: str) -> str:
    kind, _, what = value.partition(": ")
    return f"{_SCOPES.get(kind, kind)} {what}".strip()


def _key_end(key: str) -> str:
    return key.rpartition("/")[2].removesuffix(".html")


def _fact_label(kind: str) -> str:
    return FACT_LABELS.get(kind, kind)


def _stated(value: str) -> str:
    """A kind of fact with its values; nothing for a kind alone, as before the first correction."""
    kind, _, values = value.partition(": ")
    if not values:
        return ""
    said = Correction(
        "", "", kind=kind, facts=unpacked(values), confirms=True, reason="", evidence="", basis=""
    )
    told_values = "; ".join(dict.fromkeys(map(fact_words, facts_of(said))))
    return f"{_fact_label(kind)}: {told_values or 'steht nicht im Text'}"


def _meeting(value: str) -> str:
    """Body, moment and state, as `meeting_words` puts them into the log."""
    parts = value.rsplit(", ", 2)
    if len(parts) != 3:
        return value
    body, start, state = parts
    told_start = german.day(start) if start.endswith("T00:00:00") else german.moment(start)
    return f"{body}, {told_start}, {_MEETING_STATES.get(state, state)}"


def _paused(value: str) -> str:
    number, _, active = value.partition(": ")
    return f"Nr. {number}: {'läuft' if active == '1' else 'angehalten'}"


def _mails_hold(value: str) -> str:
    number, _, followed = value.partition(": ")
    return f"Nr. {number}: {'nur Verfolgtes' if followed == '1' else 'auch neue Treffer'}"


def _leads(value: str) -> str:
    number, _, is_head = value.partition(": ")
    return f"Nr. {number}: {'leitet das Fachamt' if is_head == '1' else 'keine Leitung'}"


def _feed_holds(value: str) -> str:
    scope, _, followed = value.rpartition(": ")
    return f"{_scope(scope)}: {'nur Verfolgtes' if followed == '1' else 'auch mögliche Programme'}"


def _setup(value: str) -> str:
    step, _, choice = value.partition(": ")
    return f"{SETUP_STEPS.get(step, step)}: {_SETUP_CHOICES.get(choice, choice)}"


_OTHERS: dict[str, Callable[[str], str]] = {
    "feed": _scope,
    "feed_scope": _feed_holds,
    "withdrawn": _fact_label,
    "corrected": _stated,
    "confirmed": _stated,
    "rechecked": "Fassung {}".format,
    "succession": _key_end,
    "succession_undone": _key_end,
    "no_succession": _key_end,
    "recipient_added": "Nr. {}".format,
    "recipient_removed": "Nr. {}".format,
    "recipient_paused": _paused,
    "recipient_scope": _mails_hold,
    "recipient_head": _leads,
    "setup": _setup,
    **dict.fromkeys(_MEETINGS, _meeting),
}
"""Kind of an entry -> how its values are told; others stand in the log as people read them."""
