"""A real local web server whose answers a test writes as a function of the address."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.support.servers.publisher import listening


@dataclass
class Answer:
    """What a server says: `data` as JSON unless it is bytes already."""

    data: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        return self.data if isinstance(self.data, bytes) else json.dumps(self.data).encode()


Respond = Callable[[str, str], Answer]
"""Path with query, and the server's own address -> answer."""


@dataclass
class Served:
    """A running server: its address and the paths that were asked for."""

    home: str = ""
    asked: list[str] = field(default_factory=list)


@contextmanager
def answering(respond: Respond) -> Iterator[Served]:
    """Serve answers on a free port for the length of the block."""
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name http.server calls
            served.asked.append(self.path)
            answer = respond(self.path, served.home)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent; the tests read `asked`."""

    with listening(Handler) as home:
        served.home = home
        yield served
