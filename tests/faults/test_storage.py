"""Storage that fails: the command says so in one line, and what is stored stays as it was.

Space is short by SQLite's limit of pages and by the system's limit of file sizes, rights are
those of the file system, locks are held by another process.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from db import clock
from db.errors import FoerderlageError
from db.faults import explained
from db.files import DataDir, catalogue_at
from db.katalog.commit import commit_harvest
from db.records import Fetched, Harvest, Programme
from matcher.matching.stored import match_stored
from matcher.operations.backup.making import make_backup
from matcher.sample import profile_file, write_export
from matcher.settings.model import Settings
from tests.support.processes.command import Ran, matcher
from tests.support.processes.limits import bound_by_file_rights, files_up_to, locked, no_free_page
from tests.support.stored.contents import assert_restored, change, contents, fingerprints
from tests.support.stored.moments import NIGHT

pytestmark = pytest.mark.slow

FULL = "kein Platz mehr"
SETTINGS = Settings()
NO_MATCHES = ("delete from pair", "delete from finding", "delete from programme_ref")


def assert_failed(ran: Ran, words: str) -> None:
    assert ran.code == 1, ran
    assert ran.err.startswith("Fehler: "), ran
    assert ran.err.count("\n") == 1, ran
    assert words in ran.err


def without_unfinished_runs(data: Path) -> object:
    """The content but for runs that were begun and never finished; those count nowhere."""
    found = contents(data)
    runs = found["kommune.db"]["match_run"]
    found["kommune.db"]["match_run"] = [run for run in runs if run[2]]
    return found


def without_failed_crawls(data: Path) -> object:
    """The content but for the record of runs that failed."""
    found = contents(data)
    runs = found["katalog.db"]["crawl_run"]
    found["katalog.db"]["crawl_run"] = [run for run in runs if run[2] != "failed"]
    return found


def backups(data: Path) -> list[str]:
    folder = data / "sicherungen"
    return sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []


# --- the disk is full -----------------------------------------------------------------------


def test_backup_when_no_page_is_free(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(data)
    with no_free_page(monkeypatch), pytest.raises(FoerderlageError, match=FULL):
        make_backup(DataDir(data), SETTINGS, NIGHT)
    assert contents(data) == before
    assert backups(data) == []


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_backup_when_files_cannot_grow(data: Path, share: float) -> None:
    good = make_backup(DataDir(data), SETTINGS, NIGHT).made
    before = contents(data)
    size = int((data / "katalog.db").stat().st_size * share)
    assert_failed(matcher("backup", data=data, preexec_fn=files_up_to(size)), FULL)
    assert contents(data) == before
    assert backups(data) == [good.path.name]


def test_restore_when_files_cannot_grow(data: Path) -> None:
    made = make_backup(DataDir(data), SETTINGS, NIGHT).made
    change(data / "kommune.db", "update project set title = 'anders'")
    before = contents(data)
    # the safety copy fits, the journal of the catalogue is a little larger than that
    limit = files_up_to((data / "katalog.db").stat().st_size + 1000)
    ran = matcher("restore", made.path.name, "--yes", data=data, preexec_fn=limit)
    assert_failed(ran, FULL)
    assert contents(data) == before
    assert not DataDir(data).restoring.exists()
    assert matcher("restore", made.path.name, "--yes", data=data).code == 0
    assert_restored(data, contents(made.path))


@pytest.mark.parametrize(
    ("size", "words"), [(40_000, "crawl.log"), (200_000, FULL)], ids=["fetching", "committing"]
)
def test_crawl_when_files_cannot_grow(data: Path, tmp_path: Path, size: int, words: str) -> None:
    change(data / "katalog.db", "update programme set content_hash = 'alt'",
           "delete from conversion", "update crawl_run set sha256 = ''")  # fmt: skip
    write_export(tmp_path / "export.zip")
    before = without_failed_crawls(data)
    ran = matcher("crawl", "foerderdatenbank", "--from", tmp_path / "export.zip", data=data,
                  preexec_fn=files_up_to(size))  # fmt: skip
    assert_failed(ran, words)
    assert without_failed_crawls(data) == before
    ran = matcher("crawl", "foerderdatenbank", "--from", tmp_path / "export.zip", data=data)
    assert (ran.code, "43 geändert" in ran.out) == (0, True)


def test_commit_of_a_crawl_when_no_page_is_free(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(data)
    harvest = Harvest(programmes=[
        Programme("foerderdatenbank", f"neu/{n}", "https://example.org", "Neu", "state",
                  texts={"description": f"{n} " * 2000})
        for n in range(50)
    ])  # fmt: skip
    fetched = Fetched("https://example.org", NIGHT, NIGHT)
    with (
        no_free_page(monkeypatch),
        catalogue_at(data / "katalog.db") as db,
        pytest.raises(sqlite3.OperationalError) as caught,
    ):
        commit_harvest(db, "foerderdatenbank", harvest, fetched, NIGHT.date())
    assert FULL in str(explained(caught.value))
    assert contents(data) == before


def test_matching_when_no_page_is_free(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(data / "kommune.db", *NO_MATCHES)
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        connection.execute("vacuum")
    before = without_unfinished_runs(data)
    with no_free_page(monkeypatch), pytest.raises(sqlite3.OperationalError) as caught:
        match_stored(DataDir(data), date(2026, 11, 24), lambda _done, _total: None)
    assert FULL in str(explained(caught.value))
    assert without_unfinished_runs(data) == before


def test_matching_when_files_cannot_grow(data: Path) -> None:
    change(data / "kommune.db", *NO_MATCHES)
    before = without_unfinished_runs(data)
    ran = matcher("run", "--today", "2026-11-24", data=data, preexec_fn=files_up_to(40_000))
    assert_failed(ran, FULL)
    assert without_unfinished_runs(data) == before
    assert matcher("run", "--today", "2026-11-24", data=data).code == 0
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        assert connection.execute("select count(*) from pair").fetchone() == (3 * 43,)


# --- nothing may be written -----------------------------------------------------------------


@pytest.fixture
def read_only(data: Path) -> Iterator[Path]:
    """A data folder that its user may read and not write."""
    for at in (NIGHT, clock.now()):
        make_backup(DataDir(data), SETTINGS, at)
    paths = [data, *data.rglob("*")]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    yield data
    for path in paths:
        path.chmod(0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize(
    "command",
    [("backup",), ("run",), ("extract",), ("projects", "import", str(profile_file())),
     ("restore", "2026-11-24_031500", "--yes")],
    ids=lambda command: command[0],
)  # fmt: skip
def test_commands_that_write_say_that_they_may_not(
    read_only: Path, command: tuple[str, ...]
) -> None:
    before = fingerprints(read_only)
    ran = matcher(*command, data=read_only, preexec_fn=bound_by_file_rights)
    assert_failed(ran, "schreibgeschützt")
    assert fingerprints(read_only) == before


def test_doctor_works_on_a_folder_for_reading_only(read_only: Path) -> None:
    before = fingerprints(read_only)
    ran = matcher("doctor", data=read_only, preexec_fn=bound_by_file_rights)
    assert (ran.code, "kein Schreibrecht auf" in ran.out) == (1, True)
    assert "1 Fehler, 0 Warnungen" in ran.out
    assert fingerprints(read_only) == before


def test_a_backup_of_a_writable_folder_to_one_for_reading_only(data: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir(mode=0o500)
    ran = matcher("backup", "--to", stick, data=data, preexec_fn=bound_by_file_rights)
    assert_failed(ran, "schreibgeschützt")
    assert list(stick.iterdir()) == []


# --- another process holds the lock ---------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [("run",), ("projects", "import", str(profile_file())),
     ("restore", "2026-11-24_031500", "--yes")],
    ids=lambda command: command[0],
)  # fmt: skip
def test_a_locked_database_is_told_after_the_wait_of_the_settings(
    data: Path, command: tuple[str, ...]
) -> None:
    make_backup(DataDir(data), SETTINGS, NIGHT)
    before = contents(data)
    with locked(data / "kommune.db"):
        ran = matcher(*command, data=data,
                      environment={"FOERDERLAGE_DATABASE__BUSY_SECONDS": "0.2"})  # fmt: skip
    assert_failed(ran, "von einem anderen Programm gesperrt")
    assert contents(data) == before


@contextmanager
def locked_by_another_process(path: Path, seconds: int) -> Iterator["subprocess.Popen[str]"]:
    """A process that writes and holds the lock for so long, or until the block ends."""
    program = (
        "import sqlite3, sys, time\n"
        f"c = sqlite3.connect({str(path)!r}, isolation_level=None)\n"
        "c.execute('begin immediate')\n"
        "print('locked', flush=True)\n"
        f"time.sleep({seconds})\n"
        "c.execute('rollback')\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as p:
        try:
            assert p.stdout is not None
            assert p.stdout.readline() == "locked\n"
            yield p
        finally:
            p.terminate()


def test_a_lock_of_thirty_seconds_outlasts_the_default_wait(data: Path) -> None:
    before = contents(data)
    with locked_by_another_process(data / "kommune.db", 30) as holder:
        ran = matcher("projects", "import", profile_file(), data=data)
        assert holder.poll() is None
    assert_failed(ran, "von einem anderen Programm gesperrt")
    assert contents(data) == before


def test_a_short_lock_is_waited_for(data: Path) -> None:
    with locked_by_another_process(data / "kommune.db", 3):
        assert matcher("projects", "import", profile_file(), data=data).code == 0


def test_a_backup_waits_for_nobody(data: Path) -> None:
    before = contents(data)
    with locked_by_another_process(data / "kommune.db", 30) as holder:
        made = make_backup(DataDir(data), SETTINGS, NIGHT).made
        assert holder.poll() is None
    assert contents(made.path) == before
