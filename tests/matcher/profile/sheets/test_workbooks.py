"""Workbooks as people and other programs leave them: nothing is taken silently or left out so."""

import io
import time
import zipfile
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from db.errors import FoerderlageError
from matcher.profile.model import Municipality
from matcher.profile.sheets.problems import FaultyFile
from matcher.profile.sheets.reading import Found, read_profiles
from matcher.spreadsheet import Column, workbook
from tests.support.files.project_files import TITLES, edited, with_part, xlsx

TOWN = Municipality(ags="06799001", name="Auental")
SHEET = "xl/worksheets/sheet1.xml"
ROAD, HALL = ("Radweg", "geplant", "04/2027", 100), ("Halle", "idee", "05/2027", 200)


def read(content: bytes, name: str = "vorhaben.xlsx") -> Found:
    return read_profiles(name, content, [TOWN])


def titles(found: Found) -> list[str]:
    return [project.titel for town in found.profiles for project in town.projekte]


def faults(content: bytes) -> list[str]:
    with pytest.raises(FaultyFile) as caught:
        read(content)
    return [str(problem) for problem in caught.value.problems]


def test_a_formula_whose_result_was_never_stored_is_named_with_its_cell() -> None:
    content = xlsx(ROAD, ("Halle", "idee", None, "=D2*2"))
    assert faults(content) == [
        "Blatt „Vorhaben“, Zeile 3, Spalte „Kosten in Euro“: Zelle D3: Formel ohne gespeicherten "
        "Wert; bitte die Datei in Excel öffnen und speichern."
    ]


@pytest.mark.parametrize("column", range(1, 5))
def test_so_it_is_in_every_column_and_once_only(column: int) -> None:
    row: list[Any] = [*ROAD]
    row[column - 1] = '=CONCATENATE("a","b")'
    (fault,) = faults(xlsx(row))
    assert f"Zelle {'ABCD'[column - 1]}2: Formel" in fault


def test_a_formula_with_a_stored_result_is_that_result_also_when_it_is_empty() -> None:
    content = xlsx(("Radweg", "geplant", "=A1", "=D9"))
    content = with_part(content, SHEET, "<f>D9</f><v></v>", "<f>D9</f><v>1250.5</v>")
    content = with_part(
        content, SHEET, '<c r="C2"><f>A1</f><v></v>', '<c r="C2" t="str"><f>A1</f><v></v>'
    )
    content = with_part(content, "xl/workbook.xml", 'fullCalcOnLoad="1"', "")
    (project,) = read(content).profiles[0].projekte
    assert (project.start, str(project.kosten_eur)) == (None, "1250.5")


def test_a_nought_that_only_waits_to_be_counted_is_no_result() -> None:
    content = xlsx(("Radweg", "geplant", None, "=D9"))
    waiting = with_part(content, SHEET, "<f>D9</f><v></v>", "<f>D9</f><v>0</v>")
    assert "Zelle D2: Formel" in faults(waiting)[0]
    counted = with_part(waiting, "xl/workbook.xml", 'fullCalcOnLoad="1"', "")
    assert read(counted).profiles[0].projekte[0].kosten_eur == 0


def test_a_row_of_sums_needs_no_stored_result() -> None:
    found = read(xlsx(ROAD, HALL, ("Summe", None, None, "=SUM(D2:D3)")))
    assert titles(found) == ["Radweg", "Halle"]
    assert "Zeile 4" in found.notes[0]


def test_an_error_of_a_cell_is_named() -> None:
    content = with_part(xlsx(("Radweg", "geplant", "=A1", 1)), SHEET, '<c r="C2"><f>A1</f><v></v>',
                        '<c r="C2" t="e"><f>A1</f><v>#REF!</v>')  # fmt: skip
    assert "Spalte „Beginn“: hier steht der Fehler #REF!" in faults(content)[0]


def test_excels_way_of_writing_signs_is_undone() -> None:
    content = xlsx(("Rad_x000D_\nweg _x005F_x0041_ _xD83D__xDEB2_ _x0007_", None, None, None))
    assert titles(read(content)) == ["Rad weg _x0041_ 🚲"]


def test_what_looks_like_such_a_sign_outlasts_our_own_workbooks() -> None:
    text = "Teil _x0041_x0042_ und _x000D_"
    made = workbook("Vorhaben", [Column("Titel"), Column("Status")], [[text, "idee"]])
    assert titles(read(made)) == [text]


def test_days_counted_from_1904_are_the_days_that_excel_shows() -> None:
    content = xlsx(("A", None, datetime(2027, 4, 1), None), ("B", None, 45016, None))
    content = with_part(content, "xl/workbook.xml", "<workbookPr/>", '<workbookPr date1904="1"/>')
    shown = [p.start for p in read(content).profiles[0].projekte]
    assert shown == ["2031-04", "2027-04"], "the first is stored as a number counted from 1900"


def test_headings_need_not_be_first_and_rows_may_be_empty() -> None:
    content = edited(xlsx(ROAD, (None,) * 4, HALL), lambda sheet: sheet.insert_rows(1, amount=3))
    content = edited(content, lambda sheet: sheet.cell(1, 1, "Investitionsliste 2027"))
    found = read(content)
    assert titles(found) == ["Radweg", "Halle"]
    assert found.notes == ("Blatt „Vorhaben“: Die Überschriften stehen in Zeile 4; Zeile 1 darüber "
                           "wurde nicht gelesen.",)  # fmt: skip


def test_headings_are_known_by_what_one_reads() -> None:
    headings = ("Titel *", "Sta\u00adtus:", "Beginn\u00a0", "Kosten\nin  Euro")
    assert titles(read(xlsx(ROAD, headings=headings))) == ["Radweg"]


