"""From the version before to this one, and back: an existing data folder keeps working."""

import os
import re
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT
from tests.support.processes.command import OFFLINE
from tests.support.processes.demo_site import running_site
from tests.support.site.login import enter_by_link

pytestmark = pytest.mark.long

Version = Callable[..., subprocess.CompletedProcess[str]]
"""Runs `matcher` of one version over a folder."""


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def version_in(project: str) -> str:
    found = re.search(r'^version = "([^"]+)"', project, re.M)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code of the last commit that had another version."""
    here = version_in((ROOT / "pyproject.toml").read_text("utf-8"))
    try:
        commits = git("log", "--format=%H", "--", "pyproject.toml").split()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("keine Geschichte des Projekts vorhanden")
    for commit in commits:
        if version_in(git("show", f"{commit}:pyproject.toml")) != here:
            break
    else:
        pytest.skip("die Geschichte reicht nicht bis zur vorigen Version zurück")
    # of that version its last state: the commit before the one that raised it
    last = git("log", "--format=%H", "--reverse", f"{commit}..HEAD", "--", "pyproject.toml").split()
    raised = next(one for one in last if version_in(git("show", f"{one}:pyproject.toml")) == here)
    folder = tmp_path_factory.mktemp("vorher")
    archive = folder / "code.tar"
    git("archive", "--output", str(archive), f"{raised}^")
    with tarfile.open(archive) as code:
        code.extractall(folder / "code", filter="data")
    bring_libraries(folder / "code")
    return folder / "code"


def bring_libraries(code: Path) -> None:
    """Install beside the code what it needs and this version does not have any more."""
    wanted = tomllib.loads((code / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {one: re.split(r"[^\w.-]", one)[0] for one in wanted}
    here = {dist.name.lower().replace("_", "-") for dist in metadata.distributions()}
    gone = [one for one, name in names.items() if name.lower().replace("_", "-") not in here]
    if not gone:
        return
    into = ["--quiet", "--target", str(libraries(code))]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", *into, *gone],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip(f"nicht zu haben: {', '.join(gone)}")


def libraries(code: Path) -> Path:
    """Where what only this version needs is installed."""
    return code.parent / "bibliotheken"


def runner(code: Path, data: Path) -> Version:
    """`matcher` out of this code; what is installed besides is the same."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(code), str(libraries(code))])
        environment = {**os.environ, **OFFLINE, "COLUMNS": "160", "PYTHONPATH": path}
        return subprocess.run(
            [sys.executable, "-m", "matcher", "--data", str(data), *arguments],
            cwd=code, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


@pytest.fixture
def folder(before: Path, tmp_path: Path) -> tuple[Path, Version, Version]:
    """A folder that the version before made and worked with, and both versions over it."""
    data = tmp_path / "daten"
    old, new = runner(before, data), runner(ROOT, data)
    made = old("demo", "--no-serve")
    assert made.returncode == 0, made.stderr
    decided = old("status", "set", "kita-wiesengrund", "kita-gebaeude-energie", "beobachten")
    assert decided.returncode == 0, decided.stderr
    return data, old, new


def test_a_folder_of_the_version_before_opens_serves_and_runs_a_night(
    folder: tuple[Path, Version, Version],
) -> None:
    data, _, new = folder
    assert new("doctor").returncode == 0
    log = new("status", "log", "kita-wiesengrund", "kita-gebaeude-energie")
    assert "neu → beobachten" in log.stdout, log.stderr
    night = new("nightly", "--today", "2026-11-25")
    assert "Abgleich" in night.stdout, night.stderr
    assert "Traceback" not in night.stderr
    with running_site("--data", str(data), "serve", "--port", "0") as site:
        for path in ("/", "/suche?q=Kita", "/quellen"):
            assert httpx.get(site.address.rstrip("/") + path).status_code == 200, path
        with httpx.Client(follow_redirects=True) as client:
            inside = enter_by_link(client, site.login)
        assert "Wiesengrund" in inside.text


def test_back_to_the_version_before_by_the_set_made_with_it(
    folder: tuple[Path, Version, Version],
) -> None:
    _, old, new = folder
    assert old("backup").returncode == 0
    assert new("sources").returncode == 0
    refused = old("sources")
    if refused.returncode:  # it knows nothing of the new tables, and says so
        assert "neueren Version" in refused.stderr
    (name,) = re.findall(r"\b(20\d\d-\d\d-\d\d_\d{6}\S*)", old("restore", "--list").stdout)[:1]
    back = old("restore", name, "--yes")
    assert back.returncode == 0, back.stderr
    assert old("sources").returncode == 0
    log = old("status", "log", "kita-wiesengrund", "kita-gebaeude-energie").stdout
    assert "neu → beobachten" in log
