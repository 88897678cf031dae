"""Putting a backup back: everything is checked before anything changes, and nothing is lost.

The present state becomes a safety copy first. Both databases are written in place, so that a
running site goes on; should the second fail, the first is put back, and a restore that was
cut short is told by every command until it is repeated.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from db.backup import copy_database, defects, overwrite, refuse_if_locked
from db.connection import untouched
from db.errors import FoerderlageError
from db.faults import defect, explained
from db.files import DataDir, kommune_at
from db.kommune import feeds, sessions
from db.kommune.asked import asking
from matcher.operations.backup.beside import (
    SettingsReport,
    TemplateReport,
    settings_of,
    templates_from,
    wanted_settings,
    write_settings,
)
from matcher.operations.backup.making import make_backup
from matcher.operations.backup.sets import (
    BackupSet,
    backup_folder,
    check,
    read_set,
    refuse_foreign,
    set_name,
    sets_in,
)
from matcher.settings.model import Settings


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was put back and where the state before it is kept.

    `safety` is a set like any other, None when there was nothing sound to copy; `aside` is
    the folder of databases that were damaged, as they were.
    """

    restored: BackupSet
    safety: BackupSet | None
    aside: Path | None
    settings: SettingsReport
    templates: tuple[TemplateReport, ...] = ()

    @property
    def settings_written(self) -> bool:
        """Whether settings came from the set because there were none."""
        return self.settings.state == "written"


def find_set(folder: Path, name: str) -> BackupSet:
    """The set of this name in `folder`, or at this path.

    Raises FoerderlageError naming the latest ones when there is none.
    """
    if "/" in name or not (folder / name).is_dir():
        if Path(name).is_dir():
            return read_set(Path(name))
        known = ", ".join(one.path.name for one in sets_in(folder)[-3:]) or "keine"
        raise FoerderlageError(
            f"Die Sicherung „{name}“ gibt es in {folder} nicht.", f"Die letzten: {known}."
        )
    return read_set(folder / name)


def restore(
    data: DataDir,
    settings: Settings,
    chosen: BackupSet,
    now: datetime,
    *,
    with_access: bool = False,
) -> RestoreReport:
    """Put both databases of a set back; settings and Word templates only where there are none.

    Settings of access and paths that lead out of the data folder count only `with_access`, and
    then also where there are settings. Everybody is logged out, and subscriptions that are over
    here stay so: what was ended after the backup must not count again.
    Raises FoerderlageError when the set is not sound, another program is writing, space is
    short or writing fails; the stored state is then the one before.
    """
    check(chosen)
    refuse_foreign(chosen)
    wanted = wanted_settings(data, settings, chosen, with_access)
    sound = [p for p, kind in data.databases.items() if p.exists() and not defects(p, kind)]
    for path in sound:
        refuse_if_locked(path)
    _refuse_without_space(data, chosen)
    try:
        opening = _opening(data) if data.kommune in sound else None
        before = _keep_present(data, settings, sound, now)
        with _told_until_done(data, chosen):
            _put_back(data, chosen, before)
            with kommune_at(data.kommune) as own:
                sessions.end_all(own, now)
                if opening is not None:
                    feeds.end_others(own, opening[0], now)
                    asking.end_others(own, opening[1], now)
        if wanted.text is not None:
            write_settings(data, wanted.text)
    except (OSError, sqlite3.Error) as error:
        raise explained(error) from error
    # what follows needs no undoing: the databases are whole
    came = wanted.text is not None
    templates = templates_from(chosen, data, settings_of(data) if came else settings)
    return RestoreReport(
        chosen,
        before.safety,
        aside=before.aside,
        settings=wanted.report,
        templates=templates,
    )


def _opening(data: DataDir) -> tuple[frozenset[str], frozenset[str]]:
    """The subscriptions and the links of mails that open something before anything is put back."""
    with untouched(data.kommune) as connection:
        db = Database(connection)
        # files of earlier versions have none of them
        return (
            feeds.in_force(db) if db.table("feed").exists() else frozenset(),
            asking.in_force(db) if db.table("question").exists() else frozenset(),
        )


@contextmanager
def _told_until_done(data: DataDir, chosen: BackupSet) -> Iterator[None]:
    """A file that tells other commands of a restore for as long as the state may be half."""
    cut_short_before = data.restoring.exists()
    try:
        data.restoring.write_text(f"{chosen.path}\n", "utf-8")
        yield
    except FoerderlageError:
        raise
    except BaseException:
        if not cut_short_before:
            data.restoring.unlink(missing_ok=True)
        raise
    data.restoring.unlink()


@dataclass(frozen=True, slots=True)
class _Before:
    """The state before: a copy of every sound database, and where damaged ones will go."""

    copies: dict[Path, Path]
    safety: BackupSet | None = None
    aside: Path | None = None


def _keep_present(data: DataDir, settings: Settings, sound: list[Path], now: datetime) -> _Before:
    if len(sound) == len(data.databases):
        safety = make_backup(data, settings, now, kind="safety").made
        return _Before({path: safety.path / path.name for path in sound}, safety=safety)
    if not any(path.exists() for path in data.databases):
        return _Before({})
    aside = backup_folder(data, settings) / f"beschaedigt_{set_name(now)}"
    aside.mkdir(mode=0o700, parents=True)
    copies = {path: aside / path.name for path in sound}
    for path, copy in copies.items():
        copy_database(path, copy)
    return _Before(copies, aside=aside)


def _put_back(data: DataDir, chosen: BackupSet, before: _Before) -> None:
    """Sound databases are written in place, others replaced; on a failure all is as before."""
    fresh = {p: p.with_name(f".{p.name}.neu") for p in data.databases if p not in before.copies}
    done: list[Path] = []
    try:
        for path, new in fresh.items():
            overwrite(new, chosen.path / path.name)
        for path in before.copies:
            overwrite(path, chosen.path / path.name)
            done.append(path)
    except BaseException as error:
        for new in fresh.values():
            new.unlink(missing_ok=True)
        _return_to(before, done, chosen, error)
        raise
    for path, new in fresh.items():
        for suffix in ("", "-wal", "-shm"):
            part = path.with_name(path.name + suffix)
            if part.exists() and before.aside is not None:
                shutil.move(part, before.aside / part.name)
        new.replace(path)


def _return_to(before: _Before, done: list[Path], chosen: BackupSet, reason: BaseException) -> None:
    try:
        for path in done:
            overwrite(path, before.copies[path])
    except (OSError, sqlite3.Error) as again:
        raise FoerderlageError(
            f"Das Zurückspielen brach mittendrin ab ({_said(reason)}; {_said(again)}).",
            f"Bitte Platz schaffen und „matcher restore {chosen.path.name}“ wiederholen; bis "
            "dahin arbeitet kein anderer Befehl.",
        ) from again


def _refuse_without_space(data: DataDir, chosen: BackupSet) -> None:
    """Writing in place needs the size of the set once more, the safety copy that of now."""
    present = sum(path.stat().st_size for path in data.databases if path.exists())
    needed = chosen.size + 2 * present
    free = shutil.disk_usage(data.path).free
    if free < needed:
        raise FoerderlageError(
            f"In {data.path} sind nur {free // 1_000_000} MB frei, "
            f"gebraucht werden {needed // 1_000_000 + 1} MB.",
            "Bitte Platz schaffen; es wurde nichts verändert.",
        )


def _said(error: BaseException) -> str:
    """Why writing failed, without the full stop of a sentence."""
    if isinstance(error, sqlite3.Error | OSError):
        error = explained(error)
    return error.what.rstrip(".") if isinstance(error, FoerderlageError) else defect(error)
