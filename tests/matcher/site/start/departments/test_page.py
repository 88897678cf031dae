"""„Offenes nach Fachamt“: what stands there, for whom, and what its buttons do."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.clock import now
from db.files import DataDir, kommune_at
from db.kommune import people
from db.kommune.asked import questions
from db.kommune.asked.answering import Answer, answer
from db.kommune.log import Act
from db.kommune.work import owners
from matcher.site.frame.serving import build
from tests.support.mailing.site import BAUAMT, asked, link_in, mailing, mailing_site
from tests.support.servers.mail import Office, mail_server
from tests.support.site.deadline_pages import sheet
from tests.support.site.visitor import Visitor
from tests.support.towns.decided import DOUBTFUL, PAIR
from tests.support.towns.planned import follow

HERE = "/offenes"


@pytest.fixture
def office() -> Iterator[Office]:
    with mail_server() as server:
        yield server


@pytest.fixture
async def site(data: Path, office: Office) -> Datasette:
    return await mailing_site(data, mailing(office))


async def shown(who: Visitor, path: str = HERE) -> BeautifulSoup:
    answered = await who.get(path)
    assert answered.status_code == 200, answered.text[-2000:]
    return BeautifulSoup(answered.text, "lxml")


def listed(soup: BeautifulSoup) -> dict[str, list[str]]:
    """Department -> what stands there, in order."""
    return {
        section.select("h2")[0].find(string=True, recursive=False).strip(): [  # type: ignore[union-attr]  # a heading has words
            h3.text for h3 in section.select("h3")
        ]
        for section in soup.select("section.department")
    }


async def press(who: Visitor, words: str) -> str:
    """The first button with these words; the page that follows, in one line."""
    soup = await shown(who)
    form = next(f for f in soup.select("main form.act") if f.text.strip().startswith(words))
    given = {str(f["name"]): str(f["value"]) for f in form.select("[type=hidden]")}
    answered = await who.client.post(HERE, data=given)
    assert answered.status_code == 303, answered.text[-2000:]
    where = urlsplit(answered.headers["location"])
    return " ".join((await shown(who, where.path)).select("main")[0].text.split())


def in_charge(data: Path, project: str) -> None:
    with kommune_at(data / "kommune.db") as own:
        found = people.account(own, "berg")
        assert found is not None
        seen = owners.project_people(own, project)
        owners.set_project_people(own, seen, found[0].id, None, Act(found[0].id, now()))


async def test_everything_open_stands_under_its_department(
    site: Datasette, office: Office, data: Path
) -> None:
    with kommune_at(data / "kommune.db") as own:
        follow(own, DOUBTFUL)
    await asked(site, office, frage="Liegt der Plan vor?")
    async with Visitor(site) as tal:
        await tal.log_in("tal")
        soup = await shown(tal)
        found = listed(soup)
        assert "Beschlussvorlage abgeben" in found["Bauamt"]
        assert found["Bauamt"][-1] == f"Frage an {BAUAMT}", "somebody waits for it, so it is last"
        assert len(found) == 2
        kinds = {b.text for b in soup.select("p.what b")}
        assert {"Planschritt", "Fragliche Frist", "Frage per Mail"} <= kinds
        assert soup.select("main form[method=post]") == [], "readers see no buttons"
        assert "Per Mail fragen" not in soup.text
        for path in ("/", "/fristen"):
            assert (await shown(tal, path)).select(f'nav a[href="{HERE}"]')


async def test_what_nobody_looks_after_comes_first_also_when_somebody_has_left(
    site: Datasette, data: Path
) -> None:
    in_charge(data, PAIR[0])
    async with Visitor(site) as tal:
        await tal.log_in("tal")
        assert not (await shown(tal)).select("li.unowned")
        with kommune_at(data / "kommune.db") as own:
            found = people.account(own, "berg")
            assert found is not None
            people.remove_person(own, found[0], Act(found[0].id, now()))
        assert len((await shown(tal)).select("li.unowned")) > 3


async def test_overdue_is_marked_and_filters_narrow_the_list_and_the_spreadsheet(
    site: Datasette, data: Path, office: Office
) -> None:
    await asked(site, office)
    late = build(DataDir(data), today=date(2027, 2, 10))
    await late.invoke_startup()
    async with Visitor(late) as tal:
        await tal.log_in("tal")
        soup = await shown(tal)
        heading = soup.select("section.department h2")[0].text
        assert "überfällig" in heading
        assert "Link seit 64 Tagen abgelaufen" in soup.text
        assert soup.select(".left.late")
        number = len(soup.select("ol.open > li"))
        free = await shown(tal, f"{HERE}?ohne=1")
        assert len(free.select("ol.open > li")) == number - 1
        berg = soup.find("option", string="Berg Muster")
        assert berg is not None
        mine = await shown(tal, f"{HERE}?person={berg['value']}")  # type: ignore[index]  # an element
        assert listed(mine) == {"Bauamt": [f"Frage an {BAUAMT}"]}
        other = next(
            o.text for o in soup.select("#fachamt option") if o.text not in ("alle", "Bauamt")
        )
        assert "nichts offen" in (await shown(tal, f"{HERE}?fachamt={quote(other)}")).text
        link = free.select_one("a[download]")
        assert link is not None
    rows = await sheet(late, str(link["href"]))
    assert len(rows) == number - 1
    assert {(row["Fachamt"], row["Zuständig"]) for row in rows} == {("Bauamt", "niemand")}


async def test_a_question_can_be_taken_back_and_sent_again(
    site: Datasette, office: Office, data: Path
) -> None:
    link = urlsplit(await asked(site, office, frage="Liegt der Plan vor?")).path
    async with Visitor(site) as berg, Visitor(site) as bauamt:
        await berg.log_in("berg")
        said = await press(berg, "Noch einmal senden")
        assert f"Noch einmal an {BAUAMT} verschickt" in said
        assert (await bauamt.get(link)).status_code == 404
        new = urlsplit(link_in(office.taken[-1][1])).path
        assert (await bauamt.get(new)).status_code == 200
        assert "zurückgezogen; ihr Link gilt nicht mehr" in await press(berg, "Zurückziehen")
        assert (await bauamt.get(new)).status_code == 404
    with kommune_at(data / "kommune.db") as own:
        assert questions.waiting(own) == []


async def test_when_sending_again_fails_the_old_link_goes_on(
    site: Datasette, office: Office
) -> None:
    link = urlsplit(await asked(site, office)).path
    office.refuses = {BAUAMT}
    async with Visitor(site) as berg, Visitor(site) as bauamt:
        await berg.log_in("berg")
        soup = await shown(berg)
        form = next(f for f in soup.select("form.act") if "Noch einmal" in f.text)
        given = {str(f["name"]): str(f["value"]) for f in form.select("[type=hidden]")}
        refused = await berg.client.post(HERE, data=given)
        assert (refused.status_code, "Es ist nichts verschickt" in refused.text) == (502, True)
        assert (await bauamt.get(link)).status_code == 200


async def test_an_answer_waits_for_whoever_asked_until_it_is_read(
    site: Datasette, office: Office, data: Path
) -> None:
    link = await asked(site, office, frage="Liegt der Plan vor?")
    with kommune_at(data / "kommune.db") as own:
        said = Answer(done=True, words="Ja,\n<b>seit</b> gestern")
        answer(own, link.rpartition("/")[2], said, now(), date(2026, 11, 24))
    async with Visitor(site) as berg, Visitor(site) as tal:
        await tal.log_in("tal")
        assert not (await shown(tal)).select(".answers")
        await berg.log_in("berg")
        soup = await shown(berg)
        assert soup.select(".answers blockquote")[0].text == "erledigt: Ja,\n<b>seit</b> gestern"
        assert f"über den Link an {BAUAMT}" in soup.select(".answers")[0].text
        project = await shown(berg, "/projekt/kita-wiesengrund")
        assert f"über den Link an {BAUAMT}" in project.select(".timeline")[0].text
        await press(berg, "Gelesen")
        assert not (await shown(berg)).select(".answers")


async def test_readers_and_visitors_change_nothing(
    site: Datasette, office: Office, data: Path
) -> None:
    await asked(site, office)
    async with Visitor(site) as tal, Visitor(site) as visitor:
        await tal.log_in("tal")
        for act in ("zurueckziehen", "nochmal", "alles", ""):
            answered = await tal.post(HERE, {"tat": act, "nummer": "1"})
            assert answered.status_code == 403, act
        assert (await tal.post(HERE, {"tat": "gelesen", "nummer": "1"})).status_code == 303
        for path in (HERE, f"{HERE}.xlsx"):
            assert (await visitor.get(path)).status_code == 403
    with kommune_at(data / "kommune.db") as own:
        assert len(questions.waiting(own)) == 1
