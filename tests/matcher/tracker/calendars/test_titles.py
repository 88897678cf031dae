"""Titles of meetings: which body, of what kind, and whether it meets."""

from datetime import date
from time import process_time

import pytest

from matcher.tracker.calendars.titles import body_name, is_called_off, kind_of, plain


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Rat", "council"),
        ("Ratssitzung", "council"),
        ("Stadtverordnetenversammlung", "council"),
        ("Gemeindevertretung Auental", "council"),
        ("Kreistag", "council"),
        ("Verbandsgemeinderat", "council"),
        ("Amtsausschuss", "council"),
        ("Hauptausschuss", "committee"),
        ("Ausschuss des Gemeinderats", "committee"),
        ("Ortsrat Nord", "committee"),
        ("Seniorenbeirat", "committee"),
        ("Integrationsrat", "other"),
        ("Fraktion im Stadtrat", "other"),
        ("Rathaus geschlossen", "other"),
        ("Sommerferien: kein Stadtrat", "other"),
    ],
)
def test_names_tell_the_kind_of_body(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("title", "body", "off"),
    [
        ("4. Sitzung des Finanzausschusses", "Finanzausschuss", False),
        ("Öffentliche Sitzung des Rates der Stadt", "Rat der Stadt", False),
        ("Sitzung des Kreistages", "Kreistag", False),
        ("ENTFÄLLT: Stadtrat", "Stadtrat", True),
        ("Stadtrat (abgesagt)", "Stadtrat", True),
        ("Bauausschuss", "Bauausschuss", False),
        ("Stadtrat (entfallen)", "Stadtrat", True),
        ("Stadtrat (entfallen", "Stadtrat", True),
        ("Absage: Stadtrat", "Stadtrat", True),
        ("Stadtrat - ABSAGE", "Stadtrat", True),
        ("Storniert: Stadtrat", "Stadtrat", True),
        ("Abgesagt_Stadtrat", "Stadtrat", True),
        ("[Entfaellt] Stadtrat", "Stadtrat", True),
        ("entfa\u0308llt: Stadtrat", "Stadtrat", True),
        ("Stadtrat findet nicht statt", "Stadtrat", True),
        ("Stadtrat findet am 14.12. leider nicht statt", "Stadtrat", True),
        ("Stadtrat ausgefallen", "Stadtrat", True),
        ("Stadtrat fällt heute aus!", "Stadtrat", True),
        ("Stadtrat muss leider ausfallen", "Stadtrat", True),
        ("Stadtrat – vertagt", "Stadtrat", True),
        ("Canceled: Stadtrat", "Stadtrat", True),
        ("Stadtrat (entfällt wegen Krankheit)", "Stadtrat", True),
        ("Die Sitzung des Stadtrats entfällt", "Stadtrat", True),
        ("Sommerpause: keine Ratssitzung", "Sommerpause: keine Ratssitzung", True),
        ("Stadtrat verschoben auf 21.12.2026", "Stadtrat", True),
        ("Verschoben auf 21.12.: Bauausschuss", "Bauausschuss", True),
        ("Stadtrat wird auf Montag, den 21. Dezember 2026 verschoben", "Stadtrat", True),
        ("Stadtrat verlegt auf den 21.12.", "Stadtrat", True),
        ("Stadtrat auf unbestimmte Zeit verschoben", "Stadtrat", True),
        ("Haupt- und Finanzausschuss (HFA)", "Haupt- und Finanzausschuss (HFA)", False),
        ("Haupt- und Finanzausschuss (HFA) – abgesagt", "Haupt- und Finanzausschuss (HFA)", True),
        ("Stadtrat (Sondersitzung)", "Stadtrat (Sondersitzung)", False),
        ("Stadtrat findet statt, nicht abgesagt", "Stadtrat findet statt, nicht abgesagt", False),
        ("Stadtrat - verlegt in die Stadthalle", "Stadtrat - verlegt in die Stadthalle", False),
        ("Stadtrat verschoben auf 18 Uhr", "Stadtrat", False),
        ("Stadtrat (Beginn verschoben)", "Stadtrat", False),
        ("Stadtrat (TOP 3 entfällt)", "Stadtrat", False),
        ("Ausschuss für Absagekultur", "Ausschuss für Absagekultur", False),
    ],
)
def test_titles_tell_body_and_state(title: str, body: str, off: bool) -> None:
    assert (body_name(title), is_called_off(title)) == (body, off)


@pytest.mark.parametrize(
    ("title", "old", "new"),
    [
        ("Stadtrat verschoben vom 14.12. auf den 21.12.", True, False),
        ("Stadtrat (verschoben vom 14. Dezember)", True, False),
        ("Stadtrat, verlegt auf 2026-12-21", True, False),
        ("Stadtrat vom 14.12. auf 21.12. verschoben", True, False),
        ("Ersatztermin: Stadtrat (verschoben)", False, False),
    ],
)
def test_the_same_words_say_another_thing_at_the_old_day_and_at_the_new_one(
    title: str, old: bool, new: bool
) -> None:
    days = date(2026, 12, 14), date(2026, 12, 21)
    assert [is_called_off(title, day) for day in days] == [old, new]


def test_signs_that_nobody_sees_are_no_part_of_a_title() -> None:
    assert plain("Stadt\x00rat\ud800 \t Nord\u200b") == "Stadt rat Nord"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("(Stadtrat)", "Stadtrat"),
        ("(Bau) Ausschuss (Nord)", "(Bau) Ausschuss (Nord)"),
        ("Ausschuss (Nord)", "Ausschuss (Nord)"),
        ("(HFA) Ausschuss", "(HFA) Ausschuss"),
        ("Ausschuss (Nord", "Ausschuss Nord"),
        ("Ausschuss) Nord", "Ausschuss Nord"),
    ],
)
def test_brackets_stay_in_pairs_and_not_around_a_whole_title(title: str, body: str) -> None:
    assert body_name(title) == body


def test_of_a_title_five_hundred_characters_are_kept_and_two_thousand_looked_at() -> None:
    assert plain("x" * 499 + "yz") == "x" * 499 + "y"
    assert plain(" " * 1_999 + "yz") == "y"


@pytest.mark.parametrize("words", ["auf ", "verschoben auf den ", "findet ", "(", "vom a, b ", "1"])
def test_endless_titles_are_read_at_once(words: str) -> None:
    title = plain(words * 100_000)
    started = process_time()
    body_name(title)
    is_called_off(title)
    assert process_time() - started < 1
