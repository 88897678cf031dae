"""The site as a real process, with the addresses it prints."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunningSite:
    """Addresses that the command printed, and all it printed until then."""

    address: str
    login: str
    output: str


def demo_site(data: Path) -> AbstractContextManager[RunningSite]:
    """`matcher demo` into this folder, on a free port until the block ends."""
    return _running("--data", str(data), "demo")


def served(data: Path) -> AbstractContextManager[RunningSite]:
    """`matcher serve` of this folder, on a free port until the block ends."""
    return _running("--data", str(data), "serve")


@contextmanager
def _running(*arguments: str) -> Iterator[RunningSite]:
    """Run the command until the block ends, then press Ctrl-C."""
    command = [sys.executable, "-m", "matcher", *arguments, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        output = ""
        for line in process.stdout:
            output += line
            if "Strg-C" in line:
                break
        try:
            address = re.search(r"Förderlage läuft: (\S+)", output)
            login = re.search(r"Anmelden \(gilt einmal\): (\S+)", output)
            assert address is not None, output
            assert login is not None, output
            yield RunningSite(address[1], login[1], output)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
