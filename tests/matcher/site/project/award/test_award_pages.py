"""Awards in the browser: entered, amended, corrected, with duties and money."""

import io
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from openpyxl import load_workbook
from sqlite_utils import Database

from db.files import DataDir
from db.kommune.award.awards import awards
from db.kommune.award.base_rates import base_rates
from db.kommune.award.duties import duties
from db.kommune.award.movements import movements
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import enter_award
from tests.support.site.forms import Browser, form_to
from tests.support.site.login import logged_in
from tests.support.site.pages import PROGRAMME
from tests.support.towns.planned import follow

MATCH = "kita-wiesengrund/" + PROGRAMME.removeprefix("/programm/")
AWARD = "/bescheid/1"
CONDITIONS = "Der Verwendungsnachweis ist bis zum 30.06.2029 vorzulegen."


@pytest.fixture
def site(data: Path, own: Database) -> Datasette:
    enter_award(own)
    return build(DataDir(data), SAMPLE_DAY)


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main").get_text(" ").split())


async def test_a_notice_is_entered_at_a_match_and_its_duties_are_proposed(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"/bescheid-neu/{MATCH}"), "/bescheid-neu/")
    sent = {"datum": "03.11.2026", "zuwendung_eur": "300.000", "auflagen": CONDITIONS}
    answer = await browser.send(form, **sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/bescheid/2")
    shown = words(await browser.get("/bescheid/2"))
    assert "Verwendungsnachweis vorlegen 30.06.2029 Zitat" in shown
    assert f"„{CONDITIONS}“" in shown
    # a second one is no award of its own
    again = await site.client.get(f"/bescheid-neu/{MATCH}", cookies=logged_in(site))
    assert again.headers["location"] == "/bescheid/2"
    assert len(awards(own)) == 2


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("zeitraum_bis", "01.01.2020", "liegt vor „Bewilligungszeitraum ab“"),
        ("foerderquote", "101", "100 Prozent"),
        ("ablage", "javascript:alert(1)", "Dateipfad"),
        ("datum", "", "fehlt"),
    ],
)
async def test_what_cannot_be_is_told_at_its_field_and_nothing_is_stored(
    site: Datasette, own: Database, field: str, typed: str, said: str
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"/bescheid-neu/{MATCH}"), "/bescheid-neu/")
    sent = {"datum": "03.11.2026", "zeitraum_ab": "01.12.2026", "behoerde": "Amt"} | {field: typed}
    answer = await browser.send(form, **sent)
    soup = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 400
    assert said in soup.select_one(f"#{field}-fehler").text
    assert soup.select_one("#behoerde")["value"] == "Amt"
    assert len(awards(own)) == 1


async def test_a_programme_outside_the_catalogue_is_named_in_the_form(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get("/bescheid-neu/kita-wiesengrund"), "/bescheid-neu/")
    assert (await browser.send(form, datum="03.11.2024")).status_code == 400
    assert (await browser.send(form, datum="03.11.2024", titel="Altes Dach")).status_code == 303
    assert [one.title for one in awards(own)][1:] == ["Altes Dach"]


async def test_an_amendment_states_only_what_it_changes(site: Datasette) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"{AWARD}/aenderung"), AWARD)
    await browser.send(form, datum="20.11.2026", zeitraum_bis="30.06.2027")
    shown = words(await browser.get(AWARD))
    assert "Bewilligungszeitraum bis 30.06.2027" in shown
    assert "Verwendungsnachweis vorlegen 30.09.2027" in shown
    assert "12.000 €" in shown


async def test_after_an_amendment_it_says_which_duties_moved(site: Datasette) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"{AWARD}/aenderung"), AWARD)
    await browser.send(form, datum="20.11.2026", zeitraum_bis="30.06.2027")
    said = words(await browser.get(AWARD))
    assert "Der Bescheid ist gespeichert. Verschoben:" in said
    assert "Verwendungsnachweis vorlegen, jetzt 30.09.2027" in said


async def test_after_an_amendment_of_a_closed_award_it_says_what_is_asked_again(
    site: Datasette,
) -> None:
    browser = Browser(site)
    for typed in (
        {"art": "schlussbescheid", "datum": "19.11.2026"},
        {"art": "aenderung", "datum": "20.11.2026", "notiz": "Doch noch Mittel"},
    ):
        await browser.send(form_to(await browser.get(f"{AWARD}/aenderung"), AWARD), **typed)
    assert "Die Bewilligung war mit dem Schlussbescheid abgeschlossen" in words(
        await browser.get(AWARD)
    )


