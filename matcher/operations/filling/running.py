"""The process that fills the catalogue, as the site starts it and follows what it tells."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO

from pydantic import ValidationError

from db import clock
from db.lifeline import python, undisturbed
from db.nightly_status import StepStatus
from matcher.operations.filling.order import Order, Told

_CHILD = "matcher.operations.filling.child"
BROKEN_OFF = (
    "Das Laden endete unerwartet; was gespeichert ist, blieb unverändert. Bitte noch einmal"
    " beginnen; gelingt es wieder nicht, bitte die Technik verständigen."
)


@dataclass(frozen=True, slots=True)
class Filling:
    """How filling the catalogue stands: steps that are done, the one under way, and its end."""

    begun: datetime
    steps: tuple[StepStatus, ...] = ()
    current: str = ""
    read: int = 0
    total: int = 0
    over: bool = False
    problem: str = ""

    @property
    def problems(self) -> tuple[str, ...]:
        """What did not go well, in German sentences."""
        told = tuple(words for step in self.steps for words in step.problems)
        return (*told, self.problem) if self.problem else told


def after(stands: Filling, told: Told) -> Filling:
    """How it stands after the process told something; pure."""
    if told.event == "begin":
        return replace(stands, current=told.title, read=0, total=0)
    if told.event == "progress":
        return replace(stands, read=told.read, total=told.total)
    if told.event == "refused":
        return replace(stands, current="", problem=told.words)
    done = (*stands.steps, told.step) if told.step else stands.steps
    return replace(stands, steps=done, current="")


class Filler:
    """Starts the process, one at a time, and remembers what it told."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stands: Filling | None = None

    @property
    def stands(self) -> Filling | None:
        """The filling that goes on or was the last of this site; None before the first."""
        return self._stands

    @property
    def busy(self) -> bool:
        """Whether one goes on."""
        return self._stands is not None and not self._stands.over

    def start(self, order: Order, export: bytes = b"") -> bool:
        """Begin; False where one goes on already."""
        with self._lock:
            if self.busy:
                return False
            self._stands = Filling(clock.now())
            # it ends with the site: its standard input closes, whatever becomes of us
            with undisturbed():
                process = subprocess.Popen(
                    python(_CHILD), stdin=subprocess.PIPE, stdout=subprocess.PIPE
                )
            follow = threading.Thread(
                target=self._follow, args=(process, order, export), name="filling", daemon=True
            )
            follow.start()
        return True

    def _follow(self, process: "subprocess.Popen[bytes]", order: Order, export: bytes) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        assert self._stands is not None
        stands = self._stands
        with process.stdout:
            with suppress(OSError):  # a process that is gone says so by its end
                process.stdin.write(order.model_dump_json().encode() + b"\n" + export)
                process.stdin.flush()
            for told in _lines(process.stdout):
                stands = after(stands, told)
                self._stands = stands
            with suppress(OSError):
                process.stdin.close()
            code = process.wait()
        if code and not stands.problem:
            stands = replace(stands, problem=BROKEN_OFF)
        self._stands = replace(stands, current="", over=True)


def _lines(output: IO[bytes]) -> Iterator[Told]:
    for line in output:
        with suppress(ValidationError):  # what a library prints is none of ours
            yield Told.model_validate_json(line)
