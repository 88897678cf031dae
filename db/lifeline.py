"""Starting and ending helper processes so that none outlives the one that started it."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from types import FrameType

ORPHANED = 70
"""Exit code of a helper that nobody waits for any more."""


def end_after(gone: Callable[[], object]) -> None:
    """End this process at once when `gone`, called in a thread, returns.

    Nothing is lost: a transaction that was under way is rolled back by SQLite.
    """

    def watch() -> None:
        gone()
        os._exit(ORPHANED)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()


def worker() -> None:
    """Set up a process of a pool: it ends with the process that owns the pool, which alone
    answers to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        end_after(parent.join)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold back requests to end (SIGTERM, Ctrl-C) in this block; they come right after it.

    A helper process that is just being started could else be left behind: nobody would know
    it yet. Python answers to signals in the main thread only, so there is nothing to hold back
    in others.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []

    def hold(number: int, _frame: FrameType | None) -> None:
        held.append(number)

    before = {number: signal.signal(number, hold) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if held:
        signal.raise_signal(held[0])