async def test_what_is_paid_back_beyond_what_is_owed_is_named(site: Datasette) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"{AWARD}/mittel"), f"{AWARD}/mittel")
    await browser.send(form, art="repaid", tag="20.11.2026", betrag="100")
    assert "100 € mehr zurückgezahlt als verlangt" in words(await browser.get(AWARD)).replace(
        "\xa0", " "
    )


async def test_a_grant_that_nobody_states_is_unknown_and_not_nothing(site: Datasette) -> None:
    browser = Browser(site)
    form = form_to(await browser.get("/bescheid-neu/kita-wiesengrund"), "/bescheid-neu/")
    await browser.send(form, datum="03.11.2024", titel="Altes Dach")
    shown = words(await browser.get("/bescheid/2"))
    assert "bewilligt unbekannt" in shown
    assert "Zuwendung nicht eingetragen" in shown
    listed = await browser.get("/bescheide")
    (row,) = [one for one in listed.select(".awards tbody tr") if "Altes Dach" in one.text]
    assert row.select_one('[data-label="Zuwendung"]').text == "unbekannt"
    assert "und 1 mit unbekannter Zuwendung" in words(listed)
    assert "die Zuwendung ist unbekannt" in words(await browser.get("/projekt/kita-wiesengrund"))
    answer = await site.client.get("/bescheide.xlsx", cookies=logged_in(site))
    rows = [*load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]
    (cells,) = [one for one in rows if "Altes Dach" in one]
    assert cells.count("unbekannt") == 2


async def test_the_plan_of_a_granted_match_leads_to_its_award(site: Datasette) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"/bescheid-neu/{MATCH}"), "/bescheid-neu/")
    await browser.send(form, datum="03.11.2026", notiz="x")
    plan = await browser.get(f"/plan/{MATCH}")
    assert plan.select_one('.lead a[href="/bescheid/2"]').text == "Bescheid und Pflichten"


async def test_conditions_are_shown_by_the_notice_that_states_them(site: Datasette) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"{AWARD}/aenderung"), AWARD)
    await browser.send(form, datum="20.11.2026", auflagen=CONDITIONS)
    (shown,) = [
        one for one in (await browser.get(AWARD)).select("details") if "Wortlaut" in one.text
    ]
    titles = [" ".join(one.text.split()) for one in shown.select("h3")]
    assert titles == ["Zuwendungsbescheid vom 16.02.2026, EB-2026-0417",
                      "Änderungsbescheid vom 20.11.2026"]  # fmt: skip
    first, second = (one.text for one in shown.select(".wording"))
    assert first.startswith("Die Zuwendung ist innerhalb")
    assert second == CONDITIONS


async def test_what_nobody_chose_is_not_stated(site: Datasette, own: Database) -> None:
    browser = Browser(site)
    await browser.send(form_to(await browser.get(f"{AWARD}/aenderung"), AWARD), datum="20.11.2026",
                       notiz="Neue Anschrift")  # fmt: skip
    amendment = awards(own)[0].notices[-1].content
    assert amendment == {"art": "aenderung", "datum": "2026-11-20", "notiz": "Neue Anschrift"}


async def test_a_notice_that_changed_since_is_not_overwritten(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    first = form_to(await browser.get(f"{AWARD}/aenderung"), AWARD)
    second = form_to(await browser.get(f"{AWARD}/aenderung"), AWARD)
    await browser.send(first, datum="20.11.2026", aktenzeichen="eins")
    answer = await browser.send(second, datum="21.11.2026", aktenzeichen="zwei")
    assert answer.status_code == 409
    assert len(awards(own)[0].notices) == 2


async def test_a_mistyped_notice_is_corrected(site: Datasette, own: Database) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"{AWARD}/berichtigen/1"), AWARD)
    await browser.send(form, aktenzeichen="EB-2026-9999")
    (award,) = awards(own)
    assert [n.content["aktenzeichen"] for n in award.notices] == ["EB-2026-9999"]


async def test_a_duty_that_was_done_is_ticked_and_leaves_the_open_ones(
    site: Datasette, own: Database
) -> None:
    (proof,) = [one for one in duties(own) if one.kind == "proof"]
    browser = Browser(site)
    form = form_to(await browser.get(f"{AWARD}/pflicht/{proof.id}"), AWARD)
    await browser.send(form, erledigt_am="20.11.2026", notiz="per Post")
    (stored,) = [one for one in duties(own) if one.id == proof.id]
    assert (stored.state, stored.note) == ("done", "per Post")
    assert "erledigt am 20.11.2026" in words(await browser.get(AWARD))


