"""A body is read to a limit and handed on whole."""

from typing import Any

from matcher.site.frame.sending.body import Kept, Receive, read, replay


def parts(*bodies: bytes) -> Receive:
    waiting = [
        {"type": "http.request", "body": body, "more_body": number < len(bodies)}
        for number, body in enumerate(bodies, 1)
    ]

    async def receive() -> Any:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    return receive


async def test_a_body_in_parts_is_read_whole_up_to_the_limit() -> None:
    assert await read(parts(b"ab", b"", b"cd"), 4) == b"abcd"
    assert await read(parts(b"ab", b"cde"), 4) is None


async def test_a_browser_that_goes_away_ends_it() -> None:
    assert await read(parts(), 4) == b""


async def test_what_was_read_can_be_read_once_more() -> None:
    assert await read(replay(b"abc"), 3) == b"abc"


async def test_what_somebody_else_reads_is_kept_as_long_as_it_is_small() -> None:
    kept = Kept(parts(b"ab", b"cd", b"ef"), 4)
    for _ in range(2):
        await kept.receive()
    assert (bytes(kept.body), kept.whole) == (b"abcd", True)
    await kept.receive()
    assert not kept.whole
