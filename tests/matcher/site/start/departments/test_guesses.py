"""Trying links: slower with each that opens nothing, by origin, never without end."""

import asyncio

from matcher.site.start.departments.guesses import AT_A_TIME, Guesses


async def test_the_first_three_tries_of_an_origin_are_free_and_others_are_not_slowed() -> None:
    waited: list[float] = []

    async def noted(seconds: float) -> None:
        waited.append(seconds)

    guesses = Guesses(sleep=noted, elapsed=lambda: 5.0)
    for _ in range(4):
        assert await guesses.missed("192.0.2.1")
    assert await guesses.missed("198.51.100.1")
    assert waited == [1.0]


async def test_addresses_of_one_connection_count_together() -> None:
    waited: list[float] = []

    async def noted(seconds: float) -> None:
        waited.append(seconds)

    guesses = Guesses(sleep=noted, elapsed=lambda: 5.0)
    for number in range(5):
        await guesses.missed(f"2001:db8::{number}")
    assert waited == [1.0, 2.0]


async def test_when_too_many_wait_a_further_one_is_refused_at_once() -> None:
    gate = asyncio.Event()

    async def held(_seconds: float) -> None:
        await gate.wait()

    guesses = Guesses(sleep=held, elapsed=lambda: 5.0)
    for _ in range(3):
        await guesses.missed("192.0.2.1")
    waiting = [asyncio.create_task(guesses.missed("192.0.2.1")) for _ in range(AT_A_TIME)]
    await asyncio.sleep(0)
    assert not await guesses.missed("192.0.2.2")
    gate.set()
    assert all(await asyncio.gather(*waiting))
    assert await guesses.missed("192.0.2.2")
