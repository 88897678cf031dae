"""Checking a name and a password: slow for whoever guesses, alike for every name.

An attempt waits as long as the failures of its name and its address demand and is then
checked, whatever came before; nobody is locked out. How many wait at once is bounded for each
address, so that one visitor cannot take the places of the others.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from db import clock
from db.errors import FoerderlageError
from db.kommune.passwords import fits
from db.kommune.people import Person
from matcher.site.people.throttle import Throttle

PER_ADDRESS, IN_ALL = 8, 400
"""Attempts under way at once, from one address and altogether."""
AT_ONCE = 2
"""Passwords that are computed at once; each takes a core and 64 MB for a tenth of a second."""

Account = tuple[Person, str]
"""A person and the hash of their password."""
Sleep = Callable[[float], Awaitable[None]]


class Busy(FoerderlageError):
    """Too many attempts are under way; this one was not looked at."""


@dataclass(slots=True)
class Door:
    """The logins of one site; `sleep` and `elapsed` are arguments so that tests need not wait.

    `hashing` is held by whoever computes a hash.
    """

    sleep: Sleep = asyncio.sleep
    elapsed: Callable[[], float] = clock.elapsed
    check: Callable[[str | None, str], bool] = fits
    throttle: Throttle = field(default_factory=Throttle)
    hashing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _under_way: Counter[str] = field(default_factory=Counter)

    async def enter(
        self,
        find: Callable[[str], Awaitable[Account | None]],
        login: str,
        password: str,
        address: str,
    ) -> Person | None:
        """Who this is, None when name or password are wrong; Busy when too many try at once."""
        if self._under_way[address] >= PER_ADDRESS or self._under_way.total() >= IN_ALL:
            raise Busy("Gerade versuchen zu viele, sich anzumelden.", "Bitte gleich noch einmal.")
        self._under_way[address] += 1
        try:
            return await self._slowly(find, login.strip().casefold(), password, address)
        finally:
            self._under_way[address] -= 1
            if not self._under_way[address]:
                del self._under_way[address]

    async def _slowly(
        self,
        find: Callable[[str], Awaitable[Account | None]],
        login: str,
        password: str,
        address: str,
    ) -> Person | None:
        keys = (f"name {login}", f"address {address}")
        if seconds := self.throttle.wait(keys, self.elapsed()):
            await self.sleep(seconds)
        found = await find(login)
        stored = found[1] if found else None
        async with self.hashing:  # in a thread, so that pages are answered meanwhile
            right = await asyncio.to_thread(self.check, stored, password)
        if right and found:
            self.throttle.succeeded(keys[0])
            return found[0]
        self.throttle.failed(keys, self.elapsed())
        return None
