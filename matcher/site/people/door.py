"""Checking a name and a password: slow for whoever guesses, alike for every name.

An attempt waits as long as the failures of its name and its origin demand and is then checked,
whatever came before; nobody is locked out. A few attempts of one origin are looked at at a time,
and one password of it is computed at a time: the others of it stand in line, so that a town hall
behind one address gets in and no visitor takes the places of the others.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from db import clock
from db.errors import FoerderlageError
from db.kommune.passwords import fits
from db.kommune.people import Person
from matcher.site.people.throttle import Throttle, origin_of

AT_A_TIME, IN_ALL = 8, 400
"""Attempts that are looked at at once, of one origin and altogether."""
PER_ADDRESS = 48
"""Attempts under way at once of one origin, those in line included."""
LONGEST_LINE = 60.0
"""Seconds that an attempt stands in line."""
AT_ONCE = 2
"""Passwords that are computed at once; each takes a core and 64 MB for a tenth of a second."""

Account = tuple[Person, str]
"""A person and the hash of their password."""
Sleep = Callable[[float], Awaitable[None]]


class Busy(FoerderlageError):
    """Too many attempts are under way; this one was not looked at."""


@dataclass(slots=True)
class _Line:
    """The attempts of one origin."""

    length: int = 0
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_A_TIME))
    hashing: asyncio.Lock = field(default_factory=asyncio.Lock)


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
    _lines: dict[str, _Line] = field(default_factory=dict)
    _looked_at: int = 0

    async def enter(
        self,
        find: Callable[[str], Awaitable[Account | None]],
        login: str,
        password: str,
        address: str,
    ) -> Person | None:
        """Who this is, None when name or password are wrong; Busy when too many try at once."""
        origin = origin_of(address)
        line = self._lines.setdefault(origin, _Line())
        if line.length >= PER_ADDRESS:
            raise _busy()
        line.length += 1
        try:
            async with self._place(line):
                return await self._slowly(find, login.strip().casefold(), password, origin)
        finally:
            line.length -= 1
            if not line.length:
                del self._lines[origin]

    @asynccontextmanager
    async def _place(self, line: _Line) -> AsyncIterator[None]:
        """One of the places of this line, for which one waits; Busy when that takes too long."""
        try:
            async with asyncio.timeout(LONGEST_LINE):
                await line.places.acquire()
        except TimeoutError:
            raise _busy() from None
        try:
            if self._looked_at >= IN_ALL:
                raise _busy()
            self._looked_at += 1
            try:
                yield
            finally:
                self._looked_at -= 1
        finally:
            line.places.release()

    async def _slowly(
        self,
        find: Callable[[str], Awaitable[Account | None]],
        login: str,
        password: str,
        origin: str,
    ) -> Person | None:
        keys, waited = (f"name {login}", f"origin {origin}"), 0.0
        while True:
            if (owed := self.throttle.wait(keys, self.elapsed()) - waited) > 0:
                await self.sleep(owed)
                waited += owed
            async with self._lines[origin].hashing, self.hashing:
                # those before it in line may have failed meanwhile
                if self.throttle.wait(keys, self.elapsed()) <= waited:
                    return await self._checked(await find(login), password, keys)

    async def _checked(
        self, found: Account | None, password: str, keys: tuple[str, str]
    ) -> Person | None:
        stored = found[1] if found else None
        # in a thread, so that pages are answered meanwhile
        right = await asyncio.to_thread(self.check, stored, password)
        if right and found:
            self.throttle.succeeded(keys[0])
            return found[0]
        self.throttle.failed(keys, self.elapsed())
        return None


def _busy() -> Busy:
    return Busy("Gerade versuchen zu viele, sich anzumelden.", "Bitte gleich noch einmal.")
