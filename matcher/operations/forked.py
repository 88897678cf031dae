"""A piece of work in a copy of this process, so that its end is not ours.

Where the machine runs out of memory the system ends the process that took it: the copy, which
says of itself that it is the first to go.
"""

import os
import pickle
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from db import lifeline
from db.errors import FoerderlageError

T = TypeVar("T")
GRACE = 8.0
"""Seconds in which a copy that was asked to end may roll back what it was doing."""
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Killed(FoerderlageError):
    """The copy ended without an answer."""


@dataclass(frozen=True, slots=True)
class _Pipes:
    """Ends of the pipe for the answer, and of the one that closes when the owner is gone."""

    answer: tuple[int, int]
    owner: tuple[int, int]


def forked(work: Callable[[], T]) -> T:
    """The result of work that is done by a copy of this process; the result is pickled.

    Raises Killed when the copy was ended or could not answer; what the work raises should be
    part of its result. Whatever is raised here meanwhile, a request to end above all, ends the
    copy, too. Where the platform cannot copy processes (Windows), the work is done here.
    """
    if sys.platform == "win32":
        return work()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()  # else the copy would say it again
    pipes = _Pipes(os.pipe(), os.pipe())
    handlers = {number: signal.getsignal(number) for number in _SIGNALS}
    pid = 0
    try:
        with lifeline.undisturbed(), warnings.catch_warnings():
            # of threads, from Python 3.12 on; those of numpy know how to be copied
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
            if pid == 0:
                _do(work, pipes, handlers)
        os.close(pipes.answer[1])
        os.close(pipes.owner[0])
        with os.fdopen(pipes.answer[0], "rb") as told:
            answer = told.read()
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except BaseException:
        if pid:
            _end(pid)
        raise
    finally:
        os.close(pipes.owner[1])
    if code != 0:
        raise _killed(code)
    result: T = pickle.loads(answer)
    return result


def _do(
    work: Callable[[], object], pipes: _Pipes, handlers: Mapping[signal.Signals, Any]
) -> NoReturn:
    """What the copy does. It ends here whatever happens: what lies above is its owner's."""
    code = 1
    try:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        os.close(pipes.answer[0])
        os.close(pipes.owner[1])
        lifeline.end_after(lambda: os.read(pipes.owner[0], 1))
        lifeline.first_to_go()
        answer = pickle.dumps(work())
        with os.fdopen(pipes.answer[1], "wb") as told:
            told.write(answer)
        code = 0
    except Exception:
        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _end(pid: int) -> None:
    """Ask the copy to end, then end it; it may have ended already."""
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + GRACE
        while os.waitpid(pid, os.WNOHANG) == (0, 0):
            if time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                return
            time.sleep(0.02)


def _killed(code: int) -> Killed:
    if code == -signal.SIGKILL:
        return Killed(
            "Das System hat den Schritt beendet, vermutlich reichte der Arbeitsspeicher nicht.",
            "Bitte der Maschine mehr Arbeitsspeicher geben; der nächste Lauf holt ihn nach.",
        )
    name = signal.Signals(-code).name if code < 0 else f"Kennung {code}"
    return Killed(f"Der Schritt endete unerwartet ({name}).", "Der nächste Lauf holt ihn nach.")
