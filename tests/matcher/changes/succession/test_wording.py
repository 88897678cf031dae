"""What moves along, in German."""

import pytest

from db.kommune.succession.proposals import Moved
from matcher.changes.succession.wording import entered_words, moved_words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, "nichts eingetragen"),
        ({"decision": 1}, "1 Entscheidung"),
        ({"note": 1, "decision": 2, "plan": 3}, "2 Entscheidungen, 1 Notiz und 3 Pläne"),
    ],
)
def test_what_is_entered_is_counted_in_words(counts: dict[str, int], words: str) -> None:
    assert entered_words(counts) == words


def test_what_stays_behind_is_told() -> None:
    assert moved_words(Moved({"note": 1})) == "Umgezogen: 1 Notiz."
    assert moved_words(Moved({}, 1)) == (
        "Umgezogen: nichts. 1 Eintrag bleibt beim alten Programm, weil beim neuen"
        " schon einer steht."
    )
    assert "2 Einträge bleiben" in moved_words(Moved({"note": 1}, 2))
