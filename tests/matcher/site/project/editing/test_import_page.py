"""Files of projects read in the browser: every fault listed, nothing stored unseen."""

import io
from pathlib import Path

import pytest
from datasette.app import Datasette
from openpyxl import load_workbook

from db.files import DataDir, kommune_at
from db.kommune.log import Subject, entries
from matcher.profile.model import Municipality
from matcher.profile.stored import stored_profiles
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.posted import LARGEST
from matcher.site.frame.serving import build
from tests.support.files.project_files import xlsx
from tests.support.site.forms import form
from tests.support.site.pages import ask

PAGE = "/projekte-einlesen"
GOOD = xlsx(("Radweg Süd", "geplant", "04/2027", "1.450.000,50"))


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


def stored(data: Path) -> list[Municipality]:
    return stored_profiles(DataDir(data))


async def test_a_file_is_stored_after_its_changes_were_confirmed(
    site: Datasette, data: Path
) -> None:
    before = stored(data)
    upload = await form(site, PAGE)
    preview = await upload.send(("liste.xlsx", GOOD))
    assert preview.status_code == 200
    assert "Radweg Süd" in preview.text
    assert stored(data) == before, "a preview stores nothing"
    done = await upload.next(preview).send(bestaetigt="1")
    assert "1 Vorhaben neu" in done.text
    assert [p.id for p in stored(data)[0].projekte][-1:] != []
    assert "radweg-sued" in {p.id for p in stored(data)[0].projekte}
    with kommune_at(DataDir(data).kommune) as db:
        (entry,) = entries(db, Subject("radweg-sued"))
    assert (entry.kind, "Beginn: 04/2027" in entry.after) == ("project", True)


async def test_every_fault_is_listed_and_nothing_is_stored(site: Datasette, data: Path) -> None:
    before = stored(data)
    content = xlsx(("A", "fertig", None, "1.45x"), (None, "idee", None, None))
    answer = await (await form(site, PAGE)).send(("liste.xlsx", content))
    assert (answer.status_code, answer.text.count("<li>Blatt „Vorhaben“, Zeile")) == (400, 3)
    assert "Zeile 2, Spalte „Kosten in Euro“" in answer.text
    assert stored(data) == before


async def test_the_preview_says_what_is_left_out(site: Datasette) -> None:
    content = xlsx(("Radweg", "idee", None, 5), ("Summe", None, None, 5))
    answer = await (await form(site, PAGE)).send(("liste.xlsx", content))
    assert "Zeile 3 („Summe“) ist eine Summenzeile und wurde nicht übernommen" in answer.text
    assert "<h3>Neu (1)</h3>" in answer.text


async def test_a_preview_that_is_out_of_date_is_shown_again(site: Datasette, data: Path) -> None:
    upload = await form(site, PAGE)
    preview = await upload.send(("liste.xlsx", GOOD))
    edit = await form(site, "/projekt/kita-wiesengrund/bearbeiten")
    await edit.send(fachamt="Hochbau")
    between = stored(data)
    answer = await upload.next(preview).send(bestaetigt="1")
    assert (answer.status_code, "Zwischenzeit" in answer.text) == (409, True)
    assert stored(data) == between
    done = await upload.next(answer).send(bestaetigt="1")
    assert "1 Vorhaben neu" in done.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("leer.xlsx", b"", "nicht leer"), ("a.xlsx", b"PK", "keine lesbare Excel-Datei"),
        ("a.yml", b"- [", "kein gültiges YAML"), ("gross.csv", b"x" * LARGEST, "zu groß"),
    ],
)  # fmt: skip
async def test_an_unusable_file_is_refused_in_words(
    name: str, content: bytes, words: str, site: Datasette
) -> None:
    answer = await (await form(site, PAGE)).send((name, content))
    assert (answer.status_code, words in answer.text) == (400, True)


async def test_a_file_from_elsewhere_is_refused(site: Datasette, data: Path) -> None:
    before, upload = stored(data), await form(site, PAGE)
    answer = await upload.send(("liste.xlsx", GOOD), csrftoken="falsch")
    assert answer.status_code == 403
    upload.browser.cookies.pop("ds_csrftoken")
    assert (await upload.send(("liste.xlsx", GOOD))).status_code == 403
    assert stored(data) == before


async def test_a_forged_confirmation_is_checked_like_a_file(site: Datasette, data: Path) -> None:
    before, upload = stored(data), await form(site, PAGE)
    preview = upload.next(await upload.send(("liste.xlsx", GOOD)))
    answer = await preview.send(bestaetigt="1", profile='{"ags": "99", "name": "X"}')
    assert (answer.status_code, "Ziffern" in answer.text) == (400, True)
    assert stored(data) == before


async def test_what_the_site_hands_out_can_be_read_again(site: Datasette) -> None:
    answer = await ask(site, "/projekte.xlsx")
    again = await (await form(site, PAGE)).send(("vorhaben.xlsx", answer.content))
    assert "3 Vorhaben der Datei sind genauso gespeichert" in again.text
    template = load_workbook(io.BytesIO((await ask(site, "/projekte-vorlage.xlsx")).content))
    assert template["Kommune"]["B2"].value == "Auental (Beispielgemeinde)"


async def test_the_yaml_that_the_site_hands_out_can_be_read_again(site: Datasette) -> None:
    answer = await ask(site, "/projekte.yml")
    assert answer.headers["content-type"] == "application/yaml"
    again = await (await form(site, PAGE)).send(("vorhaben.yml", answer.content))
    assert "3 Vorhaben der Datei sind genauso gespeichert" in again.text


@pytest.mark.parametrize(
    "path", [PAGE, "/projekte.xlsx", "/projekte.yml", "/projekte-vorlage.xlsx"]
)
async def test_all_of_it_needs_a_login(path: str, site: Datasette) -> None:
    assert (await ask(site, path, login=False)).status_code == 403
