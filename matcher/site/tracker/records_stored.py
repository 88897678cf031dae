"""Records of applications and notices are filled out of what was saved in the browser."""

from typing import Any

from db.kommune.log import Act
from matcher.award.statements.filling_stored import enter, fillable, placed
from matcher.site.frame.sending.answers import say
from matcher.site.frame.sending.failures import NotStored
from matcher.site.frame.visit import Visit, read, write
from matcher.site.tracker.funding import lookup_in


async def fill_records(visit: Visit, own: Any, act: Act) -> None:
    """Enter what profiles state and no record has yet, in the name of whoever saved.

    What was saved is stored already: where the record cannot be, a message says so, and the next
    night makes up for it.
    """
    try:
        await _fill(visit, own, act)
    except NotStored as error:
        say(visit, f"Antrag und Bescheid übernimmt erst der Nachtlauf: {error.what}",
            kind=visit.datasette.WARNING)  # fmt: skip


async def _fill(visit: Visit, own: Any, act: Act) -> None:
    catalogue = await visit.catalogue()
    waiting = await read(own, lambda db: fillable(db, visit.today))
    if catalogue is None or not waiting:
        return
    lookup = lookup_in(await visit.searchable())
    known = await read(catalogue, lambda db: placed(db, waiting, lookup))
    filled = await write(own, lambda db: enter(db, known, lambda _: act))
    if filled.words:
        say(visit, f"{filled.words}. Bitte mit dem Bescheid vergleichen und ergänzen.")
