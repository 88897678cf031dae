"""A backup that is put back after the folder was changed."""

from datetime import timedelta
from pathlib import Path

from db.files import DataDir
from matcher.operations.backup.restore import RestoreReport, restore
from matcher.operations.backup.sets import BackupSet
from matcher.settings.model import Settings
from tests.support.stored.moments import NIGHT

SETTINGS = Settings()
LATER = NIGHT + timedelta(hours=7)
CHANGES = ("update project set title = 'umbenannt'", "delete from pair where rank > 3")


def put_back(data: Path, chosen: BackupSet) -> RestoreReport:
    """Restore a set some hours after it was made."""
    return restore(DataDir(data), SETTINGS, chosen, LATER)
