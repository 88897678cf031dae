"""Projects from .xlsx and .csv: every fault with its place, or every row."""

import io
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from db.errors import FoerderlageError
from matcher.profile.funding import Funding
from matcher.profile.model import Municipality, Project, Vorlauf
from matcher.profile.sheets.problems import FaultyFile
from matcher.profile.sheets.reading import read_profiles
from matcher.profile.template import example_profile
from tests.support.files.project_files import TITLES, xlsx

TOWN = Municipality(ags="06799001", name="Auental")
OTHER = Municipality(ags="06799002", name="Bergen")


def read(content: bytes, name: str = "vorhaben.xlsx", *known: Municipality) -> list[Municipality]:
    return read_profiles(name, content, known or (TOWN,), [example_profile()]).profiles


def faults(content: bytes, name: str = "vorhaben.xlsx", *known: Municipality) -> list[str]:
    with pytest.raises(FaultyFile) as error:
        read(content, name, *known)
    return [str(problem) for problem in error.value.problems]


def test_real_dates_and_numbers_are_understood() -> None:
    (town,) = read(xlsx(("Radweg", "geplant", datetime(2027, 4, 1), 1450000.5)))
    (project,) = town.projekte
    assert (project.id, project.start, str(project.kosten_eur)) == (
        "radweg",
        "2027-04",
        "1450000.5",
    )
    assert project.traeger == "Auental"


def test_all_faults_are_named_with_sheet_row_and_column() -> None:
    assert faults(
        xlsx(
            ("Radweg", "fertig", "13/2027", "1.45x"),
            ("Halle", "idee", None, None),
            (None, "idee", None, "-5"),
        )
    ) == [
        "Blatt „Vorhaben“, Zeile 2, Spalte „Status“: „fertig“ gibt es nicht; "
        "erlaubt ist Idee, geplant, beschlossen oder begonnen.",
        "Blatt „Vorhaben“, Zeile 2, Spalte „Beginn“: hier wird ein Monat wie 04/2027 erwartet.",
        "Blatt „Vorhaben“, Zeile 2, Spalte „Kosten in Euro“: "
        "hier wird ein Betrag wie 1.450.000 oder 1.450.000,50 erwartet.",
        "Blatt „Vorhaben“, Zeile 4, Spalte „Titel“: diese Angabe fehlt.",
        "Blatt „Vorhaben“, Zeile 4, Spalte „Kosten in Euro“: der Wert darf nicht negativ sein.",
    ]


@pytest.mark.parametrize(
    ("headings", "row", "words"),
    [
        (("Titel", "Farbe"), ("A", "rot"), "Spalte „Farbe“: diese Spalte gibt es nicht"),
        (("Status",), ("idee",), "Spalte „Titel“: diese Spalte fehlt"),
        (("Titel", "Titel"), ("A", "B"), "diese Spalte gibt es zweimal"),
        (("Titel", ""), ("A", "rot"), "Zeile 2: hier steht etwas neben der Tabelle"),
        (("Titel", "Beginn", "Ende"), ("A", "05/2027", "04/2027"), "liegt vor dem Beginn"),
        (("Titel", "Kennung"), ("A", "Ä!"), "Spalte „Kennung“: erlaubt sind a–z"),
        (("Titel", "Kommune (AGS)"), ("A", "99"), "AGS 99 gibt es weder hier"),
    ],
)
def test_what_is_wrong_is_said(headings: Any, row: Any, words: str) -> None:
    (fault,) = faults(xlsx(row, headings=headings))
    assert words in fault


def test_the_row_is_the_one_that_the_spreadsheet_shows() -> None:
    content = xlsx(("A", "idee", None, None), (None,) * 4, (" ",), ("B", "x", None, None))
    (fault,) = faults(content)
    assert "Zeile 5" in fault


def test_an_id_twice_is_named_with_the_row_of_the_first() -> None:
    content = xlsx(("A", "rad"), ("B", "rad"), headings=("Titel", "Kennung"))
    assert faults(content) == [
        "Blatt „Vorhaben“, Zeile 3, Spalte „Kennung“: die Kennung rad steht schon in Zeile 2."
    ]


