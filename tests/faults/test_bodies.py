"""Bodies and connections without end, all at once, beside somebody who only wants a page."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.support.processes.demo_site import RunningSite, running_site

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="kein /proc hier"),
]

KIND = "application/x-www-form-urlencoded"
MOST_MEMORY = 600_000
"""kB that no process may need."""
LONGEST_WAIT = 1.0
"""Seconds after which somebody who only wants a page has it, beyond ten times what it takes when
nobody else asks, which says how busy the machine is with other things."""


def peak(process: int) -> int:
    """The most memory that a process ever had, in kB."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def send(site: RunningSite, megabytes: int, declared: bool) -> int | None:
    """POST so much to the login; the status of the answer, None where the connection is cut."""
    part = b"name=" + b"x" * 999_995
    body = (part for _ in range(megabytes))
    headers = {"content-type": KIND}
    if declared:
        headers["content-length"] = str(megabytes * len(part))
    with suppress(httpx.TransportError):
        return httpx.post(
            f"{site.address.rstrip('/')}/anmelden", content=body, headers=headers, timeout=60
        ).status_code
    return None


def half_open(site: RunningSite) -> bool:
    """Whether a connection that never says what it wants is ended by the site."""
    place = urlsplit(site.address)
    with socket.create_connection((place.hostname, place.port), timeout=40) as connection:
        connection.sendall(b"POST /anmelden HTTP/1.1\r\nHost: a\r\n")
        return connection.recv(100) == b""


def waited(page: str) -> float:
    """Seconds until a page is there."""
    begun = time.monotonic()
    assert httpx.get(page, timeout=20).status_code == 200
    return time.monotonic() - begun


def test_forty_megabytes_from_twenty_sides_hold_up_nobody(data: Path) -> None:
    with (
        running_site("--data", str(data), "serve", "--port", "0") as site,
        ThreadPoolExecutor(60) as senders,
    ):
        page = f"{site.address.rstrip('/')}/hilfe"
        quiet = max(waited(page) for _ in range(5))
        sent = [senders.submit(send, site, size, bool(n % 2))
                for n, size in enumerate([10, 40] * 10)]  # fmt: skip
        idle = [senders.submit(half_open, site) for _ in range(30)]
        waits = []
        while not all(one.done() for one in [*sent, *idle]):
            waits.append(waited(page))
            time.sleep(0.05)
        assert {one.result() for one in sent} <= {413, 503, None}
        assert all(one.result() for one in idle)
        assert max(waits) < LONGEST_WAIT + 10 * quiet, (max(waits), quiet)
        assert peak(site.process.pid) < MOST_MEMORY
