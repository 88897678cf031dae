"""Changed guidelines and returning programmes on the pages, and „geprüft“."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import kommune_at
from db.kommune.log import Subject, entries
from db.kommune.work.decisions import decision, set_status
from matcher.site.frame.serving import build
from tests.support.site.forms import Browser, fields, form_to
from tests.support.site.pages import ask, page
from tests.support.towns.guidelines import CHANGED, DECLINED, TODAY, changed, somebody, town

PROJECT = f"/projekt/{CHANGED[0]}"
PROGRAMME = f"/programm/{CHANGED[1]}/{CHANGED[2]}"
ACTION = f"/geprueft/{'/'.join(CHANGED)}"
LIST = "/pruefen"
CHANGES = f"{CHANGED[1]}/{CHANGED[2]}"


@pytest.fixture
def site(tmp_path: Path) -> Datasette:
    return build(changed(tmp_path), today=TODAY)


def reviews_in(folder: Path) -> list[tuple[str, str, str]]:
    with kommune_at(folder / "kommune.db") as own:
        found = entries(own, Subject(*CHANGED), only=True)
        return [(e.person, e.before, e.after) for e in found if e.kind == "rechecked"]


def notices(soup: BeautifulSoup) -> list[str]:
    return [one.get_text(" ", strip=True) for one in soup.select(".review")]


async def test_card_and_programme_page_show_section_before_and_after(site: Datasette) -> None:
    for path in (PROJECT, f"{PROGRAMME}?vorhaben={CHANGED[0]}", LIST):
        told = next(t for t in notices(await page(site, path)) if "30. April" in t and "Plan" in t)
        for words in (
            "Erneut prüfen: Die Richtlinie hat sich geändert (Fassung 2, gesehen am 10.11.2025)",
            "Fristen – Frist (betrifft: Antragsfrist, Plan)",
            "Vorher Antrag 15.03.2025: „Anträge sind bis zum 15. März 2025 einzureichen.“",
            "Nachher Antrag 30.04.2026: „Anträge sind bis zum 30. April 2026 einzureichen.“",
        ):
            assert words in told, path
    link = (await page(site, LIST)).select_one(f".review a[href^='/aenderungen/{CHANGES}']")
    assert link is not None
    assert "Fassung 2" in (await page(site, str(link["href"]))).text


async def test_the_start_page_lists_them_and_nothing_untouched(
    site: Datasette, tmp_path: Path
) -> None:
    soup = await page(site, "/")
    (section,) = soup.select("section[aria-labelledby=wartet-review]")
    assert "Kita sanieren" in section.text
    assert "Richtlinie geändert: Frist" in section.text
    assert "Kita ausbauen" not in section.select("ul.news")[0].text
    quiet = tmp_path / "still"
    quiet.mkdir()
    assert not (await page(build(town(quiet), today=TODAY), "/")).select(
        "section[aria-labelledby=wartet-review]"
    )


async def test_geprueft_removes_the_mark_and_tells_who_and_when(
    site: Datasette, tmp_path: Path
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROJECT), ACTION)
    answer = await browser.send(form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PROJECT}#rang-1")
    assert reviews_in(tmp_path) == [("Testperson edit", "1", "2")]
    soup = await browser.get(f"{PROGRAMME}?vorhaben={CHANGED[0]}")
    assert not soup.select(f"form[action='{ACTION}']")
    history = soup.select(".timeline")[0].get_text(" ", strip=True)
    assert "Änderung der Richtlinie geprüft: Fassung 1 → wird Fassung 2" in history
    again = await browser.post(ACTION, fields(form))
    assert again.status_code == 303
    assert len(reviews_in(tmp_path)) == 1


async def test_a_newer_decision_removes_the_mark_too(site: Datasette, tmp_path: Path) -> None:
    with kommune_at(tmp_path / "kommune.db") as own:
        seen = decision(own, *CHANGED)
        now = somebody(own, somebody(own).at.replace(month=11, day=11))
        set_status(own, seen, "sketch", now)
    assert not (await page(site, PROJECT)).select(f"form[action='{ACTION}']")


@pytest.mark.parametrize("version", ["1", "3", "", "x"])
async def test_a_review_of_another_version_stores_nothing(
    site: Datasette, tmp_path: Path, version: str
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(PROJECT), ACTION)
    answer = await browser.send(form, fassung=version)
    assert answer.status_code == 400
    assert "hat sich noch einmal geändert" in answer.text
    assert reviews_in(tmp_path) == []


async def test_who_may_only_read_sees_the_mark_without_a_button(
    site: Datasette, tmp_path: Path
) -> None:
    sent = fields(form_to(await Browser(site).get(PROJECT), ACTION))
    reader = Browser(site, "read")
    for path in (LIST, PROJECT):
        soup = await reader.get(path)
        assert "Erneut prüfen" in soup.text
        assert not soup.select("form[action^='/geprueft']")
    assert (await reader.post(ACTION, sent | {"csrftoken": ""})).status_code == 403
    assert reviews_in(tmp_path) == []


async def test_the_public_sees_nothing_of_it(site: Datasette) -> None:
    for path in ("/", PROGRAMME, f"{PROGRAMME}?vorhaben={CHANGED[0]}"):
        text = (await ask(site, path, login=False)).text
        assert "Erneut" not in text
        assert "Richtlinie geändert" not in text
        assert "Schon einmal" not in text
    assert (await ask(site, LIST, login=False)).status_code == 403


async def test_what_was_declined_and_is_back_asks_and_keeps_its_status(
    site: Datasette, tmp_path: Path
) -> None:
    path = f"/programm/{DECLINED[1]}/{DECLINED[2]}?vorhaben={DECLINED[0]}"
    for shown in (PROJECT, path, LIST):
        told = next(t for t in notices(await page(site, shown)) if "Schon einmal" in t)
        for words in ("Schon einmal verworfen am 20.01.2025 von Anna Berg, Grund: Eigenanteil.",
                      "„Die Hälfte ist zu viel.“",
                      "Es gibt eine neue Frist: 31.03.2026, damals war es der 31.03.2025.",
                      "Förderquote damals 50\u00a0%, heute 80\u00a0%.",
                      "Neu entscheiden?"):  # fmt: skip
            assert words in told, shown
    assert "aber wieder da" in (await page(site, "/")).text
    with kommune_at(tmp_path / "kommune.db") as own:
        assert decision(own, *DECLINED).status == "declined"


async def test_an_empty_list_says_so(tmp_path: Path) -> None:
    soup = await page(build(town(tmp_path), today=TODAY), LIST)
    assert "Nichts ist erneut zu prüfen." in soup.text
