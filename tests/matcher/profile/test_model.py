"""Profiles: what is accepted, what is rejected with file, key and advice."""

import json
from pathlib import Path

import pytest
import yaml

from db.errors import FoerderlageError
from db.files import DataDir, kommune_at
from db.kommune.projects import municipalities, projects
from matcher.profile.model import load_profiles
from matcher.profile.stored import export_profile, import_profiles, stored_profiles
from matcher.profile.template import PROFILE_TEMPLATE

GOOD = """\
ags: "06440008"
name: Auental
projekte:
  - id: kita
    titel: Kita sanieren
    start: 2027-04
    ende: 2028-01
    kosten_eur: 1000.50
    erster_auftrag: 2027-05-03
    foerderungen:
      - programm: kita-waerme
        foerderquote: 45
        bewilligung: 2027-04-20
        vorzeitiger_beginn_ab: 2027-03-01
        vorzeitiger_beginn_bis: 2027-12-31
      - programm: dach-grün
        finanzschwach: ja
"""

FAULTS = {
    "an unknown key": ("name: Auental", "name: Auental\nfarbe: blau", "farbe", "Schlüssel"),
    "an AGS with too few digits": ("06440008", "0644000", "Auental", "8 Ziffern"),
    "an AGS of no Land": ("06440008", "17440008", "Auental", "01 bis 16"),
    "letters in the AGS": ("06440008", "0644000a", "Auental", "Ziffern"),
    "a Land against the AGS": ("name: Auental", "name: Auental\nland: Bayern", "Auental", "Hessen"),
    "an end before the start": ("2028-01", "2027-03", "projekte.0", "liegt vor start"),
    "negative money": ("1000.50", "-1", "projekte.0.kosten_eur", "negativ"),
    "a month that does not exist": ("2027-04", "2027-13", "projekte.0.start", "JJJJ-MM"),
    "an unknown status": ("titel:", "status: fertig\n    titel:", "projekte.0.status", "idee"),
    "a missing title": ("    titel: Kita sanieren\n", "", "projekte.0.titel", "fehlt"),
    "a duplicate id": ("    ende", "    ende: 2028-01\n  - id: kita\n    titel: B\n    ende",
                       "Auental", "zweimal"),
    "a day that does not exist": ("2027-05-03", "2027-02-30", "projekte.0.erster_auftrag",
                                  "gibt es nicht"),
    "a day of another time": ("2027-05-03", "0227-05-03", "projekte.0.erster_auftrag", "1900"),
    "a month instead of a day": ("2027-05-03", "2027-05", "projekte.0.erster_auftrag",
                                 "ein Tag wie 2027-05-03"),
    "a rate beyond all": ("foerderquote: 45", "foerderquote: 145",
                          "projekte.0.foerderungen.0.foerderquote", "zu groß"),
    "a permission that ends first": ("_bis: 2027-12-31", "_bis: 2027-02-28",
                                     "projekte.0.foerderungen.0", "liegt vor"),
    "a permission without a first day": ("        vorzeitiger_beginn_ab: 2027-03-01\n", "",
                                         "projekte.0.foerderungen.0", "fehlt"),
    "half an award period": ("bewilligung: 2027-04-20", "bewilligungszeitraum_ab: 2027-04-20",
                             "projekte.0.foerderungen.0", "gehören zusammen"),
    "a programme named twice": ("dach-grün", "kita-waerme", "projekte.0", "zweimal"),
    "a programme without a name": ("programm: dach-grün", "programm: ''",
                                   "projekte.0.foerderungen.1.programm", "leer"),
    "fundings as words": ("      - programm: dach-grün\n        finanzschwach: ja\n",
                          "      - dach-grün\n", "projekte.0.foerderungen.1", "programm"),
    "a day off that is none": ("name: Auental", "name: Auental\nfreie_tage: [31.02.]",
                               "freie_tage", "den es nicht gibt"),
    "a day off without its last point": ("name: Auental", "name: Auental\nfreie_tage: [24.12]",
                                         "freie_tage", "möglich sind 24.12., 24.12.–31.12."),
    "days off as one text": ("name: Auental", "name: Auental\nfreie_tage: 24.12.–31.12.",
                             "freie_tage", "Liste"),
    "a year off": ("name: Auental", "name: Auental\nfreie_tage: [01.01.–31.12.]",
                   "freie_tage", "länger als 92 Tage"),
    "broken YAML": ("name: Auental", "name: [Auental", "Zeile", "YAML"),
    "a list of words": (GOOD, "- a\n- b\n", "Profil", "matcher init"),
    "an empty file": (GOOD, "", "Profil", "matcher init"),
}  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path)


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "kommune.yml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_profile_is_rejected_and_nothing_is_stored(
    fault: str, data: DataDir, tmp_path: Path
) -> None:
    import_profiles(data, write(tmp_path, GOOD))
    before = stored_profiles(data)
    old, new, key, advice = FAULTS[fault]
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(FoerderlageError) as error:
        import_profiles(data, path)
    for part in ("kommune.yml", key, advice):
        assert part in str(error.value)
    assert stored_profiles(data) == before


