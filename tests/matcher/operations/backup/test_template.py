"""The town's own Word template goes into backups and comes back."""

from pathlib import Path

from db.files import DataDir
from matcher.operations.backup.beside import TemplateReport
from matcher.operations.backup.making import make_backup
from matcher.operations.backup.restore import restore
from matcher.operations.backup.sets import BackupSet, check
from matcher.settings.loading import load
from tests.support.stored.moments import NIGHT

NAMED = '[documents]\npaper_template = "amt/Vorlage Rat.docx"\n'


def backed_up(data: Path, content: bytes | None = b"unsere Vorlage") -> tuple[BackupSet, str]:
    (data / "foerderlage.toml").write_text(NAMED, "utf-8")
    if content is not None:
        (data / "amt").mkdir()
        (data / "amt" / "Vorlage Rat.docx").write_bytes(content)
    report = make_backup(DataDir(data), load(data / "foerderlage.toml"), NIGHT)
    check(report.made)
    return report.made, report.problem


def put_back(data: Path, chosen: BackupSet) -> TemplateReport | None:
    """What became of the only template of a set."""
    report = restore(DataDir(data), load(data / "foerderlage.toml"), chosen, NIGHT)
    (found,) = report.templates or (None,)
    return found


def test_it_comes_back_to_its_place_on_a_new_machine(data: Path, tmp_path: Path) -> None:
    chosen, problem = backed_up(data)
    new = tmp_path / "neu"
    new.mkdir()
    report = put_back(new, chosen)
    assert problem == ""
    assert report is not None
    assert report.state == "written"
    assert (new / "amt" / "Vorlage Rat.docx").read_bytes() == b"unsere Vorlage"


def test_one_that_is_there_stays(data: Path) -> None:
    chosen, _ = backed_up(data)
    place = data / "amt" / "Vorlage Rat.docx"
    same = put_back(data, chosen)
    place.write_bytes(b"neuer Stand")
    kept = put_back(data, chosen)
    assert same is not None
    assert kept is not None
    assert (same.state, kept.state, kept.place) == ("same", "kept", place)
    assert place.read_bytes() == b"neuer Stand"
    assert kept.stored.read_bytes() == b"unsere Vorlage"


def test_settings_that_name_none_leave_it_in_the_set(data: Path) -> None:
    chosen, _ = backed_up(data)
    (data / "foerderlage.toml").write_text("", "utf-8")
    report = put_back(data, chosen)
    assert report is not None
    assert (report.state, report.place) == ("kept", None)


def test_settings_that_this_version_refuses_do_not_make_a_restore_fail(
    data: Path, tmp_path: Path
) -> None:
    backed_up(data)
    known = load(data / "foerderlage.toml")
    (data / "foerderlage.toml").write_text("[neues]\nding = 1\n", "utf-8")
    chosen = make_backup(DataDir(data), known, NIGHT).made
    new = tmp_path / "neu"
    new.mkdir()
    report = put_back(new, chosen)
    assert report is not None
    assert (report.state, (new / "kommune.db").exists()) == ("kept", True)


def test_a_place_that_cannot_be_written_is_told_and_the_databases_are_back(data: Path) -> None:
    chosen, _ = backed_up(data)
    (data / "foerderlage.toml").write_text(
        '[documents]\npaper_template = "katalog.db/v.docx"\n', "utf-8"
    )
    report = put_back(data, chosen)
    assert report is not None
    assert report.state == "failed"
    assert not DataDir(data).restoring.exists()


def test_one_that_is_missing_is_a_problem_of_the_backup(data: Path) -> None:
    chosen, problem = backed_up(data, None)
    assert problem == f"Die Word-Vorlage {data}/amt/Vorlage Rat.docx fehlt oder ist nicht lesbar."
    assert "vorlage.docx" not in chosen.manifest.files
    assert put_back(data, chosen) is None


def test_templates_of_letters_go_along_each_to_its_own_place(data: Path, tmp_path: Path) -> None:
    named = '[documents]\nmittelabruf_template = "abruf.docx"\naenderung_template = "neu.docx"\n'
    (data / "foerderlage.toml").write_text(named, "utf-8")
    (data / "abruf.docx").write_bytes(b"Abruf")
    (data / "neu.docx").write_bytes(b"Neu")
    chosen = make_backup(DataDir(data), load(data / "foerderlage.toml"), NIGHT).made
    assert {"mittelabruf.docx", "aenderung.docx"} <= {*chosen.manifest.files}
    new = tmp_path / "neu"
    new.mkdir()
    report = restore(DataDir(new), load(new / "foerderlage.toml"), chosen, NIGHT)
    assert [one.state for one in report.templates] == ["written", "written"]
    assert (new / "abruf.docx").read_bytes() == b"Abruf"
    assert (new / "neu.docx").read_bytes() == b"Neu"
