"""Locks between processes."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.locks import Busy, held

HOLD = """
import sys, time
from pathlib import Path
from db.locks import held
with held(Path(sys.argv[1]), ""):
    print("held", flush=True)
    time.sleep(600)
"""


def test_only_one_holds_a_lock_and_the_other_hears_why(tmp_path: Path) -> None:
    path = tmp_path / "lauf.lock"
    with (
        held(path, "Läuft schon."),
        pytest.raises(Busy, match=r"Läuft schon\. Bitte warten\."),
        held(path, "Läuft schon.", "Bitte warten."),
    ):
        pass
    with held(path, "Läuft schon."):
        pass


def test_an_error_in_the_block_frees_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "lauf.lock"
    with pytest.raises(ZeroDivisionError), held(path, "Läuft schon."):
        _ = 1 / 0
    with held(path, "Läuft schon."):
        pass


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lauf.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(Busy), held(path, "Läuft schon."):
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
    with held(path, "Läuft schon."):
        pass
