"""Every form of the site on its way to its page: once, by somebody logged in, nothing typed lost.

Without a login the answer is the login form, which carries what was typed in hidden fields and
is sent to the same address. After the login the page shows its form with that content and a
number of its own; stored is nothing until its person sends it from there.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils.asgi import Forbidden, Response

from db.errors import FoerderlageError
from db.files import KOMMUNE_ID
from db.kommune.sent_forms import Sent
from matcher.site.frame.gate import errors, sessions
from matcher.site.frame.gate.access import database_of
from matcher.site.frame.gate.identity import Sentence
from matcher.site.frame.gate.way_back import login_path
from matcher.site.frame.intake import refusals
from matcher.site.frame.sending import body as bodies
from matcher.site.frame.sending import carried
from matcher.site.frame.sending.answers import say
from matcher.site.frame.sending.body import BODY
from matcher.site.frame.sending.fields import CONTENT, TYPED, Pairs, body_of, digest, pairs_of
from matcher.site.frame.sending.once import Already, already, known
from matcher.site.frame.visit import Visit
from matcher.site.people.login_page import entered, login_form

Page = Callable[[Any, Any], Awaitable[Response]]
_FILE_AGAIN = "Die Datei ist nicht angekommen: bitte noch einmal auswählen."
_EXPIRED = FoerderlageError(
    "Das Formular passte nicht mehr zur Anmeldung; gespeichert ist nichts.",
    "Ihre Eingaben sind noch da.",
)
_OVER = FoerderlageError(
    "Ihre Anmeldung ist abgelaufen; gespeichert ist noch nichts.",
    "Was Sie geschrieben haben, steht nach dem Anmelden wieder im Formular.",
)
_STORED = "Schon gespeichert; es wurde nichts doppelt eingetragen. Bitte neu anmelden."
_OVER_WITH_FILE = FoerderlageError(
    "Ihre Anmeldung ist abgelaufen; die Datei ist nicht gespeichert.",
    "Bitte nach dem Anmelden noch einmal auswählen.",
)


def taking(page: Page) -> Page:
    """A page whose forms are taken as this module says."""

    async def taken(datasette: Any, request: Any) -> Response:
        visit = Visit(datasette, request)
        if request.method != "POST":
            expired = request.scope.get(refusals.EXPIRED)
            if expired is None:
                return await page(datasette, request)
            return await login_form(visit, _EXPIRED, typed=carried.brought(expired) or expired)
        try:
            return await _taken(visit, page)
        except Already as sent:
            return already(visit, sent.sent)

    return taken


async def _taken(visit: Visit, page: Page) -> Response:
    request = visit.request
    if _with_file(request):
        if request.actor is not None:
            return await page(visit.datasette, request)
        return await login_form(visit, _OVER_WITH_FILE, typed=())
    try:
        pairs = _pairs(request)
    except FoerderlageError as error:
        return await errors.refused(visit.datasette, request, error)
    again = carried.brought(pairs)
    if again is not None:
        return await _returned(visit, page, pairs, again)
    content = digest(request.path, pairs)
    before = await _before(visit, pairs, content)
    if request.actor is not None:
        request.scope |= {CONTENT: content, TYPED: pairs}
        return already(visit, before) if before else await _shown(visit, page, pairs)
    if before is None:
        return await login_form(visit, _OVER, typed=pairs)
    say(visit, _STORED, kind=visit.datasette.WARNING)
    return Response.redirect(visit.datasette.urls.path(login_path(before.back)), status=303)


async def _before(visit: Visit, pairs: Pairs, content: str) -> Sent | None:
    """This very form, if it was accepted before."""
    own = await database_of(visit.datasette, KOMMUNE_ID)
    mark = next((value for name, value in pairs if name == "form"), "")
    return await known(own, mark, content) if own is not None and mark else None


async def _shown(visit: Visit, page: Page, pairs: Pairs) -> Response:
    """The page's answer; where a role does not suffice, another login is offered."""
    try:
        return await page(visit.datasette, visit.request)
    except Forbidden as refused:
        words = refused.args[0] if refused.args else ""
        if not isinstance(words, Sentence):
            raise
        error = FoerderlageError(words, "Gespeichert ist nichts.")
        return await login_form(visit, error, typed=pairs, another=True)


async def _returned(visit: Visit, page: Page, pairs: Pairs, again: Pairs) -> Response:
    """Log in, if a name came along, and show the form with what was carried."""
    request, given = visit.request, dict(pairs)
    name, token = given.get("name", ""), ""
    if name or request.actor is None:
        own = await database_of(visit.datasette, KOMMUNE_ID)
        try:
            found = await entered(visit.datasette, request, own, name, given.get("passwort", ""))
            token = await sessions.started(request, own, sessions.of_account(found))
        except FoerderlageError as error:
            return await login_form(visit, error, typed=again, name=name)
        request.scope["actor"] = sessions.actor_of(found[0])
    response = await _with_content(visit, page, again)
    if token:
        sessions.keep(visit.datasette, response, token)
    return response


async def _with_content(visit: Visit, page: Page, again: Pairs) -> Response:
    request = visit.request
    if not [one for one in again if one[0] != "form"]:  # a file, which no page can carry
        say(visit, _FILE_AGAIN, kind=visit.datasette.WARNING)
        return Response.redirect(visit.datasette.urls.path(request.full_path), status=303)
    request.scope[BODY] = body_of(again)
    request.receive = bodies.replay(request.scope[BODY])
    request.scope[TYPED] = again
    return await _shown(visit, page, again)


def _pairs(request: Any) -> Pairs:
    """The fields of a form; FoerderlageError where there would be no room to carry them."""
    pairs = pairs_of(request.scope[BODY])
    if request.actor is None and carried.size(carried.brought(pairs) or pairs) > carried.MOST:
        raise carried.too_large()
    return pairs


def _with_file(request: Any) -> bool:
    return str(request.headers.get("content-type", "")).startswith("multipart/form-data")
