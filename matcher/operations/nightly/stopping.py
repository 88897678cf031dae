"""Ending a run on request: the first SIGTERM or SIGINT raises Stopped where the run stands.

Open transactions are rolled back on the way out, and helper processes end with their pipe.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Stopped(BaseException):
    """Somebody asked this run to end; no `except Exception` holds it up."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number

    @property
    def exit_code(self) -> int:
        """What a shell expects of a process that ends by this signal: 143 or 130."""
        return 128 + self.number


class Stop:
    """Whether the run was asked to end."""

    def __init__(self) -> None:
        self.number = 0
        self.closed = False

    def close(self) -> None:
        """From here on the run ends by itself; a request changes nothing any more."""
        self.closed = True

    def check(self) -> None:
        """Raise Stopped if a request was swallowed on its way, e.g. by a destructor."""
        if self.number:
            raise Stopped(self.number)


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Raise Stopped in this block at the first of SIGNALS; later ones change nothing."""
    stop = Stop()

    def handle(number: int, _frame: FrameType | None) -> None:
        if not stop.number and not stop.closed:
            stop.number = number
            raise Stopped(number)

    before = {number: signal.signal(number, handle) for number in SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
