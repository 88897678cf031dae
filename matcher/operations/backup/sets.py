"""A backup on disk: one dated folder with both databases, plain files and a manifest."""

import hashlib
import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from db.backup import RowCounts, defects, foreign, row_counts
from db.connection import untouched
from db.errors import FoerderlageError
from db.files import DataDir
from matcher.files import apart
from matcher.files.apart import Allowance
from matcher.settings.model import Settings

MANIFEST = "manifest.json"
TEMPLATES = {
    "paper_template": "vorlage.docx",
    "sachbericht_template": "sachbericht.docx",
    "mittelabruf_template": "mittelabruf.docx",
    "verlaengerung_template": "verlaengerung.docx",
    "aenderung_template": "aenderung.docx",
}
"""Setting of section `documents` that names a Word template of the town -> its name in a set,
whatever it is in the data folder."""
MOST_MANIFEST = 1_000_000
"""Bytes of a manifest that are read; ours have a hundredth."""
READING = Allowance(
    seconds=3_600, processor=1_800,
    advice="Bitte eine andere Sicherung wählen („matcher restore --list“).",
)  # fmt: skip
"""What reading a set, which may be a foreign one, may take."""
Kind = Literal["night", "hand", "safety", "unknown"]
"""What a set was made for; of those from before that was noted, by night or by hand is unknown."""
KINDS: dict[Kind, str] = {
    "night": "Nachtlauf",
    "hand": "von Hand",
    "safety": "vor dem Zurückspielen",
    "unknown": "Sicherung",
}
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite would read together with a database; no set has any."""
_NAME = re.compile(r"\d{4}-\d\d-\d\d_\d{6}(?:-\d+)?")
_PARTIAL = re.compile(rf"\.({_NAME.pattern})\.teil")


class StoredFile(BaseModel):
    """One file of a set: digest and size; of a database the rows of its tables, too."""

    sha256: str
    bytes: int
    rows: RowCounts = {}


class Manifest(BaseModel):
    """What a set says about itself; written last, so that only whole sets have one.

    `occasion` came later than `kind`: a set without it is from before, and a version from
    before reads one with it.
    """

    format: Literal[1] = 1
    version: str
    created: AwareDatetime
    kind: Literal["regular", "safety"]
    occasion: Literal["night", "hand"] | None = None
    files: dict[Annotated[str, Field(pattern=r"^[a-z]+\.[a-z]+$")], StoredFile]


@dataclass(frozen=True, slots=True)
class BackupSet:
    """A folder whose manifest could be read."""

    path: Path
    manifest: Manifest

    @property
    def created(self) -> datetime:
        return self.manifest.created

    @property
    def kind(self) -> Kind:
        """What it was made for."""
        if self.manifest.kind == "safety":
            return "safety"
        return self.manifest.occasion or "unknown"

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.bytes for file in self.manifest.files.values())

    def rows(self, file: str, table: str) -> int:
        """How many rows a table of one of its databases holds."""
        stored = self.manifest.files.get(file)
        return stored.rows.get(table, 0) if stored else 0

    @property
    def complete(self) -> bool:
        """Whether every file is there in its size; cheap, unlike `check`."""
        return all(
            (self.path / name).is_file() and (self.path / name).stat().st_size == file.bytes
            for name, file in self.manifest.files.items()
        )


def backup_folder(data: DataDir, settings: Settings) -> Path:
    """Where the sets of a data folder lie."""
    return data.path / (settings.backup.folder or "sicherungen")


def set_name(moment: datetime) -> str:
    """2026-11-24_031500: sorts by time and is a file name everywhere."""
    return f"{moment:%Y-%m-%d_%H%M%S}"


def partial_name(name: str) -> str:
    """The name under which a set is written until it is whole."""
    return f".{name}.teil"


def partials_in(folder: Path) -> list[tuple[Path, str]]:
    """Sets that were never finished, with the name they were meant to get."""
    found = [(path, _PARTIAL.fullmatch(path.name)) for path in _entries(folder)]
    return [(path, match[1]) for path, match in found if match]


def sets_in(folder: Path) -> list[BackupSet]:
    """The sets of a folder, oldest first; what has no readable manifest is none."""
    found = []
    for path in _entries(folder):
        if _NAME.fullmatch(path.name):
            try:
                found.append(read_set(path))
            except FoerderlageError:
                continue
    return sorted(found, key=lambda one: (one.created, one.path.name))


def _entries(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []


def read_set(path: Path) -> BackupSet:
    """The set in this folder; raises FoerderlageError when there is none that we can read."""
    try:
        with (path / MANIFEST).open("rb") as file:
            manifest = Manifest.model_validate_json(file.read(MOST_MANIFEST))
    except FileNotFoundError as error:
        raise FoerderlageError(
            f"{path} ist keine Sicherung ({MANIFEST} fehlt).",
            "„matcher restore --list“ zeigt die vorhandenen.",
        ) from error
    except (OSError, ValidationError) as error:
        raise FoerderlageError(
            f"{path / MANIFEST} ist nicht lesbar.", "Bitte eine andere Sicherung wählen."
        ) from error
    return BackupSet(path, manifest)


def sha256_of(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check(chosen: BackupSet) -> None:
    """Read the whole set, apart; raises FoerderlageError naming the first thing that is wrong."""
    apart.read(f"Die Sicherung {chosen.path.name}", READING, read_through, chosen)


def read_through(chosen: BackupSet) -> None:
    """The same in this process."""
    for name, file in chosen.manifest.files.items():
        path = chosen.path / name
        if path.is_symlink():
            raise _unusable(chosen, f"{name} ist nur ein Verweis auf eine andere Datei")
        if not path.is_file():
            raise _unusable(chosen, f"{name} fehlt")
        if path.stat().st_size != file.bytes or sha256_of(path) != file.sha256:
            raise _unusable(chosen, f"{name} wurde seit dem Sichern verändert oder ist beschädigt")
    for live, kind in DataDir(chosen.path).databases.items():
        if live.name not in chosen.manifest.files:
            raise _unusable(chosen, f"{live.name} gehört nicht dazu")
        if beside := [s for s in _BESIDE if (chosen.path / (live.name + s)).exists()]:
            raise _unusable(chosen, f"{live.name}{beside[0]} gehört nicht dazu")
        if found := defects(live, kind):
            raise _unusable(chosen, f"{live.name} {found[0]}")
        if not _has_its_rows(chosen, live):
            raise _unusable(chosen, f"{live.name} hat andere Zeilen als beim Sichern")


def refuse_foreign(chosen: BackupSet) -> None:
    """Raise FoerderlageError for a set that was checked, but whose databases hold what no version
    of Förderlage makes: triggers and views act as soon as somebody reads or writes."""
    for live, kind in DataDir(chosen.path).databases.items():
        if found := foreign(live, kind):
            raise _unusable(
                chosen, f"{live.name} ist anders aufgebaut, als Förderlage es tut ({found[0]})"
            )


def _has_its_rows(chosen: BackupSet, live: Path) -> bool:
    try:
        with untouched(live) as connection:
            return row_counts(connection) == chosen.manifest.files[live.name].rows
    except sqlite3.Error:
        return False


def is_sound(chosen: BackupSet) -> bool:
    """Whether the whole set reads as it was written; takes as long as reading it."""
    try:
        check(chosen)
    except (FoerderlageError, OSError):
        return False
    return True


def _unusable(chosen: BackupSet, reason: str) -> FoerderlageError:
    return FoerderlageError(
        f"Die Sicherung {chosen.path.name} ist nicht brauchbar: {reason}.",
        "Es wurde nichts verändert; bitte eine andere wählen („matcher restore --list“).",
    )
