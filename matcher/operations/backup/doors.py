"""Which settings of a backup would let somebody in or lead out of the data folder; pure but for
links, which are followed.

A set may come from elsewhere. Its settings of access and its paths to other places count only
when whoever restores it asks for them.
"""

import copy
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from db.errors import FoerderlageError
from matcher.operations.backup.sets import TEMPLATES
from matcher.settings.in_force import as_toml
from matcher.settings.model import Settings

Doors = dict[str, Any]
"""Name of a setting with its section -> its value."""
_PATHS = ("backup.folder", "mail.password_file", *(f"documents.{name}" for name in TEMPLATES))
_HEADER = re.compile(r"\s*\[\s*([A-Za-z0-9_-]+)\s*\]\s*(?:#.*)?")
_ENTRY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")


def inside(folder: Path, name: str) -> bool:
    """Whether a path that a setting names from the data folder stays in it."""
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return False


def parsed(text: str) -> dict[str, Any] | None:
    """What a settings file says, unchecked; None for what is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def doors(said: Mapping[str, Any], folder: Path) -> Doors:
    """All settings of access in a file, and its paths that lead out of the folder."""
    access = _section(said, "access")
    found = {f"access.{name}": value for name, value in access.items()}
    for full in _PATHS:
        section, name = full.split(".")
        value = _section(said, section).get(name)
        if isinstance(value, str) and not inside(folder, value):
            found[full] = value
    return found


def differing(found: Doors, present: Settings) -> Doors:
    """Those that are not so already."""
    return {full: value for full, value in found.items() if _now(present, full) != value}


def opening(found: Doors, present: Settings) -> Doors:
    """Those that do more than shut a door that is open."""

    def shuts(full: str, value: Any) -> bool:
        if full == "access.session_days":
            return isinstance(value, int) and 1 <= value <= present.access.session_days
        return full in ("access.public", "access.proxy_newcomers") and value is False

    return {full: value for full, value in found.items() if not shuts(full, value)}


def refuse_invalid(found: Doors) -> None:
    """Raise FoerderlageError, before anything is changed, for values that must not count."""
    sections: dict[str, dict[str, Any]] = {}
    for full, value in found.items():
        section, name = full.split(".", 1)
        sections.setdefault(section, {})[name] = value
    for section, values in sections.items():
        try:
            type(getattr(Settings(), section)).model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join([section, *map(str, first["loc"])])
            why = str(first.get("ctx", {}).get("error") or "dieser Wert passt nicht")
            raise FoerderlageError(
                f"Die Sicherung bringt für „{place}“ etwas mit, das nicht gelten darf: {why}.",
                "Es wurde nichts verändert; bitte ohne --with-access zurückspielen.",
            ) from error


def words(found: Doors) -> list[str]:
    """Settings as they would be written in the file, each short enough for a line."""
    return [f"{full} = {_short(as_toml(value))}" for full, value in found.items()]


def without(text: str, found: Doors) -> str | None:
    """A settings file without these; None where it is written in a way we do not edit."""
    return _edited(text, dict.fromkeys(found), {})


def with_values(text: str, found: Doors) -> str | None:
    """A settings file with these; None where it is written in a way we do not edit."""
    return _edited(text, dict.fromkeys(found), found)


def _edited(text: str, gone: Mapping[str, None], new: Doors) -> str | None:
    """Whatever the lines look like, the result counts only if it says what it should."""
    lines, section = [], ""
    left = dict(new)
    for line in text.splitlines():
        header, entry = _HEADER.fullmatch(line), _ENTRY.match(line)
        if header:
            section = header[1]
        if not header and entry and f"{section}.{entry[1]}" in gone:
            continue
        lines.append(line)
        if header:
            here = [full for full in left if full.split(".")[0] == section]
            lines += [f"{full.split('.', 1)[1]} = {as_toml(left.pop(full))}" for full in here]
    for full, value in left.items():
        section, name = full.split(".", 1)
        if f"[{section}]" not in lines:
            lines += ["", f"[{section}]"]
        lines.insert(lines.index(f"[{section}]") + 1, f"{name} = {as_toml(value)}")
    made = "\n".join(lines) + "\n"
    said = parsed(made)
    wanted = _wanted(parsed(text) or {}, gone, new)
    return made if said is not None and _filled(said) == _filled(wanted) else None


def _wanted(said: dict[str, Any], gone: Mapping[str, None], new: Doors) -> dict[str, Any]:
    wanted = copy.deepcopy(said)
    for full in gone:
        section, name = full.split(".", 1)
        if isinstance(wanted.get(section), dict):
            wanted[section].pop(name, None)
    for full, value in new.items():
        section, name = full.split(".", 1)
        wanted.setdefault(section, {})[name] = value
    return wanted


def _filled(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in said.items() if part != {}}


def _section(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = said.get(name)
    return found if isinstance(found, Mapping) else {}


def _now(present: Settings, full: str) -> Any:
    section, name = full.split(".", 1)
    return getattr(getattr(present, section), name, None)


def _short(text: str, most: int = 80) -> str:
    plain = "".join(sign if sign.isprintable() else "�" for sign in text)
    return plain if len(plain) <= most else f"{plain[:most]}…"
