"""Taking away an award that was entered for the wrong match, after a look at what it holds."""

from typing import Any

from datasette.utils.asgi import Response

from db.errors import FaultyFields, FoerderlageError
from matcher.award.removing import held, remove_award
from matcher.site.frame.forms import act_of
from matcher.site.frame.saving import fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.project.award.asked import AskedAward, asked_award

_BACK = "/bescheide#alle"


async def removal(datasette: Any, request: Any) -> Response:
    """What would go and what stays; POST removes it and keeps all in the log."""
    visit = Visit(datasette, request)
    asked = await asked_award(visit, "edit")
    if request.method != "POST":
        return await _show(visit, asked, "")
    sent = await fields(visit)
    reason = sent.get("grund", "")
    try:
        act = act_of(asked.me, sent)
        seen = asked.row_as_of(sent.get("version", ""))
        await once(visit, asked.own, act, lambda db: remove_award(db, seen, reason, act), _BACK)
    except FoerderlageError as error:
        return await _show(visit, asked, reason, error)
    words = (
        f"Die Bewilligung „{asked.programme}“ ist entfernt; das Protokoll behält, was sie enthielt."
    )
    return saved(visit, _BACK, words)


async def _show(
    visit: Visit, asked: AskedAward, reason: str, error: FoerderlageError | None = None
) -> Response:
    context = {
        "asked": asked,
        "held": await read(asked.own, lambda db: held(db, asked.row)),
        "reason": reason,
        "error": error,
        "faults": error.fields if isinstance(error, FaultyFields) else {},
    }
    return await visit.page("award/removal.html", context, status_of(error))