def test_headings_of_two_lines_are_one() -> None:
    def merge(sheet: Any) -> None:
        sheet.insert_rows(1)
        for column in (1, 2, 4):
            sheet.cell(1, column, sheet.cell(2, column).value)
            sheet.cell(2, column).value = None
            sheet.merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
        sheet.cell(1, 3, "Zeitraum")

    found = read(edited(xlsx(ROAD), merge))
    assert (titles(found), found.profiles[0].projekte[0].start) == (["Radweg"], "2027-04")


def test_headings_that_every_page_repeats_are_left_out_and_said() -> None:
    found = read(xlsx(ROAD, TITLES, HALL))
    assert titles(found) == ["Radweg", "Halle"]
    assert "Zeile 3 wurde als wiederholte Überschrift übergangen" in found.notes[0]


def test_a_value_that_several_rows_share_is_refused_with_its_cells() -> None:
    content = edited(xlsx(ROAD, HALL), lambda sheet: sheet.merge_cells("D2:D3"))
    (fault,) = faults(content)
    assert "Zelle" in fault
    assert "Zellen D2 bis D3 sind verbunden" in fault


def test_a_title_across_the_columns_is_no_project_and_is_said() -> None:
    content = edited(xlsx(("Tiefbau", *[None] * 3), ROAD), lambda sheet: sheet.merge_cells("A2:D2"))
    found = read(content)
    assert titles(found) == ["Radweg"]
    assert "Zeile 2 wurde als Zwischentitel übergangen" in found.notes[0]


def test_hidden_rows_are_read_and_said() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    found = read(edited(xlsx(ROAD, HALL), hide))
    assert titles(found) == ["Radweg", "Halle"]
    assert "Zeile 3 ist ausgeblendet und wurde mitgelesen" in found.notes[0]


def test_the_only_sheet_with_headings_of_projects_is_taken_and_others_are_named() -> None:
    book, written = Workbook(), io.BytesIO()
    book.active.title = "Tabelle1"  # type: ignore[union-attr]
    book.active.append(TITLES)  # type: ignore[union-attr]
    book.active.append(ROAD)  # type: ignore[union-attr]
    book.create_sheet("Notizen").append(["Bitte", "prüfen"])
    book["Notizen"].append(["a", "b"])
    book.save(written)
    found = read(written.getvalue())
    assert titles(found) == ["Radweg"]
    assert found.notes == (
        "Die Vorhaben wurden aus dem Blatt „Tabelle1“ gelesen.",
        "Das Blatt „Notizen“ wurde nicht gelesen.",
    )


def test_several_sheets_of_projects_are_not_chosen_from() -> None:
    content = xlsx(ROAD)
    content = with_part(
        xlsx(ROAD, Zweites=[TITLES, HALL]), "xl/workbook.xml", 'name="Vorhaben"', 'name="Erstes"'
    )
    with pytest.raises(FoerderlageError, match="„Erstes“, „Zweites“"):
        read(content)


def test_a_macro_workbook_is_read_by_its_values() -> None:
    assert titles(read(xlsx(ROAD), "vorhaben.xlsm")) == ["Radweg"]


def test_a_workbook_under_the_name_of_a_csv_file_is_read_as_what_it_is() -> None:
    assert titles(read(xlsx(ROAD), "vorhaben.csv")) == ["Radweg"]


def test_formats_down_to_the_last_row_are_no_rows() -> None:
    def style(sheet: Any) -> None:
        for row in (1_000, 60_000, 1_048_576):
            sheet.cell(row, 900).font = Font(bold=True)

    assert titles(read(edited(xlsx(ROAD), style))) == ["Radweg"]


def test_what_stands_beside_the_table_or_far_right_is_never_dropped() -> None:
    assert "neben der Tabelle" in faults(edited(xlsx(ROAD), lambda s: s.cell(2, 9, "x")))[0]
    with pytest.raises(FoerderlageError, match="Zeile 2: rechts von Spalte 100"):
        read(edited(xlsx(ROAD), lambda s: s.cell(2, 150, "x")))


def bomb(part: str, content: bytes) -> bytes:
    """A sound workbook one part of which is far larger than it looks."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(ROAD))) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        for name, text in {**parts, part: content}.items():
            after.writestr(name, text)
    return written.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><worksheet>&b;</worksheet>'
WIDE = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
ROWS = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(1, 200_000))


@pytest.mark.parametrize(
    "content",
    [
        bomb(SHEET, b"<worksheet>" + b" " * 200_000_000 + b"</worksheet>"),
        bomb("xl/sharedStrings.xml", b"<sst>" + b"<si><t>a</t></si>" * 3_000_000 + b"</sst>"),
        bomb(SHEET, ENTITIES), bomb(SHEET, ENTITIES.decode().encode("utf-16")),
        bomb(SHEET, WIDE + ROWS + b"</sheetData></worksheet>"),
        bomb(SHEET, WIDE + b'<row r="5"/><row r="3"/></sheetData></worksheet>'),
        bomb(SHEET, WIDE + b'<row r="2000000"><c><v>1</v></c></row></sheetData></worksheet>'),
        bomb(SHEET, b"<a>" * 100_000),
    ],
    ids=["blanks", "strings", "entities", "wide-entities", "right", "backwards", "below", "deep"],
)  # fmt: skip
def test_a_bomb_is_refused_quickly(content: bytes) -> None:
    begun = time.monotonic()
    with pytest.raises(FoerderlageError):
        read(content)
    assert time.monotonic() - begun < 10
