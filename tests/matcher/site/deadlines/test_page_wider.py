"""Deadlines of a town that asked for more than what is on the topic."""

from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.deadline_pages import entries, groups, page, sheet
from tests.support.site.login import logged_in
from tests.support.towns.decided import confirm_deadlines
from tests.support.towns.wider import ask_for

POSSIBLE = "/fristen?umfang=moeglich"


@pytest.fixture
def wider(data: Path) -> Datasette:
    ask_for(data, "rand")
    return build(DataDir(data), SAMPLE_DAY)


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def test_the_edge_is_listed_by_that_name_only_where_it_was_asked_for(
    site: Datasette, wider: Datasette
) -> None:
    usual, more = await page(site, POSSIBLE), await page(wider, POSSIBLE)
    assert set(entries(usual)) < set(entries(more))
    assert "Randthema" not in usual.text
    assert not more.select(".badge.ausgeschlossen")
    edge = [li for li in more.select("ol.due > li") if li.select(".badge.rand")]
    assert edge
    assert all("Randthema für: " in li.text for li in edge)
    assert sum(groups(more).values()) >= sum(groups(usual).values())


async def test_the_edge_can_be_chosen_alone_and_is_counted_in_the_chart(
    wider: Datasette, data: Path
) -> None:
    confirm_deadlines(DataDir(data), "nachbarstaedte-im-gespraech.html")
    every, only = await page(wider, POSSIBLE), await page(wider, f"{POSSIBLE}&urteil=rand")
    assert [o.text for o in every.select("#urteil option")] == [
        "alle", "nur passt", "nur prüfen", "nur Randthema",
    ]  # fmt: skip
    assert not only.select(".notice")
    assert set(entries(only)) <= set(entries(every))
    assert all(li.select(".badge.rand") for li in only.select("ol.due > li"))
    heads = [th.text for th in every.select(".numbers thead th")]
    column = heads.index("Randthema")
    counted = sum(
        int(row.select("th, td")[column].text) for row in every.select(".numbers tbody tr")
    )
    assert counted == len(every.select("ol.due > li:not(.doubtful) .badge.rand")) > 0


async def test_the_month_and_the_spreadsheet_say_it_too(wider: Datasette) -> None:
    rows = await sheet(wider, "/fristen.xlsx?urteil=rand")
    assert rows
    assert {row["Urteil"] for row in rows} == {"Randthema"}
    month = str(rows[0]["Frist"])[:7]
    soup = await page(wider, f"/fristen?ansicht=monat&monat={month}&urteil=rand")
    assert soup.select(".month .badge.rand")


async def test_what_is_far_from_the_topic_has_a_name_of_its_own(data: Path) -> None:
    ask_for(data, "alle")
    soup = await page(build(DataDir(data), SAMPLE_DAY), "/fristen?urteil=anderes")
    assert soup.select("ol.due > li")
    assert {e.text for e in soup.select("ol.due .badge")} == {"– anderes Thema"}
    assert all("Mit anderem Thema für: " in li.text for li in soup.select("ol.due > li"))
    assert "nur anderes Thema" in [o.text for o in soup.select("#urteil option")]
    rows = await sheet(build(DataDir(data), SAMPLE_DAY), "/fristen.xlsx?urteil=anderes")
    assert {row["Urteil"] for row in rows} == {"anderes Thema"}


@pytest.mark.parametrize(
    "query",
    ["urteil=rand", "urteil=anderes&monate=3", "vorhaben=entfernt", "fachamt=Amt+f%C3%BCr+Neues"],
)
async def test_a_spreadsheet_of_what_there_is_none_of_does_not_hold_everything(
    site: Datasette, query: str
) -> None:
    await site.invoke_startup()
    got = await site.client.get(f"/fristen.xlsx?{query}", cookies=logged_in(site))
    assert (got.status_code, got.headers["location"]) == (302, f"/fristen?{query}")
    soup = await page(site, got.headers["location"])
    (hint,) = soup.select(".notice:not(.instead)")
    assert "bleibt außer Acht" in hint.text
    (download,) = soup.select("a[download]")
    assert await sheet(site, str(download["href"])), "what the page offers is no such address"
