"""What visitors without a role see of the start page: the catalogue, and nothing of the town."""

from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.pages import page
from tests.support.towns.decided import follow_doubtful


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def test_sources_show_state_and_counts_to_everybody(site: Datasette) -> None:
    soup = await page(site, "/", login=False)
    row = soup.select_one("table.plain tbody tr")
    assert row is not None
    assert "Förderdatenbank des Bundes" in row.text
    assert "43" in row.text


async def test_visitors_search_at_once_and_see_the_soonest_deadlines(site: Datasette) -> None:
    soup = await page(site, "/", login=False)
    assert soup.select("form[action='/suche'] input[name=q]")
    listed = soup.select("section[aria-labelledby=fristen] li")
    assert 0 < len(listed) <= 8
    days = ["".join(reversed(li.select("b")[0].text.split("."))) for li in listed]
    assert days == sorted(days)


@pytest.mark.parametrize("section", ["bereiche", "laender"])
async def test_each_count_is_what_the_search_finds(site: Datasette, section: str) -> None:
    soup = await page(site, "/", login=False)
    listed = soup.select(f"section[aria-labelledby={section}] ul.tally li")
    assert len(listed) > 5
    for entry in listed[:3]:
        found = await page(site, str(entry.select("a")[0]["href"]), login=False)
        assert f"{entry.select('span')[0].text} Programm" in found.text


async def test_nothing_of_the_town_is_shown_to_visitors(data: Path) -> None:
    follow_doubtful(DataDir(data))
    soup = await page(build(DataDir(data), SAMPLE_DAY), "/", login=False)
    assert "Anmeldung" in soup.select(".lead")[0].text
    assert soup.select(".card, #woche, #wartet, #vorschlaege, #vorhaben") == []
    for word in ("Auental", "Wiesengrund", "Ben Tal", "AGS"):
        assert word not in soup.select("main")[0].text
