"""A real local web server that serves one export, with validators, faults and a memory."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass
class Site:
    """What the server answers, and the requests it got as (path, headers).

    The first answers for the export have the statuses `first_statuses`, all others `status`.
    `silent` leaves the export without an answer;
    `drip_seconds` is the pause after each byte of it. A path beside both is answered alike.
    """

    body: bytes = b""
    status: int = 200
    first_statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/zip"
    etag: str = ""
    last_modified: str = ""
    robots: str = "User-agent: *\nDisallow:\n"
    robots_status: int = 200
    promised_bytes: int | None = None
    silent: bool = False
    drip_seconds: float = 0.0
    address: str = ""
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    export_times: list[float] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def exports_asked(self) -> list[dict[str, str]]:
        """Headers of the requests for the export itself."""
        return [headers for path, headers in self.requests if urlsplit(path).path == "/export"]


class _Server(ThreadingHTTPServer):
    # a handler that waits for the client must not keep the test waiting
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that breaks off, as one does that distrusts a certificate, is no news."""


@contextmanager
def serving(site: Site, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve on a free port for the length of the block, by https if `tls` is given."""
    with listening(_handler(site), tls) as home:
        site.address = f"{home}/export"
        try:
            yield site
        finally:
            site.closing.set()


@contextmanager
def listening(
    handler: type[BaseHTTPRequestHandler], tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    """Run a server with this handler; gives its address without a path."""
    server = _Server(("127.0.0.1", 0), handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    scheme, host = ("https", "localhost") if tls else ("http", "127.0.0.1")
    try:
        yield f"{scheme}://{host}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name http.server calls
            site.requests.append((self.path, dict(self.headers)))
            # a client that gives up is what many tests are about
            with suppress(ConnectionError):
                if urlsplit(self.path).path == "/robots.txt":
                    self._answer(site.robots_status, site.robots.encode(), "text/plain")
                else:
                    self._answer_export()

        def do_CONNECT(self) -> None:
            """A proxy asked for a tunnel; it opens none."""
            site.requests.append((self.path, dict(self.headers)))
            self.send_error(403)

        def _answer_export(self) -> None:
            site.export_times.append(time.monotonic())
            if site.silent:
                site.closing.wait()
            elif self._is_current():
                self._answer(304, b"", site.content_type)
            else:
                earlier = len(site.export_times) - 1
                statuses = [*site.first_statuses[earlier : earlier + 1], site.status]
                self._answer(statuses[0], site.body, site.content_type)

        def _is_current(self) -> bool:
            tag = self.headers.get("If-None-Match")
            if tag is not None:
                return tag == site.etag
            since = self.headers.get("If-Modified-Since")
            return since is not None and since == site.last_modified

        def _answer(self, status: int, body: bytes, content_type: str) -> None:
            is_export = body is site.body
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            if is_export or status == 304:
                named = {"ETag": site.etag, "Last-Modified": site.last_modified, **site.headers}
                for name, value in named.items():
                    if value:
                        self.send_header(name, value)
            promised = site.promised_bytes if is_export else None
            if status != 304:
                self.send_header("Content-Length", str(promised or len(body)))
            self.end_headers()
            if is_export and site.drip_seconds:
                self._drip(body)
            else:
                self.wfile.write(body)

        def _drip(self, body: bytes) -> None:
            for byte in body:
                self.wfile.write(bytes([byte]))
                if site.closing.wait(site.drip_seconds):
                    return

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent; the tests read `requests`."""

    return Handler
