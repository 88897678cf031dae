"""What becomes of what ends is decided: for some things, or for the whole project."""

from typing import Any, cast

from datasette.utils.asgi import NotFound, Response

from db.errors import FaultyFields, FoerderlageError
from db.kommune.award.endings import CHOICES, Choice, EndingRow
from db.kommune.work.decisions import Conflict
from matcher.award.lasting.radar import Outlook
from matcher.award.lasting.stored import Decision, state_of
from matcher.award.lasting.stored import decide as store
from matcher.site.frame.forms import act_of
from matcher.site.frame.posted import Posted, posted
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit
from matcher.site.project.lasting.asked import GONE, AskedProject, asked_project
from matcher.site.project.lasting.project_page import show

WHOLE, BACK = "ganzes", "zurueck"
"""The box for the whole project; the choice that takes a decision back."""


async def decide(datasette: Any, request: Any) -> Response:
    """POST decides about what is ticked."""
    visit = Visit(datasette, request)
    asked = await asked_project(visit, "edit")
    found = asked.outlook
    if request.method != "POST" or found is None:
        raise NotFound(GONE)
    sent = await posted(request)
    back = f"{asked.path}#entscheiden"
    try:
        act = act_of(asked.me, {"form": sent.one("form")})
        wanted, chosen = _wanted(sent), _chosen(found, sent)
        await once(visit, asked.own, act, lambda db: store(db, found, chosen, wanted, act), back)
    except FoerderlageError as error:
        return await _again(visit, asked, sent, error)
    said = f"Entschieden: {CHOICES[wanted.choice]}." if wanted.choice else "Wieder offen."
    return saved(visit, back, said)


def _wanted(sent: Posted) -> Decision:
    choice = sent.one("wahl")
    if choice not in (*CHOICES, BACK):
        said = "Bitte wählen, was daraus wird."
        raise FaultyFields(said, fields={"wahl": said})
    made = None if choice == BACK else cast(Choice, choice)
    return Decision(made, sent.one("grund"))


def _chosen(found: Outlook, sent: Posted) -> list[EndingRow]:
    """What is ticked as the page showed it; nothing where it is about the whole project."""
    marked = sent.fields.get("was", [])
    if WHOLE in marked:
        if sent.one("stand") != state_of(found):
            raise Conflict(None)
        return []
    rows = {f"{one.id}.{one.version}": one for one, _ in found.rows}
    if not marked:
        said = "Bitte ankreuzen, worüber entschieden wird."
        raise FaultyFields(said, fields={"was": said})
    if not rows.keys() >= {*marked}:
        raise Conflict(None)
    return [rows[one] for one in dict.fromkeys(marked)]


async def _again(
    visit: Visit, asked: AskedProject, sent: Posted, error: FoerderlageError
) -> Response:
    given = {
        "was": sent.fields.get("was", []),
        "wahl": sent.one("wahl"),
        "grund": sent.one("grund"),
    }
    return await show(visit, asked, given, error)
