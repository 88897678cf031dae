"""Status notes, however they are spelt."""

import pytest

from matcher.facts.applying.status_note import is_over, is_paused
from tests.support.towns.reading import mode


@pytest.mark.parametrize(
    "note",
    ["Antagstellung nicht merh möglich", "Das Programm ist ausglaufen.", "Programm eingestellt",
     "Die Antragsfrist ist abgelauffen.", "Antragstellung nicht mehr möglich!"],
)  # fmt: skip
def test_a_final_note_closes_the_programme(note: str) -> None:
    assert is_over(note)
    assert mode(note, "status_note") == "closed"


@pytest.mark.parametrize(
    "note", ["Derzeit ist keine Antragstelung möglich.", "Zur Zeit keine Anträge möglich"]
)
def test_a_passing_note_closes_it_for_now(note: str) -> None:
    assert not is_over(note)
    assert is_paused(note)
    assert mode(note, "status_note") == "closed"


@pytest.mark.parametrize(
    "note", ["Bitte beachten Sie die neue Adresse.", "Neue Richtlinie ab 2027"]
)
def test_any_other_note_closes_nothing(note: str) -> None:
    assert mode(note, "status_note") == "unspecified"
