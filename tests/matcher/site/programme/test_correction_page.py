"""Confirming and correcting facts in the browser: forms, what they change, who sees it."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from httpx import Response

from db.files import DataDir, kommune_at
from db.kommune.corrections import Correction, corrections
from db.kommune.log import Subject, entries
from matcher.corrections.inputs import INPUTS
from matcher.corrections.standing_stored import mark_lapsed
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from matcher.site.start.week.waiting import WAITING
from tests.support.site.forms import Browser, fields, form_to
from tests.support.site.pages import PROGRAMME, ask, page
from tests.support.towns.own_file import NOW
from tests.support.towns.stocked import DAY, SOURCE, a_programme, stock

ME = "Testperson edit"
PAGE, FORM = "/programm/probe/a.html", "/korrektur/probe/a.html"
TEXT = "Anträge sind bis zum 15. Dezember 2026 beim Land einzureichen."
RATE = "Die Förderquote beträgt bis zu 80 Prozent."
READ, SAID = "15.12.2026", "01.02.2027"
SENT = {
    "value-0": SAID, "kind-0": "application", "reason": "verschoben", "evidence": "Anruf",
    "tun": "korrigieren",
}  # fmt: skip


def restock(folder: Path, deadlines: str = TEXT, **changes: object) -> None:
    texts = {"deadlines": deadlines, "description": RATE}
    stock(folder, a_programme(texts=texts, **changes))


@pytest.fixture
def site(tmp_path: Path) -> Datasette:
    restock(tmp_path)
    return build(DataDir(tmp_path), today=DAY)


def stored(folder: Path) -> list[Correction]:
    with kommune_at(folder / "kommune.db") as own:
        return corrections(own, all_ever=True)


async def correct(site: Datasette, kind: str = "deadline", **changes: str) -> Response:
    """Correct a fact by its form."""
    browser = Browser(site)
    return await browser.send(await form_of(browser, kind), **SENT | changes)


async def form_of(browser: Browser, kind: str) -> Tag:
    return form_to(await browser.get(f"{FORM}?angabe={kind}"), FORM)


async def press(browser: Browser, kind: str, what: str) -> tuple[Response, dict[str, str]]:
    """Press one of the buttons on the programme's page; also what it sent."""
    for form in (await browser.get(PAGE)).select("#korrekturen form"):
        sent = fields(form) | {"tun": str(form.select("button")[0]["value"])}
        if (sent["angabe"], sent["tun"]) == (kind, what):
            return await browser.post(FORM, sent), sent
    raise AssertionError((kind, what))


def glance(soup: BeautifulSoup) -> str:
    return soup.select(".glance .next")[0].get_text(" ", strip=True)


async def test_a_correction_counts_at_once_and_shows_who_when_why_and_from_where(
    site: Datasette, tmp_path: Path
) -> None:
    answer = await correct(site)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}#korrekturen")
    soup = await page(site, PAGE)
    assert f"offen bis {SAID}" in glance(soup)
    section = soup.select("#korrekturen")[0].get_text(" ", strip=True)
    for words in (f"Antrag {SAID}", f"korrigiert von {ME} am", "verschoben", "Quelle: Anruf",
                  f"Aus den Texten gelesen: Antrag {READ}"):  # fmt: skip
        assert words in section
    assert "Angabe von Hand" in soup.select(".evidence")[0].text
    assert "lässt sich im Text nicht zeigen" not in soup.text
    with kommune_at(tmp_path / "kommune.db") as own:
        (entry,) = entries(own, Subject("", "probe", "a.html"))
    assert (entry.kind, entry.person, entry.note) == ("corrected", ME, "Anruf")


async def test_search_deadlines_and_their_spreadsheets_know_it_after_a_login_only(
    site: Datasette,
) -> None:
    assert READ in (await page(site, "/suche")).text  # the catalogue is in memory before
    await correct(site)
    for path in ("/suche", "/fristen?alle=1", PAGE):
        shown, public = await page(site, path), await page(site, path, login=False)
        assert SAID in shown.text, path
        assert (READ in public.text, SAID in public.text) == (True, False), path
    for path in ("/programme.xlsx", "/fristen.xlsx?alle=1"):
        found = days(await ask(site, path))
        assert ("2027-02-01" in found, "2026-12-15" in found) == (True, False), path
        found = days(await ask(site, path, login=False))
        assert ("2027-02-01" in found, "2026-12-15" in found) == (False, True), path


