"""The command `matcher` as a real process."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

OFFLINE = {f"{scheme}_proxy": "http://127.0.0.1:9" for scheme in ("http", "https")} | {
    "no_proxy": "127.0.0.1,localhost"
}
"""A proxy that refuses: no test reaches a live source, whatever network the machine has."""


@dataclass(frozen=True, slots=True)
class Ran:
    """Exit code and both outputs of a finished command."""

    code: int
    out: str
    err: str


def matcher(
    *arguments: str | Path,
    data: Path | None = None,
    cwd: Path | None = None,
    words: str = "",
    environment: Mapping[str, str] = MappingProxyType({}),
    **options: Any,
) -> Ran:
    """Run `matcher` with these arguments, not on a terminal, 160 columns wide.

    `words` is its standard input; `options` go to subprocess.run.
    """
    before = ["--data", str(data)] if data else []
    done = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:matcher", "-m", "matcher", *before,
         *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", cwd=cwd, input=words,
        env={**os.environ, **OFFLINE, "COLUMNS": "160", "PYTHONIOENCODING": "utf-8",
             **environment},
        check=False, **options,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)
