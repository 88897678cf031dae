"""Work for helper processes that lasts until a file is there."""

import time
from pathlib import Path

MOST_SECONDS = 60.0


def begin_and_wait(mark: Path, file: Path) -> str:
    """Make the mark, then wait for the file and return its content."""
    mark.touch()
    until = time.monotonic() + MOST_SECONDS
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.01)
    return file.read_text("utf-8")
