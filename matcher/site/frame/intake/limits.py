"""How much a request may bring and how long that may take, judged before anything reads it."""

import asyncio
from http import HTTPStatus
from typing import Any

from datasette.utils.asgi import Request

from matcher.site.frame.gate import errors, sessions
from matcher.site.frame.gate.errors import Words
from matcher.site.frame.posted import carries_file
from matcher.site.frame.sending import body as bodies
from matcher.site.frame.sending.body import BODY, ENCODED, FORM, UPLOAD

ADDRESS, HEADERS, HEADER_LINES = 30_000, 32_000, 100
"""Bytes of path and query, bytes of all headers, and how many of these there may be."""
SECONDS = 30.0
"""Within which a body must have come; 5 MB take so long at 170 kB a second."""
HELD = 64_000_000
"""Bytes of all bodies that are under way at a time: a hundred visitors cannot fill the memory."""

_LONG_ADDRESS = Words(
    "Diese Adresse ist zu lang", "Bitte von der Übersicht aus neu beginnen und weniger auswählen."
)
_MANY_HEADERS = Words(
    "Diese Anfrage ist zu groß",
    "Der Browser schickt zu viele Angaben mit. Bitte die Cookies dieser Seite löschen.",
)
_TOO_LARGE = Words(
    "Zu viel Text",
    "Der Text ist zu lang oder die Datei zu groß; möglich sind 1 MB und bei einer Datei 5 MB. Bitte"
    " zurückgehen und auf mehrere verteilen.",
)
_TOO_SLOW = Words(
    "Das Formular kam nicht vollständig an",
    "Nichts ist gespeichert. Bitte zurückgehen und noch einmal absenden.",
)
_CROWDED = Words("Gerade ist viel zu tun", "Bitte in einer Minute noch einmal absenden.")
_READING = frozenset({"GET", "HEAD"})


def limited(app: Any, datasette: Any) -> Any:
    """Wrap an ASGI app: forms reach it whole and within the limits, all else is answered here."""
    held = _Held()

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        refusal = _of_head(scope)
        if refusal is not None:
            await errors.refuse(datasette, scope, receive, send, *refusal)
        elif scope["method"] in _READING:
            await app(scope, receive, send)
        else:
            await _with_body(scope, receive, send, app, datasette, held)

    return wrapped


class _Held:
    """How many bytes of bodies are under way."""

    def __init__(self) -> None:
        self.bytes = 0


async def _with_body(
    scope: Any, receive: Any, send: Any, app: Any, datasette: Any, held: _Held
) -> None:
    file = carries_file(scope)
    most, room = (UPLOAD, UPLOAD) if file else (FORM, ENCODED * FORM)
    if held.bytes + room > HELD:
        await errors.refuse(datasette, scope, receive, send, _CROWDED, 503)
        return
    held.bytes += room
    try:
        # a file of somebody without a login is not kept: who asks is told to choose it again
        keeps = not file or await sessions.actor(datasette, Request(scope, None)) is not None
        try:
            async with asyncio.timeout(SECONDS):
                body = await bodies.read(receive, most, keep=keeps, text=not file)
        except TimeoutError:
            status = HTTPStatus.REQUEST_TIMEOUT
            await errors.refuse(datasette, scope, receive, send, _TOO_SLOW, status)
            return
        if body is None:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            await errors.refuse(datasette, scope, receive, send, _TOO_LARGE, status)
            return
        await app({**scope, BODY: body}, bodies.replay(body), send)
    finally:
        held.bytes -= room


def _of_head(scope: Any) -> tuple[Words, int] | None:
    """What is wrong with address and headers."""
    address = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
    if address > ADDRESS:
        return _LONG_ADDRESS, HTTPStatus.REQUEST_URI_TOO_LONG
    headers = scope["headers"]
    if len(headers) > HEADER_LINES or sum(len(n) + len(v) for n, v in headers) > HEADERS:
        return _MANY_HEADERS, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    return None
