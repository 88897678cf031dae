"""The source's own note on a programme, and programmes that left."""

from datetime import date

import pytest

from matcher.matching.criteria.status_note import status_note
from tests.support.towns.subjects import case, stored


@pytest.mark.parametrize(
    "note",
    ["Antagstellung nicht merh möglich", "Das Programm ist ausglaufen.", "Programm eingestellt",
     "Die Antragsfrist ist abgelauffen.", "Antragstellung nicht mehr möglich!"],
)  # fmt: skip
def test_a_final_note_excludes_however_it_is_spelt(note: str) -> None:
    finding = status_note(case(), stored(texts={"status_note": note}))
    assert finding.result == "not_met"
    assert note in finding.reason


@pytest.mark.parametrize(
    "note", ["Derzeit ist keine Antragstelung möglich.", "Zur Zeit keine Anträge", "Bitte beachten"]
)
def test_a_passing_note_asks_to_check(note: str) -> None:
    assert status_note(case(), stored(texts={"status_note": note})).result == "unclear"


def test_a_programme_that_left_its_source_is_excluded_with_the_day() -> None:
    finding = status_note(case(), stored(gone_since=date(2026, 11, 3)))
    assert finding[:2] == ("not_met", "Die Quelle führt das Programm seit 03.11.2026 nicht mehr.")


@pytest.mark.parametrize(
    ("note", "end"), [("Bitte beachten", 14), ("x" * 300, 300), ("x" * 301, 300)]
)
def test_the_note_is_quoted_from_its_first_character_and_cut_after_three_hundred(
    note: str, end: int
) -> None:
    [words] = status_note(case(), stored(texts={"status_note": note})).evidence
    assert words == ("status_note", 0, end, note[:end])
