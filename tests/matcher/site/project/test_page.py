"""The page of a project: cards, filters, excluded ones, and the same as a spreadsheet."""

import io
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from openpyxl import load_workbook

from db.files import DataDir
from db.vocabulary import GROUP_LABELS
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.pages import ask, page

KITA = "/projekt/kita-wiesengrund"


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


def ranks(soup: BeautifulSoup) -> list[int]:
    return [int(e.text.removeprefix("Rang ")) for e in soup.select(".match .rank")]


def options(soup: BeautifulSoup, name: str) -> dict[str, str]:
    """Value of a filter -> its label with the count."""
    found = soup.select(f"select[name={name}] option[value]")
    return {str(o["value"]): o.text for o in found if o["value"]}


async def test_cards_come_best_first_with_what_one_wants_to_know(site: Datasette) -> None:
    soup = await page(site, KITA)
    assert ranks(soup) == sorted(ranks(soup))
    first = soup.select_one(".match")
    assert first is not None
    assert [dt.text for dt in first.select(".glance dt")] == [
        "Nächste Frist", "Quote", "Höchstbetrag",
    ]  # fmt: skip
    assert "sicher" in first.select(".glance dd")[0].text
    assert first.select(".by")[0].text.startswith("Land · ")
    quotes = [quote.text for quote in first.select(".criteria .purpose blockquote")]
    (gist,) = first.select(".gist")
    assert quotes[0].startswith(gist.text), "the sentence stands whole in the folded part"
    assert first.select(".criteria .judged blockquote"), "quotes are folded below"
    assert "Nähe" in first.select(".criteria")[0].text


async def test_a_card_says_in_one_line_what_is_against_it_and_how_many_more_there_are(
    site: Datasette,
) -> None:
    seen = set()
    for group in GROUP_LABELS:
        for card in (await page(site, f"{KITA}?gruppe={group}")).select(".match"):
            (line,) = card.select(".first")
            reasons = [
                " ".join(p.text.split())
                for p in card.select(".judged :is(.not_met, .unclear) > p:first-child")
            ]
            (summary,) = card.select(".criteria > summary")
            shown = " ".join(line.text.split())
            if "Thema:" in shown:
                assert group in ("rand", "anderes")
                further = len(reasons)
            elif reasons:
                name, _, reason = shown.partition(": ")
                assert reasons[0].startswith(f"{name} – ")
                assert reasons[0].endswith(reason.partition(" Was helfen würde: ")[0])
                further = len(reasons) - 1
            else:
                assert shown == "✓ Nichts spricht dagegen."
                further = 0
            words = {0: "alle 12 ", 1: "1 weiterer Grund · alle 12 "}.get(
                further, f"{further} weitere Gründe"
            )
            assert summary.text.startswith(words)
            seen.add((line["class"][1], further > 0))
    assert {name for name, _ in seen} == {"met", "unclear", "not_met"}
    assert {more for _, more in seen} == {True, False}


async def test_programmes_of_another_land_say_which_one(site: Datasette) -> None:
    soup = await page(site, KITA)
    assert not soup.select(".badge.ausgeschlossen, .badge.anderes")
    link = next(a for a in soup.select(".groups a") if "Anderes Thema" in a.text)
    others = await page(site, KITA + str(link["href"]))
    assert "gilt nur in" in others.text
    assert all("anderes Thema oder Land" in e.text for e in others.select(".badge"))


async def test_the_pages_of_a_list_cover_all_without_repeating(site: Datasette) -> None:
    pages = [await page(site, f"{KITA}?gruppe=anderes&seite={number}") for number in (1, 2, 3)]
    every = [rank for soup in pages for rank in ranks(soup)]
    assert len(every) == len(set(every)) == 38


@pytest.mark.parametrize("name", ["level", "area", "funding_type", "within", "land", "state"])
async def test_each_filter_leaves_as_many_as_it_announces(site: Datasette, name: str) -> None:
    for group in ("jetzt", "rand"):
        soup = await page(site, f"{KITA}?gruppe={group}")
        for value, words in options(soup, name).items():
            announced = int(words.rpartition("(")[2].rstrip(")"))
            shown = await page(site, f"{KITA}?gruppe={group}&{name}={value}")
            assert len(ranks(shown)) == announced > 0


async def test_filters_narrow_together_and_can_be_lifted(site: Datasette) -> None:
    others = f"{KITA}?gruppe=anderes&level=federal"
    soup = await page(site, f"{others}&funding_type=zuschuss")
    assert set(ranks(soup)) < set(ranks(await page(site, others)))
    lift = soup.find("a", string="Filter aufheben")
    assert lift is not None
    lifted = await page(site, str(lift["href"]))  # type: ignore[index]
    assert ranks(lifted) == ranks(await page(site, f"{KITA}?gruppe=anderes"))


async def test_a_filter_value_that_does_not_exist_changes_nothing(site: Datasette) -> None:
    assert ranks(await page(site, f"{KITA}?level=mond&seite=x")) == ranks(await page(site, KITA))


async def test_a_selection_that_leaves_nothing_says_how_to_go_on(site: Datasette) -> None:
    soup = await page(site, f"{KITA}?urteil=passt&level=eu&state=closed")
    notice = soup.select_one(".notice")
    assert notice is not None
    assert "Filter aufheben" in notice.text


async def sheet(site: Datasette, path: str) -> Any:
    answer = await ask(site, path)
    assert answer.status_code == 200
    assert ".xlsx" in answer.headers["content-disposition"]
    return load_workbook(io.BytesIO(answer.content)).active


async def test_the_spreadsheet_holds_what_the_page_lists(site: Datasette) -> None:
    query = "?gruppe=anderes&level=state"
    shown = [*ranks(await page(site, KITA + query))]
    rows = list((await sheet(site, f"{KITA}.xlsx{query}")).values)
    assert [row[0] for row in rows[1:]][: len(shown)] == shown
    columns = [rows[0].index(name) for name in ("Ebene", "Gruppe", "Urteil")]
    assert {tuple(row[n] for n in columns) for row in rows[1:]} == {
        ("Land", "Anderes Thema oder Land", "ausgeschlossen")
    }


async def test_deadlines_in_the_spreadsheet_are_real_dates(site: Datasette) -> None:
    rows = list((await sheet(site, f"{KITA}.xlsx")).values)
    column = rows[0].index("Nächste Frist")
    assert any(isinstance(row[column], datetime) for row in rows[1:])


async def test_the_spreadsheet_needs_a_login(site: Datasette) -> None:
    assert (await ask(site, f"{KITA}.xlsx", login=False)).status_code == 403


async def test_a_programme_that_the_catalogue_lost_is_still_listed(data: Path) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as own, own:
        own.execute(
            "update programme_ref set programme_key = 'verloren.html' where id ="
            " (select ref from pair where project_id = 'kita-wiesengrund' and rank = 1)"
        )
    soup = await page(build(DataDir(data), SAMPLE_DAY), KITA)
    assert "verloren.html (nicht im Katalog)" in soup.text
    assert "1 Programm dieses Abgleichs steht nicht im Katalog" in soup.text
