"""Links that open nothing: whoever tries many waits, by origin, as with passwords."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from db import clock
from matcher.site.people.throttle import Throttle, origin_of

AT_A_TIME = 48
"""Requests that wait at once; a further one is refused without a look."""


@dataclass(slots=True)
class Guesses:
    """The tries of one site; `sleep` and `elapsed` are arguments so that tests need not wait.

    A link that opens something never waits, whoever guessed before from the same address.
    """

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    elapsed: Callable[[], float] = clock.elapsed
    throttle: Throttle = field(default_factory=Throttle)
    _waiting: int = 0

    async def missed(self, address: str) -> bool:
        """Let a try that opened nothing wait as it deserves; False where too many do already."""
        if self._waiting >= AT_A_TIME:
            return False
        keys = (f"link {origin_of(address)}",)
        wait = self.throttle.wait(keys, self.elapsed())
        self.throttle.failed(keys, self.elapsed())
        self._waiting += 1
        try:
            if wait:
                await self.sleep(wait)
        finally:
            self._waiting -= 1
        return True
