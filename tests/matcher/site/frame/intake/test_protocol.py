"""Connections that say nothing are ended, and what is no HTTP gets a German answer."""

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
import uvicorn

from matcher.site.frame.intake import protocol
from matcher.site.frame.intake.protocol import PatientProtocol


async def app(scope: Any, _receive: Any, send: Any) -> None:
    """Answers anything, late where the address says so."""
    if scope["type"] == "http":
        if scope["path"] == "/spaet":
            await asyncio.sleep(1)
        await send({"type": "http.response.start", "status": 200,
                    "headers": [(b"content-length", b"2")]})  # fmt: skip
        await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    monkeypatch.setattr(protocol, "HEAD_SECONDS", 0.4)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="critical", http=PatientProtocol, ws="none",
                            lifespan="off")  # fmt: skip
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    await running


async def talk(port: int, *parts: bytes, pause: float = 0.0) -> bytes:
    """What the server says until it ends the connection."""
    reading, writing = await asyncio.open_connection("127.0.0.1", port)
    for part in parts:
        if not reading.at_eof():
            writing.write(part)
            await asyncio.sleep(pause)
    try:
        return await asyncio.wait_for(reading.read(), 20)
    except ConnectionResetError:
        return b""
    finally:
        writing.close()


async def test_thirty_half_open_connections_are_gone_after_a_while(port: int) -> None:
    said = [talk(port) for _ in range(15)]
    said += [talk(port, b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ") for _ in range(15)]
    assert set(await asyncio.gather(*said)) == {b""}


async def test_a_head_in_drops_is_not_waited_for(port: int) -> None:
    drops = [b"GET / HTTP/1.1\r\n", *[b"x-%d: a\r\n" % n for n in range(20)], b"\r\n"]
    assert await talk(port, *drops, pause=0.1) == b""


async def test_another_request_on_the_same_connection_must_come_in_time_too(port: int) -> None:
    said = await talk(port, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", b"GET / HT", pause=0.1)
    assert said.count(b"HTTP/1.1 200") == 1


async def test_an_answer_may_take_longer_than_a_head(port: int) -> None:
    asked = b"GET /spaet HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    assert (await talk(port, asked)).endswith(b"ok")


@pytest.mark.parametrize(
    "sent", [b"quatsch\r\n\r\n", b"\x16\x03\x01\x00\n\n", b"GET / HTTP/1.1\r\nA b: c\r\n\r\n"]
)
async def test_what_is_no_http_is_told_in_german_with_our_headers(port: int, sent: bytes) -> None:
    said = await talk(port, sent)
    assert said.startswith(b"HTTP/1.1 400")
    assert b"x-content-type-options: nosniff" in said
    assert "Diese Anfrage ist nicht möglich".encode() in said
