"""How much a request may bring and how long that may take, judged before anything reads it."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from datasette.utils.asgi import Request

from matcher.site.frame.gate import errors, sessions
from matcher.site.frame.gate.errors import Words
from matcher.site.frame.posted import LARGE, carries_file
from matcher.site.frame.sending import body as bodies
from matcher.site.frame.sending.body import BODY, ENCODED, FORM, UPLOAD

ADDRESS, HEADERS, HEADER_LINES = 30_000, 32_000, 100
"""Bytes of path and query, bytes of all headers, and how many of these there may be."""
SECONDS, LARGE_SECONDS = 30.0, 300.0
"""Within which a body must have come; 5 MB take so long at 170 kB a second. The other counts for
large files."""
_FRAME = 100_000
"""Bytes around the file of a form."""
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
_FILE_TOO_LARGE = Words(
    "Die Datei ist zu groß",
    "Möglich sind hier 60 MB. Bitte zurückgehen und eine andere Datei wählen.",
)
_TOO_SLOW = Words(
    "Das Formular kam nicht vollständig an",
    "Nichts ist gespeichert. Bitte zurückgehen und noch einmal absenden.",
)
_CROWDED = Words("Gerade ist viel zu tun", "Bitte in einer Minute noch einmal absenden.")
_READING = frozenset({"GET", "HEAD"})


def limited(app: Any, datasette: Any) -> Any:
    """Wrap an ASGI app: forms reach it whole and within the limits, all else is answered here."""
    held, large = _Held(), _Held()

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
            found = await _asked(scope, datasette, held, large)
            await _with_body(scope, receive, send, app, datasette, found)

    return wrapped


class _Held:
    """How many bytes of bodies are under way."""

    def __init__(self) -> None:
        self.bytes = 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a body may be: `most` bytes within `seconds`, for which `room` is taken of the `bound`
    of what is held."""

    held: _Held
    bound: int
    most: int
    room: int
    seconds: float
    too_large: Words = _TOO_LARGE
    keeps: bool = True


async def _asked(scope: Any, datasette: Any, held: _Held, large: _Held) -> _Asked:
    if not carries_file(scope):
        return _Asked(held, HELD, most=FORM, room=ENCODED * FORM, seconds=SECONDS)
    actor = await sessions.actor(datasette, Request(scope, None))
    if actor is not None and actor.get("role") == "manage" and scope["path"] in LARGE:
        # one at a time, which takes no room from other forms
        most = LARGE[scope["path"]] + _FRAME
        return _Asked(
            large,
            most,
            most=most,
            room=most,
            seconds=LARGE_SECONDS,
            too_large=_FILE_TOO_LARGE,
        )
    # a file of somebody without a login is not kept: who asks is told to choose it again
    keeps = actor is not None
    return _Asked(held, HELD, most=UPLOAD, room=UPLOAD, seconds=SECONDS, keeps=keeps)


async def _with_body(
    scope: Any, receive: Any, send: Any, app: Any, datasette: Any, asked: _Asked
) -> None:
    held, file = asked.held, carries_file(scope)
    if held.bytes + asked.room > asked.bound:
        await errors.refuse(datasette, scope, receive, send, _CROWDED, 503)
        return
    held.bytes += asked.room
    try:
        try:
            async with asyncio.timeout(asked.seconds):
                body = await bodies.read(receive, asked.most, keep=asked.keeps, text=not file)
        except TimeoutError:
            status = HTTPStatus.REQUEST_TIMEOUT
            await errors.refuse(datasette, scope, receive, send, _TOO_SLOW, status)
            return
        if body is None:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            await errors.refuse(datasette, scope, receive, send, asked.too_large, status)
            return
        await app({**scope, BODY: body}, bodies.replay(body), send)
    finally:
        held.bytes -= asked.room


def _of_head(scope: Any) -> tuple[Words, int] | None:
    """What is wrong with address and headers."""
    address = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
    if address > ADDRESS:
        return _LONG_ADDRESS, HTTPStatus.REQUEST_URI_TOO_LONG
    headers = scope["headers"]
    if len(headers) > HEADER_LINES or sum(len(n) + len(v) for n, v in headers) > HEADERS:
        return _MANY_HEADERS, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    return None
