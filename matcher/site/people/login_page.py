"""Logging in by name, and logging out."""

from http import HTTPStatus
from typing import Any

from datasette.utils.asgi import Response

from db.errors import FoerderlageError
from db.files import KOMMUNE_ID
from db.kommune import people
from matcher.site.frame.gate import sessions
from matcher.site.frame.gate.access import database_of
from matcher.site.frame.gate.login_link import HOW
from matcher.site.frame.gate.way_back import own_path
from matcher.site.frame.sending.carried import MARKER, readable, to_carry
from matcher.site.frame.sending.failures import Refused
from matcher.site.frame.sending.fields import Pairs
from matcher.site.frame.visit import Visit, read
from matcher.site.people.door import Account, Busy, Door

_WRONG = FoerderlageError(
    "Anmeldename oder Passwort stimmen nicht.",
    "Groß- und Kleinschreibung zählt beim Passwort; ein vergessenes setzt neu, wer hier Personen"
    " verwaltet.",
)
_NO_ACCESS = FoerderlageError(
    "Ihr Konto hat zurzeit keinen Zugang.", "Bitte an die Person wenden, die Konten verwaltet."
)


async def login(datasette: Any, request: Any) -> Response:
    """The form, or the login and the way back to the page one came from."""
    visit = Visit(datasette, request)
    if request.method != "POST":
        return await _form(visit, "", request.args.get("weiter") or "/")
    posted = await request.post_vars()
    given, back = posted.get("name", ""), posted.get("weiter", "/")
    own = await database_of(datasette, KOMMUNE_ID)
    if own is None:
        return await _form(visit, given, back)
    try:
        found = await entered(datasette, request, own, given, posted.get("passwort", ""))
        token = await sessions.started(request, own, sessions.of_account(found))
    except FoerderlageError as error:
        return await _form(visit, given, back, error)
    response = Response.redirect(datasette.urls.path(own_path(back)))
    sessions.keep(datasette, response, token)
    return response


async def login_form(
    visit: Visit,
    error: FoerderlageError,
    *,
    typed: Pairs,
    name: str = "",
    another: bool = False,
) -> Response:
    """The login form in the place of a form that was sent without the right to it.

    It carries what was `typed` and is sent to the same address; `name` was tried already,
    `another` login may help where one is in force.
    """
    request = visit.request
    asks = (request.actor is None or another) and await sessions.by_name(visit.datasette)
    context = {
        "name": name,
        "error": error,
        "action": request.full_path,
        "carried": to_carry(typed),
        "readable": readable(typed),
        "marker": MARKER,
        "asks": asks and not (request.actor or {}).get("by_proxy"),
        "by_name": await sessions.by_name(visit.datasette),
        "how": HOW,
    }
    return await visit.page("people/login.html", context, _status(error))


async def entered(datasette: Any, request: Any, own: Any, name: str, password: str) -> Account:
    """The person with this name and password, and the hash it was compared with.

    FoerderlageError for others, after a while.
    """
    compared = ""

    async def find(login: str) -> Account | None:
        nonlocal compared
        found: Account | None = await read(own, lambda db: people.account(db, login))
        compared = found[1] if found else ""
        return found

    client = request.scope.get("client")
    address = client[0] if client else ""
    door: Door = datasette.foerderlage_door
    who = await door.enter(find, name, password, address)
    if who is None:
        raise _WRONG
    if not who.may("read"):
        raise _NO_ACCESS
    return who, compared


async def logout(datasette: Any, request: Any) -> Response:
    """Ask for the logout, or end the session and return to the start page."""
    if request.method != "POST":
        if not request.actor:
            return Response.redirect(datasette.urls.instance())
        return await Visit(datasette, request).page("logout.html", {})
    own = await database_of(datasette, KOMMUNE_ID)
    if own is not None:
        await sessions.end(request, own)
    response = Response.redirect(datasette.urls.instance())
    sessions.forget(datasette, response)
    datasette.add_message(request, "Sie sind abgemeldet.")
    return response


async def _form(
    visit: Visit, name: str, back: str, error: FoerderlageError | None = None
) -> Response:
    by_name = await sessions.by_name(visit.datasette)
    context = {
        "name": name,
        "back": own_path(back),
        "error": error,
        "action": "/anmelden",
        "asks": by_name,
        "by_name": by_name,
        "how": HOW,
    }
    return await visit.page("people/login.html", context, _status(error) if error else 200)


def _status(error: FoerderlageError) -> int:
    if isinstance(error, Refused):
        return error.status
    return HTTPStatus.TOO_MANY_REQUESTS if isinstance(error, Busy) else HTTPStatus.FORBIDDEN
