"""What is known of a programme, stated in the browser: by the rules of the file, never lost."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from db.kommune.log import Entry, Subject, entries
from matcher.profile.model import Project
from matcher.profile.stored import find_project, stored_profiles
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.forms import form
from tests.support.site.login import logged_in
from tests.support.site.pages import ask, page

KITA = "kita-wiesengrund"
HESSEN = "FDB/Content/DE/Foerderprogramm/Land/Hessen"
PAIR = f"{KITA}/foerderdatenbank/{HESSEN}/kita-gebaeude-energie.html"
FORM, SHARE = f"/foerderung/{PAIR}", f"/eigenanteil/{PAIR}"
ADDRESS = f"https://www.foerderdatenbank.de/{HESSEN}/kita-gebaeude-energie.html"


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


def stored(data: Path) -> Project:
    return find_project(stored_profiles(DataDir(data)), KITA)[1]


def stated(data: Path) -> list[dict[str, Any]]:
    return [
        one.model_dump(mode="json", exclude_defaults=True) for one in stored(data).foerderungen
    ]  # fmt: skip


def log(data: Path) -> list[Entry]:
    with kommune_at(DataDir(data).kommune) as db:
        return [e for e in entries(db, Subject()) if e.kind == "project"]


async def test_what_is_stated_counts_at_once_and_is_logged(site: Datasette, data: Path) -> None:
    answer = await (await form(site, FORM)).send(
        foerderquote="40 %", bewilligung="1.2.2027", vorzeitiger_beginn_ab="01.03.2027",
    )  # fmt: skip
    assert (answer.status_code, answer.headers["location"]) == (303, SHARE)
    assert stated(data) == [
        {"programm": ADDRESS, "foerderquote": "40", "bewilligung": "2027-02-01",
         "vorzeitiger_beginn_ab": "2027-03-01"}
    ]  # fmt: skip
    soup = await page(site, SHARE)
    assert "40 % × 1.450.000 € = 580.000 €" in soup.text.replace("\u00a0", " ")
    (entry,) = log(data)
    assert (entry.subject.project_id, entry.before) == (KITA, "Förderungen: –")
    assert "Bescheid eingegangen am: 01.02.2027" in entry.after


async def test_the_form_shows_what_is_stored_and_emptying_it_takes_it_away(
    site: Datasette, data: Path
) -> None:
    await (await form(site, FORM)).send(foerderquote="33,33", finanzschwach="ja")
    soup = await page(site, FORM)
    assert soup.select_one("#foerderquote")["value"] == "33,33"  # type: ignore[index]
    assert soup.select_one("option[selected]").text == "ja"  # type: ignore[union-attr]
    await (await form(site, FORM)).send(foerderquote="", finanzschwach="unbekannt")
    assert stated(data) == []


@pytest.mark.parametrize(
    ("entered", "key", "words"),
    [
        ({"foerderquote": "140"}, "foerderquote", "zu groß"),
        ({"foerderquote": "viel"}, "foerderquote", "Prozent wie 45"),
        ({"bewilligung": "bald"}, "bewilligung", "ein Tag wie 03.05.2027"),
        ({"antrag": "31.02.2027"}, "antrag", "gibt es nicht"),
        ({"vorzeitiger_beginn_bis": "1.3.2027"}, "vorzeitiger_beginn_bis",
         "„Vorzeitiger Beginn erlaubt ab“"),
        ({"bewilligungszeitraum_ab": "1.3.2027"}, "bewilligungszeitraum_bis", "gehören zusammen"),
        ({"bewilligungszeitraum_ab": "1.3.2027", "bewilligungszeitraum_bis": "1.2.2027"},
         "bewilligungszeitraum_bis", "liegt vor „Bewilligungszeitraum ab“"),
    ],
)  # fmt: skip
async def test_what_the_file_refuses_the_form_refuses_and_keeps_the_input(
    entered: dict[str, str], key: str, words: str, site: Datasette, data: Path
) -> None:
    answer = await (await form(site, FORM)).send(teil="Heizung <1>", **entered)
    assert answer.status_code == 400
    soup = BeautifulSoup(answer.text, "lxml")
    fault = soup.select_one(f"#{key}-fehler")
    assert fault is not None
    assert words in fault.text
    assert soup.select_one("#teil")["value"] == "Heizung <1>"  # type: ignore[index]
    assert (stated(data), log(data)) == ([], [])


async def test_another_persons_change_is_never_overwritten_unseen(
    site: Datasette, data: Path
) -> None:
    mine, theirs = await form(site, FORM), await form(site, FORM)
    assert (await theirs.send(foerderquote="45")).status_code == 303
    answer = await mine.send(foerderquote="60")
    assert answer.status_code == 409
    assert "Jetzt gespeichert ist:" in answer.text
    assert BeautifulSoup(answer.text, "lxml").select_one("#foerderquote")["value"] == "60"  # type: ignore[index]
    assert stated(data)[0]["foerderquote"] == "45"


async def test_the_form_of_the_project_keeps_what_is_stated_of_programmes(
    site: Datasette, data: Path
) -> None:
    await (await form(site, FORM)).send(foerderquote="45")
    answer = await (await form(site, f"/projekt/{KITA}/bearbeiten")).send(
        erster_auftrag="3.5.2027", mittel_dritter_eur="100.000"
    )
    assert answer.status_code == 303
    found = stored(data)
    assert (str(found.erster_auftrag), str(found.mittel_dritter_eur)) == ("2027-05-03", "100000")
    assert stated(data)[0]["foerderquote"] == "45"
    assert log(data)[0].after == (
        "Mittel Dritter in Euro: 100.000\u00a0€\nErster Auftrag: 03.05.2027"
    )


async def test_a_programme_that_the_file_names_in_short_keeps_its_name(
    site: Datasette, data: Path
) -> None:
    await (await form(site, FORM)).send(foerderquote="45")
    with kommune_at(DataDir(data).kommune) as own, own.conn as connection:
        connection.execute(
            "update project set fundings = replace(fundings, ?, 'kita-gebaeude-energie')", [ADDRESS]
        )
    await (await form(site, FORM)).send(antrag="1.3.2027")
    assert stated(data) == [
        {"programm": "kita-gebaeude-energie", "foerderquote": "45", "antrag": "2027-03-01"}
    ]


async def test_only_who_may_edit_gets_the_form(site: Datasette) -> None:
    await site.invoke_startup()
    reader = await site.client.get(FORM, cookies=logged_in(site, "read"))
    assert reader.status_code == 403
    assert (await ask(site, FORM, login=False)).status_code == 403
    shown = await site.client.get(SHARE, cookies=logged_in(site, "read"))
    assert FORM not in shown.text
    assert FORM in (await ask(site, SHARE)).text


async def test_the_parts_that_the_text_names_are_offered(site: Datasette) -> None:
    lines = f"/foerderung/{KITA}/foerderdatenbank/{HESSEN}/datenkommune-hessen.html"
    soup = await page(site, lines)
    assert soup.select("#teil")[0]["list"] == "teil-liste"
    assert [str(one["value"]) for one in soup.select("#teil-liste option")] == [
        "Linie A – Einstieg", "Linie B – Umsetzung",
    ]  # fmt: skip
    assert (await page(site, FORM)).select("datalist") == []
