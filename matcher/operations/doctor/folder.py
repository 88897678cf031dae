"""Checks of the data folder: rights, settings, backups, a restore that was cut short."""

import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from db.errors import FoerderlageError
from db.files import DataDir
from matcher import german, settings
from matcher.operations.backup.sets import backup_folder, sets_in
from matcher.operations.doctor.result import Result, error, ok, warning
from matcher.settings.model import Settings

_OTHERS = stat.S_IRWXO


def rights(data: DataDir, backups: Path) -> Iterator[Result]:
    """Whether others on this machine can read what is private, and we can write."""
    yield _writable(data)
    shut_out = not data.path.stat().st_mode & stat.S_IXOTH
    for path in (data.kommune, data.secret, data.settings, data.profile, backups):
        if not path.exists():
            continue
        inside = path.parent == data.path
        if path.stat().st_mode & _OTHERS and not (inside and shut_out):
            level = warning if path in (data.profile, data.settings) else error
            yield level(
                "Dateirechte",
                f"{path.name} ist für alle Benutzer dieses Rechners zugänglich",
                f"Bitte ausführen: chmod o-rwx {path}",
            )
            return
    yield ok("Dateirechte", "nur für Eigentümer und Gruppe lesbar")


def _writable(data: DataDir) -> Result:
    closed = [p for p in (data.path, *data.databases) if p.exists() and not os.access(p, os.W_OK)]
    if closed:
        names = ", ".join(p.name for p in closed)
        return error(
            "Schreibrecht",
            f"kein Schreibrecht auf {names}",
            "Bitte Eigentümer und Rechte richten oder als der Benutzer arbeiten, dem sie gehören.",
        )
    return ok("Schreibrecht", "Ordner und Datenbanken beschreibbar")


def settings_file(path: Path) -> tuple[Result, Settings]:
    """Whether the settings are valid; with the defaults when they are not."""
    try:
        loaded = settings.load(path)
    except FoerderlageError as problem:
        return error("Einstellungen", problem.what, problem.advice), Settings.model_construct()
    source = path.name if path.exists() else "Vorgaben, keine Datei"
    return ok("Einstellungen", f"gültig ({source})"), loaded


def interrupted(data: DataDir) -> Result:
    """Whether a restore was cut short."""
    if name := data.half_restored:
        return error(
            "Zurückspielen",
            f"das Zurückspielen der Sicherung {name} wurde unterbrochen",
            f"Bitte „matcher restore {name}“ wiederholen.",
        )
    return ok("Zurückspielen", "keines unterbrochen")


def backups(data: DataDir, effective: Settings, now: datetime) -> Result:
    """How old the last backup is."""
    sets = [one for one in sets_in(backup_folder(data, effective)) if one.complete]
    advice = "Bitte „matcher backup“ ausführen und den nächtlichen Lauf prüfen."
    if not sets:
        return warning("Sicherung", "keine vorhanden", advice)
    past = [one for one in sets if one.created <= now]
    if not past:
        return warning("Sicherung", "alle liegen in der Zukunft", "Bitte die Uhr prüfen.")
    last = past[-1]
    words = f"die letzte vom {german.moment(last.created.isoformat())}"
    if (now - last.created).days > effective.backup.max_age_days:
        return warning("Sicherung", words, advice)
    return ok("Sicherung", f"{words}, {len(sets)} vorhanden")
