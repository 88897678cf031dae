"""The page that explains the interface: every address on it works as it says."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.spreadsheet import MEDIA_TYPE
from tests.support.processes.command import matcher
from tests.support.site.pages import ask, page

TYPES = {
    ".json": "application/json; charset=utf-8",
    ".csv": "text/plain; charset=utf-8",
    ".xlsx": MEDIA_TYPE,
}


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


def addresses(soup: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in soup.select(".address a")]


@pytest.mark.parametrize("prefix", ["", "/foerderlage"])
async def test_every_example_answers_with_rows_of_its_type(prepared: Path, prefix: str) -> None:
    files = [str(prepared / "katalog.db"), str(prepared / "kommune.db")]
    site = Datasette(files, settings={"base_url": f"{prefix}/", "default_allow_sql": False})
    found = addresses(await page(site, "/schnittstelle", login=False))
    assert len(found) >= 14
    for href in found:
        assert href.startswith(f"{prefix}/")
        answer = await ask(site, href[len(prefix) :], login=False)
        ending = Path(href.partition("?")[0]).suffix
        assert (answer.status_code, answer.headers["content-type"]) == (200, TYPES[ending]), href
        if ending == ".json":
            rows = answer.json()
            assert rows if isinstance(rows, list) else rows["facet_results"] or rows["rows"], href


async def test_the_address_shown_is_the_one_that_is_linked(site: Datasette) -> None:
    soup = await page(site, "/schnittstelle", login=False)
    for link in soup.select(".address a"):
        assert link.text == f"http://localhost{link['href']}"


async def test_the_answers_shown_are_those_of_this_catalogue(site: Datasette) -> None:
    soup = await page(site, "/schnittstelle", login=False)
    shown = [a for a in soup.select(".example") if a.select("pre")]
    assert len(shown) == 2
    for example in shown:
        href = str(example.select(".address a")[0]["href"])
        answer = await ask(site, href, login=False)
        assert json.loads(example.select("pre")[0].text) == answer.json()


async def test_the_limits_shown_are_those_in_force(prepared: Path) -> None:
    settings = {"max_returned_rows": 77, "default_page_size": 33, "sql_time_limit_ms": 2500}
    soup = await page(Datasette([str(prepared / "katalog.db")], settings=settings),
                      "/schnittstelle", login=False)  # fmt: skip
    assert "Höchstens 77 Zeilen je Antwort" in soup.text
    assert "kommen 33 Zeilen" in soup.text
    assert "2,5 Sekunden" in soup.text


async def test_the_second_page_of_the_example_holds_other_rows(site: Datasette) -> None:
    *_, following = addresses(await page(site, "/schnittstelle", login=False))
    first = await ask(site, following.split("&_next=")[0], login=False)
    second = await ask(site, following, login=False)
    pages = [[row["title"] for row in answer.json()] for answer in (first, second)]
    assert pages[0] != pages[1] != []


async def test_an_empty_catalogue_is_explained_too(tmp_path: Path) -> None:
    matcher("init", data=tmp_path)
    soup = await page(build(DataDir(tmp_path)), "/schnittstelle", login=False)
    assert len(soup.select(".example")) >= 12


async def test_without_a_catalogue_there_is_no_interface(prepared: Path) -> None:
    site = Datasette([str(prepared / "kommune.db")])
    assert (await ask(site, "/schnittstelle", login=False)).status_code == 404
