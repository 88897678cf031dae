"""Reading what comes from outside in a process of its own, which may take so long and so much.

Readers count what they expand; this is the wall behind them. A reader that runs away costs the
one thing that it reads, neither the pages of the site nor the other steps of a night. The site,
the night and the command line come in by the same door.
"""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import IO, ParamSpec, TypeVar

from db import lifeline
from db.errors import FoerderlageError

T = TypeVar("T")
P = ParamSpec("P")

MEMORY = 450_000_000
"""Bytes for the data of a process that reads; the largest file that is taken needs a third."""
MOST_ANSWERED = 60_000_000
"""Bytes that may come back."""
NO_MEMORY = 71
"""Exit code of a process that ran out of what it may have."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What reading one thing may take: seconds in all, seconds of processor time and bytes.

    `advice` tells whoever sent more what to do, a German sentence.
    """

    seconds: float
    processor: int
    advice: str
    memory: int = MEMORY


class TooMuch(FoerderlageError):
    """Reading took longer or needed more memory than it is given, or ended its process."""


class Elsewhere(Exception):
    """The trace of an error in the other process, for logs."""


@dataclass(frozen=True, slots=True)
class _End:
    """How the other process ended: what it answered, its code, and if we ended it for its time."""

    answer: bytes
    code: int
    late: bool
    said: str


def read(
    name: str, allowed: Allowance, work: Callable[P, T], *given: P.args, **named: P.kwargs
) -> T:
    """The result of a function of a module; it, what it is given and its result are pickled.

    `name` is the file or address, for messages. What the function raises is raised here, TooMuch
    when it took more than is allowed. Takes a quarter of a second more than the function.
    """
    end = _ended(allowed, pickle.dumps((work, given, named)))
    if end.late or end.code == -getattr(signal, "SIGXCPU", signal.SIGTERM):
        raise TooMuch(f"{name}: Das Lesen dauert zu lange und wurde abgebrochen.", allowed.advice)
    too_long = len(end.answer) > MOST_ANSWERED
    if too_long or end.code in (NO_MEMORY, -getattr(signal, "SIGKILL", signal.SIGTERM)):
        most = f"{allowed.memory // 1_000_000} MB"
        raise TooMuch(
            f"{name}: Das Lesen braucht mehr Arbeitsspeicher als die {most}, die es haben darf.",
            allowed.advice,
        )
    if end.code != 0:
        raise TooMuch(
            f"{name}: Das Lesen endete unerwartet (Kennung {end.code}).", allowed.advice
        ) from Elsewhere(end.said)
    done, found = pickle.loads(end.answer)
    if done:
        result: T = found
        return result
    error, trace = found
    raise error from Elsewhere(trace)


def _ended(allowed: Allowance, work: bytes) -> _End:
    with tempfile.TemporaryFile() as errors:
        late = threading.Event()
        with _process(allowed.seconds, errors, late) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            with suppress(BrokenPipeError):  # it ended before: its code says why
                child.stdin.write(pickle.dumps((allowed.memory, allowed.processor, work)))
                child.stdin.flush()
            answer = child.stdout.read(MOST_ANSWERED + 1)
            if len(answer) > MOST_ANSWERED:
                child.kill()
            code = child.wait()
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
    return _End(answer, code, late=late.is_set(), said=said)


@contextmanager
def _process(
    seconds: float, errors: IO[bytes], late: threading.Event
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that reads; it outlives neither the block nor its time."""

    def end() -> None:
        late.set()
        child.kill()

    with ExitStack() as held_back:
        held_back.enter_context(lifeline.undisturbed())
        child = subprocess.Popen(
            lifeline.python("matcher.files.reader"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            # it finds the same modules, and nothing of the working folder that we would not
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        watchdog = threading.Timer(seconds, end)
        watchdog.daemon = True
        try:
            watchdog.start()
            held_back.close()  # a request to end that came meanwhile counts from here
            yield child
        except BaseException:
            child.kill()
            raise
        finally:
            watchdog.cancel()
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError):
                    if pipe is not None:
                        pipe.close()
            child.wait()
