"""What nobody reacts to, and which mails did not go, for the top of the start page."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.files import DataDir
from db.kommune import recipients
from db.kommune.handing.unanswered import watched
from db.kommune.people import Person, people
from db.nightly_status import read_status
from matcher.handover.sharing.delivery_stored import undelivered
from matcher.handover.sharing.shown import Heads, Silent, shown_to
from matcher.site.frame.visit import Visit, read


async def silent(visit: Visit, own: Any, me: Person) -> list[Silent]:
    """What this person sees of it, by day."""
    has_server = bool(visit.datasette.foerderlage.mail.host)

    def found(db: Database) -> list[Silent]:
        known = watched(db)
        if not any(one.deputy or one.head for one in known):
            return []
        served = recipients.recipients(db)
        heads = Heads(
            {one.id: one.person_id for one in served}, {one.id: one.department for one in served}
        )
        missing = undelivered(db, known, visit.today)
        if not has_server:
            missing = dict.fromkeys(missing, "ohne Mail, es ist kein Mailserver eingestellt")
        names = {one.id: one.name for one in people(db)}
        return shown_to(me, known, heads, undelivered=missing, names=names)

    return await read(own, found)


async def unsent(visit: Visit, own: Any, me: Person) -> Sequence[str]:
    """Which mails the last night could not hand over, in German, for who manages alone."""
    if not (me.may("manage") and visit.datasette.foerderlage.mail.host):
        return ()
    status = await asyncio.to_thread(read_status, DataDir(Path(own.path).parent))
    steps = status.last.steps if status is not None and status.last is not None else ()
    return tuple(problem for step in steps if step.name == "digest" for problem in step.problems)
