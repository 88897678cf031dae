"""Notes of a reading as people see them."""

from matcher.tracker.calendars.notes import MOST, collected, shortened


def test_each_note_stands_once_with_how_often_it_was_made() -> None:
    assert collected(["b", "a", "b"]) == ("b (2-mal)", "a")


def test_of_very_many_notes_the_rest_is_counted() -> None:
    told = collected(str(number) for number in range(MOST + 5))
    assert len(told) == MOST
    assert told[-1] == "… und 6 weitere Hinweise"
    assert told[-2] == "48"


def test_fifty_notes_are_all_kept() -> None:
    notes = tuple(str(number) for number in range(50))
    assert collected(notes) == notes
    assert collected([*notes, "50"]) == (*notes[:49], "… und 2 weitere Hinweise")


def test_a_long_title_is_cut() -> None:
    assert shortened("Rat") == "Rat"
    assert shortened("x" * 80) == "x" * 80
    assert shortened("x" * 81) == "x" * 80 + " …"
    assert shortened("x" * 79 + " y") == "x" * 79 + " …"
