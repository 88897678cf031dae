"""Files that come to much cost whoever sent them an answer, and nobody else anything."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup

from tests.support.files.expanding import ATTACKS
from tests.support.processes.demo_site import RunningSite, running_site
from tests.support.processes.memory import peaks_of
from tests.support.site.forms import fields, form_to
from tests.support.site.login import COOKIE, session_of

pytestmark = pytest.mark.long

MOST_SECONDS, MOST_MEMORY = 1.0, 600_000_000
PAGES = ("/katalog", "/sitzungen", "/")


@dataclass
class Reader:
    """Somebody who reads other pages all the time, and the longest that one took."""

    client: httpx.Client
    slowest: tuple[float, str] = (0.0, "")
    statuses: set[int] = field(default_factory=set)

    def read(self) -> None:
        for path in PAGES:
            begun = time.perf_counter()
            self.statuses.add(self.client.get(path).status_code)
            self.slowest = max(self.slowest, (time.perf_counter() - begun, path))


@contextmanager
def reading(site: RunningSite, cookies: dict[str, str]) -> Iterator[Reader]:
    over = threading.Event()
    with client_of(site, cookies) as client:
        Reader(client).read()  # what only the first visitor waits for
        reader = Reader(client)

        def go() -> None:
            while not over.wait(0.02):
                reader.read()

        thread = threading.Thread(target=go, daemon=True)
        thread.start()
        yield reader
        over.set()
        thread.join()


def client_of(site: RunningSite, cookies: dict[str, str]) -> httpx.Client:
    return httpx.Client(base_url=site.address, cookies=cookies, trust_env=False, timeout=120)


def entered(data: Path) -> list[list[tuple[object, ...]]]:
    tables = ("municipality", "project", "meeting", "meeting_source")
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        return [connection.execute(f"select * from {table}").fetchall() for table in tables]


def send(client: httpx.Client, name: str, content: bytes) -> httpx.Response:
    """The file in the form for its kind, as a browser sends it."""
    page, path = (
        ("/sitzungen", "/sitzungen-einlesen")
        if name.endswith(".ics")
        else ("/projekte-einlesen", "/projekte-einlesen")
    )
    form = form_to(BeautifulSoup(client.get(page).text, "lxml"), path)
    return client.post(str(form["action"]), data=fields(form), files={"datei": (name, content)})


@pytest.fixture(scope="module")
def attacked(
    prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, RunningSite]]:
    data = tmp_path_factory.mktemp("angegriffen") / "daten"
    data.mkdir()
    for file in prepared.iterdir():
        if file.is_file():
            (data / file.name).write_bytes(file.read_bytes())
    arguments = ("serve", "--today", "2026-11-24", "--port", "0")
    with running_site("--data", str(data), *arguments) as running:
        yield data, running


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_answered_and_nobody_else_waits(
    attack: str, attacked: tuple[Path, RunningSite]
) -> None:
    data, site = attacked
    name, make = ATTACKS[attack]
    content = make()
    assert len(content) < 5_000_000
    cookies = {COOKIE: session_of(data / "kommune.db", "manage")}
    before = entered(data)
    with (
        peaks_of(site.process.pid) as peaks,
        reading(site, cookies) as reader,
        client_of(site, cookies) as client,
    ):
        answer = send(client, name, content)
    print(f"{attack}: {answer.status_code}, {reader.slowest}, {peaks.most / 1e6:.0f} MB")
    assert answer.status_code in (200, 303, 400), answer.text[:500]
    if answer.status_code == 400:
        assert BeautifulSoup(answer.text, "lxml").select_one("[role=alert]")
    if not (name.endswith(".ics") and answer.status_code == 303):
        assert entered(data) == before
    assert reader.statuses == {200}
    assert reader.slowest[0] < MOST_SECONDS, reader.slowest
    assert peaks.most < MOST_MEMORY, peaks
