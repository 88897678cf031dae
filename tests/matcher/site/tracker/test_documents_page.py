"""Word files for download: who gets them, what they are called, what is wrong with a template."""

from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from datasette.app import Datasette
from docx import Document
from openpyxl import load_workbook

from db.files import DataDir
from matcher.documents.word import MEDIA_TYPE
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.files.word import opened
from tests.support.site.login import logged_in
from tests.support.site.pages import ask, page

ENERGY = "foerderdatenbank/FDB/Content/DE/Foerderprogramm/Land/Hessen/kita-gebaeude-energie.html"
PAPER = f"/vorlage/kita-wiesengrund/{ENERGY}"
OVERVIEW, TABLE = "/vorhaben.docx", "/vorhaben-uebersicht.xlsx"


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


@pytest.mark.parametrize("role", ["read", "edit", "manage"])
@pytest.mark.parametrize(
    ("path", "name"),
    [(PAPER, "Beschlussvorlage kita-wiesengrund 2026-11-24.docx"),
     (OVERVIEW, "Übersicht der Vorhaben 2026-11-24.docx")],
)  # fmt: skip
async def test_everybody_with_a_role_gets_a_named_file(
    site: Datasette, role: str, path: str, name: str
) -> None:
    await site.invoke_startup()
    answer = await site.client.get(path, cookies=logged_in(site, role))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["content-disposition"].endswith(quote(name, safe=""))
    assert opened(answer.content).left_over == []


@pytest.mark.parametrize("path", [PAPER, OVERVIEW])
async def test_nobody_else_gets_one(site: Datasette, path: str) -> None:
    answer = await ask(site, path, login=False)
    assert answer.status_code == 403
    assert not answer.content.startswith(b"PK")


async def test_the_paper_says_what_the_page_says(site: Datasette) -> None:
    found = opened((await ask(site, PAPER)).content)
    soup = await page(site, f"/eigenanteil/kita-wiesengrund/{ENERGY}")
    shown = [dd.text.replace("\u00a0", " ") for dd in soup.select(".sums dd")]
    assert [row[1] for row in found.table("Wer zahlt")] == shown
    assert [row[0] for row in found.table("Haushaltsjahr")] == ["2027", "2028"]


async def test_the_pages_offer_them(site: Datasette) -> None:
    soup = await page(site, f"/eigenanteil/kita-wiesengrund/{ENERGY}")
    assert soup.find("a", class_="button", href=PAPER) is not None
    assert (await page(site, "/")).find("a", href=OVERVIEW) is not None
    assert (await page(site, "/", login=False)).find("a", href=OVERVIEW) is None


async def test_the_overview_is_also_a_spreadsheet_and_for_nobody_without_a_login(
    site: Datasette,
) -> None:
    got = await ask(site, TABLE)
    sheet = load_workbook(BytesIO(got.content)).active
    titles = [row[0] for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert "Kita Wiesengrund energetisch sanieren" in titles
    assert next(t for t in titles if str(t).startswith("Summe: ")) == "Summe: Kosten"
    assert (await page(site, "/")).find("a", href=TABLE) is not None
    await site.invoke_startup()
    assert (await site.client.get(TABLE)).status_code == 403


async def test_the_overview_lists_all_projects(site: Datasette) -> None:
    projects = opened((await ask(site, OVERVIEW)).content).tables[0]
    assert len(projects) == 4


@pytest.mark.parametrize("path", [f"/vorlage/fehlt/{ENERGY}", "/vorlage/kita-wiesengrund/a/b"])
async def test_what_does_not_exist_is_not_found(site: Datasette, path: str) -> None:
    assert (await ask(site, path)).status_code == 404


async def test_a_wrong_template_is_said_on_a_page(data: Path) -> None:
    document = Document()
    document.add_paragraph("{{ stadtwappen }}")
    document.save(str(data / "v.docx"))
    (data / "foerderlage.toml").write_text('[documents]\npaper_template = "v.docx"\n')
    answer = await ask(build(DataDir(data), SAMPLE_DAY), PAPER)
    assert not answer.content.startswith(b"PK")
    assert "Die Vorlage v.docx nennt Platzhalter, die es nicht gibt: „stadtwappen“." in answer.text
