"""Settings in force with their origin, secrets hidden, and the file to fill in."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from db.errors import FoerderlageError
from matcher import settings
from matcher.settings.in_force import Effective, effective, template
from matcher.settings.model import Settings


def test_every_setting_says_where_it_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "foerderlage.toml"
    file.write_text("[site]\nhttps = true\n[backup]\ndaily = 7\n", "utf-8")
    monkeypatch.setenv("FOERDERLAGE_BACKUP__DAILY", "30")
    monkeypatch.setenv("FOERDERLAGE_BACKUP__MONTHLY", "6")
    found = {s.name: (s.value, s.origin) for s in effective(file)}
    assert found["site.https"] == (True, "file")
    assert found["backup.daily"] == (30, "environment")
    assert found["backup.monthly"] == (6, "environment")
    assert found["site.base_url"] == ("/", "default")
    assert len(found) == sum(len(type(f.default).model_fields) for f in
                             Settings.model_fields.values())  # fmt: skip


def test_wrong_settings_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "foerderlage.toml"
    file.write_text("[site]\nhttps = 7\n", "utf-8")
    with pytest.raises(FoerderlageError, match=r"site\.https"):
        effective(file)


def test_a_secret_is_shown_as_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "foerderlage.toml"

    def password() -> Effective:
        return next(one for one in effective(file) if one.name == "mail.password")

    assert password().words == "–"
    file.write_text('[mail]\npassword = "hunter2"\n', "utf-8")
    assert (password().value, password().words) == ("gesetzt", "gesetzt")
    assert "hunter2" not in repr(effective(file))
    monkeypatch.setenv("FOERDERLAGE_MAIL__PASSWORD", "hunter3")
    assert (password().words, password().origin) == ("gesetzt", "environment")
    assert "hunter" not in repr(effective(file))


def test_the_template_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "foerderlage.toml"
    file.write_text(template(), "utf-8")
    assert settings.load(file) == Settings()
    assert {s.origin for s in effective(file)} == {"default"}


def test_the_template_names_every_setting_with_its_default_and_meaning(tmp_path: Path) -> None:
    filled = re.sub(r'^#(\w+ = (?!"…").*)$', r"\1", template(), flags=re.M)
    file = tmp_path / "foerderlage.toml"
    file.write_text(filled, "utf-8")
    assert settings.load(file) == Settings()
    given = tomllib.loads(re.sub(r"^#(\w+ = )", r"\1", template(), flags=re.M))
    for section, field in Settings.model_fields.items():
        model: type[BaseModel] = type(field.default)
        assert set(given[section]) == set(model.model_fields)
        assert all(f"# {f.description}" in template() for f in model.model_fields.values())
