"""What cannot be is told at its field, in every form of an award, and nothing at all is stored."""

from datetime import date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from sqlite_utils import Database

from db.files import DataDir
from db.kommune import people
from db.kommune.award.applications import ApplicationRow, save_application
from db.kommune.log import Act, Subject
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.awards.under_way import enter_award
from tests.support.site.forms import Browser, fields, form_to
from tests.support.site.pages import PROGRAMME

MATCH = "kita-wiesengrund/" + PROGRAMME.removeprefix("/programm/")
AWARD = "/bescheid/1"
NEW = f"/bescheid-neu/{MATCH}"
OUTSIDE = "/bescheid-neu/kita-wiesengrund"
TAKEN = "energieberatung  kommunaler Nichtwohngebäude (2026)"
AMEND, CORRECT = f"{AWARD}/aenderung", f"{AWARD}/berichtigen/1"
MONEY, DUTY, RATE = f"{AWARD}/mittel", f"{AWARD}/pflicht/5", "/basiszins"
GRANTED = {"datum": "03.11.2026", "zuwendung_eur": "300.000", "zuwendungsfaehig_eur": "500.000"}
CAME = {"art": "received", "tag": "20.11.2026", "betrag": "10"}
TABLES = ("award", "award_notice", "award_duty", "award_money", "base_rate", "event", "sent_form")


@pytest.fixture
def site(data: Path, own: Database) -> Datasette:
    """A town with an award under way, and an application of 2 November 2026 for another match."""
    enter_award(own)
    one = Subject(*MATCH.split("/", 2))
    act = Act(people.people(own)[0].id, datetime(2026, 11, 3, 9))
    handed_in = ApplicationRow(one, state="submitted", submitted=date(2026, 11, 2))
    save_application(own, handed_in, handed_in, act, ("", "eingereicht"))
    return build(DataDir(data), SAMPLE_DAY)


def everything(own: Database) -> list[list[dict[str, object]]]:
    return [[*own.query(f"select * from {table}")] for table in TABLES]


