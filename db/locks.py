"""Locks between processes: the system releases them when their holder ends, however it ends.

So there is no stale lock to clear: the lock of a process that was killed is free at once. The
files stay where they are; only the lock on them counts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from db.errors import FoerderlageError


class Busy(FoerderlageError):
    """Another process holds the lock."""


def is_held(path: Path) -> bool:
    """Whether some process holds the lock of this file.

    To find out, the lock is taken for a moment: whoever wants it should wait that long.
    """
    if not path.exists():
        return False
    lock = FileLock(path, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


@contextmanager
def held(path: Path, what: str, advice: str = "", wait: float = 0) -> Iterator[None]:
    """Hold the lock of this file for the length of the block.

    Waits up to `wait` seconds; then raises Busy with these words.
    """
    lock = FileLock(path, mode=0o600)
    try:
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise Busy(what, advice) from error
    try:
        yield
    finally:
        lock.release()
