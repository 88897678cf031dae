"""What comes back beside the databases: settings and the town's Word templates, which must
neither let anybody in nor land outside of the data folder.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from db.errors import FoerderlageError
from db.files import DataDir
from matcher.documents.active import objection
from matcher.operations.backup import doors
from matcher.operations.backup.sets import TEMPLATES, BackupSet, sha256_of
from matcher.settings.loading import load
from matcher.settings.model import Settings


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """The set holds a Word template of the town; `place` is where it belongs, None without a
    setting that names it. `state` tells whether it was put there: not "outside" of the data
    folder or as another kind of file, and not if it is "active"; then `why` says the reason."""

    stored: Path
    place: Path | None
    state: Literal["written", "same", "kept", "failed", "outside", "active"]
    why: str = ""


@dataclass(frozen=True, slots=True)
class SettingsReport:
    """What became of the settings of the set. `state` is "none" without any, "kept" where those
    of this machine stay, "written" where there were none, "unread" where those of the set could
    not be used. `left_out` are settings of access, and paths that lead outside, as they would be
    written: they differ and do not count; `taken` were asked for and count now."""

    state: Literal["none", "kept", "written", "unread"]
    left_out: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WantedSettings:
    """The text that the settings shall have, None to leave them, and what is told of it."""

    report: SettingsReport
    text: str | None = None


def wanted_settings(
    data: DataDir, settings: Settings, chosen: BackupSet, with_access: bool
) -> WantedSettings:
    """Settings describe this machine: those that are there stay, and nobody is let in unasked.

    Raises FoerderlageError for settings that are asked for and must or can not be taken.
    """
    if data.settings.name not in chosen.manifest.files:
        return WantedSettings(SettingsReport("none"))
    given = (chosen.path / data.settings.name).read_bytes().decode("utf-8", "replace")
    said, present = doors.parsed(given), data.settings.exists()
    if said is None:
        return WantedSettings(SettingsReport("kept" if present else "unread"))
    found = doors.differing(doors.doors(said, data.path), settings)
    told = tuple(doors.words(found))
    if with_access:
        doors.refuse_invalid(found)
        if not present:
            return WantedSettings(SettingsReport("written", taken=told), given)
        if not found:
            return WantedSettings(SettingsReport("kept"))
        text = doors.with_values(data.settings.read_text("utf-8"), found)
        if text is None:
            raise FoerderlageError(
                f"{data.settings} ist so geschrieben, dass sich nichts einsetzen lässt.",
                f"Bitte von Hand eintragen: {'; '.join(told)}. Es wurde nichts verändert.",
            )
        return WantedSettings(SettingsReport("kept", taken=told), text)
    if present:
        return WantedSettings(SettingsReport("kept", told))
    found = doors.opening(found, settings)
    text = doors.without(given, found) if found else given
    state: Literal["written", "unread"] = "unread" if text is None else "written"
    return WantedSettings(SettingsReport(state, tuple(doors.words(found))), text)


def write_settings(data: DataDir, text: str) -> None:
    """In one step, with the rights of the file before; never for others to read."""
    mode = data.settings.stat().st_mode & 0o770 if data.settings.exists() else 0o640
    new = data.settings.with_name(f".{data.settings.name}.neu")
    new.touch(mode=0o600)
    new.write_text(text, "utf-8")
    new.chmod(mode)
    new.replace(data.settings)


def templates_from(
    chosen: BackupSet, data: DataDir, settings: Settings
) -> tuple[TemplateReport, ...]:
    """Put the town's Word templates where the settings in force look for them, if none is there."""
    return tuple(
        _put_back(chosen, data, stored, getattr(settings.documents, setting))
        for setting, stored in TEMPLATES.items()
        if stored in chosen.manifest.files
    )


def _put_back(chosen: BackupSet, data: DataDir, kept: str, name: str | None) -> TemplateReport:
    stored = chosen.path / kept
    if name is None:
        return TemplateReport(stored, None, state="kept")
    place = data.path / name
    if not doors.inside(data.path, name) or place.suffix.lower() != stored.suffix:
        return TemplateReport(stored, place, state="outside")
    if why := objection(stored):
        return TemplateReport(stored, place, state="active", why=why)
    try:
        if place.exists():
            same = sha256_of(place) == chosen.manifest.files[kept].sha256
            return TemplateReport(stored, place, state="same" if same else "kept")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(stored, place)
        place.chmod(0o640)
    except OSError:
        return TemplateReport(stored, place, state="failed")
    return TemplateReport(stored, place, state="written")


def settings_of(data: DataDir) -> Settings:
    """The settings that came back; the usual ones where this version does not take them, which
    the next command says."""
    try:
        return load(data.settings)
    except FoerderlageError:
        return Settings()
