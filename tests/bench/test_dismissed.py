"""The count of what people dismissed, as a training prints it."""

from pathlib import Path

import pytest

from db.errors import FoerderlageError
from db.files import kommune_at
from db.kommune.work import decisions, sorting
from tests.bench.dismissed import NO_TOWN, offered
from tests.support.towns.own_file import act, db

__all__ = ["db"]


@pytest.mark.usefixtures("db")
def test_pairs_are_counted_by_project_and_nothing_is_written(tmp_path: Path) -> None:
    assert offered(tmp_path)[0].startswith("People dismissed 0 pairs of 0 projects")
    with kommune_at(tmp_path / "kommune.db") as own:
        seen = [decisions.decision(own, "radweg", "x", key) for key in ("a", "b")]
        sorting.dismiss(own, seen, act())
    before = (tmp_path / "kommune.db").read_bytes()
    first, line = offered(tmp_path)
    assert first == (
        "People dismissed 2 pairs of 1 projects as off the topic; none of them is used here."
    )
    assert line.split() == ["radweg", "2"]
    assert (tmp_path / "kommune.db").read_bytes() == before


def test_without_a_town_it_says_that_nothing_is_known(tmp_path: Path) -> None:
    assert offered(None) == [NO_TOWN]
    with pytest.raises(FoerderlageError, match="keine Datei der Kommune"):
        offered(tmp_path)
