"""The body of a form, read at most to a limit and handed on as if nobody had read it."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from matcher.site.frame.sending.failures import Refused

Receive = Callable[[], Awaitable[Any]]
DRAINED = 20_000_000
"""Bytes beyond a limit that are still taken, for a browser shows no answer while it sends."""


def too_large(words: str = "1 MB") -> Refused:
    """The refusal of a form with more text than is taken."""
    return Refused(
        f"Der Text ist zu lang; möglich sind {words}.",
        "Bitte zurückgehen und auf mehrere Formulare verteilen.",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )


async def read(receive: Receive, most: int) -> bytes | None:
    """The whole body; None, and nothing kept, when it has more than `most` bytes."""
    body, length, more = bytearray(), 0, True
    while more and length <= DRAINED:
        message = await receive()
        part = message.get("body", b"")
        length += len(part)
        if length <= most:
            body += part
        # a browser that went away sends no more
        more = message["type"] == "http.request" and message.get("more_body", False)
    return bytes(body) if length <= most else None


def replay(body: bytes) -> Receive:
    """Receives this body as the only message."""

    async def received() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return received


class Kept:
    """A body that somebody else reads, remembered up to `most` bytes; `whole` if that is all."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most = receive, most
        self.body = bytearray()
        self.whole = True

    async def receive(self) -> Any:
        """The next part, for whoever reads."""
        message = await self._receive()
        self.whole = self.whole and len(self.body) + len(message.get("body", b"")) <= self._most
        if self.whole:
            self.body += message.get("body", b"")
        return message
