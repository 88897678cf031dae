"""The task of a served site that matches what people saved, as soon as no night is in its way."""

import asyncio
import sqlite3
import sys
import traceback
from collections.abc import Callable, Collection
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from db.errors import FoerderlageError
from db.faults import defect, explained, kind_of, reason
from db.files import KOMMUNE_ID, DataDir
from db.nightly_status import is_night
from matcher.matching.outstanding import NOTHING, Wanted, outstanding
from matcher.matching.stored import get_ready, match_now
from matcher.site.frame import layout
from matcher.site.frame.at_once.waiting import Waiting
from matcher.site.frame.database import read
from matcher.site.frame.gate.access import database_of
from matcher.site.frame.helper import Helper

State = Literal["", "running", "night", "failed"]
PATIENCE = 2.5
"""Seconds for which whoever saved waits for the result; afterwards their page says how it is."""
IDLE = 2.0
"""Seconds after the start until the process beside the site is made ready for the first save."""
LOOK = 0.5
"""Seconds between two looks whether a night is over."""


async def match_soon(datasette: Any, projects: Collection[str] | None) -> None:
    """Have projects matched in the background, None for all; call it after they are stored.

    Comes back when that is done, after PATIENCE, or at once where it has to wait for the night.
    Raises nothing: what fails is told by the pages.
    """
    await datasette.foerderlage_at_once.match(None if projects is None else frozenset(projects))


class AtOnce:
    """What is asked for and the task that does it; without `start` nothing is, as in a site
    that nobody serves."""

    def __init__(self) -> None:
        self._waiting = Waiting()
        self._helper = Helper()
        self._task: asyncio.Task[None] | None = None
        self._is_night = False
        self._asked = asyncio.Event()
        self._turn = asyncio.Event()

    @property
    def is_working(self) -> bool:
        """Whether somebody does what is asked for."""
        return self._task is not None and not self._task.done()

    async def start(self, datasette: Any) -> None:
        """Begin to work, with what was left behind when the site ended last time."""
        own = await database_of(datasette, KOMMUNE_ID)
        if own is None or not own.is_mutable or self.is_working:
            return
        with suppress(sqlite3.Error):  # it is asked for again with the next save
            self._ask(await read(own, outstanding))
        data = DataDir(Path(own.path).parent)
        self._task = asyncio.create_task(self._work(datasette, data))

    async def stop(self) -> None:
        """End; what is under way is rolled back and done by the next start or night."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        self._helper.close()

    async def match(self, wanted: Wanted) -> None:
        """See `match_soon`."""
        if not self.is_working:
            return
        self._ask(wanted)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self.state(wanted) == "running":
                    await self._turn.wait()

    def state(self, wanted: Wanted) -> State:
        """How it stands with these projects; "" where nothing is to be said."""
        if self.is_working and self._waiting.is_under_way(wanted):
            return "night" if self._is_night else "running"
        return "failed" if self._waiting.why_not(wanted) else ""

    def why_not(self, wanted: Wanted) -> str:
        """Why one of these could not be matched, a German sentence."""
        return self._waiting.why_not(wanted)

    def _ask(self, wanted: Wanted) -> None:
        self._waiting.ask(wanted)
        if wanted != NOTHING:
            self._asked.set()

    async def _work(self, datasette: Any, data: DataDir) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(IDLE):
                await self._asked.wait()
        await self._tried(get_ready)
        while True:
            await self._asked.wait()
            await self._until_morning(data)
            self._asked.clear()
            wanted = self._waiting.begin()
            words = await self._tried(match_now, data.path, layout.today(datasette), wanted)
            self._waiting.end(words)
            self._tell()

    async def _tried(self, work: Callable[..., None], *given: Any) -> str:
        """Have it done; why it could not be, "" if it was."""
        try:
            await self._helper.run(work, *given)
        except Exception as error:  # what is saved stays, and the next save is to be matched
            return _words(error)
        return ""

    async def _until_morning(self, data: DataDir) -> None:
        while await asyncio.to_thread(_is_night, data):
            if not self._is_night:
                self._is_night = True
                self._tell()
            await asyncio.sleep(LOOK)
        self._is_night = False

    def _tell(self) -> None:
        """Wake all who wait for a change."""
        self._turn.set()
        self._turn = asyncio.Event()


def _is_night(data: DataDir) -> bool:
    try:
        return is_night(data)
    except OSError:  # matching will say what is wrong with the folder
        return False


def _words(error: Exception) -> str:
    """Why it failed, in German, without a path of the server and without advice for the command
    line; the whole goes to stderr, as with pages that fail."""
    if isinstance(error, FoerderlageError):
        return error.what
    traceback.print_exception(error, file=sys.stderr)
    if isinstance(error, sqlite3.Error) or (
        isinstance(error, OSError) and kind_of(error) == "full"
    ):
        return explained(error).what
    if isinstance(error, OSError):
        return f"Ein Zugriff auf die Daten misslang ({reason(error)})."
    if isinstance(error, BrokenProcessPool | MemoryError):
        return "Vermutlich reichte der Arbeitsspeicher nicht."
    return f"Unerwarteter Fehler ({defect(error)})."