def test_two_municipalities_must_be_told_apart() -> None:
    (fault,) = faults(xlsx(("A",), headings=("Titel",)), "a.xlsx", TOWN, OTHER)
    assert "es gibt mehrere Kommunen" in fault
    content = xlsx(("A", "06799002"), headings=("Titel", "Kommune (AGS)"))
    assert [m.name for m in read(content, "a.xlsx", TOWN, OTHER)] == ["Bergen"]


def test_a_sheet_of_municipalities_brings_new_ones_with_lost_zeros() -> None:
    kommune = [("AGS", "Name", "Einwohner"), (6799003, "Neudorf", 9120)]
    content = xlsx(("A", 6799003), headings=("Titel", "Kommune (AGS)"), Kommune=kommune)
    (town,) = read(content)
    assert (town.ags, town.einwohner, town.projekte[0].traeger) == ("06799003", 9120, "Neudorf")


def test_a_file_without_any_municipality_says_where_to_enter_it() -> None:
    with pytest.raises(FaultyFile, match="Blatt „Kommune“ ausfüllen"):
        read_profiles("a.xlsx", xlsx(("A",), headings=("Titel",)), ())


def test_what_has_no_column_stays_as_it_is_stored() -> None:
    known = TOWN.model_copy(
        update={"projekte": [Project(id="radweg", titel="Radweg", beschreibung="Lücke")]}
    )
    (town,) = read(xlsx(("Radweg", "geplant", None, 5)), "a.xlsx", known)
    assert (town.projekte[0].beschreibung, town.projekte[0].status) == ("Lücke", "geplant")
    stated = Project(id="radweg", titel="Radweg", foerderungen=[Funding(programm="a")])
    known = TOWN.model_copy(update={"projekte": [stated]})
    (town,) = read(xlsx(("Radweg", "geplant", None, 5)), "a.xlsx", known)
    assert town.projekte[0].foerderungen == stated.foerderungen
    (town,) = read(xlsx(("Radweg", None), headings=("Titel", "Beschreibung")), "a.xlsx", known)
    assert town.projekte[0].beschreibung == ""


def test_lead_times_and_bodies_outlast_a_sheet_of_municipalities() -> None:
    known = TOWN.model_copy(update={"vorlauf": Vorlauf(vorlage=14)})
    kommune = [("AGS", "Name"), (TOWN.ags, "Auental")]
    (town,) = read(xlsx(("A",), headings=("Titel",), Kommune=kommune), "a.xlsx", known)
    assert (town.name, town.vorlauf) == ("Auental", known.vorlauf)


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_comes_with_either_sign_and_in_any_usual_encoding(
    delimiter: str, encoding: str
) -> None:
    lines = [("Titel", "Kosten in Euro", "Träger"), ('"Straße, neu; breit"', "1.450", "Büro")]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    (town,) = read(content, "liste.CSV")
    (project,) = town.projekte
    assert (project.titel, project.kosten_eur, project.traeger) == (
        "Straße, neu; breit", 1450, "Büro",
    )  # fmt: skip


def test_a_line_break_in_a_csv_cell_does_not_shift_rows_unseen() -> None:
    content = b'Titel;Beschreibung;Status\nA;"eins\nzwei";idee\nB;;fertig\n'
    (fault,) = faults(content, "liste.csv")
    assert "Zeile 3" in fault


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
@given(content=st.binary(max_size=200))
@settings(max_examples=40)
def test_any_bytes_are_refused_in_words(name: str, content: bytes) -> None:
    with pytest.raises(FoerderlageError):
        read(content, name)


def test_a_workbook_of_something_else_points_to_the_template() -> None:
    book = Workbook()
    book.active.title = "Tabelle1"
    written = io.BytesIO()
    book.save(written)
    with pytest.raises(FoerderlageError, match="projects template"):
        read(written.getvalue())


def test_a_row_without_an_id_belongs_to_the_project_of_its_title_only() -> None:
    known = TOWN.model_copy(
        update={
            "projekte": [Project(id="radweg", titel="Radweg Nord"), Project(id="x", titel="Halle")]
        }
    )
    (town,) = read(xlsx(("Radweg", None), ("Halle", None), headings=TITLES[:2]), "a.xlsx", known)
    assert [p.id for p in town.projekte] == ["radweg-2", "x"]
