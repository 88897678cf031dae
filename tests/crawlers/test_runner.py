"""The child process of a crawl ends with what it was started for."""

import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from crawlers import runner
from crawlers.job import Job, SourceJob
from crawlers.network.limits import Limits
from db.errors import FoerderlageError
from tests.support.crawls.crawling import members, spec, zipped
from tests.support.servers.publisher import Site, serving

pytestmark = pytest.mark.slow


def job(folder: Path, address: str, limits: Limits) -> Job:
    return Job(
        catalogue=str(folder / "katalog.db"), today="2026-11-24", contact="mailto:a@b.example",
        log=str(folder / "crawl.log"), delay=0.0, limits=limits,
        sources=(SourceJob("foerderdatenbank", address, typed=True),),
    )  # fmt: skip


class Interrupted(BaseException):
    """As a signal that ends the command."""


def test_a_command_that_is_interrupted_takes_its_child_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[str]] = []

    class Recorded(subprocess.Popen[str]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            started.append(self)

    def interrupt(*_: object) -> None:
        raise Interrupted

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    export = tmp_path / "export.zip"
    export.write_bytes(zipped(members(spec("a"))))
    with pytest.raises(Interrupted):
        runner.crawl(job(tmp_path, export.as_uri(), Limits()), interrupt)
    assert [child.returncode for child in started] == [-signal.SIGKILL]


def test_a_child_that_hangs_for_good_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "GRACE", -998.0)
    with serving(Site(silent=True)) as site, pytest.raises(FoerderlageError, match="unerwartet"):
        runner.crawl(job(tmp_path, site.address, Limits(total_seconds=1_000)))
