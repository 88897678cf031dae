"""How much memory a process and those that it starts hold at most, while a block lasts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PAUSE = 0.02
"""Seconds between two looks; the system keeps the peak of a process as long as it lives."""


@dataclass
class Peaks:
    """Most bytes that any of the processes held, and its command line; how many there were."""

    most: int = 0
    command: str = ""
    seen: set[int] = field(default_factory=set)

    def look(self, pid: int) -> None:
        """Take note of a process and all below it."""
        with suppress(OSError, ValueError):
            status = Path(f"/proc/{pid}/status").read_text()
            found = [line for line in status.splitlines() if line.startswith("VmHWM")]
            peak = int(found[0].split()[1]) * 1024 if found else 0
            self.seen.add(pid)
            if peak > self.most:
                command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
                self.most, self.command = peak, command
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            with suppress(OSError):
                for child in task.read_text().split():
                    self.look(int(child))


@contextmanager
def peaks_of(pid: int) -> Iterator[Peaks]:
    """Watch this process and those below it until the block ends."""
    found, over = Peaks(), threading.Event()

    def watch() -> None:
        while not over.wait(PAUSE):
            found.look(pid)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()
