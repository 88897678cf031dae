"""What is too much is refused before anybody reads it, on every address, with or without login."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from httpx import Response

from db.files import DataDir
from matcher.site.frame.gate.sessions import COOKIE
from matcher.site.frame.intake import limits
from matcher.site.frame.serving import build
from tests.support.site.login import logged_in, session_of
from tests.support.site.visitor import Visitor

MEGABYTES = 1_000_000


@pytest.fixture
async def site(data: Path) -> Datasette:
    made = build(DataDir(data))
    await made.invoke_startup()
    return made


def stored(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        return [line for line in connection.iterdump() if '"session"' not in line]


def is_ours(answer: Response) -> bool:
    """A German page with our headers."""
    return "content-security-policy" in answer.headers and '<html lang="de"' in answer.text


@pytest.mark.parametrize(
    "path", ["/anmelden", "/personen", "/projekt-neu", "/", "/katalog/programme"]
)
@pytest.mark.parametrize("role", ["", "read", "manage"])
async def test_a_body_of_ten_megabytes_is_refused_unread(
    site: Datasette, data: Path, path: str, role: str
) -> None:
    before = stored(data)
    cookies = logged_in(site, role) if role else {}
    body = b"csrftoken=x&name=" + b"x" * 10 * MEGABYTES
    kind = {"content-type": "application/x-www-form-urlencoded"}
    begun = time.process_time()
    answer = await site.client.post(path, content=body, headers=kind, cookies=cookies)
    assert time.process_time() - begun < 1  # parsed it would be two seconds
    assert (answer.status_code, is_ours(answer)) == (413, True)
    assert "möglich sind 1 MB" in answer.text
    assert stored(data)[:-1] == before[:-1] or role


async def test_one_who_sends_and_sends_holds_up_nobody(site: Datasette) -> None:
    async def endless() -> Any:
        for _ in range(2_000):
            yield b"a=" + b"b" * 50_000
            await asyncio.sleep(0)

    kind = {"content-type": "application/x-www-form-urlencoded"}
    sending = asyncio.create_task(site.client.post("/anmelden", content=endless(), headers=kind))
    longest = 0.0
    while not sending.done():
        begun = time.monotonic()
        await asyncio.sleep(0.01)
        longest = max(longest, time.monotonic() - begun)
    assert (await sending).status_code == 413
    assert longest < 1


async def test_a_file_may_be_larger_than_a_form_but_not_without_end(
    site: Datasette, data: Path
) -> None:
    cookies = {COOKIE: session_of(data / "kommune.db", "edit")}
    for size, status in ((2 * MEGABYTES, 403), (6 * MEGABYTES, 413)):  # 403: without its token
        files = {"datei": ("liste.csv", b"x" * size)}
        answer = await site.client.post("/projekte-einlesen", files=files, cookies=cookies)
        assert answer.status_code == status
    elsewhere = await site.client.post("/projekt-neu", files={"a": b"x" * 2 * MEGABYTES},
                                       cookies=cookies)  # fmt: skip
    assert elsewhere.status_code == 413


async def test_a_body_that_does_not_come_is_not_waited_for(
    site: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.2)

    async def slow() -> Any:
        yield b"name="
        await asyncio.sleep(30)

    begun = time.monotonic()
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = await site.client.post("/anmelden", content=slow(), headers=kind)
    assert time.monotonic() - begun < 20
    assert (answer.status_code, is_ours(answer)) == (408, True)
    assert "Nichts ist gespeichert" in answer.text


async def test_more_bodies_at_once_than_there_is_room_for_come_back_later(
    site: Datasette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "HELD", 3 * limits.ENCODED * limits.FORM)
    gate = asyncio.Event()

    async def waiting() -> Any:
        yield b"name=x"
        await gate.wait()

    kind = {"content-type": "application/x-www-form-urlencoded"}
    held = [
        asyncio.create_task(site.client.post("/anmelden", content=waiting(), headers=kind))
        for _ in range(3)
    ]
    await asyncio.sleep(0.2)
    answer = await site.client.post("/anmelden", data={"name": "x"})
    assert (answer.status_code, is_ours(answer)) == (503, True)
    gate.set()
    assert {(await one).status_code for one in held} <= {200, 403}
    assert (await site.client.post("/anmelden", data={"name": "x"})).status_code != 503


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [("/suche?q=" + "x" * limits.ADDRESS, {}, 414),
     ("/" + "x" * limits.ADDRESS, {}, 414),
     ("/", {"x-lang": "x" * limits.HEADERS}, 431),
     ("/", {f"x-{n}": "x" for n in range(limits.HEADER_LINES)}, 431)],
)  # fmt: skip
async def test_endless_addresses_and_headers_are_refused(
    site: Datasette, path: str, headers: dict[str, str], status: int
) -> None:
    async with Visitor(site, headers=headers) as visitor:
        answer = await visitor.get(path)
        assert (answer.status_code, is_ours(answer)) == (status, True)


async def test_a_way_back_without_end_leads_to_the_start(site: Datasette) -> None:
    answer = await site.client.get("/anmelden?weiter=/suche%3Fq%3D" + "x" * 3_000)
    assert answer.status_code == 200
    assert "x" * 100 not in answer.text
