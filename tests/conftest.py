"""Fixtures that several test folders share."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from sqlite_utils import Database

from db.files import kommune_at
from tests.support.processes.sample import plain_sample
from tests.support.servers.mail import Office, mail_server

# how long an example takes says how busy the machine is
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
ROOT = Path(__file__).resolve().parents[1]
SLOW = ("tests/matcher/cli/", "tests/faults/", "tests/db/katalog/test_commit",
        "tests/db/katalog/test_housekeeping", "tests/db/programmes/test_facts",
        "tests/matcher/facts/test_extract", "tests/matcher/operations/nightly/test_housekeeping",
        "tests/matcher/site/frame/test_helper", "tests/matcher/site/frame/at_once/test_worker",
        "tests/matcher/tracker/calendars/test_oparl",
        "tests/matcher/tracker/calendars/test_reading", "tests/crawlers/test_known_texts",
        "tests/matcher/site/frame/test_serving", "tests/matcher/profile/test_model",
        "tests/matcher/profile/sheets/test_writing", "tests/matcher/files/test_apart",
        "tests/matcher/documents/test_filling_bounds")  # fmt: skip
"""Files that crawl, serve or start processes, and those with endless texts."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What opens the demo or runs the command is slow; the long ones are not in `make test`."""
    for item in items:
        opens = "prepared" in getattr(item, "fixturenames", ())
        is_page = item.nodeid.startswith("tests/matcher/site/") and "page" in item.path.name
        if opens or is_page or item.nodeid.startswith(SLOW):
            item.add_marker(pytest.mark.slow)
        if opens:
            item.add_marker(pytest.mark.demo)


@pytest.fixture(autouse=True)
def no_helper_outlives_its_test() -> Iterator[None]:
    """Sites of tests are not shut down; the processes beside them are."""
    yield
    if helper := sys.modules.get("matcher.site.frame.helper"):
        helper.close_all()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded real data beside the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared liegt nicht neben dem Projekt")
    return folder


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample without what `matcher demo` has under way (council calendar, award), which tests
    fill as they need it; read only."""
    folder = tmp_path_factory.mktemp("demo") / "daten"
    plain_sample(folder)
    return folder


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """A copy of the prepared folder that a test may change."""
    copied = tmp_path / "daten"
    # by another process: closing a file that was read here would drop the locks of every site
    # that has it open here, and commands elsewhere would take its log away
    subprocess.run(["cp", "-R", str(prepared), str(copied)], check=True)
    for file in copied.glob("*.db"):
        # a site of another test may have the original open; the copy starts without its log
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
    return copied


@pytest.fixture
def own(data: Path) -> Iterator[Database]:
    """The municipality's file of that copy."""
    with kommune_at(data / "kommune.db") as db:
        yield db


@pytest.fixture
def office() -> Iterator[Office]:
    """A mail server that runs as long as the test."""
    with mail_server() as server:
        yield server
