"""Proposed duties of an award are decided about by boxes; what is past is asked once."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.award.duties import duties
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import enter_award
from tests.support.site.forms import Browser, form_to

AWARD = "/bescheid/1"


@pytest.fixture
def site(data: Path, own: Database) -> Datasette:
    enter_award(own)
    return build(DataDir(data), SAMPLE_DAY)


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main").get_text(" ").split())


async def test_proposals_are_confirmed_by_boxes(site: Datasette, own: Database) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(AWARD), f"{AWARD}/pflichten")
    proposed = [one for one in duties(own) if one.state == "proposed"]
    box = f"{proposed[0].id}.{proposed[0].version}"
    await browser.send(form, pflicht=box, tun="bestaetigen")
    states = {one.id: one.state for one in duties(own)}
    assert states[proposed[0].id] == "open"
    assert states[proposed[1].id] == "proposed"


@pytest.fixture
def years_later(data: Path, own: Database) -> Datasette:
    """The same award when the days of all that was proposed are over."""
    enter_award(own)
    with own.conn:
        own.execute(
            "update award_duty set day = '2024-03-31', recurs = 12, kind = 'interim'"
            " where state = 'proposed'"
        )
    return build(DataDir(data), SAMPLE_DAY)


async def test_what_is_past_is_asked_once_and_answered_at_once(
    years_later: Datasette, own: Database
) -> None:
    browser = Browser(years_later)
    page = await browser.get(AWARD)
    assert "Sie werden hier einmal gefragt und nicht angemahnt." in words(page)
    assert "überfällig" not in words(page)
    form = form_to(page, f"{AWARD}/pflichten", "erledigt_am")
    boxes = [str(box["value"]) for box in form.select("[name=pflicht]")]
    await browser.send(form, pflicht=boxes[:2], erledigt_am="01.04.2024", tun="erledigt")
    form = form_to(await browser.get(AWARD), f"{AWARD}/pflichten", "erledigt_am")
    await browser.send(form, pflicht=boxes[2:], tun="verwerfen")
    assert "Schon vorbei" not in words(await browser.get(AWARD))
    stored = {f"{one.id}.1": (one.state, one.done_on) for one in duties(own)}
    assert {stored[box] for box in boxes[:2]} == {("done", date(2024, 4, 1))}
    assert {stored[box] for box in boxes[2:]} == {("dropped", None)}
    assert [one for one in duties(own) if one.follows] == []  # the period ends before the next one


async def test_answers_that_cannot_be_are_told_and_keep_what_was_ticked(
    years_later: Datasette, own: Database
) -> None:
    browser, before = Browser(years_later), duties(own)
    form = form_to(await browser.get(AWARD), f"{AWARD}/pflichten", "erledigt_am")
    boxes = [str(box["value"]) for box in form.select("[name=pflicht]")]
    for day, said in (("01.04.2031", "Zukunft"), ("31.02.2024", "kein Tag")):
        answer = await browser.send(form, pflicht=boxes, erledigt_am=day, tun="erledigt")
        soup = BeautifulSoup(answer.text, "lxml")
        assert answer.status_code == 400
        assert said in soup.select_one("#erledigt_am-fehler").text
        assert len(soup.select("[name=pflicht][checked]")) == len(boxes)
    nothing = await browser.send(form, tun="erledigt")
    assert "Keine Pflicht ist markiert" in nothing.text
    stale = await browser.send(form, pflicht=f"{boxes[0]}9", tun="offen")
    assert stale.status_code == 409
    assert duties(own) == before


async def test_a_day_nobody_remembers_is_left_empty(years_later: Datasette, own: Database) -> None:
    browser = Browser(years_later)
    form = form_to(await browser.get(AWARD), f"{AWARD}/pflichten", "erledigt_am")
    box = str(form.select_one("[name=pflicht]")["value"])
    await browser.send(form, pflicht=box, tun="erledigt")
    number = int(box.split(".")[0])
    edit = form_to(await browser.get(f"{AWARD}/pflicht/{number}"), AWARD)
    await browser.send(edit, notiz="lag dem Bericht bei")
    (stored,) = [one for one in duties(own) if one.id == number]
    assert (stored.state, stored.done_on, stored.note) == ("done", None, "lag dem Bericht bei")