def days(answer: Response) -> list[str]:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    found = [c.value for row in sheet.iter_rows(min_row=2) for c in row]
    return [f"{v:%Y-%m-%d}" for v in found if hasattr(v, "year")]


async def test_cards_and_deadlines_of_the_projects_know_it(data: Path) -> None:
    site = build(DataDir(data), SAMPLE_DAY)
    form = PROGRAMME.replace("/programm/", "/korrektur/")
    before = await page(site, "/projekt/marktplatz-klimafit")
    assert "05.12.2026" not in before.text
    browser = Browser(site)
    sent = form_to(await browser.get(f"{form}?angabe=deadline"), form)
    answer = await browser.send(sent, **SENT | {"value-0": "5.12.2026"})
    assert answer.status_code == 303
    assert "bis 05.12.2026" in (await page(site, "/projekt/marktplatz-klimafit")).text
    assert "05.12.2026" in (await page(site, "/fristen?umfang=moeglich")).text


async def test_the_public_sees_no_trace_of_it_and_may_not_send_it(
    site: Datasette, tmp_path: Path
) -> None:
    await correct(site, reason="GEHEIM", evidence="GEHEIM")
    for path in ("/", PAGE, "/suche", "/fristen", "/programme.xlsx", f"{FORM}?angabe=deadline"):
        text = (await ask(site, path, login=False)).text
        assert "GEHEIM" not in text
        assert "korrekturen" not in text.lower()
    assert len(stored(tmp_path)) == 1


async def test_who_may_only_read_sees_it_without_buttons_and_may_not_send_it(
    site: Datasette, tmp_path: Path
) -> None:
    await correct(site)
    form, reader = await form_of(Browser(site), "rate"), Browser(site, "read")
    answer = await reader.send(form, tun="bestaetigen")
    assert answer.status_code == 403
    assert len(stored(tmp_path)) == 1
    section = (await reader.get(PAGE)).select_one("#korrekturen")
    assert section is not None
    assert f"korrigiert von {ME}" in section.text
    assert not section.select("form, a")


async def test_a_wrong_value_is_told_at_its_place_and_the_text_stays(
    site: Datasette, tmp_path: Path
) -> None:
    answer = await correct(site, **{"value-0": "bald <b>", "reason": "„A“ & B"})
    assert answer.status_code == 400
    soup = BeautifulSoup(answer.text, "lxml")
    (wrong,) = soup.select("[aria-invalid]")
    assert (wrong["id"], wrong["value"]) == ("value-0", "bald <b>")
    assert "weder ein Tag" in soup.select(f"#{wrong['aria-describedby']}")[0].text
    assert fields(soup.select("form.correct")[0])["reason"] == "„A“ & B"
    assert stored(tmp_path) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reason": " "}, "braucht einen Grund und eine Quelle"),
        ({"evidence": ""}, "braucht einen Grund und eine Quelle"),
        ({"value-0": ""}, "Bitte einen Wert angeben oder"),
    ],
)
async def test_an_incomplete_form_stores_nothing_and_says_what_is_missing(
    site: Datasette, tmp_path: Path, changes: dict[str, str], message: str
) -> None:
    answer = await correct(site, **changes)
    assert answer.status_code == 400
    assert message in answer.text
    assert stored(tmp_path) == []


@pytest.mark.parametrize("filled", ["", "15.12.2026", "irgendwann"])
async def test_not_in_the_text_leaves_the_deadline_unknown(site: Datasette, filled: str) -> None:
    """Whatever stands in the inputs, which were filled in before."""
    assert (await correct(site, **{"value-0": filled, "fehlt": "1"})).status_code == 303
    assert "Frist unbekannt" in glance(await page(site, PAGE))


async def test_a_confirmation_is_one_press_and_keeps_the_mark_in_the_text(
    site: Datasette, tmp_path: Path
) -> None:
    answer, _ = await press(Browser(site), "deadline", "bestaetigen")
    assert answer.status_code == 303
    (one,) = stored(tmp_path)
    assert (one.confirms, one.facts[0][0]) == (True, "2026-12-15")
    soup = await page(site, PAGE)
    assert f"bestätigt von {ME}" in soup.select("#korrekturen")[0].text
    assert soup.select("#text-deadlines mark")


