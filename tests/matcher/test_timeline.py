"""Entries of the log in German words."""

import pytest

from db.log import Entry, Subject
from matcher.timeline import told
from tests.support.own_file import NOW


def entry(kind: str, before: str, after: str, reason: str = "") -> Entry:
    return Entry(1, NOW, 1, "Anna Berg", kind, Subject("radweg"), before, after, reason, "Text")


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
        (entry("mond", "a", "b"), ("mond", "a", "b", "")),
        (entry("status", "new", "new"), ("Status", "", "neu", "")),
    ],
)  # fmt: skip
def test_an_entry_tells_what_changed_from_what_to_what(one: Entry, words: tuple[str, ...]) -> None:
    said = told(one, {1: "Anna Berg", 2: "Ben Tal"})
    assert (said.what, said.before, said.after, said.why) == words
    assert (said.who, said.note, said.at) == ("Anna Berg", "Text", NOW.isoformat())
