"""Letters in the browser: chosen, a few things stated, a Word draft comes back, nothing stored."""

from datetime import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from docx import Document
from sqlite_utils import Database

from db.files import DataDir
from db.kommune import people
from db.kommune.award.awards import AwardRow
from db.kommune.log import Act, Subject
from matcher.award.stored import Typed, enter_notice
from matcher.documents.award.letters import LABELS
from matcher.documents.word import MEDIA_TYPE
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import PROJECT, TYPED, enter_award
from tests.support.files.word import opened
from tests.support.site.forms import Browser, fields, form_to
from tests.support.site.login import logged_in
from tests.support.stored.contents import content

LETTERS = "/bescheid/1/schreiben"


@pytest.fixture
def site(data: Path, own: Database) -> Datasette:
    enter_award(own)
    return build(DataDir(data), SAMPLE_DAY)


async def test_an_award_leads_to_all_letters_and_each_answers_with_a_word_file(
    site: Datasette, data: Path
) -> None:
    browser = Browser(site)
    assert (await browser.get("/bescheid/1")).select(f'a[href="{LETTERS}"]')
    links = [str(a["href"]) for a in (await browser.get(LETTERS)).select(".letters a")]
    assert links == [f"{LETTERS}/{letter}" for letter in LABELS]
    before = content(data / "kommune.db")
    stated = (
        {"nachweis": "zwischennachweis"}, {"betrag_eur": "4.000", "zahlungen": "Gutachten: 5.000"},
        {"neues_ende": "30.06.2027", "grund": "Lieferzeit"},
        {"aenderungen": ["kosten", "zweck"], "kosten_neu_eur": "14.000", "erlaeuterung": "Weniger"},
    )  # fmt: skip
    for path, given in zip(links, stated, strict=True):
        answer = await browser.send(form_to(await browser.get(path), path), **given)
        assert answer.status_code == 200, path
        assert answer.headers["content-type"] == MEDIA_TYPE
        found = opened(answer.content)
        assert found.left_over == []
        assert "EB-2026-0417" in found.text
        assert "Testperson edit" in found.text  # who is logged in, if nobody else is named
    after = content(data / "kommune.db")
    assert {**after, "session": 0} == {**before, "session": 0}


async def test_a_draw_down_above_the_grant_is_told_at_its_field_and_what_was_typed_stays(
    site: Datasette,
) -> None:
    browser = Browser(site)
    path = f"{LETTERS}/mittelabruf"
    form = form_to(await browser.get(path), path)
    answer = await browser.send(form, betrag_eur="6.000,01", zahlungen="Dach: 7.500")
    soup = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 400
    assert "bewilligt sind 12.000" in soup.select_one("#betrag_eur-fehler").text
    kept = fields(form_to(soup, path))
    assert (kept["betrag_eur"], kept["zahlungen"]) == ("6.000,01", "Dach: 7.500")
    assert (await browser.send(form_to(soup, path), betrag_eur="6.000")).status_code == 200


async def test_without_a_known_grant_the_form_says_so_and_refuses_at_its_field(
    data: Path, own: Database
) -> None:
    typed = {key: value for key, value in TYPED.items() if key not in ("zuwendung_eur", "raten")}
    at = datetime(2026, 11, 24, 9)
    act = Act(people.stand_in(own, "Ben Tal", "edit", at).id, at)
    enter_notice(own, AwardRow(Subject(PROJECT), "Dächer"), Typed(typed), act)
    browser = Browser(build(DataDir(data), SAMPLE_DAY))
    path = f"{LETTERS}/mittelabruf"
    page = await browser.get(path)
    assert "Wie viel bewilligt ist, ist noch nicht eingetragen" in page.select_one(".lead").text
    answer = await browser.send(form_to(page, path), betrag_eur="100")
    assert answer.status_code == 400
    assert "ist noch nicht eingetragen" in answer.text.split('id="betrag_eur-fehler"')[1]


async def test_a_change_that_is_not_described_is_told_and_its_boxes_stay_ticked(
    site: Datasette,
) -> None:
    browser = Browser(site)
    path = f"{LETTERS}/aenderung"
    answer = await browser.send(form_to(await browser.get(path), path), aenderungen=["zweck"])
    soup = BeautifulSoup(answer.text, "lxml")
    assert "Bitte beschreiben" in soup.select_one("#erlaeuterung-fehler").text
    assert soup.select('input[name=aenderungen][value="zweck"][checked]')


async def test_an_extension_after_the_end_warns_before_anything_is_typed(
    data: Path, own: Database
) -> None:
    enter_award(own)
    later = build(DataDir(data), SAMPLE_DAY.replace(year=2027))
    soup = await Browser(later).get(f"{LETTERS}/verlaengerung")
    assert "am 31.12.2026 abgelaufen" in soup.select_one("main .notice.problem").text


async def test_a_faulty_template_of_the_town_is_named_with_what_is_wrong(
    data: Path, own: Database
) -> None:
    enter_award(own)
    document = Document()
    document.add_paragraph("{{ stadtwappen }}")
    document.save(str(data / "v.docx"))
    settings = '[documents]\nsachbericht_template = "v.docx"\nmittelabruf_template = "fehlt.docx"\n'
    (data / "foerderlage.toml").write_text(settings, "utf-8")
    browser = Browser(build(DataDir(data), SAMPLE_DAY))
    path = f"{LETTERS}/sachbericht"
    answer = await browser.send(form_to(await browser.get(path), path), kontakt="Frau Holle")
    assert answer.status_code == 400
    assert "Die Vorlage v.docx nennt Platzhalter, die es nicht gibt: „stadtwappen“." in answer.text
    assert 'value="Frau Holle"' in answer.text
    other = f"{LETTERS}/mittelabruf"
    missing = await browser.send(form_to(await browser.get(other), other), betrag_eur="1")
    assert "documents.mittelabruf_template" in missing.text


async def test_letters_are_for_those_who_edit(site: Datasette) -> None:
    await site.invoke_startup()
    for path in (LETTERS, f"{LETTERS}/sachbericht"):
        assert (await site.client.get(path)).status_code in (302, 403)
        answer = await site.client.get(path, cookies=logged_in(site, "read"))
        assert answer.status_code == 403
    unknown = await site.client.get(f"{LETTERS}/liebesbrief", cookies=logged_in(site))
    assert unknown.status_code == 404
