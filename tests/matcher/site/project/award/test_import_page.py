"""Awards of a list in the browser: every row is shown, every fault named, nothing stored unseen."""

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from httpx import Response
from openpyxl import load_workbook
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.award.awards import awards
from db.kommune.award.movements import movements
from matcher.award.importing import COLUMNS
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.listed import ROW, book, changed
from tests.support.site.forms import Browser, Form
from tests.support.site.login import logged_in

PAGE = "/bescheide-uebernehmen"
OTHER = changed(Programm="Radwege im Kreis", Datum="03.05.2025", Eingegangen=None)


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


async def sent(browser: Browser, content: bytes) -> tuple[Form, Response]:
    upload = Form(browser, await browser.get(PAGE))
    return upload, await upload.send(("liste.xlsx", content))


def shown(answer: Response) -> str:
    return " ".join(BeautifulSoup(answer.text, "lxml").select_one("main").get_text(" ").split())


async def test_a_list_is_stored_after_its_rows_were_confirmed(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    upload, preview = await sent(browser, book(ROW, OTHER))
    assert preview.status_code == 200
    assert "Dachprogramm 2019 (nicht im Katalog) Zuwendungsbescheid vom 01.02.2024" in shown(
        preview
    )
    assert awards(own) == [], "a preview stores nothing"
    confirm = upload.next(preview)
    assert (await confirm.send(bestaetigt="1")).headers["location"] == "/bescheide#alle"
    listed = await browser.get("/bescheide")
    assert "2 Bescheide sind übernommen, 0 waren schon da." in listed.text
    assert "schon zurück. Bitte sagen, was erledigt ist." in listed.text
    assert [one.title for one in awards(own)] == ["Dachprogramm 2019", "Radwege im Kreis"]
    assert len(movements(own)) == 1
    again = await confirm.send(bestaetigt="1")  # the same form twice
    assert (again.status_code, len(awards(own))) == (303, 2)


async def test_what_is_there_already_stays_and_is_named(site: Datasette) -> None:
    browser = Browser(site)
    upload, preview = await sent(browser, book(ROW))
    await upload.next(preview).send(bestaetigt="1")
    _, same = await sent(browser, book(ROW))
    assert "zu übernehmen ist nichts" in shown(same)
    _, more = await sent(browser, book(ROW, OTHER))
    assert "schon da, bleibt" in shown(more)
    assert "1 Bescheid übernehmen" in shown(more)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([changed(Vorhaben="Turnhalle")], "Zeile 2, Spalte „Vorhaben“: dieses Vorhaben gibt es"),
        ([ROW, changed(Datum="31.02.2024")], "Zeile 3, Spalte „Datum des Bescheids“"),
        ([changed(Eingegangen="1.234,567")], "Zeile 2, Spalte „Eingegangen in Euro“"),
        ([changed(Programm="x" * 301)], "Zeile 2, Spalte „Programm“: hier passen 300"),
        ([ROW, ROW], "Zeile 3, Spalte „Programm“: dieser Bescheid steht schon in Zeile 2"),
        ([changed(Verwendungsnachweis="01.01.2030")], "nachweis abgegeben am“: der Tag liegt"),
        ([changed(**{"Zuwendung in": None})], "„Eingegangen in Euro“: wie viel bewilligt ist"),
    ],
)  # fmt: skip
async def test_a_faulty_list_is_explained_by_its_cells(
    site: Datasette, own: Database, rows: list[tuple[object, ...]], said: str
) -> None:
    _, answer = await sent(Browser(site), book(*rows))
    assert answer.status_code == 400
    (fault,) = BeautifulSoup(answer.text, "lxml").select(".faults li")
    assert said in fault.text
    assert "übernehmen</button>" not in answer.text
    assert awards(own) == []


async def test_a_row_that_contradicts_what_is_stored_is_named(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    upload, preview = await sent(browser, book(ROW))
    await upload.next(preview).send(bestaetigt="1")
    _, answer = await sent(browser, book(changed(Datum="05.02.2024"), OTHER))
    assert (
        "Zeile 2, Spalte „Programm“: für „Dachprogramm 2019“ ist in diesem Vorhaben schon ein"
        in shown(answer)
    )
    assert len(awards(own)) == 1


async def test_what_somebody_else_stored_meanwhile_is_told_and_nothing_comes_in(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    upload, preview = await sent(browser, book(changed(Datum="05.02.2024"), OTHER))
    other, first = await sent(browser, book(ROW))
    await other.next(first).send(bestaetigt="1")
    answer = await upload.next(preview).send(bestaetigt="1")
    assert (answer.status_code, len(awards(own))) == (400, 1)
    assert "Zeile 2, Spalte „Programm“" in shown(answer)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "nicht leer"),
        ("a.xlsx", b"PK", "keine lesbare Excel-Datei"),
        ("a.xlsx", book(("x",), headings=("Name",)), "Nötig sind die Spalten Vorhaben"),
        ("a.xlsx", book(), "enthält keinen Bescheid"),
    ],
)
async def test_a_file_that_is_no_list_of_awards_is_refused(
    site: Datasette, name: str, content: bytes, said: str
) -> None:
    browser = Browser(site)
    answer = await Form(browser, await browser.get(PAGE)).send((name, content))
    assert (answer.status_code, said in shown(answer)) == (400, True)


async def test_a_preview_that_was_tampered_with_stores_nothing(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    upload, preview = await sent(browser, book(ROW))
    confirm = upload.next(preview)
    carried = confirm.fields["bescheide"]
    for changed_ in (
        "",
        "{}",
        carried.replace("kita-wiesengrund", "fehlt"),
        carried.replace("60000.50", "-5"),
        carried.replace("80000", "1e99"),
    ):
        answer = await confirm.send(bestaetigt="1", bescheide=changed_)
        assert answer.status_code == 400
    assert awards(own) == []


async def test_the_template_is_beside_the_upload(site: Datasette) -> None:
    page = await Browser(site).get(PAGE)
    assert page.select_one('a[href="/bescheide-vorlage.xlsx"]') is not None
    answer = await site.client.get("/bescheide-vorlage.xlsx", cookies=logged_in(site))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[2]] == [field.heading for field in COLUMNS]


async def test_readers_take_nothing_over(site: Datasette) -> None:
    assert (await site.client.get(PAGE, cookies=logged_in(site, "read"))).status_code == 403
    listed = await Browser(site, "read").get("/bescheide")
    assert PAGE not in str(listed)
