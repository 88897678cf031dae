"""Long texts of a programme's page are folded, and addresses open them."""

from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.pages import PROGRAMME, page, site_of_stock
from tests.support.towns.stocked import a_programme, stock

A = "/programm/probe/a.html"


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def test_a_guideline_is_folded_with_its_marks_and_unfolded_by_the_address(
    site: Datasette,
) -> None:
    soup = await page(site, PROGRAMME, login=False)
    (folded,) = soup.select("details.long")
    assert not folded.has_attr("open")
    assert folded.select_one("summary h2").text == "Richtlinie"  # type: ignore[union-attr]
    assert folded.select("#text-legal_basis mark[id^=beleg-]")
    assert soup.select_one(".onpage a[href='#text-legal_basis']")
    assert [a["href"] for a in soup.select(".up a")] == ["#inhalt"]
    assert soup.select_one("main#inhalt")
    opening = soup.find("a", string="Alle Texte aufgeklappt zeigen")
    assert opening is not None
    assert opening["href"] == "?text=auf#texte"  # type: ignore[index]
    (unfolded,) = (await page(site, PROGRAMME + "?text=auf", login=False)).select("details.long")
    assert unfolded.has_attr("open")


async def test_the_address_that_unfolds_keeps_the_project(site: Datasette) -> None:
    soup = await page(site, PROGRAMME + "?vorhaben=marktplatz-klimafit")
    opening = soup.find("a", string="Alle Texte aufgeklappt zeigen")
    assert opening["href"] == "?vorhaben=marktplatz-klimafit&text=auf#texte"  # type: ignore[index]
    soup = await page(site, PROGRAMME + "?vorhaben=marktplatz-klimafit&text=auf")
    closing = soup.find("a", string="Lange Texte zuklappen")
    assert closing["href"] == "?vorhaben=marktplatz-klimafit&text=#texte"  # type: ignore[index]


async def test_only_long_texts_are_folded(tmp_path: Path) -> None:
    texts = {"description": "Satz. " * 900, "procedure": "Satz. " * 800, "deadlines": "kurz"}
    stock(tmp_path, a_programme(texts=texts))
    soup = await page(site_of_stock(tmp_path), A, login=False)
    assert [h.text for h in soup.select("details.long h2")] == ["Volltext"]
    assert soup.select("script[src$='programme/unfold.js']")
    stock(tmp_path, a_programme(texts={"deadlines": "kurz"}))
    short = await page(site_of_stock(tmp_path), A, login=False)
    assert short.select("details.long, .up, script") == []
