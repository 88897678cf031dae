"""Programmes by version: when each was seen, and what it said."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.clock import BERLIN
from db.files import DataDir, catalogue_at
from db.katalog.versions import programme_as_of, programmes_at, seen_versions
from tests.support.towns.stocked import DAY, a_programme, stock

NAME = ("probe", "a.html")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """Two versions of a programme, and one that never changed."""
    same = a_programme(key="b.html", title="Probe B")
    stock(tmp_path, a_programme(texts={"deadlines": "bis 1.2."}, keywords="Rad"), same)
    new = a_programme(title="Probe A neu", texts={"deadlines": "bis 1.3."}, level="federal")
    stock(tmp_path, new, same, today=DAY + timedelta(days=1))
    with catalogue_at(DataDir(tmp_path).catalogue) as opened:
        yield opened


def test_the_versions_of_what_changed_have_their_moment_and_day(db: Database) -> None:
    found = seen_versions(db, [NAME, ("probe", "b.html"), ("probe", "fehlt.html"), NAME])
    assert found.keys() == {NAME}
    assert [(one.number, one.day) for one in found[NAME]] == [
        (1, date(2026, 11, 24)), (2, date(2026, 11, 25)),
    ]  # fmt: skip
    assert found[NAME][1].at == datetime(2026, 11, 25, 3, tzinfo=BERLIN)


def test_an_old_version_is_as_it_was_with_title_and_details(db: Database) -> None:
    old, new = (programme_as_of(db, *NAME, number) for number in (1, 2))
    assert old is not None
    assert new is not None
    assert (old.programme.title, old.programme.level, old.programme.keywords, old.version) == (
        "Probe A", "state", "Rad", 1,
    )  # fmt: skip
    assert old.programme.texts == {"deadlines": "bis 1.2."}
    assert (new.programme.title, new.programme.level, new.programme.keywords, new.version) == (
        "Probe A neu", "federal", "", 2,
    )  # fmt: skip


@pytest.mark.parametrize("number", [0, 3])
def test_a_version_that_does_not_exist_is_nothing(db: Database, number: int) -> None:
    assert programme_as_of(db, *NAME, number) is None
    assert programme_as_of(db, "probe", "fehlt.html", 1) is None


def test_programmes_are_found_by_identity(db: Database) -> None:
    found = programmes_at(db, [NAME, ("probe", "fehlt.html")])
    assert {pair: one.programme.title for pair, one in found.items()} == {NAME: "Probe A neu"}
