"""A notice in the browser says which application it answers."""

from pathlib import Path

from bs4 import BeautifulSoup
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.award.applications import ApplicationRow, applications
from db.kommune.log import Subject
from matcher.award.applying.stored import enter_application
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import enter_award
from tests.support.site.forms import Browser, form_to
from tests.support.site.pages import PROGRAMME
from tests.support.towns.own_file import act

PAIR = (
    "kita-wiesengrund",
    "foerderdatenbank",
    PROGRAMME.removeprefix("/programm/").split("/", 1)[1],
)
MATCH = Subject(*PAIR)


async def test_the_form_asks_which_application_a_notice_answers(data: Path, own: Database) -> None:
    enter_award(own)
    browser = Browser(build(DataDir(data), SAMPLE_DAY))
    path = f"/bescheid-neu/{'/'.join(PAIR)}"
    typed = {"art": "Fortsetzungsantrag", "stand": "eingereicht"}
    for day in ("01.10.2026", "02.10.2026"):
        given = {**typed, "eingereicht": day}
        enter_application(own, ApplicationRow(MATCH), given, SAMPLE_DAY, act())
    page = await browser.get(path)
    assert [one["value"] for one in page.select("#antrag option")] == ["", "1", "2", "0"]
    sent = {"datum": "03.11.2026", "zuwendung_eur": "300.000"}
    refused = await browser.send(form_to(page, "/bescheid-neu/"), **sent)
    shown = BeautifulSoup(refused.text, "lxml")
    assert "Offen sind 2 Anträge" in shown.select_one("#antrag-fehler").text
    stored = await browser.send(form_to(shown, "/bescheid-neu/"), **sent, antrag="2")
    assert stored.status_code == 303
    assert [one.state for one in applications(own, MATCH)] == ["submitted", "awarded"]


async def test_without_a_choice_the_form_asks_nothing(data: Path) -> None:
    browser = Browser(build(DataDir(data), SAMPLE_DAY))
    assert (await browser.get(f"/bescheid-neu/{'/'.join(PAIR)}")).select("#antrag") == []
