"""Whether the files beside the catalogue are those of the catalogue as it is."""

from pathlib import Path

import pytest

from db.files import DataDir, catalogue_at
from matcher.matching import index_files
from matcher.matching.index_files import are_current
from matcher.matching.stored import current_index, current_topics


def asked(data: DataDir) -> bool:
    with catalogue_at(data.catalogue) as db:
        return are_current(data, db)


def brought_up_to_date(data: DataDir) -> None:
    with catalogue_at(data.catalogue) as db:
        current_topics(data, db, current_index(data, db))


def test_files_are_current_until_a_programme_changes(data: Path) -> None:
    here = DataDir(data)
    brought_up_to_date(here)
    assert asked(here)
    with catalogue_at(here.catalogue) as db:
        db.execute("update programme set content_hash = 'anders' where id = 1")
    assert not asked(here)
    brought_up_to_date(here)
    assert asked(here)


@pytest.mark.parametrize("missing", ["index", "purposes"])
def test_without_one_of_the_files_nothing_is_current(data: Path, missing: str) -> None:
    here = DataDir(data)
    brought_up_to_date(here)
    getattr(here, missing).unlink()
    assert not asked(here)


@pytest.mark.parametrize("code", ["relevance_digest", "purposes_digest"])
def test_other_code_makes_the_files_stale(
    data: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = DataDir(data)
    brought_up_to_date(here)
    monkeypatch.setattr(index_files, code, lambda: "anderer Stand")
    assert not asked(here)
