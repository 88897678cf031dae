"""What the last nightly run did: written by the run, read by `matcher status` and the pages."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from db.files import DataDir
from db.locks import is_held

StepState = Literal["good", "attention", "failed", "skipped"]
"""`skipped` is a step that had nothing to do; it counts as good."""
RunState = Literal["good", "attention", "stopped"]

STEP_LABELS: dict[StepState, str] = {
    "good": "in Ordnung",
    "attention": "mit Hinweisen",
    "failed": "gescheitert",
    "skipped": "übersprungen",
}
RUN_LABELS: dict[RunState, str] = {
    "good": "in Ordnung",
    "attention": "Es gibt etwas zu prüfen",
    "stopped": "von außen beendet",
}


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class StepStatus(_Record):
    """Outcome of one step; `problems` are German sentences for people."""

    name: str
    title: str
    state: StepState
    message: str = ""
    counts: dict[str, int] = {}
    problems: tuple[str, ...] = ()
    seconds: float = 0.0


class SourceStatus(_Record):
    """How a source stands after the run: last good crawl, last attempt, next due day."""

    name: str
    title: str
    last_good: datetime | None = None
    last_state: str = ""
    message: str = ""
    programmes: int = 0
    next_due: date | None = None


class Run(_Record):
    """One run from its start to its end; `today` is the day for which it worked."""

    today: date
    started: datetime
    ended: datetime
    seconds: float
    state: RunState
    steps: tuple[StepStatus, ...] = ()
    problems: tuple[str, ...] = ()


class Running(_Record):
    """A run that has begun: process id and start."""

    pid: int
    started: datetime

    @property
    def alive(self) -> bool:
        """Whether the process is still there; if not, the run was broken off."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


class Status(_Record):
    """The content of status.json.

    `last_good` maps the name of a step, and "nightly" for the whole run, to the moment when
    it was good last; `running` is set while a run goes on, or after one was killed.
    """

    running: Running | None = None
    last: Run | None = None
    last_good: dict[str, datetime] = {}
    sources: tuple[SourceStatus, ...] = ()


def status_file(data: DataDir) -> Path:
    """Where the status of this data folder is kept."""
    return data.path / "status.json"


def lock_file(data: DataDir) -> Path:
    """The file whose lock a night holds from its beginning to its end, and a restore."""
    return data.path / "nightly.lock"


def is_night(data: DataDir) -> bool:
    """Whether a night, or a restore, is going on."""
    return is_held(lock_file(data))


def read_status(data: DataDir) -> Status | None:
    """The status of the nightly runs; None before the first one or when it is unreadable."""
    try:
        return Status.model_validate_json(status_file(data).read_bytes())
    except (OSError, ValidationError):
        return None


def write_status(data: DataDir, status: Status) -> None:
    """Keep the status; the file appears whole or not at all."""
    target = status_file(data)
    partial = target.with_name(f".{target.name}.teil")
    try:
        partial.write_text(status.model_dump_json(indent=2) + "\n", "utf-8")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
