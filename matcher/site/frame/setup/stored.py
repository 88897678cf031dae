"""Which steps of the guided setup are done, read from both databases."""

import re
from typing import Any

from sqlite_utils import Database

from db.files import CATALOGUE_ID, KOMMUNE_ID
from db.kommune.town.setup import Step, set_aside
from matcher.site.frame.database import read
from matcher.site.frame.gate.access import database_of
from matcher.site.frame.setup.states import open_steps

_IN_USE = "select exists (select 1 from programme where gone_since is null)" \
          " and exists (select 1 from extraction)"  # fmt: skip
_DONE: dict[Step, str] = {
    "town": "select exists (select 1 from municipality)",
    "project": "select exists (select 1 from project)",
    "meetings": "select exists (select 1 from meeting) or exists (select 1 from meeting_source)",
    "mail": "select exists (select 1 from recipient)",
}
"""Step -> whether it is done, asked of the municipality's file."""
_ON_THE_WAY = re.compile(
    r"/|/projekt-neu|/projekte-einlesen|/projekt/[^/]+|/sitzungen(-einlesen)?|/benachrichtigungen"
    r"|/personen(/\d+)?|/kommunen.*|/kommune-neu"
)
"""Pages to which the guide leads, and the start page."""


async def done_in(datasette: Any, own: Any) -> frozenset[Step]:
    """The steps that are done; `own` is the municipality's file."""
    shown = await database_of(datasette, CATALOGUE_ID)
    filled = shown is not None and await read(shown, lambda db: _holds(db, _IN_USE))
    found: list[Step] = ["catalogue"] if filled else []
    found += await read(own, lambda db: [step for step in _DONE if _holds(db, _DONE[step])])
    return frozenset(found)


async def waiting(datasette: Any, request: Any | None) -> int:
    """How many steps wait, on pages that show the way back to the guide and to those who set up;
    0 elsewhere."""
    if request is None or not _ON_THE_WAY.fullmatch(request.path):
        return 0
    if request.actor is None or request.actor.get("role") != "manage":
        return 0
    own = await database_of(datasette, KOMMUNE_ID)
    if own is None:
        return 0
    return open_steps(await done_in(datasette, own), await read(own, set_aside))


async def is_new(datasette: Any, own: Any) -> bool:
    """Whether nothing of the town is stored yet and nobody ended the setup."""
    done = await done_in(datasette, own)
    return "town" not in done and open_steps(done, await read(own, set_aside)) > 0


def _holds(db: Database, question: str) -> bool:
    return bool(db.execute(question).fetchone()[0])
