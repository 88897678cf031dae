"""Old versions that people rest on: which they are, and keeping what pages compare of them."""

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.work.decisions import decisions
from matcher.changes import recheck_stored, returned_stored
from matcher.changes.past_versions import keep_evaluated
from matcher.changes.recheck_stored import dealt

Version = tuple[str, str, int]
"""Source and key of a programme, and the number of one of its versions."""


def rested_on(data: DataDir) -> list[Version]:
    """The old versions that people had before them when they looked at or decided on a match."""
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        found = recheck_stored.rested_on(db, dealt(own))
        found += returned_stored.rested_on(db, decisions(own))
    return [*dict.fromkeys(found)]


def keep_compared(data: DataDir) -> int:
    """Read and keep what the next visitor would have to wait for; returns how many versions.

    Run after matching, which says what people rest on. Without it pages show the same, later.
    """
    wanted = rested_on(data)
    with catalogue_at(data.catalogue) as db:
        return keep_evaluated(db, wanted)
