"""Stock tables as spreadsheets: what the page shows, but all of it, and for nobody else."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from datasette.utils import PrefixedUrlString

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.site.frame.stock import table_export
from tests.support.files.sheets import column, headings, sheet
from tests.support.site.pages import ask, page


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def test_every_public_table_and_view_can_be_exported_whole(site: Datasette) -> None:
    await site.invoke_startup()
    database = site.get_database("katalog")
    names = await database.table_names() + await database.view_names()
    assert {"programme", "programme_text", "issue"} <= set(names)
    for name in names:
        opened = await sheet(site, f"/katalog/{name}.xlsx")
        (count,) = (await database.execute(f"select count(*) from [{name}]")).first()
        assert opened.max_row == count + 1, name


async def test_more_rows_than_datasette_returns_are_exported(data: Path) -> None:
    with closing(sqlite3.connect(data / "katalog.db")) as db:
        db.executemany(
            "insert into link(source, key, title, url) values ('foerderdatenbank', ?, 't', 'u')",
            [(str(i),) for i in range(2_500)],
        )
        db.commit()
        (count,) = db.execute("select count(*) from link").fetchone()
    opened = await sheet(build(DataDir(data), SAMPLE_DAY), "/katalog/link.xlsx?_size=10")
    assert opened.max_row == count + 1 > 2_500


async def test_a_file_that_was_cut_says_so_above_its_headings(
    site: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_export, "MOST_ROWS", 5)
    opened = await sheet(site, "/katalog/programme.xlsx")
    assert opened["A1"].value == "Nur die ersten 5 Zeilen; bitte mit Filtern eingrenzen."
    assert opened["B2"].value == "Quelle"
    assert (opened.max_row, opened.freeze_panes) == (7, "A3")


async def test_filters_search_order_and_columns_are_those_of_the_page(site: Datasette) -> None:
    path = "/katalog/programme?level=state&_search=Radwege&_sort_desc=title&_col=title&_col=level"
    soup = await page(site, path, login=False)
    opened = await sheet(site, path.replace("programme?", "programme.xlsx?"))
    assert headings(opened)[1:] == ["Titel", "Ebene"]
    assert column(opened, "Titel") == [cell.text for cell in soup.select("td.col-title")]
    assert set(column(opened, "Ebene")) == {"Land"}
    without = await sheet(site, "/katalog/programme.xlsx?_nocol=content_hash&_nocol=key")
    assert not {"Prüfsumme", "Kennung"} & set(headings(without))


async def test_a_later_page_leads_to_the_whole_file(site: Datasette) -> None:
    answer = await ask(site, "/katalog/link.xlsx?_size=5&_next=5", login=False)
    assert answer.status_code == 302
    assert answer.headers["location"] == "/katalog/link.xlsx?_size=5"


async def test_cells_are_words_days_numbers_and_names_as_on_the_page(site: Datasette) -> None:
    opened = await sheet(site, "/katalog/programme.xlsx?_sort=title")
    assert {type(value) for value in column(opened, "Erfasst")} == {datetime}
    assert set(column(opened, "Quelle")) == {"Förderdatenbank des Bundes"}
    assert {type(v) for v in column(opened, "Quote %")} <= {int, float, type(None)}
    assert set(column(opened, "Ebene")) == {"Bund", "Land", "EU"}
    runs = await sheet(site, "/katalog/crawl_run.xlsx")
    assert column(runs, "Ergebnis") == ["übernommen"]
    assert isinstance(column(runs, "Beginn")[0], datetime)
    facts = await sheet(site, "/katalog/fact.xlsx?kind=deadline")
    assert set(column(facts, "Art")) == {"Frist"}
    assert "Klimafeste Plätze und Quartiere" in column(facts, "Programm")


async def test_the_page_links_to_its_file_under_a_prefix(prepared: Path) -> None:
    site = Datasette([str(prepared / "katalog.db")], settings={"base_url": "/foerderlage/"})
    await site.invoke_startup()

    async def behind_a_proxy(path: str) -> httpx.Response:
        # the proxy takes the prefix away
        answer: httpx.Response = await site.client.get(PrefixedUrlString(path))
        return answer

    soup = BeautifulSoup((await behind_a_proxy("/katalog/programme?level=eu")).text, "lxml")
    (link,) = [a for a in soup.select("main a") if a.text == "Excel-Datei"]
    assert str(link["href"]).startswith("/foerderlage/katalog/programme.xlsx?level=eu")
    answer = await behind_a_proxy("/katalog/programme.xlsx?_next=5&level=eu")
    assert answer.headers["location"] == "/foerderlage/katalog/programme.xlsx?level=eu"


async def test_hostile_content_stays_text(data: Path) -> None:
    hostile = ['=HYPERLINK("https://böse.example")', "+1", "@SUMME(1)", "\x07Glocke", "x" * 40_000]
    with closing(sqlite3.connect(data / "katalog.db")) as db:
        db.executemany(
            "insert into link(source, key, title, url) values ('foerderdatenbank', ?, ?, ?)",
            [(f"böse{i}", words, "javascript:alert(1)") for i, words in enumerate(hostile)],
        )
        db.execute("update programme set issued = '0207-01-01' where id = 1")
        db.execute("update programme set issued = 'demnächst' where id = 2")
        db.commit()
    site = build(DataDir(data), SAMPLE_DAY)
    opened = await sheet(site, "/katalog/link.xlsx?key__startswith=b%C3%B6se")
    for row in opened.iter_rows(min_row=2):
        assert {cell.data_type for cell in row if cell.value is not None} <= {"s", "n"}
        assert [cell.hyperlink for cell in row] == [None] * len(row)
    assert column(opened, "Titel")[0] == hostile[0]
    issued = column(await sheet(site, "/katalog/programme.xlsx?_sort=id"), "Veröffentlicht")
    assert issued[:2] == ["0207-01-01", "demnächst"]


async def test_the_municipality_s_tables_need_a_login(site: Datasette) -> None:
    await site.invoke_startup()
    own = site.get_database("kommune")
    for name in await own.table_names() + await own.view_names():
        answer = await ask(site, f"/kommune/{name}.xlsx", login=False)
        assert answer.status_code == 403, name
        assert "Wiesengrund" not in answer.text
    opened = await sheet(site, "/kommune/project.xlsx", login=True)
    assert 1_450_000 in column(opened, "Kosten in Euro")


@pytest.mark.parametrize(
    ("path", "code"),
    [("/katalog/programme/1.xlsx", 404), ("/katalog.xlsx", 404), ("/katalog/fehlt.xlsx", 404),
     ("/katalog/programme.xlsx?_col=fehlt", 400), ("/katalog/programme.xlsx?_sort=fehlt", 400),
     ("/katalog.xlsx?sql=select+1", 403)],
)  # fmt: skip
async def test_what_is_no_table_is_no_file(site: Datasette, path: str, code: int) -> None:
    assert (await ask(site, path, login=False)).status_code == code


async def test_an_export_that_takes_too_long_says_what_to_do(
    site: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_export, "TIME_LIMIT_MS", 0)
    answer = await ask(site, "/katalog/programme_text.xlsx", login=False)
    assert answer.status_code == 400
    assert "eingrenzen" in answer.text
