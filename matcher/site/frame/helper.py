"""Work that would hold up every page, done by helper processes beside the site.

A spreadsheet of 2,500 rows takes seconds of pure Python, during which no thread of the same
process gets on with a page.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import ParamSpec, TypeVar
from weakref import WeakSet

from datasette.utils.asgi import Base400

from db import lifeline
from matcher.files import apart
from matcher.files.apart import Allowance

T = TypeVar("T")
P = ParamSpec("P")


AT_ONCE = 2
"""Processes that read what people send, at a time."""
MOST_WAITING = 8
"""Pieces of work that a helper takes on at a time, those that are being done included."""


_HELPERS: "WeakSet[Helper]" = WeakSet()


def close_all() -> None:
    """Let the processes of all sites of this process end."""
    for helper in list(_HELPERS):
        helper.close()


class Crowded(Base400):  # type: ignore[misc]  # Datasette has no types
    """So much waits for the helper that more has to come back later."""

    status = 503


class Readers:
    """Reads what comes from outside, each thing in a process of its own, two at a time."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._taken_on = 0

    async def run(
        self, name: str, allowed: Allowance, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `matcher.files.apart.read`. Raises Crowded when MOST_WAITING are taken on."""
        if self._taken_on >= MOST_WAITING:
            raise Crowded("Es werden schon viele Dateien gelesen.")
        self._taken_on += 1
        try:
            async with self._turns:
                # the thread only waits for the process
                read = partial(apart.read, name, allowed, work, *args, **kwargs)
                return await asyncio.to_thread(read)
        finally:
            self._taken_on -= 1


class Helper:
    """A process that starts with the first work and stays; one piece of work at a time."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._taken_on = 0
        _HELPERS.add(self)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of a function of a module; it, its arguments and its result are pickled.

        What it raises is raised here. When the process died, for lack of memory perhaps, the
        work is given to a new one, once. Raises Crowded when MOST_WAITING are taken on.
        """
        if self._taken_on >= MOST_WAITING:
            raise Crowded("Es werden schon viele Dateien erstellt.")
        self._taken_on += 1
        try:
            return await self._done(work, *args, **kwargs)
        finally:
            self._taken_on -= 1

    async def _done(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        pool = self._started()
        try:
            return await asyncio.wrap_future(pool.submit(work, *args, **kwargs))
        except BrokenProcessPool:
            if self._pool is pool:  # others may have found out before
                self.close()
            return await asyncio.wrap_future(self._started().submit(work, *args, **kwargs))

    def close(self) -> None:
        """Let the process end; unstarted work is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = lifeline.pool(1)
        return self._pool