async def test_after_withdrawing_the_text_counts_again_and_the_history_stays(
    site: Datasette, tmp_path: Path
) -> None:
    await correct(site)
    browser = Browser(site)
    answer, sent = await press(browser, "deadline", "zuruecknehmen")
    assert answer.status_code == 303
    soup = await page(site, PAGE)
    assert f"bis {READ}" in glance(soup)
    assert "ersetzt oder zurückgenommen" in soup.select("#korrekturen")[0].text
    again = await browser.post(FORM, sent)
    assert again.status_code == 303
    assert "Schon gespeichert" in (await browser.get(PAGE)).text
    assert len(stored(tmp_path)) == 1


async def test_who_decides_on_what_has_changed_meanwhile_is_told_and_keeps_the_text(
    site: Datasette, tmp_path: Path
) -> None:
    browser = Browser(site)
    late = await form_of(browser, "deadline")
    await correct(site)
    mine = SENT | {"value-0": "03.03.2027", "reason": "meins", "evidence": "Brief"}
    answer = await browser.send(late, **mine)
    assert answer.status_code == 400
    told = BeautifulSoup(answer.text, "lxml")
    assert "hat sich inzwischen geändert" in told.select("[role=alert]")[0].text
    assert SAID in told.select(".compared")[0].text
    kept = told.select("form.correct")[0]
    assert (fields(kept)["value-0"], fields(kept)["reason"]) == ("03.03.2027", "meins")
    assert len(stored(tmp_path)) == 1
    again = await browser.send(kept, tun="korrigieren")
    assert again.status_code == 303
    assert [c.reason for c in stored(tmp_path) if c.in_force] == ["meins"]


async def test_it_lapses_visibly_when_its_text_changes_even_before_a_run(
    site: Datasette, tmp_path: Path
) -> None:
    await correct(site)
    restock(tmp_path, "Anträge sind bis zum 31. Januar 2027 beim Land einzureichen.")
    for marked in (False, True):
        soup = await page(site, PAGE)
        assert "bis 31.01.2027" in glance(soup)
        told = soup.select(".lapsed")[0].get_text(" ", strip=True)
        for words in ("gilt nicht mehr, weil sich die Richtlinie geändert hat: bitte neu prüfen",
                      f"Antrag {SAID}", "Antrag 31.01.2027"):  # fmt: skip
            assert words in told
        home = await page(site, "/")
        assert WAITING["lapsed"] in home.text
        assert home.select(f"a[href='{PAGE}#korrekturen']")
        assert (stored(tmp_path)[0].lapsed is not None) == marked
        mark_lapsed(DataDir(tmp_path), NOW)
    assert WAITING["lapsed"] not in (await page(site, "/", login=False)).text
    await press(Browser(site), "deadline", "bestaetigen")
    assert not (await page(site, PAGE)).select(".lapsed")
    assert WAITING["lapsed"] not in (await page(site, "/")).text


async def test_a_text_that_it_does_not_rest_on_may_change(site: Datasette, tmp_path: Path) -> None:
    await correct(site)
    texts = {"deadlines": TEXT, "description": "Die Förderquote beträgt bis zu 90 Prozent."}
    stock(tmp_path, a_programme(texts=texts))
    assert SAID in glance(await page(site, PAGE))


@pytest.mark.parametrize("kind", list(INPUTS))
async def test_every_kind_has_a_form_with_labels(site: Datasette, kind: str) -> None:
    soup = await page(site, f"{FORM}?angabe={kind}")
    for one in soup.select("form.correct :is(input:not([type=hidden]), select, textarea)"):
        assert soup.select(f"label[for='{one['id']}']"), one
    assert len({str(e["id"]) for e in soup.select("[id]")}) == len(soup.select("[id]"))


@pytest.mark.parametrize("path", [FORM, f"{FORM}?angabe=farbe", "/korrektur/probe/fehlt.html"])
async def test_there_is_no_form_for_what_does_not_exist(site: Datasette, path: str) -> None:
    assert (await ask(site, path)).status_code == 404
    assert SOURCE.name in PAGE
