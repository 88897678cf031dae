"""A financing plan as a spreadsheet and in the council paper, read back by other readers."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette
from docx import Document
from openpyxl import load_workbook

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.files.word import Opened, opened
from tests.support.processes.command import matcher
from tests.support.site.login import logged_in
from tests.support.site.pages import ask, page
from tests.support.stored.plans import MARKET, SOURCE, decide, key_of, plan_of, state_of

HERE = f"/finanzierung/{MARKET}"
FEDERAL, COOL = "klimaquartier-plaetze-parks", "kuehle-orte"
PART = "Finanzierung aus mehreren Programmen"


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def book_of(site: Datasette, path: str = f"{HERE}.xlsx") -> Any:
    answer = await ask(site, path)
    assert answer.status_code == 200
    return load_workbook(BytesIO(answer.content))


async def paper_of(site: Datasette, data: Path, query: str = "") -> Opened:
    path = f"/vorlage/{MARKET}/{SOURCE}/{key_of(data, FEDERAL)}{query}"
    answer = await ask(site, path)
    assert answer.status_code == 200
    return opened(answer.content)


async def test_the_spreadsheet_holds_sums_as_numbers_that_add_up(data: Path) -> None:
    state_of(data, MARKET, kosten_eur="980000.37", mittel_dritter_eur="0.12")
    sheet = (await book_of(build(DataDir(data), SAMPLE_DAY)))["Wer zahlt"]
    head, names, *body = sheet.iter_rows()
    assert "Stand 24.11.2026" in head[0].value
    assert "Der Kommune bleiben" in head[0].value
    assert names[0].value == "Wer"
    assert body[-1][0].value == "Gesamtkosten"
    for column in range(1, len(names)):
        *parts, total = [row[column] for row in body]
        assert {cell.number_format for cell in (*parts, total)} == {'#,##0.00 "€"'}
        whole = sum((Decimal(str(cell.value)) for cell in parts), Decimal(0))
        assert whole == Decimal(str(total.value)) == Decimal("980000.37")


async def test_the_spreadsheet_carries_quotes_sources_and_what_is_open(site: Datasette) -> None:
    book = await book_of(site)
    assert book.sheetnames == [
        "Wer zahlt", "Jedes Programm für sich", "Herkunft der Zahlen", "Nebeneinander",
        "Reihenfolge", "Annahmen und Offenes",
    ]  # fmt: skip
    pairs = [*book["Nebeneinander"].iter_rows(min_row=2, values_only=True)]
    assert "„Eine Kumulierung mit Mitteln der Städtebauförderung" in pairs[0][3]
    origins = {row[4] for row in book["Herkunft der Zahlen"].iter_rows(min_row=2, values_only=True)}
    assert origins == {"Zitat", "Angabe", "Annahme"}
    kinds = {row[0] for row in book["Annahmen und Offenes"].iter_rows(min_row=2, values_only=True)}
    assert {"Annahme", "Offen", "Achtung", "Beginn", "Rechnung"} <= kinds
    days = [cell for (cell,) in book["Reihenfolge"].iter_rows(min_row=2, max_col=1) if cell.value]
    assert {cell.number_format for cell in days} == {"dd.mm.yyyy"}
    links = [row[-1] for row in book["Jedes Programm für sich"].iter_rows(min_row=2)]
    assert all(cell.hyperlink for cell in links)


async def test_the_spreadsheet_is_of_what_the_page_shows(site: Datasette, prepared: Path) -> None:
    query = f"?auswahl=1&programm={quote(f'{SOURCE}/{key_of(prepared, COOL)}')}"
    button = (await page(site, HERE + query)).find("a", string="Als Excel-Datei")
    assert button is not None
    sheet = (await book_of(site, str(button["href"])))["Jedes Programm für sich"]  # type: ignore[index]
    titles = [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert titles == ["Kühle Orte – Hitzevorsorge vor der Haustür"]


@pytest.mark.parametrize("role", ["read", "manage"])
async def test_everybody_with_a_role_gets_the_named_spreadsheet(site: Datasette, role: str) -> None:
    await site.invoke_startup()
    answer = await site.client.get(f"{HERE}.xlsx", cookies=logged_in(site, role))
    name = quote(f"Finanzierung {MARKET} 2026-11-24.xlsx", safe="")
    assert answer.headers["content-disposition"].endswith(name)


async def test_without_costs_the_spreadsheet_says_what_is_missing(data: Path) -> None:
    state_of(data, MARKET, kosten_eur=None)
    book = await book_of(build(DataDir(data), SAMPLE_DAY))
    assert "Die Gesamtkosten fehlen." in book["Wer zahlt"]["A1"].value
    sentences = [row[1] for row in book["Annahmen und Offenes"].iter_rows(values_only=True)]
    assert any("fehlt „Kosten in Euro“" in said for said in sentences)


async def test_a_paper_of_one_programme_has_no_part_about_several(
    site: Datasette, prepared: Path
) -> None:
    found = await paper_of(site, prepared)
    assert PART not in [words for _, words in found.headings]
    assert found.left_over == []


async def test_the_paper_holds_the_plan_that_the_page_offers(
    site: Datasette, prepared: Path
) -> None:
    soup = await page(site, HERE)
    link = soup.select(".documents li a")[0]
    answer = await ask(site, str(link["href"]))
    found = opened(answer.content)
    assert found.left_over == []
    assert ("Heading2", PART) in found.headings
    shown = [[cell.text for cell in row.select("th, td")] for row in soup.select(".money tbody tr")]
    *_, paid = [rows for rows in found.tables if rows[0][0] == "Wer zahlt"]
    assert [row[0] for row in paid[1:]] == [" ".join(row[0].split()) for row in shown]
    sums = [[Decimal(word.removesuffix(" €").replace(".", "")) for word in row[1:]]
            for row in paid[1:]]  # fmt: skip
    assert [sum(column) for column in zip(*sums[:-1], strict=True)] == sums[-1] == [980_000] * 2
    assert "„Eine Kumulierung mit Mitteln der Städtebauförderung" in found.text
    assert "offen: Fördersatz von Nr. 2." in found.text
    assert "Annahme: Es gibt keine Mittel Dritter" in found.text
    assert len(found.table("Nr.")) == len(plan_of(prepared).offers)


async def test_what_is_followed_comes_into_paper_of_page_and_command(data: Path) -> None:
    decide(data, MARKET, COOL, status="checking")
    found = await paper_of(build(DataDir(data), SAMPLE_DAY), data)
    assert [row[2] for row in found.table("Nr.")][1:] == [
        "Kühle Orte – Hitzevorsorge vor der Haustür"
    ]
    target = data / "v.docx"
    ran = matcher("--today", "2026-11-24", "paper", MARKET, FEDERAL, "--out", target, data=data)
    assert ran.code == 0, ran.err
    assert opened(target.read_bytes()).table("Nr.") == found.table("Nr.")


async def test_a_template_of_before_goes_on_working(data: Path) -> None:
    document = Document()
    document.add_paragraph("{{ vorhaben }}: {{ eigenanteil }}")
    document.save(str(data / "alt.docx"))
    (data / "foerderlage.toml").write_text('[documents]\npaper_template = "alt.docx"\n')
    decide(data, MARKET, COOL, status="checking")
    found = await paper_of(build(DataDir(data), SAMPLE_DAY), data)
    assert found.text.startswith("Marktplatz klimafit umgestalten: ")
