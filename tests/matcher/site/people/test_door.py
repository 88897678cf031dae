"""Guesses are slowed down, nobody is locked out, and no name gives itself away."""

import asyncio

import pytest

from db.kommune.people import Person
from matcher.site.people import door
from matcher.site.people.door import AT_A_TIME, PER_ADDRESS, Account, Busy, Door
from matcher.site.people.throttle import FREE, LONGEST_WAIT
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


async def crowded(
    world: World, gate: asyncio.Event, many: int
) -> list[asyncio.Task[Person | None]]:
    """So many wrong logins of one address that wait until the gate opens, and nobody else of it
    gets in."""

    async def wait(_seconds: float) -> None:
        await gate.wait()

    for _ in range(3):
        await world.enter("niemand", "falsch")
    world.door.sleep = wait
    waiting = [asyncio.create_task(world.enter("niemand", "x")) for _ in range(many)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await world.enter("anna", "richtig")
    return waiting


async def test_one_address_cannot_take_the_places_of_others() -> None:
    world, gate = World(), asyncio.Event()
    waiting = await crowded(world, gate, PER_ADDRESS)
    assert await world.enter("anna", "richtig", "192.0.2.2") == ANNA
    gate.set()
    assert await asyncio.gather(*waiting) == [None] * PER_ADDRESS
    assert await world.enter("anna", "richtig", "192.0.2.3") == ANNA


async def test_twenty_right_logins_of_one_address_all_get_in_one_after_the_other() -> None:
    world, at_once = World(), 0

    async def find(login: str) -> Account | None:
        nonlocal at_once
        at_once += 1
        assert at_once == 1
        await asyncio.sleep(0)
        at_once -= 1
        return await world.find(login)

    entering = [world.door.enter(find, "anna", "richtig", "192.0.2.1") for _ in range(20)]
    assert await asyncio.gather(*entering) == [ANNA] * 20
    assert world.slept == []


async def test_right_ones_get_in_behind_a_guesser_of_their_own_address() -> None:
    world = World()
    for _ in range(5):
        await world.enter("niemand", "falsch")
    assert await asyncio.gather(*(world.enter("anna", "richtig") for _ in range(20))) == [ANNA] * 20
    assert max(world.slept) <= LONGEST_WAIT


async def test_a_whole_ipv6_network_has_the_places_of_one_address() -> None:
    world, gate, begun = World(), asyncio.Event(), 0

    async def wait(_seconds: float) -> None:
        nonlocal begun
        begun += 1
        await gate.wait()

    for _ in range(3):
        await world.enter("niemand", "falsch", "2001:db8:0:1::99")
    world.door.sleep = wait
    addresses = [f"2001:db8:0:1:{number:x}::1" for number in range(400)]
    guesses = [asyncio.create_task(world.enter(f"n{n}", "x", a)) for n, a in enumerate(addresses)]
    await asyncio.sleep(0.01)
    turned_away = [guess for guess in guesses if guess.done()]
    assert len(turned_away) == 400 - PER_ADDRESS
    assert {type(guess.exception()) for guess in turned_away} == {Busy}
    assert begun == AT_A_TIME
    for other in ("2001:db8:0:2::1", "192.0.2.2"):
        assert await asyncio.wait_for(world.enter("anna", "richtig", other), 1) == ANNA
    assert begun == AT_A_TIME
    gate.set()
    done = await asyncio.gather(*guesses, return_exceptions=True)
    assert done.count(None) == PER_ADDRESS
    assert world.door._lines == {}
    assert world.door._looked_at == 0


async def test_nobody_stands_in_line_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LONGEST_LINE", 0.05)
    world, gate = World(), asyncio.Event()
    waiting = await crowded(world, gate, AT_A_TIME)
    gate.set()
    assert await asyncio.gather(*waiting) == [None] * AT_A_TIME
    assert world.door._lines == {}


async def test_a_burst_of_guesses_is_slowed_down_in_line() -> None:
    world = World()
    computed: list[int] = []

    async def sleep(seconds: float) -> None:
        computed.append(len(world.hashes))
        world.now += seconds

    world.door.sleep = sleep
    await asyncio.gather(*(world.enter(f"n{number}", "x") for number in range(40)))
    assert computed[0] == FREE
    assert len(computed) >= 40 - FREE
    assert len(world.hashes) == 40
