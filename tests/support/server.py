"""A real local web server that serves one export, with validators and a memory."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """What the server answers, and the requests it got as (path, headers)."""

    body: bytes = b""
    status: int = 200
    content_type: str = "application/zip"
    etag: str = ""
    last_modified: str = ""
    robots: str = "User-agent: *\nDisallow:\n"
    promised_bytes: int | None = None
    address: str = ""
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def exports_asked(self) -> list[dict[str, str]]:
        """Headers of the requests for the export itself."""
        return [headers for path, headers in self.requests if path == "/export"]


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve on a free port for the length of the block."""
    with listening(_handler(site)) as home:
        site.address = f"{home}/export"
        yield site


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Run a server with this handler; gives its address without a path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name http.server calls
            site.requests.append((self.path, dict(self.headers)))
            if self.path == "/robots.txt":
                self._answer(200, site.robots.encode(), "text/plain")
            elif self._is_current():
                self._answer(304, b"", site.content_type)
            else:
                self._answer(site.status, site.body, site.content_type)

        def _is_current(self) -> bool:
            tag = self.headers.get("If-None-Match")
            if tag is not None:
                return tag == site.etag
            since = self.headers.get("If-Modified-Since")
            return since is not None and since == site.last_modified

        def _answer(self, status: int, body: bytes, content_type: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            if self.path == "/export":
                if site.etag:
                    self.send_header("ETag", site.etag)
                if site.last_modified:
                    self.send_header("Last-Modified", site.last_modified)
            promised = site.promised_bytes if body is site.body else None
            if status != 304:
                self.send_header("Content-Length", str(promised or len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent; the tests read `requests`."""

    return Handler
