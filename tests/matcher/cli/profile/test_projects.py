"""`projects`: spreadsheets in and out, from the user's side."""

from pathlib import Path

import yaml

from db.files import DataDir, kommune_at
from db.kommune.log import Subject, entries
from matcher.profile.stored import stored_profiles
from matcher.profile.template import PROFILE_TEMPLATE
from tests.support.files.project_files import xlsx
from tests.support.files.wrong_kinds import wrong_kinds
from tests.support.processes.command import matcher


def test_a_workbook_goes_out_and_in_without_a_change(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "vorhaben.xlsx"
    assert matcher("projects", "export", "--out", file, data=data).code == 0
    ran = matcher("projects", "import", file, data=data)
    assert (ran.code, "0 Vorhaben neu, 0 geändert, 3 unverändert" in ran.out) == (0, True)


def test_an_import_is_logged_for_each_project_that_changes_and_shown_as_history(
    data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "vorhaben.xlsx"
    file.write_bytes(xlsx(("Radweg Süd", "geplant", "04/2027", 5)))
    for _ in range(2):
        assert matcher("projects", "import", file, data=data).code == 0
    with kommune_at(data / "kommune.db") as db:
        (entry,) = entries(db, Subject())
    assert (entry.kind, entry.subject.project_id) == ("project", "radweg-sued")
    assert entry.person.startswith("Kommandozeile (")
    told = matcher("status", "log", "radweg-sued", data=data)
    assert (told.code, "Vorhaben angelegt" in told.out) == (0, True)


def test_a_profile_given_to_init_is_logged_like_an_import(tmp_path: Path) -> None:
    folder, file = tmp_path / "neu", tmp_path / "kommune.yml"
    for text in (PROFILE_TEMPLATE, PROFILE_TEMPLATE.replace("status: idee ", "status: geplant ")):
        file.write_text(text, "utf-8")
        ran = matcher("init", "--profile", file, data=folder)
        assert ran.code == 0, ran.err
    with kommune_at(folder / "kommune.db") as db:
        latest, first = entries(db, Subject("beispiel-vorhaben"))
    assert {latest.kind, first.kind} == {"project"}
    assert latest.person == first.person
    assert first.person.startswith("Kommandozeile (")
    assert (first.before, latest.before != latest.after) == ("", True)
    assert "0 Vorhaben neu, 0 geändert" in matcher("init", "--profile", file, data=folder).out
    with kommune_at(folder / "kommune.db") as db:
        kinds = [entry.kind for entry in entries(db, Subject())]
    assert kinds == ["project", "project", "municipality"]


def test_a_faulty_profile_given_to_init_is_told_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "vorhaben.xlsx"
    file.write_bytes(xlsx(("Gut", "idee", None, 5), ("A", "fertig", "13/2027", None)))
    ran = matcher("init", "--profile", file, data=tmp_path / "neu")
    assert (ran.code, "Traceback" in ran.err) == (1, False)
    assert "Zeile 3, Spalte „Status“" in ran.err
    with kommune_at(tmp_path / "neu" / "kommune.db") as db:
        assert entries(db, Subject()) == []


def test_a_file_of_some_projects_does_not_shuffle_the_others(data: Path, tmp_path: Path) -> None:
    def order() -> list[str]:
        return [p.id for p in stored_profiles(DataDir(data))[0].projekte]

    before, file = order(), tmp_path / "neu.xlsx"
    file.write_bytes(xlsx(("Radweg Süd", "geplant", "04/2027", 5), ("Halle", "idee", None, 7)))
    assert matcher("projects", "import", file, data=data).code == 0
    assert order() == [*before, "radweg-sued", "halle"]
    file = tmp_path / "alle.yml"
    assert matcher("projects", "export", "--out", file, data=data).code == 0
    town = yaml.safe_load(file.read_text("utf-8"))
    town["projekte"].reverse()
    file.write_text(yaml.safe_dump(town), "utf-8")
    assert matcher("projects", "import", file, data=data).code == 0
    assert order() == ["halle", "radweg-sued", *reversed(before)]


def test_the_list_names_the_town_only_where_there_are_several(data: Path, tmp_path: Path) -> None:
    assert "Kommune" not in matcher("projects", "list", data=data).out
    file = tmp_path / "nachbar.yml"
    file.write_text(PROFILE_TEMPLATE.replace('"06799001"', '"06799002"'), "utf-8")
    assert matcher("projects", "import", file, data=data).code == 0
    listed = matcher("projects", "list", data=data).out
    assert "Kommune" in listed
    assert "Idee" in listed


def test_a_file_that_is_no_text_is_refused_in_german(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "alt.xls"
    file.write_bytes(wrong_kinds()["xls"])
    ran = matcher("projects", "import", file, data=data)
    assert (ran.code, "eine alte Excel-Datei (.xls)" in ran.err) == (1, True)
    assert "als .xlsx speichern" in ran.err


def test_what_of_a_list_was_left_out_is_said(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "vorhaben.csv"
    file.write_text("sep=;\nTitel;Kosten in Euro\nRadweg;5\nSumme;5\n")
    ran = matcher("projects", "import", file, data=data)
    assert (ran.code, ran.err) == (0, "")
    assert "Hinweis: Blatt „Vorhaben“, Zeile 3 („Summe“) ist eine Summenzeile" in ran.out
    titles = [p.titel for town in stored_profiles(DataDir(data)) for p in town.projekte]
    assert "Radweg" in titles
    assert "Summe" not in titles


def test_faults_of_a_workbook_are_listed_a_line_each_and_nothing_is_stored(
    data: Path, tmp_path: Path
) -> None:
    file, before = tmp_path / "vorhaben.xlsx", stored_profiles(DataDir(data))
    file.write_bytes(xlsx(("Gut", "idee", None, 5), ("A", "fertig", "13/2027", None)))
    ran = matcher("projects", "import", file, data=data)
    lines = ran.err.splitlines()
    assert (ran.code, len(lines)) == (1, 3)
    assert lines[0].startswith("Blatt „Vorhaben“, Zeile 3, Spalte „Status“: ")
    assert lines[2].startswith("Fehler: ")
    assert stored_profiles(DataDir(data)) == before


def test_the_template_comes_as_workbook_or_yaml(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "vorlage.xlsx"
    assert matcher("projects", "template", "--out", file, data=data).code == 0
    ran = matcher("projects", "import", file, data=data)
    assert "0 Vorhaben neu, 0 geändert, 0 unverändert" in ran.out
    assert matcher("projects", "template", data=data).out == PROFILE_TEMPLATE


def test_an_ending_that_nobody_knows_is_refused(data: Path, tmp_path: Path) -> None:
    for command in ("template", "export"):
        ran = matcher("projects", command, "--out", tmp_path / "vorhaben.pdf", data=data)
        assert (ran.code, ".pdf" in ran.err) == (2, True)
    assert not (tmp_path / "vorhaben.pdf").exists()


def test_a_project_is_archived_listed_and_taken_up_again(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "kommune.yml"
    assert matcher("projects", "export", "--out", file, data=data).code == 0
    ran = matcher("projects", "archive", "kita-wiesengrund", "--reason", "abgesagt", data=data)
    assert (ran.code, "ist archiviert" in ran.out) == (0, True)
    assert "kita-wiesengrund" not in matcher("projects", "list", data=data).out
    kept = matcher("projects", "list", "--archived", data=data).out
    assert ("kita-wiesengrund" in kept, "abgesagt" in kept) == (True, True)
    assert "Archiviert" in matcher("projects", "show", "kita-wiesengrund", data=data).out
    told = matcher("projects", "import", file, data=data).out
    assert "Archiviert und darum nicht geändert: kita-wiesengrund" in told
    assert "2 unverändert" in told
    twice = matcher("projects", "archive", "kita-wiesengrund", data=data)
    assert (twice.code, "archiviert" in twice.err) == (1, True)
    assert matcher("projects", "restore", "kita-wiesengrund", data=data).code == 0
    assert "kita-wiesengrund" in matcher("projects", "list", data=data).out
    again = matcher("projects", "restore", "kita-wiesengrund", data=data)
    assert (again.code, "ist nicht archiviert" in again.err) == (1, True)


def test_a_project_is_deleted_unless_something_hangs_on_it(data: Path) -> None:
    ran = matcher("projects", "delete", "digitales-auental", data=data)
    assert (ran.code, "ist gelöscht" in ran.out) == (0, True)
    matcher("projects", "archive", "kita-wiesengrund", data=data)
    with kommune_at(data / "kommune.db") as db:
        db.execute('update project set fundings = \'[{"programm": "x"}]\'')
        db.conn.commit()
    kept = matcher("projects", "delete", "kita-wiesengrund", data=data)
    assert (kept.code, "1 Angabe zu einem Programm" in kept.err) == (1, True)
