"""What pages read from a whole file, kept in memory until the file or the day changes."""

import gc
import time
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from sqlite_utils import Database

from db.connection import snapshot

T = TypeVar("T")
State = tuple[date, Hashable]
Stand = Callable[[Path, Database], Hashable]
Ready = Callable[[Path, Database], bool]
PATIENCE = 15 * 60.0
"""Seconds for which the state before is shown while the new one is not ready."""


def of_file(path: Path, _db: Database, beside: Iterable[str] = ()) -> Hashable:
    """Time and size of the file, its log and those beside it: they change with each commit."""
    names = (path.name, path.name + "-wal", *beside)
    files = (path.with_name(name) for name in names)
    found = (f.stat() for f in files if f.exists())
    return tuple((s.st_mtime_ns, s.st_size) for s in found)


class Shelf(Generic[T]):
    """Keeps what `load` makes of each database file; made for large files and many visits.

    It is made anew when `stand` says something else of the file, or the day is another. While
    one request reads a changed file, others get the state before, so that a nightly run slows
    nobody down; only a new day makes everybody wait. The same holds for up to PATIENCE while
    the changed file is not `ready`: what is made of it by another process is not there yet. So
    it holds nothing that people edit on the site.
    """

    def __init__(
        self,
        load: Callable[[Path, Database, date], T],
        stand: Stand = of_file,
        ready: Ready = lambda _path, _db: True,
    ) -> None:
        self._load, self._stand, self._ready = load, stand, ready
        self._kept: dict[Path, tuple[State, T]] = {}
        self._unready: dict[Path, tuple[State, float]] = {}
        self._reading = Lock()

    def get(self, address: str, db: Database, today: date) -> T:
        """What belongs to the file `address` on a day; `db` is a connection to it."""
        path = Path(address)
        kept = self._kept.get(path)
        state = self._state(path, db, today)
        if kept is not None and kept[0] == state:
            return kept[1]
        same_day = kept is not None and kept[0][0] == today
        if not self._reading.acquire(blocking=not same_day):
            assert kept is not None
            return kept[1]
        try:
            if same_day and self._wait_for_more(path, db, state):
                assert kept is not None
                return kept[1]
            return self._fresh(path, db, today)
        finally:
            self._reading.release()

    def _wait_for_more(self, path: Path, db: Database, state: State) -> bool:
        """Whether the changed file is not ready, which is asked once per change."""
        seen, since = self._unready.get(path, (None, time.monotonic()))
        if time.monotonic() - since > PATIENCE:
            return False
        if seen != state and self._ready(path, db):
            return False
        self._unready[path] = (state, since)
        return True

    def _fresh(self, path: Path, db: Database, today: date) -> T:
        # the state is taken before reading: a change in between is read again next time
        state = self._state(path, db, today)
        kept = self._kept.get(path)
        if kept is None or kept[0] != state:
            replaced = kept is not None
            with snapshot(db):
                kept = self._kept[path] = (state, self._load(path, db, today))
            self._unready.pop(path, None)
            _spare_the_collector(replaced)
        return kept[1]

    def _state(self, path: Path, db: Database, today: date) -> State:
        return today, self._stand(path, db)


def _spare_the_collector(replaced: bool) -> None:
    """Take what is kept out of garbage collection; what it `replaced` is collected before.

    Looking through the objects of 2,500 programmes for garbage stopped every request that
    was under way for 100 ms, many times a minute.
    """
    if replaced:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
