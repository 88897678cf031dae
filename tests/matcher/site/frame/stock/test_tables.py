"""Datasette's tables, rows and queries as clerks see them."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from datasette.app import Datasette
from datasette.filters import Filters

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build, metadata_file
from matcher.site.frame.stock.tables import LOOKUPS, local
from tests.support.processes.command import matcher
from tests.support.site.pages import ask, page

ENGLISH = re.compile(
    r"\b(rows?|where|sorted by|Search|Apply|column|filter|This data as|Next page|records?|"
    r"Suggested|advanced|Links from|View|Custom SQL|returning|Run SQL|hide|Powered by|"
    r"Data (source|license)|Log out|logged out|None|True|False)\b"
)  # fmt: skip


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


def visible(soup: BeautifulSoup) -> str:
    """The text of the page without what the catalogue itself says."""
    for element in soup.select("td, dd, script, style"):
        element.decompose()
    return soup.get_text(" ", strip=True)


@pytest.mark.parametrize(
    "path",
    ["/katalog", "/katalog/programme", "/katalog/programme?_facet=level&level=state&_size=3",
     "/katalog/programme?_search=xyz", "/katalog/programme/1", "/katalog/contact",
     "/katalog/contact?name__isnull=1&city__glob=x", "/katalog/programme_code?_size=2",
     "/katalog/programme_code/1,Foerderart,zuschuss", "/katalog/fact?_sort_desc=id&_size=5",
     "/katalog/crawl_run/1", "/katalog/programme_text?_size=1", "/katalog/programme_fts",
     "/katalog/_sqlite_migrations", "/kommune", "/kommune/project", "/kommune/match?_size=2",
     "/kommune/project/kita-wiesengrund", "/-/logout"],
)  # fmt: skip
async def test_no_english_is_left(site: Datasette, path: str) -> None:
    answer = await ask(site, path)
    if path.startswith("/katalog/programme_code/1,"):
        row = (await ask(site, "/katalog/programme_code.json?_shape=array&_size=1")).json()[0]
        answer = await ask(site, "/katalog/programme_code/" + ",".join(map(str, row.values())))
    assert answer.status_code == 200
    assert ENGLISH.findall(visible(BeautifulSoup(answer.text, "lxml"))) == []


async def test_every_table_that_is_listed_has_german_headings_only(site: Datasette) -> None:
    listed = (await page(site, "/katalog", login=False)).select("ul.tables h2 a")
    assert len(listed) > 8
    for link in listed:
        soup = await page(site, f"{link['href']}?_size=1", login=False)
        headings = [th.get_text().strip("\xa0▲▼") for th in soup.select("th")]
        assert headings
        assert all("_" not in heading for heading in headings), link["href"]
        assert all(td["data-label"] for td in soup.select("td"))


async def test_the_programme_table_has_counts_per_level_and_procedure(site: Datasette) -> None:
    soup = await page(site, "/katalog/programme", login=False)
    assert soup.title is not None
    assert soup.title.text.startswith("Tabellenansicht: Programme")
    facets = {s.h2.text: [re.sub(r"\s+", " ", li.text).strip() for li in s.select("li")]
              for s in soup.select(".facets section") if s.h2}  # fmt: skip
    assert set(facets) == {"Ebene", "Verfahren"}
    counts = {words.rsplit(" ", 1)[0]: int(words.rsplit(" ", 1)[1]) for words in facets["Ebene"]}
    assert set(counts) == {"Bund", "Land", "EU"}
    assert sum(counts.values()) == 43
    chosen = await page(site, str(soup.select(".facets a")[-1]["href"]), login=False)
    assert len(chosen.select(".facets .chosen")) == 1
    assert "Auswahl aufheben" in chosen.text


async def test_the_form_filters_sorts_and_keeps_what_was_chosen(site: Datasette) -> None:
    given = ("_filter_column=title&_filter_op=contains&_filter_value=Rad&_sort=title"
             "&_sort_by_desc=on&_col=title&_col=level")  # fmt: skip
    await site.invoke_startup()
    answer = await site.client.get(f"/katalog/programme?{given}", follow_redirects=True)
    soup = BeautifulSoup(answer.text, "lxml")
    titles = [td.text for td in soup.select("td.col-title")]
    assert titles
    assert all("rad" in title.lower() for title in titles)
    assert titles == sorted(titles, reverse=True)
    assert "nur: Titel enthält „Rad“" in soup.text
    chosen = soup.select_one("select[name=_filter_column_1] option[selected]")
    assert chosen is not None
    assert chosen["value"] == "title"
    assert soup.select("th[aria-sort=descending]")
    assert {str(i["value"]) for i in soup.select("input[name=_col]")} == {"title", "level"}


async def test_the_log_is_told_in_german(data: Path) -> None:
    kita = ("kita-wiesengrund", "kita-gebaeude-energie", "verworfen")
    for command in (
        ("status", "set", *kita, "--reason", "Eigenanteil", "--note", "zu teuer"),
        ("meetings", "add", "Gemeindevertretung", "25.02.2027", "19:30"),
    ):
        assert matcher(*command, data=data).code == 0
    soup = await page(build(DataDir(data), SAMPLE_DAY), "/kommune/event")
    cells = [
        [row.select_one(f".col-{name}").text.strip() for name in ("kind", "before", "after")]
        for row in soup.select("table.rows-and-columns tbody tr")
    ]
    assert cells == [
        ["Sitzung eingetragen", "", "Gemeindevertretung, 25.02.2027, 19:30 Uhr, angesetzt"],
        ["Status", "neu", "verworfen"],
    ]
    assert "Eigenanteil" in soup.text
    decision = await page(build(DataDir(data), SAMPLE_DAY), "/kommune/decision")
    assert decision.select(".col-status")[-1].text.strip() == "verworfen"


def test_every_comparison_of_datasette_has_german_words() -> None:
    assert {key for key, _, _ in Filters([]).lookups()} == set(LOOKUPS)


async def test_pages_of_a_table_follow_each_other(site: Datasette) -> None:
    seen: list[str] = []
    path = "/katalog/programme?_size=20"
    while path:
        soup = await page(site, path, login=False)
        seen += [str(a["href"]) for a in soup.select("td.col-title a")]
        following = soup.select_one("nav.pages a[rel=next]")
        path = str(following["href"]) if following else ""
    assert len(seen) == len(set(seen)) == 43
    assert soup.select_one("nav.pages a") is not None


async def test_a_row_names_what_belongs_to_it(site: Datasette) -> None:
    soup = await page(site, "/katalog/programme/1", login=False)
    linked = {a.text for a in soup.select("main ul a")}
    assert {"Angaben aus den Texten", "Fassungen"} <= linked
    assert soup.select(".record dt")[0].text == "Nr."


async def test_a_canned_query_and_sql_have_german_pages(prepared: Path) -> None:
    metadata: dict[str, Any] = yaml.safe_load(metadata_file().read_text("utf-8"))
    metadata["databases"]["katalog"]["queries"] = {
        "je_ebene": {"title": "Programme je Ebene",
                     "sql": "select level, count(*) as programmes from programme"
                            " where level = :level group by level"},
    }  # fmt: skip
    site = Datasette([str(prepared / "katalog.db")], metadata=metadata)
    assert "Programme je Ebene" in (await page(site, "/katalog", login=False)).text
    soup = await page(site, "/katalog/je_ebene?level=federal", login=False)
    assert soup.select("th")[0].text == "Ebene"
    assert soup.select("td")[0].text == "Bund"
    assert ENGLISH.findall(visible(soup)) == []
    free = await page(site, "/katalog?sql=select+1+as+eins", login=False)
    assert ENGLISH.findall(visible(free).replace("SQL-Abfrage", "")) == []
    wrong = await ask(site, "/katalog?sql=select+quatsch+from+programme", login=False)
    assert wrong.status_code == 400
    assert "ließ sich nicht ausführen" in wrong.text


@pytest.mark.parametrize(
    ("address", "without", "path"),
    [("http://host/a?x=1&_next=5", "_next", "/a?x=1"), ("http://host/a", "", "/a"),
     ("/a?x=&y=%C3%A4", "", "/a?x=&y=%C3%A4")],
)  # fmt: skip
def test_addresses_lose_their_host(address: str, without: str, path: str) -> None:
    assert local(address, without) == path


async def test_the_list_of_tables_leads_to_the_matches_that_lists_show(site: Datasette) -> None:
    (link,) = [
        a for a in (await page(site, "/kommune")).select("ul.tables a") if a.text == "Treffer"
    ]
    soup = await page(site, str(link["href"]))
    heads = [th.text.strip() for th in soup.select(".rows-and-columns th")]
    assert {"Thema", "Gruppe", "in Listen"} <= {*heads}
    rows = soup.select(".rows-and-columns tbody tr")
    assert len(rows) == 10
    for row in rows:
        assert row.select(".col-topic")[0].text == "beim Thema"
        assert row.select(".col-part")[0].text == "Jetzt beantragen"
        assert row.select(".col-listed")[0].text == "ja"
    everything = soup.find("a", string="Auswahl aufheben")
    assert everything is not None
    assert "129 Zeilen" in (await page(site, str(everything["href"]))).text  # type: ignore[index]


async def test_what_a_finding_says_stands_in_german_words(site: Datasette) -> None:
    soup = await page(site, "/kommune/finding?result=silent")
    assert "ohne Angabe" in {td.text for td in soup.select("td.col-result")}
    assert "Kostenrahmen" in {td.text for td in soup.select("td.col-criterion")}
