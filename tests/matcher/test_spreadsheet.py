"""Workbooks opened again: real dates and numbers, and text that never runs."""

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from openpyxl import load_workbook

from matcher.spreadsheet import LONGEST, Column, Value, workbook

COLUMNS = [Column("Titel"), Column("Frist", "day"), Column("Summe", "euros"),
           Column("Quote", "percent"), Column("Original", "link")]  # fmt: skip


def opened(*rows: list[Value], title: str = "Programme") -> Any:
    return load_workbook(io.BytesIO(workbook(title, COLUMNS, rows))).active


def test_dates_and_numbers_are_real_and_shown_in_german() -> None:
    sheet = opened(["Radweg", "2026-11-24", Decimal("1234.50"), 80, "https://amt.example/a"])
    assert [cell.value for cell in sheet[2]] == [
        "Radweg", datetime(2026, 11, 24), 1234.5, 80, "https://amt.example/a",
    ]  # fmt: skip
    assert sheet["B2"].number_format == "dd.mm.yyyy"
    assert sheet["E2"].hyperlink.target == "https://amt.example/a"


def test_headings_stay_in_view_and_can_be_filtered() -> None:
    sheet = opened(["a", None, None, None, None])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E2"


def test_a_moment_is_real_and_shows_the_clock_of_the_place() -> None:
    made = workbook("Abrufe", [Column("Beginn", "moment")], [["2026-11-24T03:10:00+01:00"]])
    cell = load_workbook(io.BytesIO(made)).active["A2"]  # type: ignore[index]
    assert cell.value == datetime(2026, 11, 24, 3, 10)
    assert cell.number_format == "dd.mm.yyyy hh:mm"


def test_what_is_no_day_or_too_early_for_one_stays_text() -> None:
    for words in ("demnächst", "2026-02-30", "0207-01-01"):
        assert opened(["a", words, None, None, None])["B2"].value == words


def test_a_note_stands_above_the_headings() -> None:
    made = workbook("Liste", COLUMNS, [["a", None, None, None, None]], note="Nur ein Teil.")
    sheet: Any = load_workbook(io.BytesIO(made)).active
    assert (sheet["A1"].value, sheet["A2"].value, sheet["A3"].value) == (
        "Nur ein Teil.",
        "Titel",
        "a",
    )
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", "A2:E3")


def test_a_formula_from_a_source_stays_text() -> None:
    for words in ('=HYPERLINK("https://böse.example")', "+1", "-1", "@SUMME(1)"):
        cell = opened([words, None, None, None, words])["A2"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)


def test_only_web_addresses_become_links() -> None:
    assert opened(["a", None, None, None, "javascript:alert(1)"])["E2"].hyperlink is None


def test_a_text_longer_than_a_cell_says_that_it_was_cut() -> None:
    value = opened(["x" * 1_000_000, None, None, None, None])["A2"].value
    assert len(value) <= LONGEST
    assert value.endswith("[gekürzt]")


def test_unknown_leaves_the_cell_empty() -> None:
    assert [cell.value for cell in opened(["", None, None, None, None])[2]] == [None] * 5


@examples()
@given(st.text(), st.text())
def test_any_text_makes_a_readable_workbook(title: str, words: str) -> None:
    sheet = opened([words, None, None, None, words], title=title)
    assert sheet["A2"].data_type in ("s", "n")
