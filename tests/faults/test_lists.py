"""Damaged and hostile lists end in data or in German words: quickly, and with bounded memory."""

import csv
import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from db.errors import FoerderlageError
from matcher.profile.model import Municipality
from matcher.profile.sheets.raw import MOST_ROWS
from matcher.profile.stored import read_content
from tests.faults.test_input import PIECES, spliced
from tests.support.files.project_files import TITLES, with_changed, xlsx
from tests.support.files.said import foreign_words

pytestmark = pytest.mark.long

TOWN = Municipality(ags="06799001", name="Auental")
SECONDS = 20
"""What reading a list may take on a slow and busy machine."""
BOUNDED = settings(max_examples=150, suppress_health_check=list(HealthCheck))

SOUND = xlsx(
    ("Radweg", "geplant", "04/2027", 1_450_000), ("Halle", "idee", None, "=SUM(D2:D2)"),
    ("Summe", None, None, 1_450_000), Kommune=[("AGS", "Name"), ("06799001", "Auental")],
)  # fmt: skip
CSV = (
    "sep=;\r\nTitel;Status;Beginn;Kosten in Euro\r\nRadweg;geplant;Mrz 27;1,5 Mio. €\r\n"
    '"Halle; ""Süd""";idee;01.04.27;350 T€\r\nSumme;;;1.850.000,00\r\n'
).encode("cp1252")
CELLS = st.one_of(
    st.none(), st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20),
    st.integers(), st.floats(allow_nan=False), st.booleans(),
    st.dates(), st.datetimes(), st.times(), st.timedeltas(),
    st.sampled_from(["#REF!", "=A1", "=1/0", "_x0000_", "_xD800_", "'", "Summe", "Titel", "####"]),
)  # fmt: skip
PARTS = st.sampled_from([info.filename for info in zipfile.ZipFile(io.BytesIO(SOUND)).infolist()])


def read_or_refused(name: str, content: bytes) -> None:
    """Nothing but a FoerderlageError in German may be raised, and that soon."""
    begun, said = time.monotonic(), ""
    try:
        found = read_content(name, content, [TOWN])
        said = " ".join(found.notes)
    except FoerderlageError as error:
        said = str(error)
    took = time.monotonic() - begun
    assert foreign_words(said.replace(name, "")) == [], said
    assert took < SECONDS, (took, said[:200])


@given(pieces=PIECES)
@BOUNDED
def test_a_workbook_with_bytes_cut_out_and_put_in(pieces: list[tuple[float, int, bytes]]) -> None:
    read_or_refused("liste.xlsx", spliced(SOUND, pieces))


@given(part=PARTS, pieces=PIECES)
@example(part="xl/workbook.xml", pieces=[(0.0, 10_000, b"")])
@example(part="xl/worksheets/sheet1.xml", pieces=[(0.5, 0, b"<row r='5'/>")])
@BOUNDED
def test_a_workbook_one_part_of_which_is_damaged(
    part: str, pieces: list[tuple[float, int, bytes]]
) -> None:
    read_or_refused("liste.xlsx", with_changed(SOUND, part, lambda text: spliced(text, pieces)))


@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=6))
@BOUNDED
def test_a_workbook_of_any_cells(rows: list[list[object]]) -> None:
    book, written = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Vorhaben"
    sheet.append(TITLES)
    for row in rows:
        try:
            sheet.append(row)
        except ValueError:  # openpyxl writes no control characters and no far dates
            continue
    try:
        book.save(written)
    except (ValueError, OverflowError):
        return
    read_or_refused("liste.xlsx", written.getvalue())


@given(pieces=PIECES, ending=st.sampled_from(["csv", "tsv", "txt", "xlsx", "xls"]))
@BOUNDED
def test_a_csv_file_with_bytes_cut_out_and_put_in(
    pieces: list[tuple[float, int, bytes]], ending: str
) -> None:
    read_or_refused(f"liste.{ending}", spliced(CSV, pieces))


@given(text=st.text(st.sampled_from(";,\t|\"'=\n\r Titel#Summe1.\u00a0\ufeff"), max_size=200))
@example(text='"' * 10_001)
@example(text="sep=")
@example(text="sep=\n;")
@example(text="sep=\r")
@BOUNDED
def test_a_csv_file_of_any_signs(text: str) -> None:
    for encoding in ("utf-8", "utf-16", "utf-16-le"):
        read_or_refused("liste.csv", text.encode(encoding, "surrogatepass"))


@pytest.mark.parametrize(
    "content",
    [
        ("Titel;Kosten in Euro\n" + "A;5\n" * MOST_ROWS).encode(),
        ("Titel;Kosten in Euro\n" + ";5\n" * MOST_ROWS).encode(),
        b"Titel\n" + b"\n" * 19_000_000, b"Titel;" * 3_000_000, b'Titel\n"' + b"a" * 19_000_000,
        b"Titel\n" + b'""' * 9_000_000,
        ("Titel;Kosten in Euro\nA;" + "1.000" * 200_000).encode(),
        ("Titel;Beginn\nA;" + " " * 200_000 + "x").encode(),
        ("Titel;Kosten in Euro\nA;" + "1 " * 200_000 + "Mio").encode(),
        ("Titel\n" + "Summe" * 200_000).encode(), ("Titel\n" + "(" * 200_000).encode(),
    ],
    ids=range(11),
)  # fmt: skip
@pytest.mark.parametrize("longest", [131_072, 2**31 - 1])
def test_a_large_or_sly_csv_file_takes_no_long_time(content: bytes, longest: int) -> None:
    """Also in the process of the site, whose tables have cells of any length."""
    before = csv.field_size_limit(longest)
    try:
        read_or_refused("liste.csv", content)
    finally:
        csv.field_size_limit(before)


def test_the_largest_list_that_is_read_takes_no_long_time() -> None:
    rows = [(f"Vorhaben {n}", "idee", "04/2027", n) for n in range(MOST_ROWS)]
    read_or_refused("liste.xlsx", xlsx(*rows))
