"""Keeping what pages compare: facts of the old versions that people rest on."""

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.work.decisions import decisions
from matcher.changes import recheck_stored, returned_stored
from matcher.changes.past_versions import keep_evaluated
from matcher.changes.recheck_stored import dealt


def keep_compared(data: DataDir) -> int:
    """Read and keep what the next visitor would have to wait for; returns how many versions.

    Run after matching, which says what people rest on. Without it pages show the same, later.
    """
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        wanted = recheck_stored.rested_on(db, dealt(own))
        wanted += returned_stored.rested_on(db, decisions(own))
        return keep_evaluated(db, dict.fromkeys(wanted))
