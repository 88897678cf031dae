"""The command `matcher` in this process, for many calls that take no second each."""

import sys
from pathlib import Path

import pytest

from matcher.cli.main import main
from tests.support.processes.command import Ran


def run_here(
    patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str], *arguments: str | Path
) -> Ran:
    """Exit code and both outputs of the command, on a terminal as wide as COLUMNS says."""
    patch.setattr(sys, "argv", ["matcher", *map(str, arguments)])
    capture.readouterr()
    with pytest.raises(SystemExit) as ended:
        main()
    said = capture.readouterr()
    return Ran(int(ended.value.code or 0), said.out, said.err)
