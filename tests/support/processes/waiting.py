"""Waiting for other processes, and work for them that lasts until a file is there."""

import time
from collections.abc import Callable
from pathlib import Path

MOST_SECONDS = 60.0


def begin_and_wait(mark: Path, file: Path) -> str:
    """Make the mark, then wait for the file and return its content."""
    mark.touch()
    until = time.monotonic() + MOST_SECONDS
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.01)
    return file.read_text("utf-8")


def wait_until(reached: Callable[[], bool], seconds: float = MOST_SECONDS) -> None:
    """Wait until something is so; an AssertionError when it does not become so in time."""
    until = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < until, "es kam nicht dazu"
        time.sleep(0.05)
