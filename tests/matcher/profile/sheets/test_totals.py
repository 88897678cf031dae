"""Rows of sums are told apart from projects, and nothing else is."""

from typing import Any

import pytest

from matcher.profile.model import Municipality, Project
from matcher.profile.sheets.problems import FaultyFile
from matcher.profile.sheets.reading import Found, read_profiles
from tests.support.files.project_files import xlsx

TOWN = Municipality(ags="06799001", name="Auental")
HEADINGS = ("Titel", "Beschreibung", "Status", "Beginn", "Kosten in Euro", "Eigenmittel in Euro")
ROAD = ("Radweg", "Neubau", "geplant", "04/2027", 1_000_000, 200_000)
HALL = ("Halle", "Umbau", "idee", "05/2027", 500_000, None)


def read(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> Found:
    return read_profiles("a.xlsx", xlsx(*rows, headings=headings), [TOWN])


def titles(found: Found) -> list[str]:
    return [project.titel for town in found.profiles for project in town.projekte]


@pytest.mark.parametrize(
    "title",
    [
        "Summe", "SUMME:", "Gesamt", "Gesamtsumme", "Zwischensumme", "Insgesamt", "Total",
        "Grand Total", "Σ", "∑", "Ergebnis", "Gesamtergebnis", "Teilergebnis", "Übertrag",
        "Gesamtkosten", "Summe (2 Vorhaben)", "Summe in €", "S u m m e", "Endsumme",
        "Summe Tiefbau", "Kosten gesamt", "Summe 2027", "Gesamt netto", "davon investiv",
        "Zwischensumme Hochbau", "Subtotal",
    ],
)  # fmt: skip
def test_a_row_named_like_a_sum_is_left_out_and_said(title: str) -> None:
    found = read(ROAD, HALL, (title, None, None, None, 1_500_000, 200_000))
    assert titles(found) == ["Radweg", "Halle"]
    (note,) = found.notes
    assert f"Zeile 4 („{title}“) ist eine Summenzeile" in note


@pytest.mark.parametrize(
    "title",
    ["Gesamtschule Nord", "Gesamtkonzept Mobilität", "Summerfield Park", "Totalsanierung Rathaus",
     "Ergebnissicherung Klimaschutz", "Gesamtstädtischer Radweg", "Zusammenlegung der Feuerwehren"],
)  # fmt: skip
def test_a_project_whose_name_only_begins_so_is_one(title: str) -> None:
    found = read(ROAD, (title, None, None, None, 7, None))
    assert titles(found) == ["Radweg", title]
    assert found.notes == ()


def test_a_row_without_a_title_is_a_sum_when_it_adds_up() -> None:
    found = read(ROAD, HALL, (None, None, None, None, 1_500_000, 200_000))
    assert titles(found) == ["Radweg", "Halle"]
    assert len(found.notes) == 1
    with pytest.raises(FaultyFile, match="Titel"):
        read(ROAD, HALL, (None, None, None, None, 1_500_002, None))


def test_sums_of_groups_and_of_all_are_both_known() -> None:
    found = read(ROAD, (None, None, None, None, 1_000_000, None), HALL,
                 (None, None, None, None, 500_000, None),
                 (None, None, None, None, 1_500_000, None))  # fmt: skip
    assert titles(found) == ["Radweg", "Halle"]
    assert len(found.notes) == 3


def test_the_word_may_stand_in_another_column_when_there_is_no_title() -> None:
    for row in ((None, "Summe", None, None, 5, None), (None, None, "Summe:", None, 5, None),
                (None, None, None, "Gesamt", 5, None)):  # fmt: skip
        assert titles(read(ROAD, row)) == ["Radweg"]


def test_a_project_that_says_sum_somewhere_is_kept() -> None:
    assert titles(read(ROAD, ("Brücke", "gesamt", "idee", None, 5, None))) == ["Radweg", "Brücke"]


def test_a_sum_with_statements_of_a_project_is_refused_with_its_place() -> None:
    with pytest.raises(FaultyFile, match="Zeile 3: die Zeile heißt wie eine Summe"):
        read(ROAD, ("Summe", "Alles", "geplant", None, 5, None))


def test_sums_of_municipalities_are_left_out_too() -> None:
    kommune = [("AGS", "Name", "Einwohner"), ("06799003", "Neudorf", 9120), (None, "Summe", 9120)]
    content = xlsx(("A",), headings=("Titel",), Kommune=kommune)
    found = read_profiles("a.xlsx", content, [])
    assert [town.name for town in found.profiles] == ["Neudorf"]
    assert "Blatt „Kommune“, Zeile 3" in found.notes[0]


def test_what_is_stored_of_a_project_named_like_a_sum_can_be_corrected_by_hand() -> None:
    known = TOWN.model_copy(update={"projekte": [Project(id="summe", titel="Summe")]})
    found = read_profiles("a.xlsx", xlsx(("Summe", 5), headings=("Titel", "Kosten in Euro")),
                          [known])  # fmt: skip
    assert found.profiles == []
