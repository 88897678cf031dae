"""foerderlage.toml, checked when it is read; environment variables win.

The file lies in the data folder, because one folder is one town. Every value can be given as
FOERDERLAGE_<SECTION>__<NAME> instead, e.g. FOERDERLAGE_SITE__BASE_URL=/foerderlage/.
"""

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_settings import EnvSettingsSource, SettingsError

from db.errors import FoerderlageError
from db.faults import unreadable
from matcher.settings.model import Settings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def load(path: Path) -> Settings:
    """The settings of a file, defaults without one.

    Raises FoerderlageError that names file, entry and what is wrong with it.
    """
    try:
        return Settings(**from_file(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FoerderlageError(
            f"Einstellung „{place}“ in {path} oder in der Umgebung: {_in_german(first)}.",
            "Bitte berichtigen; alle Einstellungen stehen in docs/einstellungen.md.",
        ) from error
    except SettingsError as error:  # a whole section given as JSON that is none
        raise FoerderlageError(
            "Eine Umgebungsvariable FOERDERLAGE_… ist nicht lesbar.",
            "Bitte jede Einstellung einzeln setzen, wie docs/einstellungen.md es zeigt.",
        ) from error


def from_file(path: Path) -> dict[str, Any]:
    """What a settings file says, unchecked; nothing without a file."""
    try:
        return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except UnicodeDecodeError as error:
        raise FoerderlageError(
            f"{path} ist kein Text in UTF-8.", "Bitte mit einem Texteditor neu speichern."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise FoerderlageError(
            f"{path} ist{_place(error)} kein gültiges TOML.",
            "Bitte Anführungszeichen, Klammern und Gleichheitszeichen prüfen.",
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _place(error: tomllib.TOMLDecodeError) -> str:
    """Where the text stops being TOML; the parser tells it within an English sentence."""
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f" in Zeile {found[1]}, Spalte {found[2]}" if found else ""


def from_environment() -> dict[str, Any]:
    """What the environment says, unchecked."""
    return EnvSettingsSource(Settings)()


def _in_german(problem: "ErrorDetails") -> str:
    kind, limits = problem["type"], problem.get("ctx", {})
    fixed = {
        "extra_forbidden": "diese Einstellung gibt es nicht",
        "bool_parsing": "hier wird true oder false erwartet",
        "bool_type": "hier wird true oder false erwartet",
        "int_parsing": "hier wird eine ganze Zahl erwartet",
        "int_type": "hier wird eine ganze Zahl erwartet",
        "int_from_float": "hier wird eine ganze Zahl erwartet",
        "float_parsing": "hier wird eine Zahl erwartet",
        "float_type": "hier wird eine Zahl erwartet",
        "string_type": "hier wird Text in Anführungszeichen erwartet",
        "string_too_short": "der Wert ist leer",
        "too_short": "der Wert ist leer",
        "tuple_type": "hier wird eine Liste in eckigen Klammern erwartet",
        "literal_error": f"möglich sind {str(limits.get('expected')).replace(' or ', ' oder ')}",
        "model_type": "hier wird ein Abschnitt erwartet, kein einzelner Wert",
        "model_attributes_type": "hier wird ein Abschnitt erwartet, kein einzelner Wert",
        "url_parsing": "das ist keine Web-Adresse",
        "url_scheme": "die Adresse muss mit http:// oder https:// beginnen",
        "greater_than_equal": f"der Wert muss mindestens {limits.get('ge')} sein",
        "greater_than": f"der Wert muss größer als {limits.get('gt')} sein",
        "less_than_equal": f"der Wert darf höchstens {limits.get('le')} sein",
    }
    if kind == "value_error":  # raised by rules of ours
        return str(limits["error"])
    return fixed.get(kind, "dieser Wert passt hier nicht")