PLACES = [
    (NEW, {**GRANTED, "datum": "01.11.2026"}, "datum", "liegt vor dem Antrag vom 02.11.2026"),
    (NEW, {**GRANTED, "datum": "31.02.2026"}, "datum", "gibt es nicht"),
    (NEW, {**GRANTED, "datum": "gestern"}, "datum", "ein Tag wie 03.05.2027"),
    (NEW, {**GRANTED, "datum": "03.11.1826"}, "datum", "vor dem Jahr 1900"),
    (NEW, {**GRANTED, "datum": ""}, "datum", "fehlt"),
    (NEW, {**GRANTED, "art": "aenderung"}, "art", "ohne Zuwendungsbescheid"),
    (NEW, {**GRANTED, "art": "spende"}, "art", "gibt es nicht"),
    (NEW, {**GRANTED, "bekanntgabe": "02.11.2026"}, "bekanntgabe", "liegt vor"),
    (NEW, {**GRANTED, "zeitraum_ab": "02.12.2026", "zeitraum_bis": "01.12.2026"},
     "zeitraum_bis", "liegt vor „Bewilligungszeitraum ab“"),
    (NEW, {**GRANTED, "foerderquote": "100,01"}, "foerderquote", "ehr als 100 Prozent"),
    (NEW, {**GRANTED, "foerderquote": "-1"}, "foerderquote", "negativ"),
    (NEW, {**GRANTED, "foerderquote": "0"}, "foerderquote", "über 0"),
    (NEW, {**GRANTED, "foerderquote": "viel"}, "foerderquote", "Prozent wie 45"),
    (NEW, {**GRANTED, "zuwendung_eur": "-1"}, "zuwendung_eur", "negativ"),
    (NEW, {**GRANTED, "zuwendung_eur": "1.000,505"}, "zuwendung_eur", "Nachkommastellen"),
    (NEW, {**GRANTED, "zuwendung_eur": "1,250"}, "zuwendung_eur", "Betrag"),
    (NEW, {**GRANTED, "zuwendung_eur": "9" * 30}, "zuwendung_eur", "Betrag"),
    (NEW, {**GRANTED, "zuwendung_eur": "500.000,01"}, "zuwendung_eur", "höher als"),
    (NEW, {**GRANTED, "raten": "2026: 200.000; 2027: 100.000,01"}, "raten", "ergeben"),
    (NEW, {**GRANTED, "raten": "2026 viel"}, "raten", "Jahre mit Beträgen"),
    (NEW, {**GRANTED, "raten": "1826: 5"}, "raten", "Jahre mit Beträgen"),
    (NEW, {**GRANTED, "ablage": "javascript:alert(1)"}, "ablage", "Dateipfad"),
    (NEW, {**GRANTED, "ablage": "data:text/html,<script>"}, "ablage", "Dateipfad"),
    (NEW, {**GRANTED, "ablage": "file:///etc/passwd"}, "ablage", "Dateipfad"),
    (NEW, {**GRANTED, "ablage": "/akten/<b>fett"}, "ablage", "Dateipfad"),
    (NEW, {**GRANTED, "ablage": "https:keinserver"}, "ablage", "Dateipfad"),
    (NEW, {**GRANTED, "ablage": "x" * 2_001}, "ablage", "2000 Zeichen"),
    (NEW, {**GRANTED, "aktenzeichen": "x" * 201}, "aktenzeichen", "200"),
    (NEW, {**GRANTED, "auflagen": "x" * 100_001}, "auflagen", "100000 Zeichen"),
    (NEW, {**GRANTED, "notiz": "x" * 20_001}, "notiz", "20000 Zeichen"),
    (AMEND, {"datum": "15.02.2026"}, "datum", "liegt vor dem Bescheid vom 16.02.2026"),
    (AMEND, {"datum": "20.11.2026", "zeitraum_bis": "01.02.2026"}, "zeitraum_bis", "liegt vor"),
    (AMEND, {"datum": "20.11.2026", "art": "bewilligung"}, "art", "schon ein Zuwendungsbescheid"),
    (AMEND, {"datum": "20.11.2026", "raten": "2026: 12.000,01"}, "raten",
     "Bewilligt sind 12.000"),
    (AMEND, {"datum": "25.11.2026", "notiz": "x"}, "datum", "liegt in der Zukunft"),
    (AMEND, {"datum": "20.11.2026"}, "art", "sagt nicht, was er ändert"),
    (AMEND, {"datum": "20.11.2026", "art": "ablehnung"}, "art", "ist das ein Widerruf"),
    (AMEND, {"datum": "20.11.2026", "art": "teilwiderruf"}, "zuwendung_eur", "braucht den Betrag"),
    (AMEND, {"datum": "20.11.2026", "art": "teilwiderruf", "zuwendung_eur": "12.000"},
     "zuwendung_eur", "weniger als 12.000"),
    (OUTSIDE, {"datum": "20.11.2026", "titel": TAKEN}, "titel", "schon ein Bescheid eingetragen"),
    (CORRECT, {"foerderquote": "101"}, "foerderquote", "ehr als 100 Prozent"),
    (CORRECT, {"art": "widerruf"}, "art", "ohne Zuwendungsbescheid"),
    (MONEY, {**CAME, "betrag": "6.000,01"}, "betrag", "bewilligt sind 12.000"),
    (MONEY, {**CAME, "art": "asked", "betrag": "12.000,01"}, "betrag", "bewilligt sind 12.000"),
    (MONEY, {**CAME, "art": "spent", "betrag": "1.500,01"}, "betrag", "da sind 9.000"),
    (MONEY, {**CAME, "art": "repaid", "betrag": "6.000,01"}, "betrag", "eingegangen sind 6.000"),
    (MONEY, {**CAME, "art": "income", "betrag": "0"}, "betrag", "über 0"),
    (MONEY, {**CAME, "art": "income", "betrag": "-5"}, "betrag", "über 0"),
    (MONEY, {**CAME, "art": "income", "betrag": "5,005"}, "betrag", "5,005"),
    (MONEY, {**CAME, "art": "income", "betrag": "1.000,005"}, "betrag", "Nachkommastellen"),
    (MONEY, {**CAME, "art": "income", "betrag": "9" * 30}, "betrag", "zu groß"),
    (MONEY, {**CAME, "betrag": "viel"}, "betrag", "keine Zahl"),
    (MONEY, {**CAME, "betrag": ""}, "betrag", "keine Zahl"),
    (MONEY, {**CAME, "tag": "31.02.2026"}, "tag", "kein Tag"),
    (MONEY, {**CAME, "tag": ""}, "tag", "kein Tag"),
    (MONEY, {**CAME, "tag": "15.02.2026"}, "tag", "vor dem Bescheid"),
    (MONEY, {**CAME, "tag": "25.11.2026"}, "tag", "in der Zukunft"),
    (MONEY, {**CAME, "art": "asked", "tag": "25.11.2026"}, "tag", "in der Zukunft"),
    (MONEY, {**CAME, "art": "geschenkt"}, "art", "Bitte wählen"),
    (MONEY, {**CAME, "notiz": "x" * 501}, "notiz", "500 Zeichen"),
    (DUTY, {"titel": ""}, "titel", "was zu tun ist"),
    (DUTY, {"titel": "x" * 301}, "titel", "300 Zeichen"),
    (DUTY, {"tag": "31.02.2027"}, "tag", "kein Tag"),
    (DUTY, {"erledigt_am": "25.11.2026"}, "erledigt_am", "Zukunft"),
    (DUTY, {"vorlauf": "bald"}, "vorlauf", "ganze Zahlen"),
    (DUTY, {"wiederkehr": "121"}, "wiederkehr", "höchstens 120"),
    (DUTY, {"notiz": "x" * 20_001}, "notiz", "20.000 Zeichen"),
    (DUTY, {"zustaendig": "999"}, "zustaendig", "gibt es nicht"),
    (DUTY, {"vertretung": "9" * 30}, "vertretung", "gibt es nicht"),
    (RATE, {"ab": "01.02.2026", "satz": "1,27"}, "ab", "1. Januar oder 1. Juli"),
    (RATE, {"ab": "01.07.2027", "satz": "1,27"}, "ab", "noch kein Basiszinssatz"),
    (RATE, {"ab": "01.07.2026", "satz": "21"}, "satz", "prüfen"),
    (RATE, {"ab": "01.07.2026", "satz": "1,275"}, "satz", "1,275"),
    (RATE, {"ab": "01.07.2026", "satz": "9" * 30}, "satz", "zu groß"),
]  # fmt: skip


