"""One night: the lock, the steps one after the other whatever happens to one, the status."""

import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from traceback import format_exception

from db import clock
from db.errors import FoerderlageError
from db.faults import defect, explained, reason
from db.files import DataDir
from db.locks import held
from db.nightly_status import (
    Run,
    Running,
    RunState,
    SourceStatus,
    Status,
    StepStatus,
    lock_file,
    read_status,
    write_status,
)
from matcher.operations.forked import Killed
from matcher.operations.nightly.log import NightLog, night_log
from matcher.operations.nightly.outcome import Outcome
from matcher.operations.nightly.steps import Step
from matcher.operations.nightly.stopping import Stop, Stopped, stoppable

WHOLE = "nightly"
"""Name of the run as a whole among the moments at which something was good last."""
NOT_REACHED = "nicht mehr begonnen"
LOOKED_AT = 1.0
"""Seconds to wait for the lock: the site takes it for a moment to see whether a night runs."""


Tried = tuple[Outcome, str]
"""What a step did, with the trace of the error that it failed by."""
Doing = Callable[[Callable[[], Tried]], Tried]


def _here(work: Callable[[], Tried]) -> Tried:
    return work()


@contextmanager
def night_lock(data: DataDir) -> Iterator[None]:
    """Hold the lock of the nightly run; raises Busy, naming the run that has it."""
    status = read_status(data)
    who = status.running if status else None
    since = f" seit {who.started:%d.%m.%Y, %H:%M} Uhr (Prozess {who.pid})" if who else ""
    with held(
        lock_file(data),
        f"Der Nachtlauf läuft schon{since}.",
        "Es wurde nichts begonnen.",
        wait=LOOKED_AT,
    ):
        yield


def run_night(
    data: DataDir,
    today: date,
    steps: Sequence[Step],
    sources: Callable[[], tuple[SourceStatus, ...]],
    doing: Doing = _here,
) -> Run:
    """Run the steps and keep log and status. The caller holds the lock.

    `doing` is how a step is done: here, or by a process whose end costs that step alone.
    Raises nothing for a step that fails. When the run is asked to end, it is recorded with the
    steps that were done, and Stopped is raised.
    """
    before = read_status(data) or Status()
    started, begun = clock.now(), time.monotonic()
    done: list[StepStatus] = []
    ended_by: Stopped | None = None
    with night_log(data) as log, stoppable() as stop:
        try:
            _begin(data, before, started, today, log)
            _run_all(steps, done, stop, log, doing)
        except Stopped as stopped:
            ended_by = stopped
            done += [_skipped(step) for step in steps[len(done) :]]
            log("stopped", logging.WARNING, signal=str(stopped))
        run = _summed_up(today, started, time.monotonic() - begun, done, ended_by)
        run = _end(data, before, run, sources, log)
    if ended_by:
        raise ended_by
    return run


def _begin(data: DataDir, before: Status, started: datetime, today: date, log: NightLog) -> None:
    if before.running:
        log("broken_off_before", logging.WARNING, pid_before=before.running.pid,
            started=before.running.started.isoformat())  # fmt: skip
    log("begin", today=today.isoformat())
    running = Running(pid=os.getpid(), started=started)
    _keep(data, before.model_copy(update={"running": running}), log)


def _run_all(
    steps: Sequence[Step], done: list[StepStatus], stop: Stop, log: NightLog, doing: Doing
) -> None:
    for step in steps:
        stop.check()
        log("step_begin", step=step.name)
        status = run_step(step, log, doing)
        done.append(status)
        level = logging.INFO if status.state in ("good", "skipped") else logging.WARNING
        log("step_end", level, step=step.name, state=status.state, seconds=status.seconds,
            message=status.message, problems=status.problems, **status.counts)  # fmt: skip
    stop.check()
    stop.close()


def run_step(step: Step, log: NightLog, doing: Doing = _here) -> StepStatus:
    """The outcome of a step; an error becomes a failed step with its reason."""
    begun = time.monotonic()
    try:
        outcome, trace = doing(partial(_tried, step))
    except Killed as error:
        outcome, trace = _failed(error)
    if trace:
        log("step_error", logging.ERROR, step=step.name, trace=trace)
    return StepStatus(
        name=step.name,
        title=step.title,
        state=outcome.state,
        message=outcome.message,
        counts=outcome.counts,
        problems=outcome.problems,
        seconds=round(time.monotonic() - begun, 2),
    )


def _tried(step: Step) -> Tried:
    try:
        return step.run(), ""
    except Exception as error:  # one step must not cost the others
        return _failed(error)


def _failed(error: Exception) -> Tried:
    return Outcome("gescheitert", problems=(_words(error),), state="failed"), "".join(
        format_exception(error)
    )


def _skipped(step: Step) -> StepStatus:
    return StepStatus(name=step.name, title=step.title, state="skipped", message=NOT_REACHED)


def _summed_up(
    today: date, started: datetime, seconds: float, done: list[StepStatus], ended_by: Stopped | None
) -> Run:
    problems = [f"{step.title}: {problem}" for step in done for problem in step.problems]
    if ended_by:
        problems.insert(0, f"Der Lauf wurde von außen beendet ({ended_by}).")
    state: RunState = "stopped" if ended_by else "attention" if problems else "good"
    return Run(today=today, started=started, ended=clock.now(), seconds=round(seconds, 2),
               state=state, steps=tuple(done), problems=tuple(problems))  # fmt: skip


def _end(
    data: DataDir,
    before: Status,
    run: Run,
    sources: Callable[[], tuple[SourceStatus, ...]],
    log: NightLog,
) -> Run:
    """Keep the status; returns the run with what went wrong in doing so."""
    good = {step.name: run.ended for step in run.steps if step.state == "good"}
    good |= {WHOLE: run.ended} if run.state == "good" else {}
    stands = before.sources
    try:
        stands = sources()
    except (FoerderlageError, sqlite3.Error) as error:
        run = _with_problem(run, _words(error))
    log("end", state=run.state, seconds=run.seconds, problems=run.problems)
    if log.lost:
        run = _with_problem(run, f"Das Protokoll ließ sich nicht schreiben ({log.lost}).")
    unkept = _keep(
        data, Status(last=run, last_good={**before.last_good, **good}, sources=stands), log
    )
    return _with_problem(run, unkept) if unkept else run


def _with_problem(run: Run, problem: str) -> Run:
    state = "attention" if run.state == "good" else run.state
    return run.model_copy(update={"state": state, "problems": (*run.problems, problem)})


def _keep(data: DataDir, status: Status, log: NightLog) -> str:
    """Write the status; returns what went wrong."""
    try:
        write_status(data, status)
    except OSError as error:
        log("status_not_written", logging.ERROR, reason=str(error))
        return f"Die Statusdatei ließ sich nicht schreiben ({reason(error)})."
    return ""


def _words(error: Exception) -> str:
    """Why a step failed, in German; the library's words are in the trace of the log."""
    if isinstance(error, FoerderlageError):
        return str(error)
    if isinstance(error, sqlite3.Error | OSError):
        return str(explained(error))
    if isinstance(error, MemoryError):
        return (
            f"Der Arbeitsspeicher reichte nicht ({defect(error)}); der nächste Lauf holt es nach."
        )
    return f"Unerwarteter Fehler ({defect(error)})."
