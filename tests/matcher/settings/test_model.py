"""Settings: defaults, file, environment, and messages that a clerk can act on."""

import re
from pathlib import Path

import pytest

from db.errors import FoerderlageError
from matcher import settings
from matcher.settings.model import Section, Settings


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


def test_a_section_in_the_environment_that_is_no_json_is_one_german_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOERDERLAGE_SITE", "{kaputt")
    with pytest.raises(FoerderlageError, match="Umgebungsvariable") as caught:
        settings.load(tmp_path / "foerderlage.toml")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[site]\nbase_ulr = 1\n", "„site.base_ulr“ .* diese Einstellung gibt es nicht"),
        ("[seite]\n", "„seite“ .* diese Einstellung gibt es nicht"),
        ('[site]\nbase_url = "foerderlage"\n', "„site.base_url“ .* muss mit / beginnen und enden"),
        ('[site]\nimprint = "javascript:alert(1)"\n', "„site.imprint“"),
        ('[site]\nimprint = "https://a:b@x.example/"\n', "„site.imprint“ .* weder Anmeldenamen"),
        ('[site]\naddress = "https://a@x.example/"\n', "„site.address“ .* weder Anmeldenamen"),
        ('[nightly.addresses]\nq = "https:\\\\\\\\a:b@x.example/"\n', "weder Anmeldenamen"),
        ('[access]\nproxy_addresses = "0.0.0.0/0"\n', "„access.proxy_addresses“ .* Internet"),
        ('[access]\nproxy_addresses = "::/0"\n', "„access.proxy_addresses“ .* Internet"),
        ('[access]\nproxy_addresses = "10.0.0.1, ::/0"\n', "„access.proxy_addresses“ .* Internet"),
        ('[access]\nproxy_addresses = "0.0.0.0/1,128.0.0.0/1"\n', "ganzen Internet"),
        ('[access]\nproxy_addresses = "::ffff:0.0.0.0/96"\n', "ganzen Internet"),
        ('[access]\nproxy_addresses = "2000::/3"\n', "ganzen Internet"),
        ("[site\n", "kein gültiges TOML"),
        ("site = 1\n", "„site“ .* hier wird ein Abschnitt erwartet"),
        ("[site]\nhttps = 7\n", "„site.https“ .* true oder false"),
        ("[backup]\ndaily = 0\n", "„backup.daily“ .* mindestens 1"),
        ('[backup]\ndaily = "viele"\n', "„backup.daily“ .* ganze Zahl"),
        ("[backup]\ndaily = 1.5\n", "„backup.daily“ .* ganze Zahl"),
        ("[backup]\nfolder = 1\n", "„backup.folder“ .* Text in Anführungszeichen"),
        ('[backup]\nfolder = ""\n', "„backup.folder“ .* leer"),
        ("[database]\nbusy_seconds = 0\n", "„database.busy_seconds“ .* größer als 0"),
        ("[database]\nbusy_seconds = 1e9\n", "„database.busy_seconds“ .* höchstens 600"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "foerderlage.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(FoerderlageError, match=message) as caught:
        settings.load(file)
    assert "\n" not in str(caught.value)


def test_every_setting_is_documented_with_default_and_the_same_words_as_in_the_code() -> None:
    rows = re.findall(
        r"^\| `([\w.]+)` \| (.+?) \| (.+) \|$",
        Path("docs/einstellungen.md").read_text("utf-8"),
        flags=re.MULTILINE,
    )
    known = []
    for section, field in Settings.model_fields.items():
        assert isinstance(field.default, Section)
        for name, setting in type(field.default).model_fields.items():
            value = setting.default
            words = str(value).lower() if isinstance(value, bool) else value
            words = [*value] if isinstance(value, tuple) else words
            default = "–" if value is None else f"`{words}`"
            known.append((f"{section}.{name}", default, setting.description))
    assert rows == known


@pytest.mark.parametrize(
    "networks", ["127.0.0.1", "10.0.0.0/8, 192.168.1.7", "fc00::/7", "::ffff:10.0.0.0/104", "::1"]
)
def test_networks_of_a_house_are_taken(tmp_path: Path, networks: str) -> None:
    file = tmp_path / "foerderlage.toml"
    file.write_text(f'[access]\nproxy_addresses = "{networks}"\n', "utf-8")
    assert settings.load(file).access.proxy_addresses == networks
