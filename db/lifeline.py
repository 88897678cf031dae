"""Starting and ending helper processes so that none outlives the one that started it, and none
takes more of the machine than it is given."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path
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


def bound(memory: int, seconds: int | None = None) -> None:
    """Give this process so many bytes for its data and seconds of processor time, and no more.

    Beyond the one it gets MemoryError, beyond the other the system ends it (SIGXCPU). Where the
    platform knows no such limits (Windows), nothing is bound.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


def first_to_go() -> None:
    """When the machine runs out of memory, the system is to end this process, not its owner."""
    with suppress(OSError):  # only Linux asks
        Path("/proc/self/oom_score_adj").write_text("800", "ascii")


def python(module: str) -> list[str]:
    """The command that runs one of our modules: -P keeps files of the working folder that are
    named like modules from being run in their place."""
    return [sys.executable, "-P", "-m", module]


def pool(
    workers: int, prepare: Callable[..., None] | None = None, *given: object
) -> ProcessPoolExecutor:
    """Processes that import nothing from the working folder and end with their owner.

    They are started, not forked: threads of this process may hold locks at that moment. Each
    calls `prepare` with what is given before its first work.
    """
    os.environ["PYTHONSAFEPATH"] = "1"  # for processes that start when there is work for them
    begin = partial(_begin, prepare, *given)
    return ProcessPoolExecutor(workers, get_context("spawn"), begin)


def _begin(prepare: Callable[..., None] | None, *given: object) -> None:
    """A process of a pool ends with the one that owns the pool, which alone answers to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        end_after(parent.join)
    if prepare is not None:
        prepare(*given)


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