async def test_money_is_entered_taken_out_and_never_above_the_grant(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(f"{AWARD}/mittel"), AWARD)
    refused = await browser.send(form, art="received", tag="20.11.2026", betrag="6.000,01")
    assert "bewilligt sind 12.000" in refused.text
    await browser.send(form, art="received", tag="20.11.2026", betrag="6.000")
    assert len(movements(own)) == 3
    last = movements(own)[-1]
    out = form_to(await browser.get(AWARD), f"{AWARD}/mittel/{last.id}/entfernen")
    assert (await browser.send(out)).status_code == 303
    assert len(movements(own)) == 2


async def test_the_base_rate_is_entered_by_half_years(site: Datasette, own: Database) -> None:
    browser = Browser(site)
    form = form_to(await browser.get("/basiszins"), "/basiszins")
    refused = await browser.send(form, ab="01.02.2026", satz="1,27")
    assert "1. Januar oder 1. Juli" in refused.text
    await browser.send(form, ab="01.01.2026", satz="1,27")
    assert len(base_rates(own)) == 1


async def test_the_list_names_gaps_and_is_a_spreadsheet(site: Datasette) -> None:
    browser = Browser(site, "read")
    shown = words(await browser.get("/bescheide"))
    assert "nicht abgerufen sind 6.000" in shown
    answer = await site.client.get("/bescheide.xlsx", cookies=logged_in(site))
    rows = [*load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]
    assert rows[1][2].startswith("Energieberatung")
    assert "Mittel gefährdet" in rows[1][-1]


async def test_the_figures_of_the_proof_of_use_are_a_spreadsheet(site: Datasette) -> None:
    answer = await site.client.get(f"{AWARD}/nachweis.xlsx", cookies=logged_in(site, "read"))
    sheet = load_workbook(io.BytesIO(answer.content))["Zahlenmäßiger Nachweis"]
    found = {row[0]: row[1:3] for row in sheet.iter_rows(values_only=True)}
    assert found["Zuwendung"] == (12000, 6000)
    assert found["Eigenmittel"] == (3000, 1500)


async def test_readers_see_awards_and_change_nothing(site: Datasette) -> None:
    browser = Browser(site, "read")
    soup = await browser.get(AWARD)
    assert not soup.select("main form button")
    for path in ("/aenderung", "/mittel", "/pflicht-neu"):
        answer = await site.client.get(AWARD + path, cookies=logged_in(site, "read"))
        assert answer.status_code == 403


async def test_visitors_see_nothing_of_awards(site: Datasette) -> None:
    for path in ("/bescheide", AWARD, "/bescheide.xlsx", "/basiszins"):
        assert (await site.client.get(path)).status_code in (302, 403)


@pytest.mark.parametrize("status", ["granted", "watching"])
async def test_a_match_leads_to_its_award_and_to_the_form_as_long_as_there_is_none(
    site: Datasette, own: Database, status: str
) -> None:
    source, _, key = PROGRAMME.removeprefix("/programm/").partition("/")
    follow(own, ("kita-wiesengrund", source, key), status)
    browser, page = Browser(site), f"{PROGRAMME}?vorhaben=kita-wiesengrund"
    soup = await browser.get(page)
    assert [a.text for a in soup.select(f'a[href="/bescheid-neu/{MATCH}"]')] == [
        "Bescheid eintragen"
    ]
    await browser.send(
        form_to(await browser.get(f"/bescheid-neu/{MATCH}"), "/bescheid-neu/"), datum="03.11.2026"
    )
    named = [a.text for a in (await browser.get(page)).select('#arbeit a[href="/bescheid/2"]')]
    assert named == ["Bescheid und Pflichten"]


async def test_a_duty_stands_in_ones_week_until_it_is_done(data: Path, own: Database) -> None:
    enter_award(own)
    later = build(DataDir(data), date(2027, 3, 29))
    week = (await Browser(later).get("/")).select("section[aria-labelledby=woche]")[0]
    assert "Verwendungsnachweis vorlegen" in week.text
    assert week.select('a[href^="/bescheid/1/pflicht/"]')
    browser = Browser(later)
    path = str(week.select('a[href^="/bescheid/1/pflicht/"]')[-1]["href"])
    await browser.send(form_to(await browser.get(path), AWARD), erledigt_am="29.03.2027")
    shown = (await Browser(later).get("/")).select("section[aria-labelledby=woche]")[0]
    assert path not in str(shown)
