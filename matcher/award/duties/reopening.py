"""A duty that was ticked by mistake is open again, and the next one that came with it goes."""

from dataclasses import replace

from sqlite_utils import Database

from db.connection import write
from db.errors import FoerderlageError
from db.kommune.award import duties as stored
from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow
from db.kommune.log import Act
from matcher.award.stored import change_duty


def reopen(db: Database, award: AwardRow, seen: DutyRow, act: Act) -> DutyRow:
    """Open again what is done, as it was seen.

    Raises Conflict when somebody changed it since, FoerderlageError where somebody worked on the
    next one: then that counts, and nothing is stored.
    """
    with write(db):
        if not stored.remove_next(db, seen.id):
            raise FoerderlageError(
                "Die nächste, die damit angelegt wurde, hat schon jemand geändert.",
                "Bitte am Bescheid beide ansehen.",
            )
        return change_duty(db, award, seen, replace(seen, state="open", done_on=None), act)
