"""Making backups and letting old ones go.

A set is written under a hidden name, checked, and renamed when it is whole. The key that
signs forms (`secret`) is left out: whoever finds a backup must not be able to vouch for any,
and without it only the forms that are open have to be sent again.
"""

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from db.backup import RowCounts, copy_database, defects, foreign, row_counts
from db.connection import untouched
from db.errors import FoerderlageError
from db.faults import explained
from db.files import DataDir
from db.files import Kind as DatabaseKind
from matcher.operations.backup import rotation
from matcher.operations.backup.plain_files import write_plain_files
from matcher.operations.backup.sets import (
    MANIFEST,
    TEMPLATES,
    BackupSet,
    Kind,
    Manifest,
    StoredFile,
    backup_folder,
    is_sound,
    partial_name,
    partials_in,
    read_set,
    set_name,
    sets_in,
    sha256_of,
)
from matcher.settings.model import Settings

ABANDONED = timedelta(days=1)
"""Age after which an unfinished set belongs to nobody any more."""

_FOLDERS_NOT_SYNCED = frozenset(
    {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}
)
"""What a network drive, Windows or the folder above says that knows no syncing of folders."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A set that was written and checked; counts are those of its databases.

    `problem` tells in German why plain files or Word templates of the town are missing; the
    databases are sound even then.
    """

    made: BackupSet
    programmes: int
    projects: int
    problem: str = ""


def make_backup(
    data: DataDir,
    settings: Settings,
    now: datetime,
    *,
    folder: Path | None = None,
    kind: Literal["night", "hand", "safety"] = "night",
) -> BackupReport:
    """Write a checked set of both databases, settings and plain files.

    `now` is an aware moment that names the set; `folder` replaces that of the settings. The set
    is on the disk, not only handed to the system, before it gets its name.
    Neither readers nor writers are disturbed, and an older schema is kept as it is.
    Raises FoerderlageError when no sound set came about; then nothing of it is left.
    """
    folder = folder or backup_folder(data, settings)
    partial = None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = _free_name(folder, now)
        partial = folder / partial_name(name)
        partial.mkdir(mode=0o700)
        problem = _fill(partial, data, settings, now, kind)
        for path in (*partial.iterdir(), partial):
            _sync(path)
        made = partial.rename(folder / name)
        for path in (folder, folder.parent):
            _sync(path)
        return _report(read_set(made), problem)
    except (OSError, sqlite3.Error) as error:
        raise explained(error) from error
    finally:
        if partial is not None:
            shutil.rmtree(partial, ignore_errors=True)


def rotate(
    folder: Path, settings: Settings, now: datetime, kind: Literal["night", "hand"] = "night"
) -> list[str]:
    """Remove sets that the rule of `.rotation` no longer keeps; returns their names.

    A night lets go nights, one by hand lets go those by hand, so neither takes the place of the
    other; of those by hand all of a day stay or go. A night also lets go sets of which nobody
    knows who made them (whole days, too), safety copies older than the daily ones, and
    unfinished sets once nobody can be writing them. The last set from before an update stays,
    because it is the way back. Only files that a set's manifest lists are removed: a folder into
    which a person put something stays with it.
    """
    sets = [one for one in sets_in(folder) if one.complete]
    if kind == "hand":
        gone = _outlived(_of(sets, "hand"), settings, now, by_day=True)
        names = []
    else:
        names = _remove_abandoned(folder, now)
        gone = _outlived(_of(sets, "night"), settings, now)
        before = _outlived(_of(sets, "night", "unknown"), settings, now, by_day=True)
        gone += _of(before, "unknown")
        outdated = now - timedelta(days=settings.backup.daily)
        gone += [one for one in _of(sets, "safety") if one.created < outdated]
    way_back = _last_before_update(sets)
    gone = [one for one in gone if one is not way_back]
    for one in gone:
        _remove(one)
    return names + [one.path.name for one in gone]


def _last_before_update(sets: list[BackupSet]) -> BackupSet | None:
    """The newest set of another version than this one, which refuses no file of its own."""
    this = version("foerderlage")
    return max(
        (one for one in sets if one.manifest.version != this),
        key=lambda one: one.created,
        default=None,
    )


def _of(sets: list[BackupSet], *kinds: Kind) -> list[BackupSet]:
    return [one for one in sets if one.kind in kinds]


def _outlived(
    sets: list[BackupSet], settings: Settings, now: datetime, *, by_day: bool = False
) -> list[BackupSet]:
    """Those that the rule lets go, or only whole days of them."""
    made = [one.created for one in sets]
    asked: dict[datetime, bool] = {}

    def sound(moment: datetime) -> bool:
        if moment not in asked:
            asked[moment] = all(is_sound(one) for one in sets if one.created == moment)
        return asked[moment]

    rule = settings.backup
    gone = rotation.leaving(
        made, now.date(), daily=rule.daily, monthly=rule.monthly, is_sound=sound
    )
    gone = rotation.whole_days(gone, made) if by_day else gone
    return [one for one in sets if one.created in gone]


