"""The handbook as pages of the site."""

import itertools
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from datasette.utils import PrefixedUrlString

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.site.help import handbook
from tests.support.site.pages import ask, page


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def test_every_chapter_can_be_read_without_login_and_leads_on(site: Datasette) -> None:
    soup = await page(site, "/hilfe", login=False)
    hrefs = [str(a["href"]) for a in soup.select(".contents a")]
    assert hrefs == [f"/hilfe/{chapter.slug}" for chapter in handbook.chapters()]
    for before, after in itertools.pairwise(hrefs):
        chapter = await page(site, before, login=False)
        (onward,) = chapter.select('a[rel="next"]')
        assert onward["href"] == after


async def test_every_link_of_every_chapter_is_answered(site: Datasette) -> None:
    for chapter in handbook.chapters():
        soup = await page(site, f"/hilfe/{chapter.slug}", login=False)
        for link in soup.select(".handbook a, aside a"):
            href = str(link["href"])
            if href.startswith("#"):
                assert soup.select(f'[id="{href[1:]}"]'), href
            elif href.startswith("/"):
                assert (await ask(site, href, login=False)).status_code == 200, href


async def test_headings_are_in_order_and_nothing_needs_inline_style(site: Datasette) -> None:
    for chapter in handbook.chapters():
        soup = await page(site, f"/hilfe/{chapter.slug}", login=False)
        levels = [int(h.name[1]) for h in soup.select("main h1, main h2, main h3, main h4")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        assert soup.select("main [style], main style") == []


async def test_a_picture_that_was_made_is_served(
    site: Datasette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bilder").mkdir()
    (tmp_path / "bilder" / "suche-1280.png").write_bytes(b"\x89PNG")
    monkeypatch.setattr(handbook, "folder", lambda: tmp_path)
    answer = await ask(site, "/hilfe/bilder/suche-1280.png", login=False)
    assert (answer.status_code, answer.content) == (200, b"\x89PNG")
    assert answer.headers["content-type"] == "image/png"


@pytest.mark.parametrize(
    "path", ["/hilfe/gibt-es-nicht", "/hilfe/bilder/gibt-es-nicht.png",
             "/hilfe/bilder/..%2f..%2fREADME.md", "/hilfe/01-erste-schritte.md"],
)  # fmt: skip
async def test_other_files_are_not_served(site: Datasette, path: str) -> None:
    answer = await ask(site, path, login=False)
    if answer.status_code == 302:  # Datasette spells percent signs in its own way
        answer = await ask(site, answer.headers["location"], login=False)
    assert answer.status_code == 404


async def test_links_stand_below_the_prefix(prepared: Path) -> None:
    site = Datasette([str(prepared / "katalog.db")], settings={"base_url": "/foerderlage/"})
    await site.invoke_startup()
    answer = await site.client.get(PrefixedUrlString("/hilfe/erste-schritte"))
    links = BeautifulSoup(answer.text, "lxml").select(".handbook a")
    assert links
    assert all(str(a["href"]).startswith("/foerderlage/hilfe/") for a in links)
