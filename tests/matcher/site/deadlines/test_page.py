"""The page of deadlines through Datasette's client: list, month, chart, groups, export."""

import re
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette

from db.files import DataDir
from matcher import german
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.deadline_pages import entries, groups, page, sheet

PROJECT = "kita-wiesengrund"
TITLES = ("Kita Wiesengrund", "Digitales Auental", "Marktplatz klimafit")


def numbers(soup: BeautifulSoup) -> list[list[str]]:
    """The chart's table, a row for each month."""
    return [
        [cell.text for cell in row.select("th, td")] for row in soup.select(".numbers tbody tr")
    ]


def unfolded(item: Tag) -> str:
    return re.sub(r"\s+", " ", item.text)


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def test_the_list_tells_day_kind_project_verdict_and_words(site: Datasette) -> None:
    soup = await page(site, "/fristen")
    found = entries(soup)
    assert found == sorted(found, key=lambda entry: entry[0])
    (item,) = [li for li in soup.select("ol.due > li") if "2027-02-28" in str(li)]
    words = unfolded(item)
    for said in ("Sonntag 28.02.2027", "noch 96 Tage", "Klimafeste Plätze und Quartiere", "Skizze",
                 "einmalig", "Land", "Passt zu: Marktplatz klimafit umgestalten", "✓ passt",
                 "„Zweistufiges Verfahren: Projektskizzen sind bis zum 28. Februar 2027",
                 "Fristen"):  # fmt: skip
        assert said in words
    link = str(item.select("h3 a")[0]["href"])
    assert link.endswith("klimafeste-plaetze-und-quartiere.html?vorhaben=marktplatz-klimafit")


async def test_links_of_a_deadline_lead_to_the_programme_and_its_projects(site: Datasette) -> None:
    item = (await page(site, "/fristen")).select("ol.due > li")[0]
    for link in item.select("a"):
        assert (await page(site, str(link["href"]))).h1 is not None


async def test_filters_leave_what_belongs_to_them(site: Datasette) -> None:
    every = entries(await page(site, "/fristen"))
    for query, words in [
        (f"vorhaben={PROJECT}", "Kita Wiesengrund energetisch sanieren"),
        ("fachamt=Bauamt", "Kita Wiesengrund energetisch sanieren"),
        ("urteil=pruefen", "? prüfen"), ("ebene=eu", "EU"),
    ]:  # fmt: skip
        soup = await page(site, f"/fristen?{query}")
        found = entries(soup)
        assert found
        assert set(found) <= set(every)
        assert all(words in li.text for li in soup.select("ol.due > li")), query
        assert not soup.select(".notice:not(.instead)")
    sooner = await page(site, "/fristen?monate=3")
    assert entries(sooner) == [entry for entry in every if entry[0] <= "2027-02-23"]
    assert "erst später" in groups(sooner)


async def test_only_with_all_programmes_those_without_a_project_are_shown(site: Datasette) -> None:
    own, every = await page(site, "/fristen"), await page(site, "/fristen?alle=1")
    assert set(entries(own)) < set(entries(every))
    added = [li for li in every.select("ol.due > li") if "Für kein Vorhaben" in li.text]
    assert len(added) == len(entries(every)) - len(entries(own))
    assert not any(li.select(".badge") for li in added)


async def test_no_programme_is_lost_between_list_and_groups(site: Datasette) -> None:
    for path, login, total in [("/fristen", True, 9), ("/fristen?alle=1", True, 43),
                               ("/fristen", False, 43)]:  # fmt: skip
        soup = await page(site, path, login)
        listed = {str(a["href"]) for a in soup.select("ol.due > li:not(.doubtful) h3 a")}
        assert len(listed) + sum(groups(soup).values()) == total
        for link in soup.select(".groups a"):
            group = await page(site, str(link["href"]), login)
            number = int(link.text.split()[0])
            assert len(group.select("ol.undated > li")) == number
            assert group.select("ol.undated .what")[0].text.strip()


