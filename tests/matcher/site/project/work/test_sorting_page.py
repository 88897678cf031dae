"""Buttons on cards: off the topic with one click, several at once, followed, and taken back."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from httpx import Response
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.log import Subject, entries
from db.kommune.work import decisions
from db.kommune.work.decisions import Decision
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.forms import Browser, fields
from tests.support.site.pages import ask
from tests.support.stored.contents import content
from tests.support.towns.decided import parsed, somebody

EDGE = "/projekt/kita-wiesengrund?gruppe=anderes&level=state"
CLOSE = "/projekt/digitales-auental?gruppe=knapp"
SORT, BACK = "/einordnen/kita-wiesengrund", "/zuruecknehmen/kita-wiesengrund"


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


def titles(soup: BeautifulSoup) -> list[str]:
    return [a.text for a in soup.select(".match h3 a")]


def button(card: Tag, doing: str) -> Tag:
    """The form of a card whose button does this."""
    (found,) = [f for f in card.select("form.sorting") if f.select(f"button[value={doing}]")]
    return found


def decided(db: Database, box: str) -> Decision:
    """How the match stands that a box or a button of the Kita names."""
    return decisions.decision(db, "kita-wiesengrund", *box.split("|")[1:])


def boxes(soup: BeautifulSoup) -> list[str]:
    return [str(one["value"]) for one in soup.select(".match input[type=checkbox]")]


async def landed(browser: Browser, answer: Response) -> BeautifulSoup:
    """The page to which a saved form leads."""
    assert answer.status_code == 303, answer.text[-1500:]
    return await browser.get(answer.headers["location"].partition("#")[0])


def said(soup: BeautifulSoup) -> str:
    (message,) = soup.select("[role=status].told, main > [role=status]")
    return message.text


async def test_one_click_declines_and_the_next_card_says_so_with_the_way_back(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    before = await browser.get(EDGE)
    first, second = before.select(".match")[:2]
    form = button(first, "thema")
    answer = await browser.send(form, tun="thema")
    assert answer.headers["location"] == f"{EDGE}#{second['id']}"
    one = decided(own, fields(form)["treffer"])
    assert (one.status, one.reason, one.note, one.version) == ("declined", "off_topic", "", 1)
    after = await landed(browser, answer)
    assert titles(after)[:-1] == titles(before)[1:], "one more moves up from the next page"
    assert said(after) == (
        f"{titles(before)[0]}: passt nicht zum Thema und steht nicht mehr in der Liste."
    )
    assert after.select(f"#{second['id']} [role=status]")
    assert "1 Programm passt nach Ihrem Urteil nicht zum Thema" in after.text
    (undo,) = after.select("form.undo")
    back = await landed(browser, await browser.send(undo))
    assert titles(back) == titles(before)
    assert "Zurückgenommen: 1 Programm hat wieder den Status von vorher." in back.text
    assert decided(own, fields(form)["treffer"]).status == "new"


async def test_what_was_declined_stays_findable_with_its_reason(site: Datasette) -> None:
    browser = Browser(site)
    before = await browser.get(EDGE)
    await browser.send(button(before.select(".match")[0], "thema"), tun="thema")
    await browser.get(EDGE)
    shown = await browser.get(EDGE)
    (link,) = [a for a in shown.select("main a") if a.text == "Verworfenes ansehen"]
    declined = await browser.get(EDGE.partition("?")[0] + str(link["href"]).partition("#")[0])
    assert titles(declined) == titles(before)[:1]
    assert "verworfen: passt nicht zum Thema" in declined.select(".match .state")[0].text
    assert not declined.select(".match form.sorting, .match input[type=checkbox]")
    (chip,) = [a for a in shown.select("nav[aria-label=Status] a") if "verworfen" in a.text]
    assert chip.text.split()[-1] == "1"


async def test_several_are_declined_at_once_and_come_back_at_once(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    before = await browser.get(EDGE)
    decisions.set_status(own, decided(own, boxes(before)[2]), "sketch", somebody(own), note="alt")
    before = await browser.get(EDGE)
    chosen = boxes(before)[1:4]
    (form,) = before.select("form#markierte")
    answer = await browser.send(form, treffer=chosen, tun="thema")
    after = await landed(browser, answer)
    assert answer.headers["location"] == f"{EDGE}#treffer"
    assert said(after) == "3 Programme passen nicht zum Thema und stehen nicht mehr in der Liste."
    assert [decided(own, box).is_off_topic for box in boxes(before)[:5]] == [
        False, True, True, True, False,
    ]  # fmt: skip
    (undo,) = after.select("form.undo")
    back = await landed(browser, await browser.send(undo))
    assert "3 Programme haben wieder" in back.text
    assert titles(back) == titles(before)
    assert [(decided(own, box).status, decided(own, box).note) for box in chosen] == [
        ("new", ""), ("sketch", "alt"), ("new", ""),
    ]  # fmt: skip


async def test_without_a_mark_nothing_changes_and_the_page_says_so(
    site: Datasette, data: Path
) -> None:
    browser = Browser(site)
    (form,) = (await browser.get(EDGE)).select("form#markierte")
    before = content(data / "kommune.db")["decision"]
    after = await landed(browser, await browser.send(form, tun="thema"))
    assert said(after) == "Kein Programm ist markiert; es hat sich nichts geändert."
    assert content(data / "kommune.db")["decision"] == before


async def test_where_somebody_changed_one_nothing_is_stored_and_that_one_is_named(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    before = await browser.get(EDGE)
    chosen = boxes(before)[:3]
    decisions.set_status(own, decided(own, chosen[1]), "checking", somebody(own), note="läuft")
    (form,) = before.select("form#markierte")
    answer = await browser.send(form, treffer=chosen, tun="thema")
    assert answer.status_code == 409
    page = parsed(answer)
    assert len(entries(own, Subject())) == 1
    (notice,) = page.select("[role=alert]")
    assert "auch für die übrigen Programme nicht" in notice.text
    (line,) = notice.select("li")
    assert titles(before)[1] in line.text
    assert "in Prüfung" in line.text
    assert "läuft" in line.text
    again = page.select("main form")[0]
    ticked = [box.has_attr("checked") for box in again.select("input[type=checkbox]")]
    assert ticked == [True, False, True]
    await landed(browser, await browser.send(again, tun="thema"))
    assert [decided(own, box).status for box in chosen] == ["declined", "checking", "declined"]


async def test_an_undo_that_somebody_overtook_names_it_and_offers_the_others(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    before = await browser.get(EDGE)
    chosen = boxes(before)[:3]
    (form,) = before.select("form#markierte")
    after = await landed(browser, await browser.send(form, treffer=chosen, tun="thema"))
    decisions.set_status(own, decided(own, chosen[0]), "checking", somebody(own))
    (undo,) = after.select("form.undo")
    answer = await browser.send(undo)
    assert answer.status_code == 409
    assert [decided(own, box).status for box in chosen] == ["checking", "declined", "declined"]
    page = parsed(answer)
    assert titles(before)[0] in page.select("[role=alert] li")[0].text
    again = page.select("main form")[0]
    assert "Die übrigen zurücknehmen (2)" in again.text
    await landed(browser, await browser.send(again))
    assert [decided(own, box).status for box in chosen] == ["checking", "new", "new"]


async def test_a_button_counts_once_however_often_it_is_pressed(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = button((await browser.get(EDGE)).select(".match")[0], "thema")
    first = await browser.send(form, tun="thema")
    second = await browser.send(form, tun="thema")
    assert (first.status_code, second.status_code) == (303, 303)
    assert len(entries(own, Subject())) == 1


async def test_what_came_close_is_followed_with_one_click_and_taken_back_with_another(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    (card,) = (await browser.get(CLOSE)).select(".match")
    answer = await browser.send(button(card, "beobachten"), tun="beobachten")
    assert answer.headers["location"] == f"{CLOSE}#{card['id']}"
    after = await landed(browser, answer)
    assert said(after).endswith(": wird beobachtet.")
    (one,) = decisions.decisions(own)
    assert one.is_followed
    (card,) = after.select(".match")
    assert "beobachten" in card.select(".state")[0].text
    assert not card.select("button[value=beobachten]")
    assert card.select("button[value=thema]")
    (undo,) = card.select("form.undo")
    (card,) = (await landed(browser, await browser.send(undo))).select(".match")
    assert card.select("button[value=beobachten]")
    assert decisions.decisions(own)[0].status == "new"


@pytest.mark.parametrize(
    ("group", "offered"), [("jetzt", True), ("knapp", True), ("rand", False), ("anderes", False)]
)
async def test_only_what_is_on_the_topic_is_offered_to_be_followed(
    site: Datasette, group: str, offered: bool
) -> None:
    soup = await Browser(site).get(f"/projekt/digitales-auental?gruppe={group}")
    assert soup.select("button[value=thema]")
    assert bool(soup.select("button[value=beobachten]")) == offered


async def test_readers_and_visitors_see_no_button_and_change_nothing(
    site: Datasette, data: Path, own: Database
) -> None:
    editor = Browser(site)
    page = await editor.get(EDGE)
    sent = fields(button(page.select(".match")[0], "thema")) | {"tun": "thema"}
    editor.login = Browser(site, "read").login
    seen = await editor.get(EDGE)
    assert not seen.select(".match input[type=checkbox], form.sorting, form.undo")
    before = content(data / "kommune.db")["event"]
    for path in (SORT, BACK):
        assert (await editor.post(path, sent | {"eintraege": "1"})).status_code == 403
        assert (await site.client.post(path, data=sent)).status_code == 403
    editor.login = Browser(site).login
    for path in (SORT, BACK):
        for changed in ({"csrftoken": "x"}, {"csrftoken": ""}):
            assert (await editor.post(path, sent | changed)).status_code == 403
    assert content(data / "kommune.db")["event"] == before
    assert decisions.decisions(own) == []


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"form": ""}, 400), ({"tun": "alles"}, 404), ({"treffer": "0|foerderdatenbank|x"}, 404),
     ({"treffer": "7|foerderdatenbank|{key}"}, 409), ({"treffer": "x|foerderdatenbank|{key}"}, 303),
     ({"treffer": "0"}, 303)],
    ids=["number", "doing", "match", "version", "no version", "no match"],
)  # fmt: skip
async def test_a_forged_form_stores_nothing(
    site: Datasette, own: Database, changed: dict[str, str], status: int
) -> None:
    browser = Browser(site)
    form = button((await browser.get(EDGE)).select(".match")[0], "thema")
    key = fields(form)["treffer"].split("|")[2]
    wrong = {name: value.format(key=key) for name, value in changed.items()}
    answer = await browser.send(form, **({"tun": "thema"} | wrong))
    assert answer.status_code == status
    assert decisions.decisions(own) == []
    assert entries(own, Subject()) == []


@pytest.mark.parametrize("numbers", ["", "1", "x", "9" * 30, ",".join(["1"] * 500)])
async def test_a_forged_undo_changes_nothing(site: Datasette, own: Database, numbers: str) -> None:
    browser = Browser(site)
    page = await browser.get(EDGE)
    decisions.set_status(own, decided(own, boxes(page)[0]), "checking", somebody(own))
    token = fields(button(page.select(".match")[0], "thema"))["csrftoken"]
    sent = {"csrftoken": token, "form": "n" * 22, "eintraege": numbers}
    answer = await browser.post(BACK, sent)
    assert answer.status_code == 400
    assert "lässt sich hier nicht zurücknehmen" in answer.text
    assert decided(own, boxes(page)[0]).status == "checking"


async def test_the_addresses_of_the_buttons_are_no_pages(site: Datasette) -> None:
    for path in (SORT, BACK):
        assert (await ask(site, path)).status_code == 404
    browser = Browser(site)
    form = button((await browser.get(EDGE)).select(".match")[0], "thema")
    path = "/einordnen/mond"
    assert (await browser.post(path, fields(form) | {"tun": "thema"})).status_code == 404


async def test_the_spreadsheet_holds_what_the_page_lists_off_the_topic_or_not(
    site: Datasette,
) -> None:
    browser = Browser(site)
    page = await browser.get(EDGE)
    shown = len((await ask(site, EDGE.replace("?", ".xlsx?"))).content)
    (form,) = page.select("form#markierte")
    await landed(browser, await browser.send(form, treffer=boxes(page), tun="thema"))
    assert len((await ask(site, EDGE.replace("?", ".xlsx?"))).content) < shown
