"""The pages through Datasette's own client, as officers and as the public."""

from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir
from matcher.profile.stored import import_profiles
from matcher.sample import SAMPLE_DAY, profile_file
from matcher.site.frame.serving import build, metadata_file
from tests.support.processes.command import matcher
from tests.support.site.forms import form_to
from tests.support.site.login import logged_in
from tests.support.site.pages import PROGRAMME, page


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared), SAMPLE_DAY)


async def test_search_ranks_filters_and_counts(site: Datasette) -> None:
    soup = await page(site, "/suche?q=Fahrradstra%C3%9Fe&land=de_ni", login=False)
    found = [h.text for h in soup.select(".hits h2")]
    assert "Radwege für den Alltag" in found[:2]
    (chosen,) = soup.select("select[name=land] option[selected]")
    assert chosen.text.startswith("Niedersachsen (")


async def test_search_says_when_nothing_fits(site: Datasette) -> None:
    soup = await page(site, "/suche?q=Xylophon", login=False)
    assert "Dazu gibt es im Katalog nichts." in soup.text


@pytest.mark.parametrize(
    "words",
    ['"', "(AND", "* OR NEAR(", "%3Cscript%3Ealert(1)%3C/script%3E", "x" * 10_000,
     "a&land=gibtesnicht&seite=-1&level=", "a&seite=99999999999999999999"],
)  # fmt: skip
async def test_any_search_is_answered(site: Datasette, words: str) -> None:
    soup = await page(site, f"/suche?q={words}", login=False)
    assert soup.select("form.finder")
    assert "alert(1)" not in "".join(str(script) for script in soup.select("script"))


@pytest.mark.parametrize("path", ["/", "/projekt/kita-wiesengrund", PROGRAMME, "/suche", "/katalog",
                                  "/katalog/programme", "/katalog/contact"])  # fmt: skip
async def test_every_page_of_the_demo_says_sample_data_in_german(
    site: Datasette, path: str
) -> None:
    soup = await page(site, path)
    banner = soup.select_one(".sample")
    assert banner is not None
    assert "Beispieldaten" in banner.text
    assert "24.11.2026" in banner.text
    assert soup.html is not None
    assert soup.html["lang"] == "de"


async def test_real_data_carry_no_sample_banner(prepared: Path) -> None:
    soup = await page(build(DataDir(prepared)), "/")
    assert soup.select(".sample") == []


async def test_the_stock_tables_have_german_titles_and_descriptions(site: Datasette) -> None:
    soup = await page(site, "/katalog/programme?_search=Radwege")
    assert soup.h1 is not None
    assert soup.h1.text == "Programme"
    assert "Weggefallene Programme bleiben stehen" in soup.text
    assert "2 Zeilen" in soup.text
    links = [str(a["href"]) for a in soup.select("td.col-title a")]
    assert links
    assert all(link.startswith("/programm/foerderdatenbank/") for link in links)


async def test_every_public_table_is_described(site: Datasette) -> None:
    await site.invoke_startup()
    described = site.metadata("databases")["katalog"]["tables"]
    listed = (await page(site, "/katalog", login=False)).select("ul.tables h2 a")
    names = {str(a["href"]).rsplit("/", 1)[-1] for a in listed}
    assert names <= described.keys()
    assert all(described[name]["description"] for name in names)
    for name in names:
        columns = await site.get_database("katalog").table_columns(name)
        assert set(described[name].get("columns", {})) <= set(columns), name


@pytest.mark.parametrize(
    "path",
    ["/projekt/fehlt", "/programm/foerderdatenbank/fehlt.html",
     "/projekt/kita-wiesengrund?urteil=quatsch", "/gibt/es/nicht"],
)  # fmt: skip
async def test_what_is_not_there_gets_a_german_page(site: Datasette, path: str) -> None:
    await site.invoke_startup()
    cookies = logged_in(site)
    answer = await site.client.get(path, cookies=cookies)
    assert answer.status_code == 404
    assert "Nicht gefunden" in answer.text


async def test_an_empty_catalogue_and_an_unmatched_project_say_what_to_do(tmp_path: Path) -> None:
    matcher("init", data=tmp_path)
    import_profiles(DataDir(tmp_path), profile_file())
    site = build(DataDir(tmp_path))
    home = await page(site, "/")
    assert home.select_one('main a[href="/einrichten"]') is not None
    assert "Noch nicht abgeglichen" in home.text
    assert "matcher " not in home.text
    shown = await page(site, "/projekt/kita-wiesengrund")
    assert form_to(shown, "/abgleichen").text.strip() == "Jetzt abgleichen"


def test_the_metadata_hold_no_access_rules() -> None:
    assert "allow" not in metadata_file().read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/suche?land=", "Filter"),
        ("/suche", "Filter (1 aktiv)"),
        ("/suche?q=Radweg&land=de_ni&level=state&offen=1", "Filter (3 aktiv)"),
        ("/fristen", "Filter"),
        ("/fristen?ebene=state&monate=3", "Filter (2 aktiv)"),
        ("/projekt/kita-wiesengrund", "Filter"),
        ("/projekt/kita-wiesengrund?urteil=passt&level=state&status=new", "Filter (3 aktiv)"),
    ],
)
async def test_filters_fold_with_the_number_of_those_that_are_set(
    site: Datasette, path: str, words: str
) -> None:
    soup = await page(site, path)
    folds = soup.select("main details.fold, main .tools > details.about")
    (fold,) = [d for d in folds if "Filter" in d.text]
    assert fold.text.strip() == words
    # on a project's page the fold stands in the line of tools above what it folds
    folded = (fold.find_parent(class_="tools") or fold).find_next_sibling()
    assert folded is not None
    assert "folded" in folded["class"]  # type: ignore[index]
    assert folded.select("select")  # type: ignore[union-attr]


async def test_the_menu_of_the_head_folds_without_a_second_copy(site: Datasette) -> None:
    soup = await page(site, "/fristen")
    menu = soup.select_one("header details.fold")
    assert menu is not None
    bar = menu.find_next_sibling()
    assert bar["id"] == menu.select_one("summary")["aria-controls"]  # type: ignore[index]
    assert len(soup.select("nav[aria-label=Hauptnavigation]")) == 1
    assert bar.select("nav, form.logout")  # type: ignore[union-attr]