async def test_the_chart_counts_what_is_listed_surely(site: Datasette) -> None:
    for path, login in [
        ("/fristen", True),
        ("/fristen?alle=1&monate=6", True),
        ("/fristen", False),
    ]:
        soup = await page(site, path, login)
        found = entries(soup, "li:not(.doubtful)")
        rows = numbers(soup)
        assert sum(int(row[-1]) for row in rows) == len(found)
        for month, *series, total in rows:
            of_month = [
                day for day, _ in found if german.month_name(date.fromisoformat(day)) == month
            ]
            assert len(of_month) == int(total) == sum(map(int, series))
        bars = soup.select(".chart svg a")
        assert len(bars) == len(rows) == (7 if "monate=6" in path else 13)
        spoken = [str(bar.select("g")[0]["aria-label"]) for bar in bars]
        assert sum(int(n) for words in spoken for n in re.findall(r": (\d+) Frist", words)) == len(
            found
        )
        assert [bar.select(".number")[0].text for bar in bars] == [row[-1] for row in rows]


async def test_a_bar_leads_to_its_month_with_the_same_filters(site: Datasette) -> None:
    soup = await page(site, "/fristen?ebene=eu")
    (bar,) = [a for a in soup.select(".chart svg a") if "März 2027" in str(a)]
    month = await page(site, str(bar["href"]))
    assert month.select("caption")[0].text.startswith("März 2027: 1 Frist")
    assert month.select("select[name=ebene] option[selected]")[0]["value"] == "eu"


async def test_a_month_is_a_calendar_with_weeks_today_and_its_deadlines(site: Datasette) -> None:
    soup = await page(site, "/fristen?ansicht=monat&monat=2027-03")
    (table,) = soup.select("table.month")
    assert [str(th["abbr"]) for th in table.select("thead th[abbr]")] == list(german.WEEKDAYS)
    assert all(th["scope"] == "row" for th in table.select("tbody th"))
    listed = [entry for entry in entries(await page(site, "/fristen")) if entry[0][:7] == "2027-03"]
    cells = {td.select(".wide")[0].text: td for td in table.select("td:not(.outside)")}
    assert len(cells) == 31
    shown = [(f"2027-03-{int(n):02}", a.text) for n, td in cells.items() for a in td.select("li a")]
    assert shown == listed
    assert "Kita Wiesengrund …" in unfolded(cells["15"])
    assert soup.select("a[rel=prev]")[0].text == "← Februar 2027"
    assert soup.select("a[rel=next]")[0].text == "April 2027 →"
    now = await page(site, "/fristen?ansicht=monat")
    (today,) = now.select("td[aria-current=date]")
    assert unfolded(today).strip().startswith("24")
    assert "heute" in today.text
    assert not now.select("a[rel=prev]")


async def test_the_present_month_begins_with_this_week_and_folds_what_is_past(
    site: Datasette,
) -> None:
    soup = await page(site, "/fristen?ansicht=monat")
    (table,) = soup.select("table.month")
    first = table.select("tbody tr")[0]
    assert first.select("#heute")
    assert first.select("th")[0].text.endswith("48")
    (past,) = soup.select("details.past")
    assert past.get("open") is None
    assert past.select("summary")[0].text == "4 vergangene Wochen im November 2026"
    assert [th.text for th in past.select("tbody th")] == ["44", "45", "46", "47"]
    days = [td.text for td in past.select("td") if td.text]
    days += [e.text for e in table.select(".date .wide")]
    assert days == [str(n) for n in range(1, 31)]
    later = await page(site, "/fristen?ansicht=monat&monat=2026-12")
    assert not later.select("details.past, #heute")
    assert str(later.select("a[rel=prev]")[0]["href"]).endswith("monat=2026-11#heute")
    listed = await page(site, "/fristen")
    (month,) = [a for a in listed.select("nav.filters a") if a.text == "Monat"]
    assert str(month["href"]).endswith("#heute")


