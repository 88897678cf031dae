"""Error pages: German, with what to do next, and without a word about the inside."""

import sqlite3
import sys
import traceback
from dataclasses import dataclass
from typing import Any

from datasette.utils import add_cors_headers
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

from db.errors import FoerderlageError
from matcher.site.frame.gate import sessions
from matcher.site.frame.gate.identity import Sentence
from matcher.site.frame.gate.login_link import HOW, MINUTES
from matcher.site.frame.gate.way_back import login_path
from matcher.site.frame.sending.carried import MARKER, readable, to_carry
from matcher.site.frame.sending.failures import NotStored, Refused, status_of, stored_failure
from matcher.site.frame.sending.fields import TYPED


@dataclass(frozen=True, slots=True)
class Words:
    """What an error page says: what happened, and what to do."""

    heading: str
    advice: str


_LOGIN = Words(
    "Anmeldung nötig",
    f"Diese Seite zeigt Daten der Kommune. {HOW}",
)
_LOGIN_BY_NAME = Words(
    "Anmeldung nötig",
    "Diese Seite zeigt Daten der Kommune. Bitte mit Anmeldenamen und Passwort anmelden; ein Konto "
    "gibt Ihnen, wer hier Personen verwaltet.",
)
_LINK_OVER = (
    f"Dieser Link gilt nicht oder nicht mehr: Jeder gilt einmal und {MINUTES} Minuten lang."
)
_ANOTHER_LINK = Words("Anmeldung nötig", HOW)
_OR_ANOTHER_LINK = Words(
    "Anmeldung nötig",
    "Bitte mit Anmeldenamen und Passwort anmelden. Einen anderen Link gibt, wo das nicht geht, die "
    "Technik mit „matcher serve --login-link“ aus.",
)
_FOREIGN_FORM = Words(
    "Formular von anderswo",
    "Dieses Formular kam nicht von dieser Seite und wurde nicht angenommen. Kam es doch von hier, "
    "gibt der Proxy davor den Namen der Seite nicht weiter (Kopfzeile Host).",
)
_TOO_SLOW = Words(
    "Das dauert zu lange",
    "Diese Abfrage wurde abgebrochen, damit die Seite für andere benutzbar bleibt. Bitte weniger "
    "Spalten oder eine engere Auswahl verlangen.",
)
_WORDS = {
    400: Words(
        "Diese Anfrage ist nicht möglich",
        "Die Adresse enthält eine Angabe, mit der diese Seite nichts anfangen kann. Bitte von der "
        "Übersicht aus neu beginnen.",
    ),
    403: Words("Nicht erlaubt", "Für diese Seite reicht Ihre Anmeldung nicht aus."),
    404: Words(
        "Nicht gefunden",
        "Unter dieser Adresse gibt es nichts. Vielleicht wurde der Katalog neu geladen oder das "
        "Vorhaben umbenannt.",
    ),
    405: Words(
        "Diese Anfrage ist nicht möglich",
        "An diese Adresse lässt sich nichts senden. Bitte von der Übersicht aus neu beginnen.",
    ),
    500: Words(
        "Fehler auf dem Server",
        "Die Seite ließ sich nicht erstellen; der Grund steht im Protokoll des Servers. Bitte noch "
        "einmal versuchen und sonst die Technik verständigen.",
    ),
    413: Words("Zu viel Text", "Bitte zurückgehen und kürzen."),
    503: Words("Gerade ist viel zu tun", "Bitte in einer Minute noch einmal versuchen."),
    507: Words("Kein Platz mehr", "Bitte die Technik verständigen."),
}
# so Datasette's own pages stumble over an address that they cannot read: too few keys of a
# row, a page mark that is none, a database as .csv
_MISREAD = (KeyError, IndexError, ValueError, sqlite3.ProgrammingError)


async def failed(datasette: Any, request: Any, exception: Exception) -> Response:
    """The answer to a request that raised; what we did not foresee is logged on stderr."""
    if isinstance(exception, sqlite3.Error | OSError):
        exception = stored_failure(exception)
    status = _status(request, exception)
    words, message = _WORDS[status], _own_message(exception)
    if isinstance(exception, DatasetteError) and exception.title == "SQL Interrupted":
        words = _TOO_SLOW
    asked_only = isinstance(exception, NotStored) and request.method != "POST"
    if isinstance(exception, FoerderlageError) and not asked_only:
        words = Words(words.heading, exception.advice)
    if status == 500:
        traceback.print_exception(exception, file=sys.stderr)
    return await _answer(datasette, request, status, words, message)


