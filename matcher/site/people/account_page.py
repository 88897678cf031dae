"""One's own account: name, role and another password."""

from typing import Any

from datasette.utils.asgi import Response

from db.errors import FoerderlageError
from db.kommune import people
from db.kommune.passwords import SHORTEST
from db.kommune.people import Person
from db.vocabulary import ROLE_LABELS
from matcher.site.frame.forms import act_of
from matcher.site.frame.gate import sessions
from matcher.site.frame.visit import Visit, write
from matcher.site.people.door import Busy
from matcher.site.people.login_page import entered
from matcher.site.people.people_page import new_hash


async def account(datasette: Any, request: Any) -> Response:
    """The account, or another password for it; every other session of the person ends then."""
    visit = Visit(datasette, request)
    who = await visit.person()
    if request.method != "POST":
        return await _page(visit, who)
    try:
        return await _changed(visit, who, await request.post_vars())
    except FoerderlageError as error:
        return await _page(visit, who, error, 429 if isinstance(error, Busy) else 400)


async def _changed(visit: Visit, who: Person, posted: dict[str, str]) -> Response:
    if who.login is None or not await _has_password(visit, who):
        raise FoerderlageError("Diese Anmeldung hat kein Passwort.", "Es gibt nichts zu ändern.")
    own = await visit.needed_own("Es ist keine Datei der Kommune geladen.")
    act = act_of(who, posted)
    await entered(visit.datasette, visit.request, own, who.login, posted.get("bisher", ""))
    stored = await new_hash(visit.datasette, posted)
    await write(own, lambda db: people.set_password(db, who, stored, act))
    response = Response.redirect(visit.datasette.urls.path("/konto"))
    await sessions.begin(visit.datasette, visit.request, own, who, response)
    visit.datasette.add_message(visit.request, "Ihr Passwort ist geändert.")
    return response


async def _has_password(visit: Visit, who: Person) -> bool:
    return who.login is not None and not visit.request.actor.get("by_proxy")


async def _page(
    visit: Visit, who: Person, error: FoerderlageError | None = None, status: int = 200
) -> Response:
    context = {
        "who": who,
        "role": ROLE_LABELS[who.role],
        "error": error,
        "has_password": await _has_password(visit, who),
        "shortest": SHORTEST,
    }
    return await visit.page("people/account.html", context, status)
