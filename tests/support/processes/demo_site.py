"""The site as a real process, with the addresses it prints."""

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunningSite:
    """Addresses that `matcher` printed, all it printed until then, and its process.

    `login` is "" where there was no one-time link.
    """

    address: str
    login: str
    output: str
    process: "subprocess.Popen[str]"


@contextmanager
def demo_site(data: Path) -> Iterator[RunningSite]:
    """Run `matcher demo` on a free port until the block ends, then press Ctrl-C."""
    with running_site("--data", str(data), "demo", "--port", "0") as site:
        yield site


@contextmanager
def running_site(*arguments: str, cwd: Path | None = None) -> Iterator[RunningSite]:
    """Run `matcher` with these arguments, which serve, until the block ends."""
    command = [sys.executable, "-m", "matcher", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=cwd
    ) as process:
        assert process.stdout is not None
        output = ""
        for line in process.stdout:
            output += line
            if "Strg-C" in line:
                break
        try:
            address = re.search(r"Förderlage läuft: (\S+)", output)
            login = re.search(r"Anmelden \(gilt einmal und 15 Minuten lang\): (\S+)", output)
            assert address is not None, output
            # what it says later must not fill the pipe and hold it up
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield RunningSite(address[1], login[1] if login else "", output, process)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()  # else the end of this block would wait for it without an end
                raise
