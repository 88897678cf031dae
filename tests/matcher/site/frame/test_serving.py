"""The server as it meets the network."""

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from db.files import kommune_at
from matcher.site.frame.serving import metadata_file
from tests.support.processes.demo_site import running_site
from tests.support.site.login import account_in, enter_by_link, log_everybody_out


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


@pytest.fixture(autouse=True)
def nobody_inside(data: Path) -> None:
    log_everybody_out(data / "kommune.db")


def sessions(data: Path) -> list[dict[str, Any]]:
    with kommune_at(data / "kommune.db") as own:
        return list(own["session"].rows)


def look_and_enter(link: str, data: Path) -> None:
    """Look at a link as programs do, then press its button."""
    with httpx.Client(timeout=20, trust_env=False) as client:
        assert client.head(link).status_code == 200
        assert client.get(link).status_code == 200
        assert sessions(data) == []
        assert enter_by_link(client, link).status_code == 302
        assert len(sessions(data)) == 1
    assert httpx.get(link, timeout=20, trust_env=False).status_code == 403


def test_a_start_without_accounts_prints_a_link_that_a_look_does_not_spend(data: Path) -> None:
    account_in(data / "kommune.db", "tal", "edit")  # who cannot manage
    with running_site("--data", str(data), "serve", "--port", "0") as site:
        look_and_enter(site.login, data)


@pytest.mark.parametrize("asked", [False, True], ids=["unasked", "asked for"])
def test_beside_somebody_who_manages_a_link_is_printed_only_when_asked_for(
    data: Path, asked: bool
) -> None:
    account_in(data / "kommune.db", "berg", "manage")
    options = ["--login-link"] if asked else []
    with running_site("--data", str(data), "serve", "--port", "0", *options) as site:
        assert ("auth-token" in site.output) == bool(site.login) == asked
        if asked:
            look_and_enter(site.login, data)
        else:
            assert "mit Anmeldenamen und Passwort" in site.output


@pytest.mark.slow
def test_the_demo_prints_a_link_beside_somebody_who_manages(data: Path) -> None:
    account_in(data / "kommune.db", "berg", "manage")
    with running_site("--data", str(data), "demo", "--port", "0") as site:
        look_and_enter(site.login, data)


def test_the_link_of_datasette_itself_is_not_spent_by_a_look_either(data: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    files = [str(data / name) for name in ("katalog.db", "kommune.db")]
    command = [sys.executable, "-m", "datasette", "serve", *files, "-m", str(metadata_file()),
               "--root", "--port", port]  # fmt: skip
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            link = process.stdout.readline().strip()
            for line in process.stderr:
                if "running on" in line:
                    break
            look_and_enter(link, data)
        finally:
            process.terminate()
            process.communicate(timeout=20)
