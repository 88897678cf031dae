"""CSV of the tables opens in a spreadsheet without running anything."""

import csv
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.gate.access import SECRET_TABLES
from matcher.site.frame.serving import build
from matcher.site.frame.stock.csv_guard import GuardedRows, guard
from tests.support.site.pages import ask

CELLS = st.text(st.sampled_from("=+-@\t\r\n;,\"'ab1. é"), max_size=12)


def written(rows: list[list[str]]) -> str:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue()


@pytest.mark.parametrize(
    ("cell", "safe"),
    [("=1+1", "'=1+1"), ("@SUMME(A1)", "'@SUMME(A1)"), ("+49 30 1", "'+49 30 1"),
     ("-5", "-5"), ("-5.25", "-5.25"), ("1e5", "1e5"), ("-5+cmd|x", "'-5+cmd|x"),
     ("Mo;=1+1", "Mo;'=1+1"), ("a\n=1", "a\n'=1"), ("\t=1", "'\t'=1"),
     ("Bund - Land", "Bund - Land"), ("a=b", "a=b"), ("", "")],
)  # fmt: skip
def test_only_what_a_spreadsheet_would_run_is_changed(cell: str, safe: str) -> None:
    assert guard(cell) == safe


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5), st.integers(1, 7))
def test_rows_survive_any_cutting_into_pieces(rows: list[list[str]], size: int) -> None:
    text = written(rows)
    guarded = GuardedRows()
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    out = "".join([guarded.add(piece) for piece in pieces]) + guarded.rest()
    kept = csv.reader(io.StringIO(text, newline=""))
    assert out == written([[guard(cell) for cell in row] for row in kept])


@given(CELLS)
def test_no_piece_of_a_guarded_cell_starts_like_a_formula(cell: str) -> None:
    safe = guard(cell)
    for separator in ";\t\r\n":
        for piece in safe.split(separator):
            assert piece == safe or not piece.startswith(("=", "@", "+", "-"))


@pytest.mark.parametrize("arguments", ["?_size=max", "?_stream=on", "?_col=findings&_size=max"])
async def test_the_csv_of_the_view_of_matches_has_all_rows(prepared: Path, arguments: str) -> None:
    site = build(DataDir(prepared), SAMPLE_DAY)
    answer = await ask(site, f"/kommune/match.csv{arguments}")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 129
    assert all(row["rank"] for row in rows)
    assert "findings" not in rows[0]


@pytest.mark.parametrize("arguments", ["", "?_dl=1", "?_labels=on", "?_stream=on", "?_trace=1"])
async def test_the_csv_of_a_table_is_guarded(data: Path, arguments: str) -> None:
    with closing(sqlite3.connect(data / "katalog.db")) as connection:
        connection.execute("update contact set name = '=HYPERLINK(\"https://x\")', phone = '+49 1'")
        (count,) = connection.execute("select count(*) from contact").fetchone()
        connection.commit()
    answer = await ask(build(DataDir(data)), f"/katalog/contact.csv{arguments}", login=False)
    assert not answer.headers["content-type"].startswith("text/html")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == min(count, 50) or "_stream" in arguments
    assert {row["name"] for row in rows} == {'\'=HYPERLINK("https://x")'}
    assert {row["phone"] for row in rows} == {"'+49 1"}


async def test_every_table_and_view_is_written_to_its_end(data: Path) -> None:
    site = build(DataDir(data))
    await site.invoke_startup()
    for name in ("katalog", "kommune"):
        with closing(sqlite3.connect(data / f"{name}.db")) as connection:
            tables = connection.execute(
                "select name from sqlite_master where type in ('table', 'view')"
                " and name not like 'sqlite_%' and name not like '%_fts%'"
            ).fetchall()
            counts = {
                table: connection.execute(f"select count(*) from {table}").fetchone()[0]
                for (table,) in tables
                if table not in SECRET_TABLES
            }
        for table, count in counts.items():
            answer = await ask(site, f"/{name}/{table}.csv?_stream=on")
            assert answer.status_code == 200, table
            assert len([*csv.reader(io.StringIO(answer.text))]) == count + 1, table
