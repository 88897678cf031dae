"""Datasette's own pages beside what changes the files: each answers at the first request."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir
from matcher.operations.backup.making import make_backup
from matcher.operations.backup.restore import restore
from matcher.settings.model import Settings
from matcher.site.frame.serving import build
from tests.support.processes.command import matcher
from tests.support.processes.nights import FIRST, publisher, sample_members, written
from tests.support.site.login import logged_in
from tests.support.site.pages import ask
from tests.support.stored.moments import NIGHT

TABLES = {"katalog": ("programme", "fact", "crawl_run", "programme_text"),
          "kommune": ("project", "match", "decision")}  # fmt: skip
"""Tables and views of each file."""
FACET = {"katalog": "kind", "kommune": "verdict"}


def stock_pages(data: Path) -> list[str]:
    """Every kind of page that Datasette makes of these files."""
    found = []
    for name, tables in TABLES.items():
        found += [f"/{name}", f"/{name}.json"]
        for table in tables:
            found += [f"/{name}/{table}{ending}" for ending in ("", ".json", ".csv")]
        found += [f"/{name}/{tables[0]}.xlsx", f"/{name}/{tables[1]}?_size=2&_facet={FACET[name]}"]
        with closing(sqlite3.connect(data / f"{name}.db")) as connection:
            row = connection.execute(f"select id from {tables[0]}").fetchone()[0]
        found += [f"/{name}/{tables[0]}/{row}{ending}" for ending in ("", ".json")]
    return found


async def states(site: Datasette, paths: list[str]) -> dict[str, int]:
    """What each page answers, one after the other."""
    return {path: (await ask(site, path)).status_code for path in paths}


async def warm(data: Path) -> tuple[Datasette, list[str]]:
    """A site whose stock pages were all seen once."""
    site, paths = build(DataDir(data)), stock_pages(data)
    assert set((await states(site, paths)).values()) == {200}
    return site, paths


def migrated(data: Path, number: int) -> None:
    """Change the schema of both files as an update of the program does: new table, new column."""
    for name in TABLES:
        with closing(sqlite3.connect(data / f"{name}.db")) as connection:
            connection.execute(f"create table later{number} (id integer primary key)")
            connection.execute(f"alter table later{number} add column title text")
            connection.commit()


async def test_every_stock_page_is_there_at_its_first_request_after_a_migration(
    data: Path,
) -> None:
    site, paths = await warm(data)
    for number, path in enumerate(paths):
        migrated(data, number)
        assert (await ask(site, path)).status_code == 200, path


async def test_many_at_once_after_a_migration_all_get_their_page(data: Path) -> None:
    site, paths = await warm(data)
    # one login for all: a person has twenty at most, a further one ends the oldest
    cookies = logged_in(site)
    for number in range(3):
        migrated(data, number)
        answers = await asyncio.gather(*(site.client.get(path, cookies=cookies) for path in paths))
        assert {a.status_code for a in answers} == {200}


async def test_pages_stay_there_while_migrations_go_on(data: Path) -> None:
    site, paths = await warm(data)

    async def migrate() -> None:
        for number in range(12):
            await asyncio.to_thread(migrated, data, number)

    async def visit() -> set[int]:
        return set((await states(site, paths)).values())

    *found, _ = await asyncio.gather(visit(), visit(), migrate())
    assert found == [{200}, {200}]


async def test_stock_pages_are_there_after_a_restore_beside_the_site(data: Path) -> None:
    files = DataDir(data)
    chosen = make_backup(files, Settings(), NIGHT).made
    site, paths = await warm(data)
    migrated(data, 0)
    await states(site, paths)
    await asyncio.to_thread(restore, files, Settings(), chosen, NIGHT + timedelta(hours=7))
    assert set((await states(site, paths)).values()) == {200}


async def test_a_restore_under_way_costs_nobody_a_page(data: Path) -> None:
    files = DataDir(data)
    chosen = make_backup(files, Settings(), NIGHT).made
    migrated(data, 0)
    site, paths = await warm(data)
    # a restore ends every login, so those without one ask
    public = [path for path in paths if path.startswith("/katalog")]

    async def visit() -> set[int]:
        return {(await ask(site, path, login=False)).status_code for path in public}

    put_back = asyncio.to_thread(restore, files, Settings(), chosen, NIGHT + timedelta(hours=7))
    *found, _ = await asyncio.gather(visit(), visit(), put_back)
    assert found == [{200}, {200}]


@pytest.fixture
def publishing(tmp_path: Path) -> Iterator[None]:
    """The sample export on a server that nights ask."""
    with publisher(written(tmp_path, sample_members(tmp_path))):
        yield


@pytest.mark.usefixtures("publishing")
async def test_stock_pages_are_there_after_the_first_night(data: Path) -> None:
    site, paths = await warm(data)
    before = schema_versions(data)
    ran = await asyncio.to_thread(matcher, "nightly", "--today", FIRST, data=data)
    assert ran.code == 0, ran
    # statistics that SQLite keeps are tables of their own
    assert schema_versions(data) != before
    assert set((await states(site, paths)).values()) == {200}


def schema_versions(data: Path) -> list[int]:
    found = []
    for name in TABLES:
        with closing(sqlite3.connect(data / f"{name}.db")) as connection:
            found.append(connection.execute("pragma schema_version").fetchone()[0])
    return found