def test_a_project_id_of_two_municipalities_is_rejected(data: DataDir, tmp_path: Path) -> None:
    other = {"ags": "09162000", "name": "B", "projekte": [{"id": "kita", "titel": "T"}]}
    first = {"ags": "06440008", "name": "A", "projekte": [{"id": "kita", "titel": "T"}]}
    path = write(tmp_path, json.dumps([first, other]))
    with pytest.raises(FoerderlageError, match="zwei Kommunen"):
        import_profiles(data, path)
    with kommune_at(data.kommune) as db:
        assert municipalities(db) == projects(db) == []


@pytest.mark.parametrize(
    ("kind", "ags"),
    [("landkreis", "06440"), ("gemeindeverband", "064400008"), ("zweckverband", "06440008"),
     ("kreisfreie_stadt", "06412000"), ("kommunales_unternehmen", "06440008")],
)  # fmt: skip
def test_each_kind_has_its_number_of_digits(kind: str, ags: str, tmp_path: Path) -> None:
    (profile,) = load_profiles(write(tmp_path, f"ags: {ags}\nname: A\nart: {kind}\n"))
    assert (profile.ags, profile.land) == (ags, "Hessen")


def test_an_import_creates_and_updates_by_id_and_removes_nothing(
    data: DataDir, tmp_path: Path
) -> None:
    first = import_profiles(data, write(tmp_path, GOOD))
    again = import_profiles(data, write(tmp_path, GOOD))
    other = GOOD.replace("id: kita", "id: halle").replace("Kita sanieren", "Halle")
    third = import_profiles(data, write(tmp_path, other))
    changed = import_profiles(data, write(tmp_path, other.replace("Halle", "Turnhalle")))
    assert (first.new, again.unchanged, third.new, changed.changed) == (1, 1, 1, 1)
    assert third.absent == ("kita",)
    with kommune_at(data.kommune) as db:
        assert {p["title"] for p in projects(db)} == {"Kita sanieren", "Turnhalle"}


def test_what_is_exported_can_be_imported_unchanged(data: DataDir, tmp_path: Path) -> None:
    import_profiles(data, write(tmp_path, GOOD))
    (profile,) = stored_profiles(data)
    text = yaml.safe_dump(export_profile(profile), allow_unicode=True)
    counts = import_profiles(data, write(tmp_path, text))
    assert (counts.new, counts.changed, counts.unchanged) == (0, 0, 1)


def test_what_is_stated_for_the_own_share_comes_back_from_file_and_store(
    data: DataDir, tmp_path: Path
) -> None:
    text = GOOD.replace("    foerderungen:", "    zuwendungsfaehig_eur: 900.25\n"
                        "    mittel_dritter_eur: 20\n    eigenleistung_eur: 15\n"
                        "    foerderungen:")  # fmt: skip
    import_profiles(data, write(tmp_path, text))
    (stored,) = stored_profiles(data)
    assert stored == load_profiles(tmp_path / "kommune.yml")[0]
    for form in (yaml.safe_dump, json.dumps):
        again = form(export_profile(stored))
        assert load_profiles(write(tmp_path, again)) == [stored]
    (project,) = export_profile(stored)["projekte"]
    assert project["zuwendungsfaehig_eur"] == 900.25
    assert project["erster_auftrag"] == "2027-05-03"
    assert project["foerderungen"] == [
        {"programm": "kita-waerme", "foerderquote": 45, "bewilligung": "2027-04-20",
         "vorzeitiger_beginn_ab": "2027-03-01", "vorzeitiger_beginn_bis": "2027-12-31"},
        {"programm": "dach-grün", "finanzschwach": "ja"},
    ]  # fmt: skip


