"""The server's side of a connection: a head must come in time, and no answer is a bare one."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from matcher.site.frame.gate.security import PLAIN_HEADERS

HEAD_SECONDS = 20.0
"""Within which the head of a request must have come, from the opening of a connection or the last
answer on; longer silence ends a connection, too."""
_UNREADABLE = (
    '<!doctype html><html lang="de"><meta charset="utf-8"><title>Diese Anfrage ist nicht möglich'
    "</title><h1>Diese Anfrage ist nicht möglich</h1><p>Was der Browser geschickt hat, ist keine"
    " Anfrage, wie diese Seite sie versteht. Bitte von der Übersicht aus neu beginnen.</p></html>"
).encode()


class PatientProtocol(H11Protocol):
    """uvicorn's own protocol, which waits for a head without end."""

    _head: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        """A connection begins."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """It ends."""
        self._stop_waiting()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """An answer is out; another request may follow."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._await_head()

    def send_400_response(self, _msg: str) -> None:
        """The answer to what is no HTTP, in German and with our headers."""
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"connection", b"close"),
                   *PLAIN_HEADERS.items()]  # fmt: skip
        parts: list[Any] = [
            h11.Response(status_code=400, headers=headers, reason=b"Bad Request"),
            h11.Data(data=_UNREADABLE),
            h11.EndOfMessage(),
        ]
        for part in parts:
            self.transport.write(self.conn.send(part) or b"")
        self.transport.close()

    def _await_head(self) -> None:
        self._stop_waiting()
        self._head = self.loop.call_later(HEAD_SECONDS, self._too_late)

    def _stop_waiting(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _too_late(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
