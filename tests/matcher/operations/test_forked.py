"""Work in a copy of the process: its result, its end, and that none is left behind."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.operations.forked import Killed, forked
from matcher.operations.nightly.stopping import Stopped, stoppable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows kopiert keine Prozesse")


def ended_by(number: signal.Signals) -> Callable[[], None]:
    return lambda: os.kill(os.getpid(), number)


def test_the_work_is_done_elsewhere_and_its_result_comes_back() -> None:
    known = {"n": 3}  # a closure, which needs no pickling
    number, pid = forked(lambda: (known["n"], os.getpid()))
    assert number == 3
    assert pid != os.getpid()


def test_what_the_system_ends_for_its_memory_is_said_in_words() -> None:
    with pytest.raises(Killed, match="vermutlich reichte der Arbeitsspeicher nicht"):
        forked(ended_by(signal.SIGKILL))
    assert forked(lambda: 1) == 1


def test_any_other_end_is_named() -> None:
    with pytest.raises(Killed, match=r"endete unerwartet \(SIGUSR1\)"):
        forked(ended_by(signal.SIGUSR1))
    with pytest.raises(Killed, match=r"endete unerwartet \(Kennung 7\)"):
        forked(lambda: os._exit(7))


def test_what_it_prints_is_printed_once(capfd: pytest.CaptureFixture[str]) -> None:
    print("vorher", end="")
    forked(lambda: print("darin", end=""))
    print("nachher", end="")
    sys.stdout.flush()
    assert capfd.readouterr().out == "vorherdarinnachher"


def test_a_request_to_end_reaches_it_and_its_owner(tmp_path: Path) -> None:
    mark = tmp_path / "zurueckgenommen"

    def work() -> None:
        try:
            os.kill(os.getppid(), signal.SIGTERM)
            time.sleep(30)
        except Stopped:
            mark.touch()
            raise

    begun = time.monotonic()
    with stoppable(), pytest.raises(Stopped, match="SIGTERM"):
        forked(work)
    assert mark.exists()
    assert time.monotonic() - begun < 10


def test_it_does_not_outlive_an_owner_that_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pid"

    def owner() -> None:
        def work() -> None:
            told.write_text(str(os.getpid()))
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(30)

        forked(work)

    with pytest.raises(Killed):
        forked(owner)
    pid, until = int(told.read_text()), time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        if state == "Z":  # ended; nobody here asks for its code
            break
        time.sleep(0.02)
    else:
        assert not Path(f"/proc/{pid}").exists()
