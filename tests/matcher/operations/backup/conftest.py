"""What several tests of backups begin with."""

from pathlib import Path

import pytest

from db.files import DataDir
from matcher.operations.backup.making import make_backup
from matcher.operations.backup.sets import BackupSet
from tests.support.stored.contents import change
from tests.support.stored.moments import NIGHT
from tests.support.stored.put_back import CHANGES, SETTINGS


@pytest.fixture
def made(data: Path) -> BackupSet:
    """A set of the prepared folder, which was changed afterwards."""
    found = make_backup(DataDir(data), SETTINGS, NIGHT).made
    change(data / "kommune.db", *CHANGES)
    change(data / "katalog.db", "delete from fact")
    return found
