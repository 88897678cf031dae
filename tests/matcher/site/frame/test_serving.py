"""The server as it meets the network."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.support.processes.demo_site import running_site


def test_endless_headers_are_refused_and_others_are_served(data: Path) -> None:
    with running_site("--data", str(data), "serve", "--port", "0") as site:
        place = urlsplit(site.address)
        assert place.hostname is not None
        assert place.port is not None
        with socket.create_connection((place.hostname, place.port), timeout=20) as sent:
            sent.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: ")
            refused = False
            for _ in range(64):
                try:
                    sent.sendall(b"x" * 65_536)
                except OSError:
                    refused = True
                    break
            assert refused or sent.recv(64).startswith(b"HTTP/1.1 400")
        assert httpx.get(site.address, timeout=20).status_code == 200
