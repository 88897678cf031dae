"""Checks of the data folder: rights, settings, backups, an interrupted restore."""

from datetime import timedelta
from pathlib import Path

import pytest

from db.files import DataDir
from matcher.operations.backup.making import make_backup
from matcher.operations.doctor import folder
from matcher.settings.model import Settings
from tests.support.stored.moments import NIGHT

SETTINGS = Settings()


def rights(data: Path, backups: Path | None = None) -> list[tuple[str, str]]:
    found = folder.rights(DataDir(data), backups or data / "sicherungen")
    return [(r.level, r.found) for r in found]


def test_fresh_databases_are_not_for_others_to_read(data: Path) -> None:
    data.chmod(0o755)
    assert [level for level, _ in rights(data)] == ["ok", "ok"]


@pytest.mark.parametrize(
    ("name", "level"),
    [("kommune.db", "error"), ("secret", "error"), ("foerderlage.toml", "warning"),
     ("kommune.yml", "warning"), ("sicherungen", "error")],
)  # fmt: skip
def test_what_others_can_read_is_named_unless_the_folder_shuts_them_out(
    data: Path, name: str, level: str
) -> None:
    data.chmod(0o755)
    path = data / name
    if name == "sicherungen":
        path.mkdir()
    path.touch()
    path.chmod(0o755 if path.is_dir() else 0o644)
    found = rights(data)[-1]
    assert found[0] == level
    assert found[1].startswith(name)
    data.chmod(0o750)
    assert rights(data)[-1][0] == "ok"


def test_backups_elsewhere_are_not_protected_by_the_data_folder(data: Path, tmp_path: Path) -> None:
    data.chmod(0o750)
    elsewhere = tmp_path / "bänder"
    elsewhere.mkdir(mode=0o755)
    assert rights(data, elsewhere)[-1][0] == "error"


def test_wrong_settings_are_told_and_the_defaults_are_used_for_the_rest(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[backup]\ndaily = 0\n", "utf-8")
    result, effective = folder.settings_file(data / "foerderlage.toml")
    assert result.level == "error"
    assert "backup.daily" in result.found
    assert effective == Settings()


def test_an_interrupted_restore_is_told_with_what_to_do(data: Path) -> None:
    assert folder.interrupted(DataDir(data)).level == "ok"
    DataDir(data).restoring.write_text("2026-11-24_031500\n", "utf-8")
    result = folder.interrupted(DataDir(data))
    assert result.level == "error"
    assert "matcher restore 2026-11-24_031500" in result.advice


@pytest.mark.parametrize(
    ("days", "level", "words"),
    [(0, "ok", "1 vorhanden"), (2, "ok", "24.11.2026"), (3, "warning", "24.11.2026"),
     (-1, "warning", "Zukunft")],
)  # fmt: skip
def test_the_age_of_the_last_backup(data: Path, days: int, level: str, words: str) -> None:
    make_backup(DataDir(data), SETTINGS, NIGHT)
    result = folder.backups(DataDir(data), SETTINGS, NIGHT + timedelta(days=days))
    assert (result.level, words in result.found) == (level, True)


def test_no_backup_and_an_incomplete_one_are_told(data: Path) -> None:
    assert "keine vorhanden" in folder.backups(DataDir(data), SETTINGS, NIGHT).found
    made = make_backup(DataDir(data), SETTINGS, NIGHT).made
    (made.path / "katalog.db").unlink()
    assert "keine vorhanden" in folder.backups(DataDir(data), SETTINGS, NIGHT).found
