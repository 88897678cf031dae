"""Many meetings: the page stays small, and all of a body can be looked through by year."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from matcher.site.frame.serving import build
from matcher.site.tracker.meetings_view import LEAST, MOST, by_body, without_coming, year_of
from matcher.tracker.calendars.rows import row_of
from tests.support.site.login import logged_in
from tests.support.site.pages import page
from tests.support.towns.planned import convene, sitting

TODAY = date(2026, 11, 24)
COUNCIL = "Gemeindevertretung"


@pytest.fixture
def site(data: Path) -> Datasette:
    """600 meetings of a council and nine committees, from two years ago on, and other dates."""
    with kommune_at(data / "kommune.db") as own:
        (ags,) = own.execute("select ags from municipality").fetchone()
        names = [COUNCIL, *(f"Ausschuss {number}" for number in range(1, 10))]
        days = [TODAY + timedelta(weeks=4 * week) for week in range(-26, 34)]
        convene(own, ags, *(sitting(name, str(day)) for name in names for day in days))
        own.execute("update meeting set kind = 'other' where body = 'Ausschuss 9'")
        own.conn.commit()
    return build(DataDir(data), today=TODAY)


async def test_six_hundred_meetings_make_a_small_page_with_the_next_of_each_body(
    site: Datasette,
) -> None:
    answer = await site.client.get("/sitzungen", cookies=logged_in(site))
    assert len(answer.content) < 120_000
    soup = BeautifulSoup(answer.text, "lxml")
    first = soup.select("section[aria-labelledby=gremium-1]")[0]
    days = [str(one["datetime"]) for one in first.select("time")]
    assert days[0] == "2026-11-24"
    assert days == sorted(days)
    assert len(days) == 7
    assert "27 weitere kommende" in first.select(".more")[0].text
    bodies = [" ".join(h2.text.split()) for h2 in soup.select("main section h2")]
    assert bodies[:10] == [
        f"{COUNCIL} Rat oder Kreistag", *(f"Ausschuss {n} Ausschuss" for n in range(1, 9)),
        "Weitere Termine sonstiger Termin",
    ]  # fmt: skip


async def test_a_body_is_looked_through_by_year_and_only_the_future_can_be_changed(
    site: Datasette,
) -> None:
    first = await page(site, "/sitzungen")
    link = first.select("section[aria-labelledby=gremium-9] .more a")[0]
    soup = await page(site, str(link["href"]))
    assert soup.select("#gremium-1")[0].text == "Ausschuss 8 2026"
    years = {a.text: str(a["href"]) for a in soup.select("nav[aria-label=Jahr] a")}
    assert [*years] == ["2024", "2025", "2026", "2027", "2028", "2029"]
    past = await page(site, years["2025"])
    assert {str(one["datetime"])[:4] for one in past.select(".sittings time")} == {"2025"}
    assert past.select(".sittings form") == []
    now = await page(site, years["2026"])
    forms = now.select(".sittings tbody tr:has(form)")
    assert [str(row.select("time")[0]["datetime"]) for row in forms] == ["2026-11-24", "2026-12-22"]
    assert {str(form["action"]).partition("jahr=")[2] for form in forms[0].select("form")} == {
        "2026"
    }


async def test_dates_that_are_not_planned_with_are_folded_away_and_named(site: Datasette) -> None:
    soup = await page(site, "/sitzungen")
    (folded,) = soup.select("details.others")
    assert folded.select("td[data-label=Termin]")[0].text == "Ausschuss 9"
    link = str(folded.select(".more a")[0]["href"])
    assert "Weitere Termine" in (await page(site, link)).select("#gremium-1")[0].text


async def test_a_body_without_meetings_is_not_found(site: Datasette) -> None:
    for asked in ("gremium=Fremd", "gremium=Ausschuss+9"):
        answer = await site.client.get(f"/sitzungen?{asked}", cookies=logged_in(site))
        assert answer.status_code == 404
    odd = await site.client.get(f"/sitzungen?gremium={COUNCIL}&jahr=x", cookies=logged_in(site))
    assert odd.status_code == 200


def test_few_bodies_show_a_year_of_meetings_and_many_at_least_two() -> None:
    days = [str(TODAY + timedelta(weeks=week)) for week in range(20)]
    one = by_body([row_of(sitting("Rat", day)) for day in days], TODAY)
    assert (len(one[0].sittings), one[0].later) == (MOST, 20 - MOST)
    rows = [row_of(sitting(f"Ausschuss {n}", day)) for n in range(80) for day in days]
    many = by_body(rows, TODAY)
    assert {(len(body.sittings), body.later) for body in many} == {(LEAST, 20 - LEAST)}
    assert by_body([], TODAY) == []


def test_a_body_with_past_meetings_only_is_still_reachable() -> None:
    rows = [row_of(sitting("Rat", "2025-03-01")), row_of(sitting("Ausschuss", "2027-03-01"))]
    assert without_coming(rows, TODAY) == ["Rat"]
    found = year_of(rows, "Rat", None, TODAY)
    assert found is not None
    assert (found.number, found.years) == (2025, (2025,))
    assert year_of(rows, "Rat", 1999, TODAY) == found
    assert year_of(rows, "", None, TODAY) is None
