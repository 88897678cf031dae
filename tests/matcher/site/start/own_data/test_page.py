"""The town's own data in the browser: the rules of the file, and who wins."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from db.kommune.log import Entry, Subject, entries
from db.kommune.tracker.meetings import meetings
from matcher.changes.log_wording import told
from matcher.cli.catalogue.folder import prepare
from matcher.profile.model import Municipality, Vorlauf
from matcher.profile.stored import import_profiles, profiles_as_yaml, stored_profiles
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.forms import Browser, form, form_to
from tests.support.site.pages import ask

AUENTAL = "/kommunen/06799001"


@pytest.fixture
def site(data: Path) -> Datasette:
    return build(DataDir(data), SAMPLE_DAY)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder in which nothing is stored yet."""
    prepare(DataDir(tmp_path / "neu"))
    return tmp_path / "neu"


def stored(data: Path) -> Municipality:
    (town,) = stored_profiles(DataDir(data))
    return town


def log(data: Path) -> list[Entry]:
    with kommune_at(DataDir(data).kommune) as db:
        return [e for e in entries(db, Subject()) if e.kind == "municipality"]


def faults(answer_text: str) -> list[str]:
    page = BeautifulSoup(answer_text, "lxml")
    return [" ".join(one.text.split()) for one in page.select("p.fault")]


async def test_a_town_is_made_in_the_browser_by_the_rules_of_the_file(empty: Path) -> None:
    new = await form(build(DataDir(empty), today=SAMPLE_DAY), "/kommune-neu")
    answer = await new.send(ags="06 799 001", name="Auental", einwohner="8.400", vorlage="28",
                            freie_tage="24.12.–02.01.\r\n07.05.2027")  # fmt: skip
    assert (answer.status_code, answer.headers["location"]) == (303, AUENTAL)
    town = stored(empty)
    assert (town.ags, town.land, town.einwohner) == ("06799001", "Hessen", 8400)
    assert (town.vorlauf, town.freie_tage) == (
        Vorlauf(vorlage=28), ["24.12.–02.01.", "07.05.2027"],
    )  # fmt: skip
    (entry,) = log(empty)
    assert told(entry, {}).what == "Angaben zur Kommune angelegt"
    assert "Beschlussvorlage (Tage): 28" in entry.after
    assert "Einwohner: 8.400" in entry.after


async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(empty: Path) -> None:
    new = await form(build(DataDir(empty), today=SAMPLE_DAY), "/kommune-neu")
    answer = await new.send(ags="0679900", name="Auental", einwohner="viele", reserve="800",
                            freie_tage="Weihnachten")  # fmt: skip
    assert answer.status_code == 400
    assert faults(answer.text) == [
        "Fehler: Der AGS muss für die Art „Gemeinde“ aus 8 Ziffern bestehen.",
        "Fehler: Hier wird eine ganze Zahl erwartet.",
        "Fehler: Der Wert ist zu groß.",
        "Fehler: „Weihnachten“ ist kein Tag und kein Zeitraum; möglich sind 24.12., 24.12.–31.12.,"
        " 15.05.2026 und 15.05.2026–18.05.2026.",
    ]
    again = new.next(answer)
    assert (again.fields["einwohner"], again.fields["reserve"]) == ("viele", "800")
    answer = await again.send(einwohner="", reserve="", freie_tage="", art="kreisfreie_stadt")
    assert faults(answer.text) == [
        "Fehler: Der AGS muss für die Art „kreisfreie Stadt“ aus 8 Ziffern bestehen."
    ]
    assert not stored_profiles(DataDir(empty))


async def test_an_empty_field_means_the_default_which_the_form_names(
    site: Datasette, data: Path
) -> None:
    shown = await form(site, AUENTAL)
    field = shown.soup.select_one("#kaemmerei")
    assert field is not None
    assert (field["value"], field["placeholder"]) == ("", "28")
    assert (await shown.send(freie_tage="keine", themen="rand")).status_code == 303
    assert stored(data).freie_tage == []
    assert (await form(site, AUENTAL)).fields["freie_tage"] == "keine"
    (entry,) = log(data)
    assert (entry.before, entry.after) == (
        "Tage ohne Arbeit: 24.12.–31.12.\nWas Listen zeigen: Programme zum Thema des Vorhabens",
        "Tage ohne Arbeit: keine\nWas Listen zeigen: auch Randthemen",
    )


