"""What pages read from a whole file, kept in memory until the file or the day changes."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from sqlite_utils import Database

T = TypeVar("T")
State = tuple[object, ...]


class Shelf(Generic[T]):
    """Keeps what `load` makes of each database file; made for large files and many visits."""

    def __init__(self, load: Callable[[Path, Database, date], T]) -> None:
        self._load = load
        self._kept: dict[Path, tuple[State, T]] = {}

    def get(self, address: str, db: Database, today: date) -> T:
        """What belongs to the file `address` on a day; `db` is a connection to it."""
        path = Path(address)
        state = (today, *_state(path))
        kept = self._kept.get(path)
        if kept is None or kept[0] != state:
            self._kept[path] = kept = (state, self._load(path, db, today))
        return kept[1]


def _state(path: Path) -> Iterator[tuple[int, int]]:
    """Size and time of the file and its log, which change with every commit."""
    for file in (path, path.with_name(path.name + "-wal")):
        if file.exists():
            status = file.stat()
            yield status.st_mtime_ns, status.st_size
