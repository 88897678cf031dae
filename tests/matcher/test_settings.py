"""Settings: defaults, file, environment, and messages that a clerk can act on."""

import re
from pathlib import Path

import pytest

from db.errors import FoerderlageError
from matcher import settings
from matcher.settings import Section, Settings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "foerderlage.toml").site.base_url == "/"


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "foerderlage.toml"
    file.write_text('[site]\nbase_url = "/datei/"\nhttps = true\n', "utf-8")
    monkeypatch.setenv("FOERDERLAGE_SITE__BASE_URL", "/umgebung/")
    site = settings.load(file).site
    assert (site.base_url, site.https) == ("/umgebung/", True)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[site]\nbase_ulr = 1\n", "„site.base_ulr“ .* diese Einstellung gibt es nicht"),
        ("[seite]\n", "„seite“ .* diese Einstellung gibt es nicht"),
        ('[site]\nbase_url = "foerderlage"\n', "„site.base_url“ .* muss mit / beginnen und enden"),
        ('[site]\nimprint = "javascript:alert(1)"\n', "„site.imprint“"),
        ("[site\n", "kein gültiges TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "foerderlage.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(FoerderlageError, match=message) as caught:
        settings.load(file)
    assert "\n" not in str(caught.value)


def test_every_setting_is_documented_with_its_default() -> None:
    documented = dict(
        re.findall(
            r"^\| `([\w.]+)` \| (.+?) \|",
            Path("docs/einstellungen.md").read_text("utf-8"),
            flags=re.MULTILINE,
        )
    )
    known = {}
    for section, field in Settings.model_fields.items():
        assert isinstance(field.default, Section)
        for name in type(field.default).model_fields:
            value = getattr(field.default, name)
            words = str(value).lower() if isinstance(value, bool) else value
            known[f"{section}.{name}"] = "–" if value is None else f"`{words}`"
    assert documented == known
