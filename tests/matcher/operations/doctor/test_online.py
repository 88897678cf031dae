"""Reachability against real local servers, also through a proxy."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version

import pytest

from matcher.operations.doctor.online import reachability

CONTACT = "mailto:it@auental.example"


@contextmanager
def answering(status: int) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """A server that answers everything alike; yields its address and what was asked."""
    asked: list[tuple[str, str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked.append((self.command, self.path, self.headers["User-Agent"]))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize(("status", "level"), [(200, "ok"), (403, "error"), (503, "error")])
def test_the_answer_decides_and_only_the_head_is_asked_for(status: int, level: str) -> None:
    with answering(status) as (address, asked):
        (result,) = reachability({"quelle": f"{address}/export.zip"}, CONTACT)
    assert (result.level, str(status) in result.found) == (level, True)
    assert asked == [("HEAD", "/export.zip", f"Foerderlage/{version('foerderlage')} (+{CONTACT})")]


def test_a_closed_port_and_an_unknown_host_are_told_with_advice() -> None:
    with answering(200) as (closed, _):
        pass
    addresses = {"zu": closed, "unbekannt": "http://gibt-es-nicht.invalid/"}
    results = list(reachability(addresses, CONTACT))
    assert [r.level for r in results] == ["error", "error"]
    assert all("Firewall" in r.advice for r in results)


def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(200) as (proxy, asked):
        monkeypatch.setenv("http_proxy", proxy)
        (result,) = reachability({"quelle": "http://quelle.example/export.zip"}, CONTACT)
    assert result.level == "ok"
    assert [path for _, path, _ in asked] == ["http://quelle.example/export.zip"]