@pytest.mark.parametrize("page", [*dict.fromkeys(place[0] for place in PLACES)])
async def test_what_cannot_be_is_told_where_it_was_typed(
    site: Datasette, own: Database, page: str
) -> None:
    before, browser = everything(own), Browser(site)
    form = form_to(await browser.get(page), page)
    for address, typed, field, said in PLACES:
        if address != page:
            continue
        answer = await browser.send(form, **typed)
        soup = BeautifulSoup(answer.text, "lxml")
        assert answer.status_code == 400, typed
        fault, entry = soup.select_one(f"#{field}-fehler"), soup.select_one(f"#{field}")
        assert fault is not None, (typed, [one.text for one in soup.select(".fault")])
        assert said in fault.text
        assert entry["aria-invalid"] == "true"
        assert f"{field}-fehler" in entry["aria-describedby"]
        assert soup.select_one("[role=alert]").select_one(f'a[href="#{field}"]') is not None
        for one in soup.select("input[name]:not([type=hidden])"):
            assert one["value"] == typed.get(one["name"], fields(form)[one["name"]])
    assert everything(own) == before


@pytest.mark.parametrize(
    ("typed", "is_link"),
    [
        ("https://akten.example/vorgang?id=7&teil=2", True),
        ("http://akten.example/a b", True),
        ("\\\\server\\freigabe\\Bescheide\\2026", False),
        ("L:\\Akten\\Kita & Hort\\Bescheid.pdf", False),
        ("/mnt/akten/Kita & Hort", False),
        ("//fremd.example/pfad", False),
    ],
)
async def test_where_the_file_lies_is_a_link_or_plain_text_and_never_runs(
    site: Datasette, typed: str, is_link: bool
) -> None:
    browser = Browser(site)
    await browser.send(form_to(await browser.get(CORRECT), CORRECT), ablage=typed)
    shown = await browser.get(AWARD)
    assert typed in shown.select_one("main").text
    assert bool(shown.select(f'a[href="{typed}"]')) == is_link


async def test_a_movement_that_others_rest_on_stays(site: Datasette, own: Database) -> None:
    browser, before = Browser(site), everything(own)
    out = form_to(await browser.get(AWARD), f"{MONEY}/1/entfernen")
    await browser.send(out)
    told = (await browser.get(AWARD)).select_one("main").text
    assert "verwendet, aber nur" in told
    assert "zuerst die Verwendung herausnehmen" in told
    assert everything(own) == before


async def test_a_grant_may_fall_below_what_came_and_the_repayment_is_named(
    site: Datasette,
) -> None:
    browser = Browser(site)
    sent = {
        "art": "teilwiderruf",
        "datum": "20.11.2026",
        "zuwendung_eur": "5.000",
        "raten": "2026: 5.000",
    }
    answer = await browser.send(form_to(await browser.get(AMEND), AMEND), **sent)
    assert answer.status_code == 303
    shown = " ".join((await browser.get(AWARD)).select_one("main").get_text(" ").split())
    assert "Rückzahlung offen: Eingegangen sind 6.000 €, bewilligt nur noch 5.000 €" in shown
    assert "offen 1.000 €" in shown
    paid = {"art": "repaid", "tag": "24.11.2026", "betrag": "1.000"}
    await browser.send(form_to(await browser.get(MONEY), MONEY), **paid)
    shown = (await browser.get(AWARD)).select_one("main").text
    assert "Rückzahlung offen" not in shown


async def test_a_second_award_of_a_match_is_told_at_its_kind(
    site: Datasette, own: Database
) -> None:
    browser = Browser(site)
    first, second = [form_to(await browser.get(NEW), NEW) for _ in range(2)]
    assert (await browser.send(first, **GRANTED)).status_code == 303
    before = everything(own)
    answer = await browser.send(second, **GRANTED | {"aktenzeichen": "zweiter"})
    soup = BeautifulSoup(answer.text, "lxml")
    assert answer.status_code == 400
    assert "schon ein Zuwendungsbescheid" in soup.select_one("#art-fehler").text
    assert soup.select_one("#aktenzeichen")["value"] == "zweiter"
    assert everything(own) == before
