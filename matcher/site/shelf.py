"""What pages read from a whole file, kept in memory until the file or the day changes."""

import gc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from sqlite_utils import Database

T = TypeVar("T")
State = tuple[date, tuple[tuple[int, int], ...]]


class Shelf(Generic[T]):
    """Keeps what `load` makes of each database file; made for large files and many visits.

    While one request reads a changed file, others get the state before, so that a nightly
    run slows nobody down; only a new day makes everybody wait. So it holds nothing that
    people edit on the site.
    """

    def __init__(self, load: Callable[[Path, Database, date], T]) -> None:
        self._load = load
        self._kept: dict[Path, tuple[State, T]] = {}
        self._reading = Lock()

    def get(self, address: str, db: Database, today: date) -> T:
        """What belongs to the file `address` on a day; `db` is a connection to it."""
        path = Path(address)
        kept = self._kept.get(path)
        if kept is not None and kept[0] == _state(path, today):
            return kept[1]
        same_day = kept is not None and kept[0][0] == today
        if not self._reading.acquire(blocking=not same_day):
            assert kept is not None
            return kept[1]
        try:
            return self._fresh(path, db, today)
        finally:
            self._reading.release()

    def _fresh(self, path: Path, db: Database, today: date) -> T:
        # the state is taken before reading: a change in between is read again next time
        state = _state(path, today)
        kept = self._kept.get(path)
        if kept is None or kept[0] != state:
            kept = self._kept[path] = (state, self._load(path, db, today))
            _spare_the_collector()
        return kept[1]


def _spare_the_collector() -> None:
    """Take what is kept out of garbage collection.

    Looking through the objects of 2,500 programmes for garbage stopped every request that
    was under way for 100 ms, many times a minute.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _state(path: Path, today: date) -> State:
    """The day, and time and size of the file and its log, which change with every commit."""
    files = (path, path.with_name(path.name + "-wal"))
    found = (f.stat() for f in files if f.exists())
    return today, tuple((s.st_mtime_ns, s.st_size) for s in found)
