"""Workbooks that come to much are refused before they are expanded."""

import pickle

import pytest

from db.errors import FoerderlageError
from matcher.profile.sheets import raw, workbooks
from matcher.profile.sheets.problems import MOST_TOLD, FaultyFile, Problem
from tests.support.files import expanding


@pytest.mark.parametrize(
    "content",
    [
        expanding.empty_rows(400_001),
        expanding.book(b" " * (raw.MOST_BYTES + 1)),
        expanding.book(styles=b"<fonts>" + b"<font/>" * 100_001 + b"</fonts>"),
        expanding.renamed(b" " * (raw.MOST_BYTES + 1), "media/blatt.png"),
    ],
    ids=["rows", "bytes", "styles", "a sheet that is called a picture"],
)
def test_what_comes_to_much_is_refused_before_it_is_read(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(workbooks, "load_workbook")
    with pytest.raises(FoerderlageError, match=r"liste\.xlsx ist zu groß"):
        workbooks.sheets("liste.xlsx", content)


def test_a_million_rows_of_nothing_before_a_cell_are_passed_over() -> None:
    (sheet,) = workbooks.sheets("liste.xlsx", expanding.far_cell())
    assert [number for number, _ in sheet.rows] == [1, 1_048_576]
    assert sheet.rows[-1][1][-1] == "x"


def test_of_very_many_faults_the_first_are_named_and_all_counted() -> None:
    problems = [Problem("Vorhaben", n, column="Titel", message="fehlt") for n in range(2, 3_002)]
    error = pickle.loads(pickle.dumps(FaultyFile("liste.xlsx", problems)))
    assert (error.count, len(error.problems)) == (3_000, MOST_TOLD)
    assert "enthält 3000 Fehler" in error.summary
    assert "Genannt werden die ersten 500." in str(error)
