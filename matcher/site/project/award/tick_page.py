"""Ticking a duty with one click, from the start page and from lists."""

from dataclasses import replace
from typing import Any

from datasette.utils.asgi import Forbidden, NotFound, Response

from db.errors import FoerderlageError
from matcher import german
from matcher.award.duties.ahead import may_tick
from matcher.award.duties.coming import ticked
from matcher.award.stored import change_duty
from matcher.site.frame.forms import act_of, sent_form
from matcher.site.frame.gate.identity import Sentence
from matcher.site.frame.saving import fields
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit
from matcher.site.project.award.asked import asked_award
from matcher.site.project.award.duty_page import GONE

_NOT_NAMED = Sentence(
    "Ihre Rolle ist „lesen“, nötig ist „bearbeiten“. Abhaken dürfen Sie Pflichten, für die Sie"
    " zuständig sind oder die Sie vertreten."
)


async def tick(datasette: Any, request: Any) -> Response:
    """POST makes a duty done today and leads back to the page with the button.

    What somebody else changed since stays as it is, and the page says so.
    """
    visit = Visit(datasette, request)
    asked = await asked_award(visit)
    number = int(request.url_vars["duty"])
    found = next((one for one in asked.known.duties if one.id == number), None)
    if found is None or request.method != "POST":
        raise NotFound(GONE)
    if not may_tick(asked.me, found):
        raise Forbidden(_NOT_NAMED)
    sent = await fields(visit)
    form = sent_form(sent, f"{asked.path}#pflichten")
    back = form["back"]
    try:
        act = act_of(asked.me, sent)
        seen = replace(found, version=form["version"])
        done, after = ticked(found, visit.today)
        await once(
            visit, asked.own, act,
            lambda db: change_duty(db, asked.row, seen, done, act, after), back,
        )  # fmt: skip
    except FoerderlageError as error:
        return saved(visit, back, f"„{found.title}“: {error}", datasette.ERROR)
    again = f" Nächstes Mal: {german.day(after.day)}." if after else ""
    return saved(visit, back, f"„{found.title}“ ist erledigt.{again}")
