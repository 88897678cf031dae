"""Help, version and completion import no heavy library, and no file of a stranger is ever run."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from matcher.cli.main import cli
from tests.support.crawls.changed_sample import changed_export
from tests.support.processes.command import OFFLINE

HEAVY = {"datasette", "docx", "numpy", "scipy", "scrapy", "sklearn"}
PROGRAM = Path(sys.executable).with_name("matcher")

TRAPS = ("db", "json", "matcher", "multiprocessing", "pickle", "runpy", "scrapy", "socket",
         "sqlite_utils", "tempfile")  # fmt: skip
"""Modules for which a file in the working folder could be taken."""


def leaves(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    """The words of every command and group."""
    for name, command in group.commands.items():
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from leaves(command, *before, name)


def imported_by(*arguments: str, **environment: str) -> set[str]:
    """Packages that are loaded when `matcher` ends."""
    script = (
        "import sys\n"
        "from matcher.cli import main\n"
        f"sys.argv = ['matcher', *{list(arguments)!r}]\n"
        "try:\n    main()\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_help_and_version_import_no_heavy_library() -> None:
    assert imported_by("--help") & HEAVY == set()
    assert imported_by("--version") & HEAVY == set()


def test_no_command_imports_its_subject_for_its_help() -> None:
    """All of them in one process, so that this takes no minute."""
    calls = [[*words, "--help"] for words in leaves(cli)]
    script = (
        "import sys\n"
        "from matcher.cli.main import cli\n"
        f"for call in {calls!r}:\n"
        "    cli.main(call, standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert done.stdout.count("Aufruf:") == len(calls) > 60
    assert loaded & (HEAVY | {"sqlite_utils", "pydantic"}) == set()


@pytest.mark.parametrize("words", ["matcher ", "matcher cr", "matcher facts ", "matcher run --"])
def test_completion_imports_no_heavy_library(words: str) -> None:
    loaded = imported_by(
        _MATCHER_COMPLETE="bash_complete",
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split(" ")) - 1),
    )
    assert loaded & HEAVY == set()


@pytest.fixture
def trapped(data: Path) -> Path:
    """A data folder with files that would tell of having been run."""
    for name in TRAPS:
        trap = f"open({str(data / 'ran.txt')!r}, 'a').write({name!r} + chr(10))\nraise SystemExit\n"
        (data / f"{name}.py").write_text(trap, "utf-8")
    return data


def in_folder(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """A program that runs in the folder of its data, as cron or a clerk may start it."""
    environment = {**os.environ, **OFFLINE}
    environment.pop("PYTHONSAFEPATH", None)  # a pool of this process may have set it
    return subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_a_trap_catches_whoever_imports_from_the_working_folder(trapped: Path) -> None:
    in_folder(trapped, sys.executable, "-c", "import json")
    assert (trapped / "ran.txt").read_text("utf-8") == "json\n"


@pytest.mark.slow
def test_files_of_the_working_folder_are_never_run_by_a_crawl_or_a_night(trapped: Path) -> None:
    export = changed_export(trapped / "export.zip")
    program = (PROGRAM, "--data", trapped)
    crawled = in_folder(trapped, *program, "crawl", "foerderdatenbank", "--from", export)
    assert (crawled.returncode, "1 geändert" in crawled.stdout) == (0, True), crawled.stderr
    night = in_folder(trapped, *program, "nightly")
    assert "Abgleich" in night.stdout, night.stderr
    assert not (trapped / "ran.txt").exists()


def test_files_of_the_working_folder_are_never_run_by_a_pool(trapped: Path) -> None:
    script = trapped.parent / "owner.py"
    script.write_text(
        "import os\n"
        "from db import lifeline\n"
        "if __name__ == '__main__':\n"
        "    with lifeline.pool(1) as pool:\n"
        "        print(pool.submit(os.getpid).result() != os.getpid())\n"
    )
    assert in_folder(trapped, sys.executable, "-P", script).stdout == "True\n"
    assert not (trapped / "ran.txt").exists()


def test_files_of_the_working_folder_are_never_run_by_a_reader(trapped: Path) -> None:
    script = trapped.parent / "asker.py"
    script.write_text(
        "import os\n"
        "from matcher.files import apart\n"
        "allowed = apart.Allowance(60, 30, advice='')\n"
        "print(apart.read('a', allowed, os.getpid) != os.getpid())\n"
    )
    ran = in_folder(trapped, sys.executable, "-P", script)
    assert ran.stdout == "True\n", ran.stderr
    assert not (trapped / "ran.txt").exists()