def _remove_abandoned(folder: Path, now: datetime) -> list[str]:
    """Remove sets that were never finished; returns the names that they have."""
    names = []
    for path, name in partials_in(folder):
        begun = datetime.strptime(name[:17], "%Y-%m-%d_%H%M%S").replace(tzinfo=now.tzinfo)
        if now - begun > ABANDONED:
            shutil.rmtree(path, ignore_errors=True)
            names.append(path.name)
    return names


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    is_folder = path.is_dir()
    try:
        opened = os.open(path, os.O_RDONLY if is_folder else os.O_RDWR)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as error:
        if not (is_folder and error.errno in _FOLDERS_NOT_SYNCED):
            raise


def _remove(old: BackupSet) -> None:
    """The manifest goes first, so that a half-removed set is not taken for a whole one."""
    for name in (MANIFEST, *old.manifest.files):
        (old.path / name).unlink(missing_ok=True)
    if not any(old.path.iterdir()):
        old.path.rmdir()


def _free_name(folder: Path, now: datetime) -> str:
    """A second set of the same second, or after the clock was set back, gets a number."""
    base = name = set_name(now)
    number = 1
    while (folder / name).exists() or (folder / partial_name(name)).exists():
        number += 1
        name = f"{base}-{number}"
    return name


def _fill(
    partial: Path,
    data: DataDir,
    settings: Settings,
    now: datetime,
    kind: Literal["night", "hand", "safety"],
) -> str:
    """Write everything into the folder, the manifest last; returns the problem, if any."""
    rows = {live.name: _copied(live, data, partial) for live in data.databases}
    if data.settings.exists():
        shutil.copyfile(data.settings, partial / data.settings.name)
    problems = [
        *(_foreign(partial / live.name, kind) for live, kind in data.databases.items()),
        *_templates(partial, data, settings),
        _plain_files(partial, list(rows)),
    ]
    files = {
        path.name: StoredFile(
            sha256=sha256_of(path), bytes=path.stat().st_size, rows=rows.get(path.name, {})
        )
        for path in sorted(partial.iterdir())
    }
    manifest = Manifest(
        version=version("foerderlage"),
        created=now,
        kind="safety" if kind == "safety" else "regular",
        occasion=None if kind == "safety" else kind,
        files=files,
    )
    (partial / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", "utf-8")
    for path in partial.iterdir():
        path.chmod(0o600)
    return " ".join(filter(None, problems))


def _foreign(copy: Path, kind: DatabaseKind) -> str:
    """Why a copy that is whole would not be put back, if so."""
    names = ", ".join(foreign(copy, kind)[:3])
    words = f"In {copy.name} steckt, was nicht von Förderlage ist ({names}); bitte entfernen, denn "
    return f"{words}„matcher restore“ nimmt diese Sicherung sonst nicht." if names else ""


def _templates(partial: Path, data: DataDir, settings: Settings) -> Iterator[str]:
    """Copy the town's Word templates; says which are missing that the settings name."""
    for setting, stored in TEMPLATES.items():
        name = getattr(settings.documents, setting)
        if name is None:
            continue
        try:
            shutil.copyfile(data.path / name, partial / stored)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError):
            yield f"Die Word-Vorlage {data.path / name} fehlt oder ist nicht lesbar."


def _plain_files(partial: Path, databases: list[str]) -> str:
    with tempfile.TemporaryDirectory(dir=partial) as scratch:
        # reading needs the present schema, the set keeps the one it found
        for name in databases:
            shutil.copyfile(partial / name, Path(scratch) / name)
        try:
            write_plain_files(DataDir(Path(scratch)), partial)
        except ValueError as error:  # stored by a version that checked less
            return f"Nicht alles ließ sich als Datei ausgeben ({error})."
    return ""


def _copied(live: Path, data: DataDir, partial: Path) -> RowCounts:
    """Copy one database and check the copy against what was there."""
    copy = partial / live.name
    expected = copy_database(live, copy)
    found = defects(copy, data.databases[live])
    with untouched(copy) as connection:
        if not found and row_counts(connection) != expected:
            found = ["hat in der Kopie andere Zeilen"]
    if found:
        raise FoerderlageError(
            f"Die Sicherung wurde verworfen: {live.name} {found[0]}.",
            "Ältere Sicherungen bleiben; bitte „matcher doctor“ ausführen.",
        )
    return expected


def _report(made: BackupSet, problem: str) -> BackupReport:
    return BackupReport(
        made=made,
        programmes=made.rows("katalog.db", "programme"),
        projects=made.rows("kommune.db", "project"),
        problem=problem,
    )
