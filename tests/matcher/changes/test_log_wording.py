"""Entries of the log in German words."""

from typing import get_args

import pytest

from db.kommune.log import Entry, Kind, Subject
from matcher.changes.log_wording import KIND_LABELS, told
from tests.support.towns.own_file import NOW


def entry(kind: str, before: str, after: str, reason: str = "") -> Entry:
    return Entry(1, NOW, 1, "Anna Berg", kind, Subject("radweg"), before, after, reason, "Text")


def test_every_kind_of_entry_has_a_german_label_and_no_other() -> None:
    """Entries are written with a `Kind` only, which the type check watches."""
    assert set(get_args(Kind)) == set(KIND_LABELS)
    assert [kind for kind, label in KIND_LABELS.items() if not label or label == kind] == []
    assert len(set(KIND_LABELS.values())) == len(KIND_LABELS)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (entry("status", "new", "declined", "staff"),
         ("Status", "neu", "verworfen", "Personal fehlt")),
        (entry("responsible", "", "2"), ("Zuständig", "niemand", "Ben Tal", "")),
        (entry("deputy", "9", ""), ("Vertretung", "Person 9", "niemand", "")),
        (entry("hidden", "0", "1"), ("Anzeige", "wird gezeigt", "nie mehr zeigen", "")),
        (entry("note", "", "neu"), ("Notiz hinzugefügt", "", "neu", "")),
        (entry("link", "alt", "neu"), ("Link geändert", "alt", "neu", "")),
        (entry("contact", "alt", ""), ("Kontakt gelöscht", "alt", "", "")),
        (entry("step_moved", "", "2026-12-01"),
         ("Planschritt verlegt", "wie gerechnet", "01.12.2026", "")),
        (entry("step_done", "2026-12-01", ""),
         ("Planschritt erledigt", "01.12.2026", "offen", "")),
        (entry("step_assigned", "", "2"), ("Planschritt zugeteilt", "niemand", "Ben Tal", "")),
        (entry("project", "", "Titel: Radweg"), ("Vorhaben angelegt", "", "Titel: Radweg", "")),
        (entry("project", "Beginn: –", "Beginn: 04/2027"),
         ("Vorhaben geändert", "Beginn: –", "Beginn: 04/2027", "")),
        (entry("feed", "", "department: Bauamt"),
         ("Abonnement angelegt", "", "Fachamt Bauamt", "")),
        (entry("feed", "project: radweg", ""),
         ("Abonnement widerrufen", "Vorhaben radweg", "", "")),
        (entry("corrected", "rate", 'rate: [[75.0, {"bound": "max"}]]', "Tippfehler"),
         ("Angabe korrigiert", "", "Förderquote: 75\u00a0%", "Tippfehler")),
        (entry("confirmed", 'rate: [[80.0, {"bound": "max"}]]', "rate: []"),
         ("Angabe bestätigt", "Förderquote: 80\u00a0%", "Förderquote: steht nicht im Text", "")),
        (entry("withdrawn", "rate", ""), ("Korrektur zurückgenommen", "", "Förderquote", "")),
        (entry("meeting_added", "", "Gemeindevertretung, 2027-02-25T19:30:00, scheduled"),
         ("Sitzung eingetragen", "", "Gemeindevertretung, 25.02.2027, 19:30 Uhr, angesetzt", "")),
        (entry("meeting_status", "Rat, Kreis, 2027-02-25T00:00:00, scheduled",
               "Rat, Kreis, 2027-02-25T00:00:00, cancelled"),
         ("Sitzung abgesagt oder wieder angesetzt", "Rat, Kreis, 25.02.2027, angesetzt",
          "Rat, Kreis, 25.02.2027, abgesagt", "")),
        (entry("meeting_removed", "Rat, 2027-02-25T18:00:00+01:00, scheduled", ""),
         ("Sitzung entfernt", "Rat, 25.02.2027, 18:00 Uhr, angesetzt", "", "")),
        (entry("meetings_read", "", "https://x.example/a.ics: 3 neu"),
         ("Sitzungskalender eingelesen", "", "https://x.example/a.ics: 3 neu", "")),
        (entry("meetings_removed", "https://x.example/a.ics", ""),
         ("Sitzungskalender entfernt", "https://x.example/a.ics", "", "")),
        (entry("person_added", "", "2: edit"), ("Konto angelegt", "", "Ben Tal: bearbeiten", "")),
        (entry("role", "7: read", "7: none"), ("Rolle", "Person 7: lesen",
                                               "Person 7: kein Zugang", "")),
        (entry("handover", "1", "2"), ("Übergabe", "Anna Berg", "Ben Tal", "")),
        (entry("handover_undone", "2", "1"),
         ("Übergabe zurückgenommen", "Ben Tal", "Anna Berg", "")),
        (entry("handed_over", "1", ""), ("Übergeben", "Anna Berg", "niemand", "")),
        (entry("person_absent", "", "2"), ("Abwesenheit eingetragen", "", "Ben Tal", "")),
        (entry("person_left", "", "7"), ("Ausgeschieden", "", "Person 7", "")),
        (entry("password", "", "2"), ("Neues Passwort", "", "Ben Tal", "")),
        (entry("recipient_added", "", "5"), ("Mails bestellt", "", "Nr. 5", "")),
        (entry("recipient_head", "5: 0", "5: 1"),
         ("Leitung eines Fachamts", "Nr. 5: keine Leitung", "Nr. 5: leitet das Fachamt", "")),
        (entry("unanswered", "", "2"), ("Niemand hat reagiert, gemeldet an", "", "Ben Tal", "")),
        (entry("unanswered", "", "Leitung Bauamt"),
         ("Niemand hat reagiert, gemeldet an", "", "Leitung Bauamt", "")),
        (entry("recipient_paused", "5: 1", "5: 0"),
         ("Mails angehalten oder fortgesetzt", "Nr. 5: läuft", "Nr. 5: angehalten", "")),
        (entry("recipient_scope", "5: 0", "5: 1"),
         ("Inhalt der Mails geändert", "Nr. 5: auch neue Treffer", "Nr. 5: nur Verfolgtes", "")),
        (entry("feed_scope", "project: a: b: 1", "project: a: b: 0"),
         ("Inhalt eines Abonnements geändert", "Vorhaben a: b: nur Verfolgtes",
          "Vorhaben a: b: auch mögliche Programme", "")),
        (entry("succession", "a/alt.html", "a/neu.html"),
         ("Nachfolgeprogramm", "alt", "neu", "")),
        (entry("mond", "a", "b"), ("mond", "a", "b", "")),
        (entry("status", "new", "new"), ("Status", "", "neu", "")),
    ],
)  # fmt: skip
def test_an_entry_tells_what_changed_from_what_to_what(one: Entry, words: tuple[str, ...]) -> None:
    said = told(one, {1: "Anna Berg", 2: "Ben Tal"})
    assert (said.what, said.before, said.after, said.why) == words
    assert (said.who, said.note, said.at) == ("Anna Berg", "Text", NOW.isoformat())
