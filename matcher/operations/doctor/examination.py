"""All checks in order; a check that cannot be made is itself a result."""

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from crawlers.source import load_sources
from db.connection import untouched
from db.faults import defect
from db.files import DataDir
from matcher.operations.backup.sets import backup_folder
from matcher.operations.doctor import databases, folder, machine
from matcher.operations.doctor.leaks import BuildSite, leaks
from matcher.operations.doctor.online import reachability
from matcher.operations.doctor.result import Result, error
from matcher.settings.model import Settings

Check = Callable[[], Iterable[Result]]


def examine(
    data: DataDir, now: datetime, build_site: BuildSite, *, contact: str = ""
) -> list[Result]:
    """Look at machine, folder and databases.

    The network is only touched with a `contact`, which names us to the sources.
    """
    results = [
        machine.python(sys.version_info[:3]),
        machine.sqlite(sqlite3.sqlite_version_info, machine.has_fts5()),
        machine.time_zone(),
    ]
    if not data.path.is_dir():
        missing = f"{data.path} gibt es nicht"
        advice = "Bitte --data oder FOERDERLAGE_DATA prüfen, sonst „matcher init“ ausführen."
        return [*results, error("Datenordner", missing, advice)]
    about_settings, effective = folder.settings_file(data.settings)
    results.append(about_settings)
    results += _guarded("Datenordner", lambda: _of_folder(data, effective, now))
    sound = [databases.soundness(path, kind) for path, kind in data.databases.items()]
    results += sound
    if all(result.level == "ok" for result in sound):
        for check in _content_checks(data, now, build_site):
            results += _guarded("Inhalt", check)
    if contact:
        addresses = {name: str(source.address) for name, source in load_sources().items()}
        results += reachability(addresses, contact)
    return results


def _of_folder(data: DataDir, effective: Settings, now: datetime) -> Iterator[Result]:
    yield from folder.rights(data, backup_folder(data, effective))
    stored = sum(path.stat().st_size for path in data.databases if path.exists())
    yield machine.disk_space(data.path, stored)
    yield folder.interrupted(data)
    yield folder.backups(data, effective, now)


def _content_checks(data: DataDir, now: datetime, build_site: BuildSite) -> Iterator[Check]:
    """What is in the databases; each check on its own, so that one cannot hide another."""
    yield lambda: databases.not_ours(data)
    yield lambda: [machine.clock(now, databases.newest_moment(data))]
    with untouched(data.catalogue) as db, untouched(data.kommune) as own:
        yield lambda: [databases.evidence(db)]
        yield lambda: [databases.orphans(db, own)]
        yield lambda: [databases.search_index(data.index, db)]
        yield lambda: databases.source_ages(db, now)
    yield lambda: [leaks(data, build_site)]


def _guarded(subject: str, check: Check) -> list[Result]:
    """The results, or that the check failed; the examination goes on."""
    try:
        return list(check())
    except Exception as problem:  # whatever a broken file makes a check raise is its result
        return [
            error(
                subject,
                f"eine Prüfung ist gescheitert ({defect(problem)})",
                "Bitte mit der Ausgabe von „matcher doctor --json“ melden.",
            )
        ]
