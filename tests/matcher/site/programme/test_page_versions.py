"""The page that shows what changed between two versions of a programme."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.crawls.hostile import LENGTH
from tests.support.site.pages import PROGRAMME, page, site_of_stock
from tests.support.towns.stocked import a_programme, stock

A = "/programm/probe/a.html"
TEXT = "Die Förderquote beträgt bis zu 80 Prozent."


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def test_the_changes_show_before_and_after(tmp_path: Path) -> None:
    old = a_programme(texts={"description": TEXT})
    stock(tmp_path, old, today=date(2026, 11, 20))
    new = replace(old, texts={"description": TEXT.replace("80", "70")}, title="<b>B")
    stock(tmp_path, new)
    site = site_of_stock(tmp_path)
    listed = (await page(site, A, login=False)).select("#aenderungen li")
    assert "Fassung 2, gesehen am 24.11.2026:\n    Titel, Volltext" in listed[0].text
    assert "erstmals erfasst" in listed[1].text
    path = str(listed[0].select("a")[0]["href"])
    soup = await page(site, path, login=False)
    section = soup.select(".change")[1]
    assert [e.text for e in section.select("del, ins")] == ["−80", "+70"]
    assert soup.select(".change b") == []


async def test_any_two_versions_can_be_compared(tmp_path: Path) -> None:
    for day, words in ((1, "eins"), (2, "zwei"), (3, "drei")):
        one = a_programme(texts={"description": words})
        stock(tmp_path, one, today=date(2026, 11, day), evaluate=False)
    path = "/aenderungen/probe/a.html?seit=1&fassung=3"
    soup = await page(site_of_stock(tmp_path), path, login=False)
    assert [e.text for e in soup.select(".change del, .change ins")] == ["−eins", "+drei"]
    chosen = [o.text for o in soup.select("option[selected]")]
    assert chosen == ["Fassung 1 (01.11.2026)", "Fassung 3 (03.11.2026)"]


async def test_a_programme_with_one_version_has_nothing_to_compare(site: Datasette) -> None:
    soup = await page(site, PROGRAMME.replace("/programm/", "/aenderungen/"), login=False)
    assert "Bisher gibt es nur eine Fassung" in soup.text


@pytest.mark.parametrize("query", ["fassung=9", "fassung=x", "fassung=2&seit=-1", "seit=%00"])
async def test_a_version_that_is_not_there_gets_a_german_page(site: Datasette, query: str) -> None:
    await site.invoke_startup()
    path = PROGRAMME.replace("/programm/", "/aenderungen/")
    answer = await site.client.get(f"{path}?{query}")
    assert answer.status_code == 404
    assert "Nicht gefunden" in answer.text


async def test_a_section_too_large_to_compare_says_how_large_it_is(tmp_path: Path) -> None:
    for day, words in ((1, "a\n"), (2, "b\n")):
        one = a_programme(texts={"legal_basis": words * (LENGTH // 2)})
        stock(tmp_path, one, today=date(2026, 11, day), evaluate=False)
    soup = await page(site_of_stock(tmp_path), "/aenderungen/probe/a.html", login=False)
    assert "zu groß" in soup.select(".change .notice")[0].text
    assert "175.001" in soup.select(".change .notice")[0].text
