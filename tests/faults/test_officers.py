"""People set statuses while a night runs, and while the site is killed."""

import asyncio
import random
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from db.files import kommune_at
from tests.support.processes.command import matcher
from tests.support.processes.demo_site import running_site
from tests.support.processes.nights import (
    FIRST,
    assert_sound,
    begun,
    ended,
    next_night,
    publish,
    publisher,
    sample_members,
    town,
    written,
)
from tests.support.processes.officers import Match, Officer, Posts, matches_in, work_until

pytestmark = pytest.mark.slow

KILLS = 10


def told(data: Path) -> Mapping[Match, list[tuple[str, str, str]]]:
    """Match -> what the log says of its status: before, after and note, in order."""
    found: dict[Match, list[tuple[str, str, str]]] = {}
    with kommune_at(data / "kommune.db") as db:
        for project, source, key, *change in db.execute(
            "select project_id, source, programme_key, before, after, note from event"
            " where kind = 'status' order by id"
        ):
            found.setdefault((project, source, key), []).append(tuple(change))
    return found


def assert_whole(data: Path) -> None:
    """Each change was made over the one before, and the last one counts."""
    assert_sound(data)
    log = told(data)
    for changes in log.values():
        assert changes[0][0] == "new"
        for (_, after, _), (before, _, _) in pairwise(changes):
            assert before == after
    with kommune_at(data / "kommune.db") as db:
        for project, source, key, status, note, version in db.execute(
            "select project_id, source, programme_key, status, note, version from decision"
        ):
            changes = log[project, source, key]
            assert (status, note, version) == (*changes[-1][1:], len(changes))


def notes(data: Path) -> list[str]:
    return [note for changes in told(data).values() for _, _, note in changes]


@pytest.mark.long
async def test_twenty_people_set_statuses_during_a_night_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    members = sample_members(tmp_path)
    with publisher(written(tmp_path, members)) as source:
        data = town(tmp_path / "d")
        with running_site("--data", str(data), "serve", "--today", FIRST, "--port", "0") as site:
            officers = [Officer(site.address, data, f"p{n:02}") for n in range(20)]
            publish(source, written(tmp_path, next_night(members, 1, changed=10)))
            posts, night = Posts(), begun(data, "2026-11-25")
            await work_until(
                lambda: night.poll() is not None and len(posts.accepted) > 100,
                officers, matches_in(data, 12), posts,
            )  # fmt: skip
            ran = ended(night)
        assert ran.code == 0, ran
        assert posts.faults == []
        assert posts.told_of_others > 0
        assert sorted(notes(data)) == sorted(posts.accepted)
        assert_whole(data)


async def test_a_killed_site_loses_at_most_the_request_that_was_under_way(data: Path) -> None:
    chance, posts = random.Random(7), Posts()
    targets = matches_in(data, 3)
    for number in range(KILLS):
        with running_site("--data", str(data), "serve", "--port", "0") as site:
            officer = Officer(site.address, data, f"p{number:02}")
            posts.under_way.clear()
            work = asyncio.create_task(
                work_until(lambda: False, [officer], targets, posts, read=())
            )
            await asyncio.sleep(chance.uniform(0.3, 1.5))
            site.process.kill()
            with pytest.raises(httpx.TransportError):
                await work
            await officer.close()
        stored = set(notes(data))
        assert set(posts.accepted) <= stored
        assert stored - set(posts.accepted) <= posts.under_way
        posts.accepted = [*stored]
        assert_whole(data)
    assert len(posts.accepted) > KILLS
    assert matcher("doctor", data=data).code == 0
