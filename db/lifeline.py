"""Ending a helper process when the one that started it is gone, however that ended."""

import os
import signal
import threading
from collections.abc import Callable
from multiprocessing import parent_process

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