async def forbidden(datasette: Any, request: Any, message: str) -> Response:
    """The answer where a login, or more than this one, is needed; a form is offered for it."""
    if request.actor is not None:
        own_words = message if isinstance(message, Sentence) else ""
        return await _answer(datasette, request, 403, _WORDS[403], own_words)
    if not await sessions.by_name(datasette):
        return await _answer(datasette, request, 403, _LOGIN)
    asked = request.full_path if request.method == "GET" else "/"
    way = datasette.urls.path(login_path(asked))
    return await _answer(datasette, request, 403, _LOGIN_BY_NAME, way=way)


async def link_over(datasette: Any, request: Any) -> Response:
    """The answer to a one-time link that logs nobody in (any more)."""
    if not await sessions.by_name(datasette):
        return await _answer(datasette, request, 403, _ANOTHER_LINK, _LINK_OVER)
    way = datasette.urls.path(login_path("/"))
    return await _answer(datasette, request, 403, _OR_ANOTHER_LINK, _LINK_OVER, way)


async def refused(datasette: Any, request: Any, error: FoerderlageError) -> Response:
    """The answer to a form that is not taken at all, in the words of the error."""
    words = Words(_WORDS[status_of(error)].heading, error.advice)
    return await _answer(datasette, request, status_of(error), words, error.what)


async def refuse_foreign(datasette: Any, scope: Any, receive: Any, send: Any) -> None:
    """The answer to a form that another site sent."""
    await refuse(datasette, scope, receive, send, _FOREIGN_FORM, 403)


async def refuse_broken(datasette: Any, scope: Any, receive: Any, send: Any) -> None:
    """The answer where something of ours broke before there was a page."""
    await refuse(datasette, scope, receive, send, _WORDS[500], 500)


async def refuse_visitor(datasette: Any, scope: Any, receive: Any, send: Any) -> None:
    """The answer to a visitor who is not logged in where nothing is public."""
    words = _LOGIN_BY_NAME if await sessions.by_name(datasette) else _LOGIN
    await refuse(datasette, scope, receive, send, words, 403)


async def refuse(
    datasette: Any, scope: Any, receive: Any, send: Any, words: Words, status: int
) -> None:
    """An answer with these words to a request that Datasette shall not see."""
    await datasette.invoke_startup()
    response = await _answer(datasette, Request(scope, receive), status, words, bare=True)
    await response.asgi_send(send)


async def _answer(
    datasette: Any,
    request: Any,
    status: int,
    words: Words,
    message: str = "",
    way: str = "",
    *,
    bare: bool = False,
) -> Response:
    headers: dict[str, str] = {}
    if datasette.cors:
        add_cors_headers(headers)
    if request.path.endswith(".json"):
        error = message or f"{words.heading}. {words.advice}"
        given = {"ok": False, "error": error, "status": status, "title": words.heading}
        return Response.json(given, status=status, headers=headers)
    typed = request.scope.get(TYPED, ())
    context = {"words": words, "message": message, "status": status, "way": way,
               "carried": to_carry(typed), "readable": readable(typed), "marker": MARKER,
               "action": request.full_path}  # fmt: skip
    # a bare request was not seen by Datasette, which knows neither its actor nor its token then
    html = await datasette.render_template("error.html", context, request=None if bare else request)
    return Response.html(html, status=status, headers=headers)


def _status(request: Any, exception: Exception) -> int:
    if isinstance(exception, Refused):
        return exception.status
    if isinstance(exception, Base400):
        return exception.status if exception.status in _WORDS else 400
    if isinstance(exception, DatasetteError):
        # Datasette calls a column that cannot be sorted an error of the server
        return exception.status if exception.status in _WORDS and exception.status != 500 else 400
    if isinstance(exception, AssertionError) and request.method == "POST":
        return 405  # so Datasette refuses a form sent to a table
    if isinstance(exception, _MISREAD) and not any(map(_is_ours, _modules(exception))):
        return 400
    return 500


def _modules(exception: Exception) -> list[str]:
    """The modules that the exception came through, the one that raised it last."""
    frames = traceback.walk_tb(exception.__traceback__)
    return [str(frame.f_globals.get("__name__", "")) for frame, _ in frames]


def _is_ours(module: str) -> bool:
    return module.startswith(("matcher.", "db."))


def _own_message(exception: Exception) -> str:
    """The message if it was raised by our pages, which speak German; "" for Datasette's."""
    if isinstance(exception, FoerderlageError):
        return exception.what
    if not isinstance(exception, Base400):
        return ""
    raised_in = _modules(exception)[-1:]
    return str(exception) if any(map(_is_ours, raised_in)) else ""
