"""Helper processes end with the one that started them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.lifeline import ORPHANED, undisturbed

pytestmark = pytest.mark.slow

HELPER = """
import os, sys, time
from db.lifeline import end_after
end_after(lambda: os.read(0, 1))
print('ready', flush=True)
time.sleep(600)
"""

OWNER = """
import os, sys, time
from db import lifeline

if __name__ == "__main__":
    pool = lifeline.pool(1)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


def test_a_helper_ends_when_its_input_closes() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HELPER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as helper:
        assert helper.stdin is not None
        assert helper.stdout is not None
        assert helper.stdout.readline() == "ready\n"
        assert helper.poll() is None
        helper.stdin.close()
        assert helper.wait() == ORPHANED


def test_the_workers_of_a_killed_pool_end(tmp_path: Path) -> None:
    script = tmp_path / "owner.py"
    script.write_text(OWNER)
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    ) as owner:  # fmt: skip
        assert owner.stdout is not None
        assert int(owner.stdout.readline()) != owner.pid
        owner.kill()
        # the worker holds the pipe, too: it closes only when both are gone
        assert owner.stdout.read() == ""


class Asked(BaseException):
    """What a handler of this test raises."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_to_end_waits_for_the_end_of_the_block(number: signal.Signals) -> None:
    done = []

    def handle(_number: int, _frame: object) -> None:
        raise Asked

    def block() -> None:
        with undisturbed():
            signal.raise_signal(number)
            done.append("to the end")

    before = signal.signal(number, handle)
    try:
        with pytest.raises(Asked):
            block()
        assert signal.getsignal(number) is handle
    finally:
        signal.signal(number, before)
    assert done == ["to the end"]
