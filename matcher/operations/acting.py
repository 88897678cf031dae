"""In whose name a night enters something."""

from datetime import datetime

from sqlite_utils import Database

from db.kommune.log import Act
from db.kommune.people import NIGHT, act_as


def night_act(db: Database, at: datetime) -> Act:
    """What a night does by itself, in the name „Nachtlauf“."""
    return act_as(db, NIGHT, "none", at)