async def test_the_second_of_two_people_sees_what_the_first_one_changed(
    site: Datasette, data: Path
) -> None:
    first, second = await form(site, AUENTAL), await form(site, AUENTAL)
    await first.send(einwohner="9100", haushaltslage="haushaltssicherung")
    answer = await second.send(einwohner="9200")
    assert answer.status_code == 409
    cells = [
        [" ".join(cell.text.split()) for cell in row.select("td")]
        for row in second.next(answer).soup.select("tbody tr")
    ]
    assert [row[0] for row in cells] == ["Einwohner", "Haushaltslage"]
    assert [row[3] for row in cells] == [
        "9200", "nicht geändert; der neue Stand steht im Formular",
    ]  # fmt: skip
    await second.next(answer).send()
    town = stored(data)
    assert (town.einwohner, town.haushaltslage) == (9200, "haushaltssicherung")


async def test_a_mistyped_ags_is_mended_with_all_that_is_stored_for_the_town(
    site: Datasette, data: Path
) -> None:
    calendar = Browser(site)
    entry = form_to(await calendar.get("/sitzungen"), "/sitzungen", "gremium")
    await calendar.send(entry, gremium="Stadtrat", tag="2027-02-25")
    before = stored(data)
    answer = await (await form(site, AUENTAL)).send(ags="06799002", name="Auental am See")
    assert answer.headers["location"] == "/kommunen/06799002"
    town = stored(data)
    assert (town.ags, len(town.projekte)) == ("06799002", len(before.projekte))
    own = {p.id for p in before.projekte if p.traeger == before.name}
    assert {p.id for p in town.projekte if p.traeger == "Auental am See"} == own
    with kommune_at(DataDir(data).kommune) as db:
        assert set(meetings(db)) == {"06799002"}
        assert not db.execute("pragma foreign_key_check").fetchall()


async def test_an_ags_of_another_town_is_refused_at_its_field(site: Datasette) -> None:
    made = await (await form(site, "/kommune-neu")).send(ags="06799003", name="Nebenan")
    assert made.status_code == 303
    other = await form(site, "/kommunen/06799003")
    answer = await other.send(ags="06799001")
    assert answer.status_code == 400
    assert faults(answer.text) == ["Fehler: Diesen AGS hat schon eine andere gespeicherte Kommune."]
    listed = await Browser(site).get("/kommunen")
    assert [link.text for link in listed.select("main li a")] == [
        "Auental (Beispielgemeinde)",
        "Nebenan",
    ]


async def test_a_file_that_is_read_later_wins_and_says_what_it_changes(
    site: Datasette, data: Path, tmp_path: Path
) -> None:
    old = profiles_as_yaml(stored_profiles(DataDir(data)))
    await (await form(site, AUENTAL)).send(einwohner="9100", vorlage="35")
    assert "vorlage: 35" in profiles_as_yaml(stored_profiles(DataDir(data)))
    upload = await form(site, "/projekte-einlesen")
    preview = upload.next(await upload.send(file=("kommune.yml", old.encode())))
    changes = [" ".join(li.text.split()) for li in preview.soup.select(".changes li li")]
    assert changes == ["Einwohner: 9.100 → 9.120", "Beschlussvorlage (Tage): 35 → 21"]
    file = tmp_path / "alt.yml"
    file.write_text(old, "utf-8")
    notes: list[str] = []
    import_profiles(DataDir(data), file, note=notes.append)
    assert notes == [
        "Angaben zu Auental (Beispielgemeinde) sind jetzt wie in der Datei:"
        " Einwohner: 9.100 → 9.120; Beschlussvorlage (Tage): 35 → 21."
    ]
    assert stored(data).vorlauf.vorlage == 21


@pytest.mark.parametrize("path", ["/kommunen", "/kommune-neu", AUENTAL])
async def test_only_who_may_edit_sees_the_forms(site: Datasette, path: str) -> None:
    assert (await ask(site, path, login=False)).status_code == 403
    reader = Browser(site, "read")
    answer = await reader._ask("GET", path)
    assert answer.status_code == 403
    assert "nötig ist „bearbeiten“" in answer.text