def test_a_project_that_states_nothing_of_it_is_exported_without(
    data: DataDir, tmp_path: Path
) -> None:
    import_profiles(data, write(tmp_path, "ags: '06440008'\nname: A\nprojekte:\n"
                                          "  - id: kita\n    titel: T\n"))  # fmt: skip
    (project,) = export_profile(stored_profiles(data)[0])["projekte"]
    assert "foerderungen" not in project
    assert "erster_auftrag" not in project


def test_the_carrier_is_the_municipality_by_default(tmp_path: Path) -> None:
    (profile,) = load_profiles(write(tmp_path, GOOD))
    assert profile.projekte[0].traeger == "Auental"


def test_the_template_is_a_valid_profile(tmp_path: Path) -> None:
    (profile,) = load_profiles(write(tmp_path, PROFILE_TEMPLATE))
    assert len(profile.projekte) == 1


def test_the_judged_profiles_load(shared: Path) -> None:
    profiles = load_profiles(shared / "gold" / "profiles.json")
    assert (len(profiles), sum(len(p.projekte) for p in profiles)) == (27, 42)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("", ["24.12.–31.12."]),
        ("freie_tage: []\n", []),
        ("freie_tage: [24.12. bis 6.1., 07.05.2027]\n", ["24.12.–06.01.", "07.05.2027"]),
    ],
)
def test_days_off_are_stored_and_exported_as_they_are_stated(
    stated: str, kept: list[str], data: DataDir, tmp_path: Path
) -> None:
    import_profiles(data, write(tmp_path, stated + GOOD))
    (town,) = stored_profiles(data)
    assert town.freie_tage == kept
    assert ("freie_tage" in export_profile(town)) == bool(stated)
    again = write(tmp_path, yaml.safe_dump(export_profile(town), allow_unicode=True))
    assert load_profiles(again) == [town]


def test_the_template_explains_the_days_off_with_what_counts_without_them(tmp_path: Path) -> None:
    stated = "\n".join(
        line.removeprefix("# ") if "freie_tage" in line or "#   - " in line else line
        for line in PROFILE_TEMPLATE.splitlines()
    )
    (town,) = load_profiles(write(tmp_path, stated))
    assert town.freie_tage == ["24.12.–31.12.", "07.05.2027"]


def test_when_the_budget_is_made_comes_back_from_file_and_store(
    data: DataDir, tmp_path: Path
) -> None:
    stated = "name: Auental\nhaushalt:\n  anmeldung: 30. April\n  haushaltssitzung: dezember"
    import_profiles(data, write(tmp_path, GOOD.replace("name: Auental", stated)))
    (stored,) = stored_profiles(data)
    exported = export_profile(stored)
    assert exported["haushalt"] == {"anmeldung": "30.04.", "haushaltssitzung": "Dezember"}
    again = write(tmp_path, yaml.safe_dump(exported, allow_unicode=True))
    assert load_profiles(again) == [stored]


def test_a_town_that_does_not_say_when_it_makes_its_budget_is_exported_without(
    data: DataDir, tmp_path: Path
) -> None:
    import_profiles(data, write(tmp_path, GOOD))
    assert "haushalt" not in export_profile(stored_profiles(data)[0])


@pytest.mark.parametrize(
    ("typed", "said"),
    [("30.10", "in Anführungszeichen"), ('"31.04."', "gibt es nicht"), ("Mai", "ohne Jahr")],
)
def test_a_day_for_wishes_that_is_none_is_refused_with_its_key(
    typed: str, said: str, tmp_path: Path
) -> None:
    stated = f"name: Auental\nhaushalt:\n  anmeldung: {typed}"
    with pytest.raises(FoerderlageError, match=said) as refused:
        load_profiles(write(tmp_path, GOOD.replace("name: Auental", stated)))
    assert "haushalt.anmeldung" in str(refused.value)
