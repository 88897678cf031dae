"""Guesses are slowed down, nobody is locked out, and no name gives itself away."""

import asyncio

import pytest

from db.kommune.people import Person
from matcher.site.people.door import PER_ADDRESS, Account, Busy, Door
from tests.support.towns.own_file import NOW

ANNA = Person(1, "Anna", "anna", "edit", "", "", "", NOW, None)


class World:
    """A clock that sleeping moves on, and a count of the hashes that were computed."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self.hashes: list[str | None] = []
        self.door = Door(self.sleep, lambda: self.now, self.check)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def check(self, stored: str | None, password: str) -> bool:
        self.hashes.append(stored)
        return stored is not None and password == "richtig"

    async def find(self, login: str) -> Account | None:
        return (ANNA, "hash") if login == "anna" else None

    async def enter(self, login: str, password: str, address: str = "192.0.2.1") -> Person | None:
        return await self.door.enter(self.find, login, password, address)


async def test_guessing_waits_longer_each_time_and_the_right_password_still_enters() -> None:
    world = World()
    for _ in range(8):
        assert await world.enter("anna", "falsch") is None
    assert world.slept == [1.0, 2.0, 4.0, 8.0, 8.0]
    assert await world.enter(" ANNA ", "richtig", "192.0.2.99") == ANNA
    assert world.slept[-1] == 8.0  # the name was slow from everywhere, but open
    before = len(world.slept)
    assert await world.enter("anna", "richtig", "192.0.2.99") == ANNA
    assert len(world.slept) == before


async def test_one_address_that_tries_many_names_is_slowed_down_too() -> None:
    world = World()
    for number in range(5):
        await world.enter(f"name{number}", "falsch")
    assert world.slept == [1.0, 2.0]
    assert await world.enter("anna", "richtig", "192.0.2.2") == ANNA
    assert world.slept == [1.0, 2.0]


async def test_an_unknown_name_costs_one_hash_like_a_known_one() -> None:
    world = World()
    assert await world.enter("anna", "falsch") is None
    assert await world.enter("niemand", "falsch") is None
    assert world.hashes == ["hash", None]


async def test_one_address_cannot_take_the_places_of_others() -> None:
    world, gate = World(), asyncio.Event()

    async def wait(_seconds: float) -> None:
        await gate.wait()

    for _ in range(3):
        await world.enter("niemand", "falsch")
    world.door.sleep = wait
    waiting = [asyncio.create_task(world.enter("niemand", "x")) for _ in range(PER_ADDRESS)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await world.enter("anna", "richtig")
    assert await world.enter("anna", "richtig", "192.0.2.2") == ANNA
    gate.set()
    assert await asyncio.gather(*waiting) == [None] * PER_ADDRESS
    assert await world.enter("anna", "richtig", "192.0.2.3") == ANNA
