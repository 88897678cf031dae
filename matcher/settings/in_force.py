"""The settings in force with their origin, and a file with all of them to fill in."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from matcher.settings.loading import from_environment, from_file, load
from matcher.settings.model import Settings

Origin = Literal["default", "file", "environment"]
ORIGINS: dict[Origin, str] = {
    "default": "Vorgabe",
    "file": "Datei",
    "environment": "Umgebung",
}
SET = "gesetzt"
"""What is shown of a secret."""

_HEAD = """\
# Einstellungen von Förderlage. Diese Datei gehört als foerderlage.toml in den Datenordner.
# Was hinter # steht, ist die Vorgabe; zum Ändern das # davor entfernen.
"""


@dataclass(frozen=True, slots=True)
class Effective:
    """One setting: its name with the section, its value (never a secret one), its origin."""

    name: str
    value: Any
    origin: Origin

    @property
    def words(self) -> str:
        """The value as it would be written in the file; a dash for none."""
        if self.value is None or self.value == SET:
            return self.value or "–"
        return as_toml(self.value)


def effective(path: Path) -> list[Effective]:
    """Every setting in the order of the file; raises FoerderlageError as `settings.load`."""
    loaded = load(path)
    given: list[tuple[Origin, dict[str, Any]]] = [
        ("environment", from_environment()),
        ("file", from_file(path)),
    ]
    return [
        Effective(f"{section}.{name}", _shown(value), origin=_origin(section, name, given))
        for section, part in loaded
        for name, value in part
    ]


def _origin(section: str, name: str, given: list[tuple[Origin, dict[str, Any]]]) -> Origin:
    return next((origin for origin, said in given if name in said.get(section, {})), "default")


def _shown(value: Any) -> Any:
    return SET if isinstance(value, SecretStr) else value


def template(model: type[BaseModel] = Settings) -> str:
    """foerderlage.toml with every setting explained and commented out."""
    parts = [_HEAD]
    for section, field in model.model_fields.items():
        parts.append(f"\n[{section}]\n")
        for name, setting in type(field.default).model_fields.items():
            parts.append(_entry(name, setting))
    return "".join(parts)


def _entry(name: str, setting: FieldInfo) -> str:
    value = _shown(setting.default)
    shown = '"…"' if value is None or value == SET else as_toml(value)
    without = " (ohne Vorgabe)" if value is None else ""
    return f"# {setting.description}{without}\n#{name} = {shown}\n"


def as_toml(value: Any) -> str:
    """A value as TOML; its strings, numbers, truth values and lists are those of JSON."""
    return json.dumps(value, ensure_ascii=False, default=str)
