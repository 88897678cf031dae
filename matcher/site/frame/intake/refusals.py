"""Requests that no page takes as they come: of a kind that nobody sends, or with a stale form.

Datasette's own check of tokens refuses in bare English, or raises at what it cannot read.
"""

from http import HTTPStatus
from typing import Any

from datasette.utils.asgi import Request

from db.errors import FoerderlageError
from matcher.site.frame.gate import errors, proxy
from matcher.site.frame.gate.errors import Words
from matcher.site.frame.posted import carries_file
from matcher.site.frame.sending import body as bodies
from matcher.site.frame.sending.body import BODY
from matcher.site.frame.sending.fields import Pairs, pairs_of

EXPIRED = "foerderlage_expired"
"""Key of the ASGI scope: the fields of a form whose token is none (any more)."""
_METHODS = frozenset({"GET", "HEAD", "POST"})
_FORM_KIND = b"application/x-www-form-urlencoded"
_EXPIRED_FORM = Words(
    "Formular abgelaufen",
    "Das Formular passt nicht mehr zur Anmeldung. Bitte zurückgehen, die Seite neu laden und noch "
    "einmal absenden.",
)
_NO_FORM = Words(
    "Diese Anfrage ist nicht möglich",
    "Diese Seite nimmt nur Formulare an, wie sie Browser senden, und Dateien nur dort, wo sie eine "
    "auswählen lässt.",
)
_MANY_FIELDS = Words("Zu viel Text", "Dieses Formular hat zu viele Felder; gespeichert ist nichts.")
_WRONG_METHOD = Words(
    "Diese Anfrage ist nicht möglich",
    "An diese Adresse lässt sich nichts senden. Bitte von der Übersicht aus neu beginnen.",
)


def german_refusals(app: Any, datasette: Any) -> Any:
    """Wrap an ASGI app so that bare refusals (wrong method, stale form) become German pages."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif scope["method"] not in _METHODS:
            await errors.refuse(datasette, scope, receive, send, _WRONG_METHOD, 405)
        elif scope["method"] == "POST":
            await _post(app, datasette, scope, receive, send)
        else:
            await app(scope, receive, _translated(app, datasette, scope, receive, send, ()))

    return wrapped


def is_form(datasette: Any, scope: Any) -> bool:
    """Whether this is the address of a page of ours that takes forms."""
    path = Request(scope, None).path
    return any(pattern.match(path) for pattern in datasette.foerderlage_forms)


async def _post(app: Any, datasette: Any, scope: Any, receive: Any, send: Any) -> None:
    headers, body = dict(scope["headers"]), scope[BODY]
    kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
    if carries_file(scope):
        await app(scope, receive, _translated(app, datasette, scope, receive, send, ()))
        return
    if kind != _FORM_KIND and (kind or body):
        status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        await errors.refuse(datasette, scope, receive, send, _NO_FORM, status)
        return
    try:
        pairs = pairs_of(body)
    except FoerderlageError:
        await errors.refuse(datasette, scope, receive, send, _MANY_FIELDS, 413)
        return
    # Datasette reads the body as UTF-8 and fails where it is not
    receive = bodies.replay(body.decode("utf-8", "replace").encode())
    typed = pairs if _is_ours(headers) and is_form(datasette, scope) else ()
    answer = _translated(app, datasette, scope, receive, send, typed)
    if _has_token(datasette, scope, headers, pairs):
        await app(scope, receive, answer)
    else:
        await _stale(app, datasette, scope, receive, send, typed)


def _has_token(datasette: Any, scope: Any, headers: Any, pairs: Pairs) -> bool:
    """Whether there is a token that Datasette can judge.

    It compares ASCII only, and asks for none where there is no cookie, which is right where a
    cookie is the login; where a proxy logs in, every form needs one.
    """
    if not all(value.isascii() for name, value in pairs if name == "csrftoken"):
        return False
    by_proxy = proxy.login_of(scope, datasette.foerderlage.access) is not None
    return bool(headers.get(b"cookie")) or not by_proxy


def _is_ours(headers: Any) -> bool:
    """Whether the browser says that this form is of this site: what somebody else's holds shall
    not be shown as if it were one's own."""
    return bool(headers.get(b"sec-fetch-site") == b"same-origin")


def _translated(app: Any, datasette: Any, scope: Any, receive: Any, send: Any, typed: Pairs) -> Any:
    """`send`, which puts a German page in the place of a bare refusal."""
    started: list[Any] = []

    async def send_german(message: Any) -> None:
        if message["type"] == "http.response.start" and message["status"] in (403, 405):
            started.append(message)
        elif started and message["type"] == "http.response.body":
            start, status = started[0], started.pop()["status"]
            if message.get("body", b"").lstrip()[:1] in (b"<", b"{"):
                await send(start)
                await send(message)
            elif status == 403:
                await _stale(app, datasette, scope, receive, send, typed)
            else:
                await errors.refuse(datasette, scope, receive, send, _WRONG_METHOD, status)
        else:
            await send(message)

    return send_german


async def _stale(
    app: Any, datasette: Any, scope: Any, receive: Any, send: Any, typed: Pairs
) -> None:
    """The same page, asked for what to do with what was typed; or that the form is too old."""
    if typed:
        await app({**scope, "method": "GET", EXPIRED: typed}, receive, send)
    else:
        await errors.refuse(datasette, scope, receive, send, _EXPIRED_FORM, 403)