async def test_many_deadlines_of_a_day_are_folded_not_dropped(data: Path) -> None:
    with closing(sqlite3.connect(data / "katalog.db")) as connection:
        connection.execute(
            "insert into fact(programme_id, kind, value, details, quote, field, span_start,"
            " span_end, rule) select id, 'deadline', '2027-03-15', ?, substr(title, 1, 1), 'title',"
            " 0, 1, 'test' from programme order by id limit 6",
            ['{"kind": "application", "form": "date", "scope": null, "opens": null}'],
        )
        connection.commit()
    site = build(DataDir(data), SAMPLE_DAY)
    soup = await page(site, "/fristen?alle=1&ansicht=monat&monat=2027-03")
    (cell,) = [td for td in soup.select("td.busy") if td.select(".wide")[0].text == "15"]
    folded = len(cell.select("details li"))
    assert folded >= 1
    assert cell.select("summary")[0].text == f"{folded} weitere"
    assert len(cell.select("li")) == folded + 3


async def test_the_public_sees_deadlines_but_nothing_of_the_projects(site: Datasette) -> None:
    for path in ("/fristen", "/fristen?ansicht=monat&monat=2027-03", "/fristen?gruppe=rolling",
                 f"/fristen?vorhaben={PROJECT}&fachamt=Bauamt&urteil=passt&alle=1"):  # fmt: skip
        soup = await page(site, path, login=False)
        assert soup.select("ol.due > li") or soup.select("table.month li")
        assert not [title for title in TITLES if title in soup.text]
        assert not soup.select(".badge, select[name=vorhaben], select[name=fachamt]")
        assert "vorhaben=" not in "".join(str(a["href"]) for a in soup.select("main a"))
    assert "gilt erst nach der Anmeldung" in soup.text
    rows = await sheet(site, f"/fristen.xlsx?vorhaben={PROJECT}", login=False)
    assert rows
    assert not {"Urteil", "Vorhaben"} & rows[0].keys()


@pytest.mark.parametrize(
    "query", ["", "vorhaben=kita-wiesengrund&monate=6", "alle=1", "ansicht=monat&monat=2027-03"]
)
async def test_the_export_holds_the_rows_of_the_page_with_real_dates(
    site: Datasette, query: str
) -> None:
    soup = await page(site, f"/fristen?{query}")
    link = soup.select("a[download]")[0]["href"]
    rows = await sheet(site, str(link))
    if "monat=" in query:
        assert [row["Programm"] for row in rows] == [a.text for a in soup.select("td li a")]
        return
    found = []
    for row in rows:
        day = row["Frist"]
        assert isinstance(day, datetime)
        assert row["Wochentag"] == german.weekday(day)
        assert row["Tage bis dahin"] == (day.date() - SAMPLE_DAY).days
        assert str(row["Original"]).startswith("https://www.foerderdatenbank.de/")
        assert row["Wortlaut"]
        found.append((day.date().isoformat(), row["Programm"]))
    assert found == entries(soup)
    badges = [li.select(".badge") for li in soup.select("ol.due > li")]
    assert [row["Urteil"] or "" for row in rows] == [b[0].text[2:] if b else "" for b in badges]
    projects = [li.select(".for a") for li in soup.select("ol.due > li")]
    assert [row["Vorhaben"] or "" for row in rows] == [
        "; ".join(a.text for a in links) for links in projects
    ]


async def test_the_export_of_a_group_gives_reasons(site: Datasette) -> None:
    soup = await page(site, "/fristen?gruppe=rolling")
    rows = await sheet(site, "/fristen.xlsx?gruppe=rolling")
    assert [row["Programm"] for row in rows] == [a.text for a in soup.select("ol.undated h3 a")]
    assert {row["Frist"] for row in rows} == {"laufend möglich"}
    assert all("laufend möglich" in str(row["Grund"]) for row in rows)
