"""Fixtures that several test folders share."""

import shutil
from pathlib import Path

import pytest

from tests.support.command import matcher

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded real data beside the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared liegt nicht neben dem Projekt")
    return folder


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made by `matcher demo`; read only."""
    folder = tmp_path_factory.mktemp("demo") / "daten"
    ran = matcher("demo", "--no-serve", data=folder)
    assert ran.code == 0, ran.err
    return folder


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    """A copy of the prepared folder that a test may change."""
    return Path(shutil.copytree(prepared, tmp_path / "daten"))
