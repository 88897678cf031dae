"""A body is read to a limit and handed on whole."""

from typing import Any

from matcher.site.frame.sending.body import DRAINED, Receive, read, replay


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


async def test_of_text_the_bytes_count_that_it_writes() -> None:
    assert await read(parts(b"a=%C3", b"%BC"), 4, text=True) == b"a=%C3%BC"
    assert await read(parts(b"a=%C3", b"%BC"), 4) is None
    assert await read(parts(b"a=%C3%BCx"), 4, text=True) is None


async def test_what_shall_not_be_kept_is_counted_all_the_same() -> None:
    assert await read(parts(b"ab", b"cd"), 4, keep=False) == b""
    assert await read(parts(b"ab", b"cde"), 4, keep=False) is None


async def test_a_body_without_end_is_not_taken_to_its_end() -> None:
    taken = 0

    async def endless() -> Any:
        nonlocal taken
        taken += 100_000
        return {"type": "http.request", "body": b"x" * 100_000, "more_body": True}

    assert await read(endless, 1_000) is None
    assert taken <= DRAINED + 200_000


async def test_a_browser_that_goes_away_ends_it() -> None:
    assert await read(parts(), 4) == b""


async def test_what_was_read_can_be_read_once_more() -> None:
    assert await read(replay(b"abc"), 3) == b"abc"
