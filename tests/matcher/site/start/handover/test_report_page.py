"""The report for a successor on its page: all projects, those of a person, one; as a Word file."""

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.log import Subject
from db.kommune.work.notes import Note, save_note
from matcher.site.frame.serving import build
from matcher.site.start.handover.report_page import linked
from tests.support.files.word import by_heading
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


def projects(page: BeautifulSoup) -> list[str]:
    return [one.text for one in page.select(".project h2 a")]


async def test_whoever_may_read_sees_all_projects_and_what_is_unknown(officer: Browser) -> None:
    page = await officer.get("/uebergabe")
    assert len(projects(page)) == 8
    assert page.select_one("#nicht-eingetragen") is not None
    assert "verworfen am 14.09.2026 von Anna Berg. Grund: Eigenanteil." in page.text
    assert page.select_one('.project a[href="https://akte.example/41-7"]') is not None


async def test_a_person_or_a_project_narrows_the_report(officer: Browser) -> None:
    page = await officer.get("/uebergabe?vorhaben=kapelle")
    assert projects(page) == ["Friedhofskapelle"]
    (ben,) = [o["value"] for o in page.select("#person option") if o.text == "Ben Tal"]
    found = await officer.get(f"/uebergabe?person={ben}")
    assert len(projects(found)) == 5
    assert "alle, an denen etwas an Ben Tal hängt" in found.text
    none = await officer.get(f"/uebergabe?person={ben}&vorhaben=kapelle")
    assert "An dieser Person hängt nichts davon" in none.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("person=999", "Eine Person mit der Nummer „999“ gibt es nicht."),
        ("person=Anna", "Eine Person mit der Nummer „Anna“ gibt es nicht."),
        ("vorhaben=gibtsnicht", "Ein Vorhaben „gibtsnicht“ gibt es nicht; archivierte"),
        ("projekt=hallenbad", "Nach „projekt=hallenbad“ lässt sich hier nicht auswählen."),
    ],
)
async def test_what_an_address_asks_for_and_there_is_not_is_no_report_of_everything(
    officer: Browser, query: str, said: str
) -> None:
    answer = await ask(officer.site, f"/uebergabe?{query}")
    page = BeautifulSoup(answer.text, "lxml")
    assert (answer.status_code, projects(page)) == (400, [])
    (alert,) = page.select("[role=alert]")
    assert said in alert.text
    assert page.select_one("a[download]") is None
    file = await ask(officer.site, f"/uebergabe.docx?{query}")
    assert file.status_code == 400
    assert said in file.text


async def test_the_file_holds_what_the_page_shows(officer: Browser) -> None:
    page = await officer.get("/uebergabe?vorhaben=hallenbad")
    (link,) = [str(a["href"]) for a in page.select(".documents a[download]")]
    answer = await ask(officer.site, link)
    assert "%C3%9Cbergabebericht" in answer.headers["content-disposition"]
    told = by_heading(answer.content)
    assert [*told] == [
        "",
        "Zu diesem Bericht",
        "Lüftung im Hallenbad erneuern",
        "Was nicht eingetragen ist",
    ]


async def test_visitors_get_no_report(site: Datasette) -> None:
    for path in ("/uebergabe", "/uebergabe.docx"):
        assert (await ask(site, path, login=False)).status_code == 403


async def test_what_somebody_pasted_stops_no_file(data: DataDir, officer: Browser) -> None:
    with kommune_at(data.kommune) as own:
        note = Note("note", Subject("kapelle"), body="<b>Glo\x08cke</b>")
        save_note(own, note, act(own, "Anna Berg", "2026-11-20"))
    page = await officer.get("/uebergabe?vorhaben=kapelle")
    assert "<b>Glo" in page.text
    answer = await ask(officer.site, "/uebergabe.docx?vorhaben=kapelle")
    assert "Glocke" in by_heading(answer.content)["Friedhofskapelle"]


def test_only_addresses_of_the_web_become_links() -> None:
    line = 'Akte: https://akte.example/41?a=1&b="2". javascript:alert(1) <b> (http://x.example/)'
    shown = linked(line)
    assert 'href="https://akte.example/41?a=1&amp;b=' in shown
    assert "<b>" not in shown
    assert "javascript:alert(1)" in shown
    assert 'href="javascript' not in shown


async def test_who_was_removed_and_is_named_nowhere_is_no_choice(
    data: DataDir, officer: Browser
) -> None:
    with kommune_at(data.kommune) as own:
        made = act(own, "Anna Berg")
        gone = people.stand_in(own, "Gerd Fort", "edit", made.at)
        people.remove_person(own, gone, made)
    names = [one.text for one in (await officer.get("/uebergabe")).select("#person option")]
    assert "Anna Berg" in names
    assert f"Person {gone.id}" not in names
