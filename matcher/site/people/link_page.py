"""Logging in by the one-time link: a page with a button, which alone spends the link."""

from http import HTTPStatus
from typing import Any

from datasette.utils.asgi import Response
from sqlite_utils import Database

from db import clock, connection
from db.errors import FoerderlageError
from db.files import KOMMUNE_ID
from db.kommune import people
from db.kommune import sessions as stored
from db.kommune.people import SINGLE_USER
from matcher.site.frame.gate import errors, sessions
from matcher.site.frame.gate.access import database_of
from matcher.site.frame.gate.login_link import PATH, LoginLink
from matcher.site.frame.setup.states import PATH as GUIDE
from matcher.site.frame.setup.stored import is_new
from matcher.site.frame.visit import Visit, read


class _ByName(Exception):
    """The link is over, because accounts can be managed by name."""


class _NoAccess(FoerderlageError):
    """The link counts, but the person it logs in may not read."""


async def by_link(datasette: Any, request: Any) -> Response:
    """The page with the button, or the login of whoever pressed it."""
    pressed = request.method == "POST"
    given = (await request.post_vars() if pressed else request.args).get("token") or ""
    own = await database_of(datasette, KOMMUNE_ID)
    link: LoginLink = datasette.foerderlage_link
    if own is None or not link.opens(given) or await _outdated(own, link):
        return await _over(datasette, request)
    if not pressed:
        return await _page(datasette, request, given)
    if not link.take(given):
        return await _over(datasette, request)
    try:
        token = await sessions.started(request, own, lambda db, _now: _begun(db, link))
    except _ByName:
        return await _over(datasette, request)
    except _NoAccess as error:
        link.give_back(given)
        return await _page(datasette, request, given, error)
    except BaseException:
        link.give_back(given)
        raise
    first = GUIDE if await is_new(datasette, own) else "/"
    response = Response.redirect(datasette.urls.path(first))
    sessions.keep(datasette, response, token)
    return response


def _begun(db: Database, link: LoginLink) -> str:
    """The token of a session; _NoAccess and _ByName say why there is none."""
    now = clock.now()
    with connection.write(db):
        if not link.asked_for and people.has_managers(db):
            raise _ByName
        who = people.stand_in(db, SINGLE_USER, "manage", now)
        if not who.may("read"):
            raise _NoAccess(
                f"„{SINGLE_USER}“, als der dieser Link anmeldet, hat keinen Zugang mehr.",
                "Die Rolle ändert, wer Personen verwaltet; sonst legt „matcher users add“ ein"
                " Konto an.",
            )
        return stored.start(db, who.id, now)


async def _page(
    datasette: Any, request: Any, given: str, error: FoerderlageError | None = None
) -> Response:
    context = {"token": given, "link_path": PATH, "error": error}
    status = HTTPStatus.FORBIDDEN if error else HTTPStatus.OK
    response = await Visit(datasette, request).page("people/link.html", context, status)
    response.headers["cache-control"] = "no-store"  # what it shows opens the site
    return response


async def _outdated(own: Any, link: LoginLink) -> bool:
    managed: bool = await read(own, people.has_managers)
    return managed and not link.asked_for


async def _over(datasette: Any, request: Any) -> Response:
    """Back to the start for those who are logged in already; others learn how to get in."""
    if request.actor is not None:
        return Response.redirect(datasette.urls.instance())
    return await errors.link_over(datasette, request)
