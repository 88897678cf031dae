"""One search over everything that people wrote, each hit with a link to where it stands."""

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from openpyxl import load_workbook

from db.files import DataDir, kommune_at
from db.kommune.log import Subject
from db.kommune.work.notes import Note, save_note
from matcher.site.frame.serving import build
from matcher.site.start.handover.finding_page import PAGE
from tests.support.handover.lohental import act, town
from tests.support.site.forms import Browser
from tests.support.site.pages import ask
from tests.support.towns.stocked import DAY


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    return town(tmp_path_factory.mktemp("lohental"))


@pytest.fixture(scope="module")
def site(data: DataDir) -> Datasette:
    return build(data, DAY)


@pytest.fixture(scope="module")
def officer(site: Datasette) -> Browser:
    return Browser(site, "read")


def hits(page: BeautifulSoup) -> list[str]:
    return [" ".join(one.get_text(" ").split()) for one in page.select(".notelist li")]


async def test_notes_reasons_awards_and_applications_are_found_by_one_search(
    officer: Browser,
) -> None:
    for words, kind, project in (
        ("kuehn lageplan", "Notiz", "Fahrradstellplätze am Bahnhof"),
        ("haushalt hälfte", "Entscheidung verworfen: Eigenanteil", "Stadtbücherei"),
        ("erschöpft GW-2026", "Antrag Erstantrag: abgelehnt", "Lohe im Stadtpark"),
        ("sommer hallenbad", "Bescheid Zuwendungsbescheid vom 16.02.2026", "Lüftung im Hallenbad"),
        ("radverein", "Zusage Zusage an den Radverein", "Fahrradstellplätze"),
        ("verwendungsnachweis sechs sirenen", "Bescheid", "Sirenen"),
    ):
        (found,) = hits(await officer.get(f"/wiederfinden?q={words}"))
        assert found.startswith(kind)
        assert project in found
        assert "Anna Berg" in found or "Ben Tal" in found


async def test_every_hit_leads_to_a_page_that_is_there(officer: Browser) -> None:
    page = await officer.get("/wiederfinden")
    paths = {str(a["href"]) for a in page.select(".notelist li a")}
    assert len(paths) > 10
    for path in paths:
        # a reader may not open the form of a duty; whoever may edit does
        answer = await ask(officer.site, path.partition("#")[0])
        assert answer.status_code == 200, path


async def test_project_person_kind_and_time_narrow_the_search(officer: Browser) -> None:
    for query, number in (
        ("vorhaben=jugendtreff", 3), ("vorhaben=jugendtreff&art=contact", 1),
        ("q=kühn&von=2026-11-01", 1), ("q=kühn&bis=2026-10-31", 1), ("q=kühn", 2),
        ("q=kühn&vorhaben=kapelle", 0),
    ):  # fmt: skip
        assert len(hits(await officer.get(f"/wiederfinden?{query}"))) == number, query
    page = await officer.get("/wiederfinden")
    (ben,) = [o["value"] for o in page.select("#person option") if o.text == "Ben Tal"]
    found = hits(await officer.get(f"/wiederfinden?person={ben}"))
    assert len(found) == 3
    assert all("Ben Tal" in one for one in found)


async def test_what_ends_and_why_it_was_decided_otherwise_is_found_with_a_link(
    officer: Browser,
) -> None:
    (post,) = hits(await officer.get("/wiederfinden?q=E 11&art=ending"))
    assert post.startswith("Was mit dem Geld endet Klimaschutzmanagerin Stelle, 1 × E 11")
    page = await officer.get("/wiederfinden?q=gebraucht&vorhaben=klimastelle&von=2026-10-01")
    (found,) = hits(page)
    assert found.startswith("Über Verstetigung entschieden beenden")
    assert page.select(".notelist a")[0]["href"] == "/verstetigung/klimastelle"


async def test_nothing_found_says_so_and_offers_to_drop_the_filters(officer: Browser) -> None:
    page = await officer.get("/wiederfinden?q=xylophon&vorhaben=kapelle")
    assert "0 Einträge zu „xylophon“" in page.text
    (notice,) = page.select("p.notice a")
    assert notice["href"] == "/wiederfinden?q=xylophon"


async def test_a_day_that_is_none_is_told_at_its_field_on_the_page(officer: Browser) -> None:
    answer = await ask(officer.site, "/wiederfinden?von=gestern")
    page = BeautifulSoup(answer.text, "lxml")
    assert (answer.status_code, hits(page)) == (400, [])
    assert page.select_one("#von")["aria-describedby"] == "von-fehler"  # type: ignore[index]
    assert "„gestern“ ist kein Tag" in page.select_one("#von-fehler").text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("person=999", "Eine Person mit der Nummer „999“ gibt es nicht."),
        ("vorhaben=gibtsnicht", "Ein Vorhaben „gibtsnicht“ gibt es nicht."),
        ("q=a&art=brief", "Die Art „brief“ gibt es nicht."),
        ("projekt=gibtsnicht", "Nach „projekt=gibtsnicht“ lässt sich hier nicht auswählen."),
        ("bis=32.01.2027", "„32.01.2027“"),
    ],
)
async def test_what_an_address_asks_for_and_there_is_not_is_no_search_for_everything(
    officer: Browser, query: str, said: str
) -> None:
    answer = await ask(officer.site, f"/wiederfinden?{query}")
    page = BeautifulSoup(answer.text, "lxml")
    assert (answer.status_code, hits(page)) == (400, [])
    (alert,) = page.select("[role=alert]")
    assert said in alert.text
    file = await ask(officer.site, f"/wiederfinden.xlsx?{query}")
    assert file.status_code == 400
    assert said in file.text


async def test_the_same_is_a_spreadsheet(officer: Browser) -> None:
    answer = await ask(officer.site, "/wiederfinden.xlsx?q=kühn")
    rows = [*load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]
    assert rows[0][:4] == ("Tag", "Wer", "Art", "Vorhaben")
    assert [row[2] for row in rows[1:]] == ["Notiz", "Kontakt"]
    assert "0611 774-12" in rows[2][-1]


async def test_the_old_address_leads_here_with_its_words(site: Datasette) -> None:
    answer = await ask(site, "/notizen?q=bau+nachweis")
    assert answer.headers["location"] == "/wiederfinden?q=bau+nachweis"


async def test_visitors_find_nothing_of_it(site: Datasette) -> None:
    for path in ("/wiederfinden", "/wiederfinden.xlsx"):
        assert (await ask(site, path, login=False)).status_code == 403


async def test_a_long_list_is_paged(tmp_path: Path) -> None:
    data = town(tmp_path)
    with kommune_at(data.kommune) as own:
        for number in range(PAGE + 1):
            note = Note("note", Subject("kapelle"), body=f"Strich {number}")
            save_note(own, note, act(own, "Anna Berg", "2026-11-20"))
    browser = Browser(build(data, DAY))
    assert len(hits(await browser.get("/wiederfinden?q=strich"))) == PAGE
    assert len(hits(await browser.get("/wiederfinden?q=strich&seite=2"))) == 1
