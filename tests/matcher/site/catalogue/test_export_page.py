"""What a search finds as a spreadsheet: the same programmes, in the same order."""

from datetime import datetime
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.files.sheets import column, headings, sheet
from tests.support.site.pages import ask, page


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def test_a_search_gives_all_hits_and_not_only_a_page(site: Datasette) -> None:
    opened = await sheet(site, "/programme.xlsx")
    assert len(column(opened, "Programm")) == 43


@pytest.mark.parametrize("asked", ["q=Radweg", "land=de_ni&q=Radweg", "offen=1&level=federal",
                                   "state=unknown", "within=90"])  # fmt: skip
async def test_words_and_filters_give_what_the_page_lists(site: Datasette, asked: str) -> None:
    soup = await page(site, f"/suche?{asked}", login=False)
    listed = [h.text for h in soup.select(".hits h2")]
    titles = column(await sheet(site, f"/programme.xlsx?{asked}"), "Programm")
    assert titles[: len(listed)] == listed
    assert f"{len(titles)} Programm" in soup.select('p[role="status"]')[0].text


async def test_the_page_links_to_its_own_selection(site: Datasette) -> None:
    soup = await page(site, "/suche?q=Radweg&level=state", login=False)
    (link,) = soup.select('a[href*="programme.xlsx"]')
    opened = await sheet(site, str(link["href"]))
    assert set(column(opened, "Ebene")) == {"Land"}


async def test_a_row_has_real_dates_and_numbers(site: Datasette) -> None:
    opened = await sheet(site, "/programme.xlsx?q=Klimafeste+Pl%C3%A4tze+und+Quartiere")
    row = dict(zip(headings(opened), [cell.value for cell in opened[2]], strict=True))
    assert row["Programm"] == "Klimafeste Plätze und Quartiere"
    assert row["Nächste Frist"] == datetime(2027, 2, 28)
    assert row["Tage bis zur Frist"] == 96
    assert row["Antragsstand"] == "offen"
    assert row["Original"].startswith("https://www.foerderdatenbank.de/")


async def test_nothing_found_is_a_file_with_headings_alone(site: Datasette) -> None:
    opened = await sheet(site, "/programme.xlsx?q=Xylophon")
    assert headings(opened)[0] == "Programm"
    assert opened.max_row == 1


async def test_without_a_catalogue_there_is_no_file(prepared: Path) -> None:
    answer = await ask(Datasette([str(prepared / "kommune.db")]), "/programme.xlsx", login=False)
    assert answer.status_code == 404
