"""That somebody looked at the page of what is due soon: the day is noted, not who."""

from typing import Any

from db.kommune.handing.unanswered import note_opened, unopened
from db.kommune.log import Subject
from matcher.site.frame.sending.failures import NotStored
from matcher.site.frame.visit import Visit, read, write


async def note_opening(visit: Visit, own: Any, subject: Subject, duty: int | None = None) -> None:
    """Note it of a match, or of a duty by its number, once a day; nothing for what nobody watches.

    A page is shown even when this cannot be stored: then others are told a little early.
    """
    if not await read(own, lambda db: unopened(db, visit.today, subject, duty)):
        return
    try:
        await write(own, lambda db: note_opened(db, visit.today, subject, duty))
    except NotStored:
        return
