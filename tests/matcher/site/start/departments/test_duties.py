"""Duties of awards by department: on the page, in its spreadsheet, and asked about by mail."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db.kommune.asked import questions
from db.kommune.award.duties import duties
from matcher.site.frame.gate.sessions import COOKIE
from tests.support.awards.under_way import enter_award, give_duty
from tests.support.mailing.site import BAUAMT, asked, mailing, mailing_site
from tests.support.servers.mail import Office
from tests.support.site.deadline_pages import sheet
from tests.support.site.forms import Browser, fields
from tests.support.site.login import session_of
from tests.support.site.visitor import Visitor

HERE = "/offenes"
TITLE = "Verlängerung beantragen"


@pytest.fixture
async def site(data: Path, own: Database, office: Office) -> Datasette:
    enter_award(own)
    return await mailing_site(data, mailing(office))


def duty(own: Database) -> int:
    return next(one.id for one in duties(own) if one.title == TITLE)


async def test_what_is_due_and_what_names_nobody_stands_under_the_department_of_its_project(
    site: Datasette,
) -> None:
    soup = await Browser(site, "read").get(HERE)
    (section,) = [one for one in soup.select("section.department") if TITLE in one.text]
    assert section.select("h2")[0].text.startswith("Bauamt")
    (row,) = [li for li in section.select("li.unowned") if TITLE in li.text]
    said = " ".join(row.text.split())
    for words in ("31.12.2026", "noch 37 Tage", "Pflicht · niemand zuständig", "Energieberatung"):
        assert words in said
    later = "1 Pflicht ohne zuständige Person, später oder ohne festen Tag"
    assert [a["href"] for a in section.select("h3 a") if a.text == later] == [
        "/bescheid/1#pflichten"
    ]


async def test_filters_and_the_spreadsheet_hold_duties_too(site: Datasette, own: Database) -> None:
    give_duty(own, "extension", "Ben Tal")
    browser = Browser(site, "read")
    option = (await browser.get(HERE)).find("option", string="Ben Tal")
    assert option is not None
    address = f"?person={option['value']}"  # type: ignore[index]  # an element
    assert [h3.text for h3 in (await browser.get(HERE + address)).select("h3")] == [TITLE]
    (row,) = await sheet(site, f"{HERE}.xlsx{address}")
    assert (row["Art"], row["Was"], row["Zuständig"]) == ("Pflicht", TITLE, "Ben Tal")
    assert (row["Fachamt"], row["Stand"]) == ("Bauamt", "noch 37 Tage")


async def test_a_department_is_asked_about_a_duty_and_its_answer_ticks_nothing(
    site: Datasette, own: Database, office: Office
) -> None:
    page = f"/frage/kita-wiesengrund?pflicht={duty(own)}"
    async with Visitor(site) as berg:
        file = Path(own.conn.execute("pragma database_list").fetchone()[2])
        berg.client.cookies.set(COOKIE, session_of(file, "edit", "berg"))
        form = BeautifulSoup((await berg.get(page)).text, "lxml")
        assert "Ist das schon erledigt?" in form.select("textarea")[0].text
        assert "hakt sie nicht ab" in form.text
        assert (await berg.get("/frage/kita-wiesengrund?pflicht=99")).status_code == 404
    link = urlsplit(await asked(site, office, page, frage="Ist das schon erledigt?")).path
    mail = office.taken[-1][1].get_body(("plain",))
    assert mail is not None
    text = mail.get_content()
    assert f"Pflicht:  {TITLE} (Donnerstag, 31.12.2026)" in text
    assert "Programm: Energieberatung kommunaler Nichtwohngebäude (2026)" in text
    assert "Antworten, ohne Anmeldung:" in text
    async with Visitor(site) as bauamt:
        shown = BeautifulSoup((await bauamt.get(link)).text, "lxml")
        assert TITLE in shown.select("dl.facts")[0].text
        assert not shown.select("#erledigt")
        sent = fields(shown.select("main form.entry")[0]) | {"antwort": "Ja, liegt der Behörde vor"}
        assert (await bauamt.client.post(link, data=sent)).status_code == 303
    (answered,) = questions.all_questions(own)
    assert (answered.address, answered.title, answered.outcome) == (BAUAMT, TITLE, "kept")
    assert [one.state for one in duties(own) if one.id == duty(own)] == ["open"]
