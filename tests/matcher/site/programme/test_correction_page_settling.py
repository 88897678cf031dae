"""An unsure deadline is confirmed, corrected or rejected where its words stand."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from httpx import Response

from db.files import DataDir, kommune_at
from db.kommune.corrections import Correction, corrections
from db.kommune.log import Subject, entries
from matcher.site.frame.serving import build
from tests.support.site.forms import Browser, fields
from tests.support.site.pages import page
from tests.support.towns.stocked import DAY, a_programme, stock

PAGE, FORM = "/programm/probe/a.html", "/korrektur/probe/a.html"
TEXT = "Die Stelle liest alles selbst. Bewerbungsschluss: 31.03.2027. Danach tagt die Jury."
TWO = {"deadlines": TEXT, "procedure": "Bewerbungsschluss: 30.09.2027."}


@pytest.fixture
def site(tmp_path: Path) -> Datasette:
    stock(tmp_path, a_programme(texts=TWO))
    return build(DataDir(tmp_path), today=DAY)


def stored(folder: Path) -> list[Correction]:
    with kommune_at(folder / "kommune.db") as own:
        return corrections(own, all_ever=True)


def asked(soup: BeautifulSoup, day: str) -> Tag:
    """The row that asks about a day."""
    (row,) = [row for row in soup.select("#fristen tr.doubt") if day in row.text]
    return row


async def press(browser: Browser, day: str, what: str) -> Response:
    form = asked(await browser.get(PAGE), day).select("form")[0]
    assert what in [button["value"] for button in form.select("button")]
    return await browser.post(FORM, fields(form) | {"tun": what})


def rows(soup: BeautifulSoup) -> str:
    return soup.select("#fristen")[0].get_text(" ", strip=True)


async def test_the_words_around_stand_where_one_confirms_and_the_day_with_its_doubt(
    site: Datasette,
) -> None:
    soup = await page(site, PAGE)
    row = asked(soup, "31.03.2027")
    quote = row.select(".quote")[0].get_text(" ", strip=True)
    for words in ("liest alles selbst.", "31.03.2027", "tagt die Jury.", "Fristen"):
        assert words in quote
    assert row.select(".quote mark")
    assert "vermutlich bis 31.03.2027 – bitte im Wortlaut prüfen" in rows(soup)
    names = [one.get_text() for one in row.select("button, a")]
    assert [name.partition(" – ")[0] for name in names] == ["Stimmt", "Korrigieren", "Stimmt nicht"]
    assert all("Antrag 31.03.2027" in name for name in names)  # for who hears one button alone
    public = await page(site, PAGE, login=False)
    assert asked(public, "31.03.2027").select(".quote")
    assert not public.select("#fristen form, #fristen button")


async def test_confirmed_with_one_button_it_counts_and_the_other_stays_unsure(
    site: Datasette, tmp_path: Path
) -> None:
    browser = Browser(site)
    answer = await press(browser, "31.03.2027", "stimmt")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}#fristen")
    soup = await browser.get(PAGE)
    assert "Frist: bestätigt, sie zählt ab sofort." in soup.select("#fristen .told")[0].text
    assert "offen bis 31.03.2027" in soup.select(".glance .next")[0].get_text(" ", strip=True)
    assert "vermutlich" not in soup.select(".glance")[0].text
    assert len(soup.select("tr.doubt")) == 1
    assert "vermutlich bis 30.09.2027" in rows(soup)
    (kept,) = stored(tmp_path)
    assert (kept.kind, kept.confirms, len(kept.facts)) == ("deadline", True, 2)
    with kommune_at(tmp_path / "kommune.db") as own:
        (entry,) = entries(own, Subject("", "probe", "a.html"))
    assert (entry.kind, "31.03.2027 stimmt" in entry.reason) == ("confirmed", True)
    public = await page(site, PAGE, login=False)  # what a town says is its own
    assert len(public.select("tr.doubt")) == 2


async def test_rejected_it_is_gone_told_with_its_words_and_can_be_taken_back(
    site: Datasette, tmp_path: Path
) -> None:
    browser = Browser(site)
    await press(browser, "31.03.2027", "stimmt-nicht")
    soup = await browser.get(PAGE)
    assert "Frist: verworfen." in soup.select("#fristen .told")[0].text
    assert "31.03.2027" not in soup.select("#fristen table")[0].text
    said = soup.select("#korrekturen")[0].get_text(" ", strip=True)
    assert "Antrag 31.03.2027 ist keine Frist" in said
    assert "Bewerbungsschluss: 31.03.2027" in said
    await press(browser, "30.09.2027", "stimmt")
    assert len([one for one in stored(tmp_path) if one.in_force]) == 1
    soup = await browser.get(PAGE)
    assert not soup.select("tr.doubt")
    (back,) = [f for f in soup.select("#korrekturen form") if "zuruecknehmen" in str(f)]
    await browser.post(FORM, fields(back) | {"tun": "zuruecknehmen"})
    assert len((await browser.get(PAGE)).select("tr.doubt")) == 2


async def test_sent_twice_it_is_stored_once_and_a_page_out_of_date_is_told(
    site: Datasette, tmp_path: Path
) -> None:
    browser, other = Browser(site), Browser(site)
    form = asked(await browser.get(PAGE), "31.03.2027").select("form")[0]
    late = asked(await other.get(PAGE), "30.09.2027").select("form")[0]
    sent = fields(form) | {"tun": "stimmt"}
    first, again = await browser.post(FORM, sent), await browser.post(FORM, sent)
    assert first.headers["location"] == again.headers["location"] == f"{PAGE}#fristen"
    assert "Schon gespeichert" in (await browser.get(PAGE)).select("#fristen .told")[-1].text
    refused = await other.post(FORM, fields(late) | {"tun": "stimmt-nicht"})
    assert refused.status_code == 400
    assert "inzwischen geändert" in refused.text
    assert len(stored(tmp_path)) == 1


@pytest.mark.parametrize(
    "wrong", [{"termin": "0" * 12}, {"termin": ""}, {"angabe": "rate"}, {"tun": "vielleicht"}]
)
async def test_what_is_not_asked_about_is_refused_and_nothing_stored(
    site: Datasette, tmp_path: Path, wrong: dict[str, str]
) -> None:
    browser = Browser(site)
    form = asked(await browser.get(PAGE), "31.03.2027").select("form")[0]
    answer = await browser.post(FORM, fields(form) | {"tun": "stimmt"} | wrong)
    assert answer.status_code in (400, 404)
    assert stored(tmp_path) == []


async def test_whoever_only_reads_sees_the_words_without_buttons_and_cannot_send(
    site: Datasette, tmp_path: Path
) -> None:
    reader, editor = Browser(site, "read"), Browser(site)
    row = asked(await reader.get(PAGE), "31.03.2027")
    assert row.select(".quote")
    assert not row.select("form")
    sent = fields(asked(await editor.get(PAGE), "31.03.2027").select("form")[0])
    assert (await reader.post(FORM, sent | {"tun": "stimmt"})).status_code == 403
    without = {name: value for name, value in sent.items() if name != "csrftoken"}
    assert (await editor.post(FORM, without | {"tun": "stimmt"})).status_code == 403
    assert stored(tmp_path) == []


async def test_the_form_says_that_what_it_saves_counts_as_checked(site: Datasette) -> None:
    browser = Browser(site)
    soup = await browser.get(f"{FORM}?angabe=deadline")
    assert "gilt als geprüft" in soup.select(".notice")[0].text
    assert not (await browser.get(f"{FORM}?angabe=rate")).select(".notice")
    form = soup.select("form.correct")[0]
    answer = await browser.send(
        form, **{"value-1": "", "reason": "nur eine", "evidence": "Anruf", "tun": "korrigieren"}
    )
    assert answer.status_code == 303
    soup = await browser.get(PAGE)
    assert not soup.select("tr.doubt")
    assert "offen bis" in soup.select(".glance .next")[0].get_text(" ", strip=True)
