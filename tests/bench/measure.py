"""Measuring a command and saying whether an aim was reached."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path


def measured(*command: str | Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of `matcher` with these arguments, children included."""
    arguments = [sys.executable, "-m", "matcher", *map(str, command)]
    started = time.perf_counter()
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  # devnull is no path of ours
        process = subprocess.Popen(arguments, stdout=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"matcher {' '.join(map(str, command))} ended with {process.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def median(*command: str | Path, runs: int = 5) -> float:
    """The middle one of several durations: short commands differ much from run to run."""
    measured(*command)
    return statistics.median(measured(*command)[0] for _ in range(runs))


def report(name: str, value: float, aim: float, unit: str) -> None:
    """One line: what, how much, the aim, and whether it was reached."""
    verdict = "reached" if value <= aim else "MISSED"
    print(f"{name:<52} {value:8.2f} {unit:<3} aim {aim:>5g} {unit:<3} {verdict}", flush=True)
