"""The site as a real process, with the addresses it prints."""

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunningSite:
    """Addresses that the process printed, and all it printed until then."""

    address: str
    login: str
    output: str


def demo_site(data: Path) -> AbstractContextManager[RunningSite]:
    """Run `matcher demo` on a free port until the block ends, then press Ctrl-C."""
    return _site(data, "demo")


def town_site(data: Path, day: str) -> AbstractContextManager[RunningSite]:
    """Run `matcher serve` over a data folder as of a day in the same way."""
    return _site(data, "serve", "--today", day)


@contextmanager
def _site(data: Path, *subcommand: str) -> Iterator[RunningSite]:
    command = [sys.executable, "-m", "matcher", "--data", str(data), *subcommand, "--port", "0"]
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
            # what it says later must not fill the pipe and hold it up
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield RunningSite(address[1], login[1], output)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
