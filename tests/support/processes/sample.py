"""The sample without what is under way, made by another process as the commands are."""

import subprocess
import sys
from pathlib import Path

from matcher.cli.operations.demo import fill
from matcher.cli.options import State
from matcher.sample import SAMPLE_DAY


def plain_sample(folder: Path) -> None:
    """Make a data folder with catalogue, town and matches of the sample alone."""
    command = [sys.executable, "-m", "tests.support.processes.sample", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


if __name__ == "__main__":
    fill(State(path=Path(sys.argv[1]), day=SAMPLE_DAY), lived_in=False)
