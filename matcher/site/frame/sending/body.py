"""The body of a form, read at most to a limit and handed on as if nobody had read it."""

from collections.abc import Awaitable, Callable
from typing import Any

Receive = Callable[[], Awaitable[Any]]
BODY = "foerderlage_body"
"""Key of the ASGI scope: the whole body of a form."""
FORM, UPLOAD = 1_048_576, 5_100_000
"""Bytes of text that a form may have, and bytes of one with a file; a little more than pages take,
which can then show their form again."""
ENCODED = 3
"""Most bytes that a form needs for one of its text (%C3)."""
DRAINED = 5_000_000
"""Bytes beyond a limit that are still taken, for a browser shows no answer while it sends."""


async def read(
    receive: Receive, most: int, *, keep: bool = True, text: bool = False
) -> bytes | None:
    """The whole body, or nothing of it without `keep`; None when it has more than `most` bytes.

    Of a form that is `text` those bytes count that it writes, not the three of each sign.
    """
    body, length, more = bytearray(), 0, True
    while more and length <= most + DRAINED:
        message = await receive()
        part = message.get("body", b"")
        length += len(part) - (ENCODED - 1) * (part.count(b"%") if text else 0)
        if length > most:
            body.clear()
        elif keep:
            body += part
        # a browser that went away sends no more
        more = message["type"] == "http.request" and message.get("more_body", False)
    return bytes(body) if length <= most else None


def replay(body: bytes) -> Receive:
    """Receives this body as the only message."""

    async def received() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return received
