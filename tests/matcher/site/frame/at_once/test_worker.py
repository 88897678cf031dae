"""Matching in the background of a site: what it waits for, and what fails, on real files."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from db.kommune import matches
from matcher.matching.outstanding import outstanding
from matcher.operations.nightly.run import night_lock
from matcher.site.frame.at_once.worker import AtOnce, match_soon
from tests.support.at_once.matching_site import matching_site
from tests.support.at_once.two_projects import publish, settle


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A town whose projects nobody has matched."""
    publish(tmp_path)
    settle(tmp_path)
    return tmp_path


@pytest_asyncio.fixture
async def site(town: Path) -> AsyncIterator[Datasette]:
    async with matching_site(town) as served:
        yield served


def unmatched(town: Path) -> list[str]:
    with kommune_at(town / "kommune.db") as own:
        return matches.unmatched(own)


async def until(is_so: Callable[[], Any]) -> None:
    async with asyncio.timeout(30):
        while not is_so():
            await asyncio.sleep(0.05)


async def test_what_was_left_behind_is_matched_when_the_site_starts(
    town: Path, site: Datasette
) -> None:
    await until(lambda: not site.foerderlage_at_once.state(None))
    assert unmatched(town) == []
    with kommune_at(town / "kommune.db") as own:
        assert outstanding(own) == frozenset()


async def test_under_a_night_all_waits_and_is_done_when_it_ends(
    town: Path, site: Datasette
) -> None:
    at_once: AtOnce = site.foerderlage_at_once
    await until(lambda: not at_once.state(None))
    with kommune_at(town / "kommune.db") as own:
        own.execute("delete from pair where project_id = 'rad'")
        own.conn.commit()
    with night_lock(DataDir(town)):
        async with asyncio.timeout(2):  # it does not wait for the night
            await match_soon(site, ["rad"])
        assert at_once.state(frozenset({"rad"})) == "night"
        assert at_once.state(frozenset({"museum"})) == ""
        await asyncio.sleep(1)
        assert unmatched(town) == ["rad"]
    await until(lambda: not at_once.state(None))
    assert unmatched(town) == []


async def test_a_failure_is_told_until_the_next_matching_works(
    town: Path, site: Datasette, capsys: pytest.CaptureFixture[str]
) -> None:
    at_once: AtOnce = site.foerderlage_at_once
    await until(lambda: not at_once.state(None))
    index = DataDir(town).index
    index.unlink()
    index.mkdir()
    await match_soon(site, ["rad"])
    await until(lambda: at_once.state(None) == "failed")
    assert at_once.why_not(None) == (
        "Ein Zugriff auf die Daten misslang (das ist ein Ordner, keine Datei)."
    )
    assert str(index.parent) in capsys.readouterr().err, (
        "where, for those who look after the server"
    )
    index.rmdir()
    await match_soon(site, ["museum"])
    await until(lambda: not at_once.state(None))


async def test_a_site_that_is_not_served_matches_nothing_and_keeps_nobody_waiting(
    town: Path,
) -> None:
    async with matching_site(town) as site:
        await site.foerderlage_at_once.stop()
        await match_soon(site, None)
        assert not site.foerderlage_at_once.is_working
