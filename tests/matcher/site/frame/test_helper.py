"""The helper process of the site: results, errors, and what happens when it dies."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
import pytest_asyncio

from matcher.files.apart import Allowance, TooMuch
from matcher.site.frame.helper import AT_ONCE, MOST_WAITING, Crowded, Helper, Readers
from tests.support.processes.waiting import begin_and_wait


@pytest_asyncio.fixture
async def helper() -> AsyncIterator[Helper]:
    made = Helper()
    yield made
    made.close()


def refuse(words: str) -> None:
    raise ValueError(words)


def die_at_first(mark: Path) -> int:
    """End the process unless it left the mark before."""
    if not mark.exists():
        mark.touch()
        os._exit(1)
    return os.getpid()


def wait_for(file: Path) -> str:
    while not file.exists():
        time.sleep(0.01)
    return file.read_text("utf-8")


async def test_work_is_done_by_one_other_process(helper: Helper) -> None:
    first = await helper.run(os.getpid)
    assert first != os.getpid()
    assert await helper.run(os.getpid) == first


async def test_what_the_work_raises_is_raised_here(helper: Helper) -> None:
    with pytest.raises(ValueError, match="so nicht"):
        await helper.run(refuse, "so nicht")


async def test_work_whose_process_died_is_done_by_a_new_one(helper: Helper, tmp_path: Path) -> None:
    before = await helper.run(os.getpid)
    assert await helper.run(die_at_first, tmp_path / "mark") != before


async def test_work_that_kills_its_process_again_fails_and_the_next_is_done(helper: Helper) -> None:
    with pytest.raises(BrokenProcessPool):
        await helper.run(os._exit, 1)
    assert await helper.run(os.getpid) != os.getpid()


async def test_what_is_too_much_is_refused_and_taken_on_again_later(
    helper: Helper, tmp_path: Path
) -> None:
    file = tmp_path / "go"
    taken_on = [asyncio.ensure_future(helper.run(wait_for, file)) for _ in range(MOST_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(Crowded):
        await helper.run(os.getpid)
    file.write_text("fertig", "utf-8")
    assert await asyncio.gather(*taken_on) == ["fertig"] * MOST_WAITING
    assert await helper.run(os.getpid) != os.getpid()


async def test_others_get_on_while_the_helper_works(helper: Helper, tmp_path: Path) -> None:
    file = tmp_path / "go"
    work = asyncio.ensure_future(helper.run(wait_for, file))
    await asyncio.sleep(0)
    assert not work.done()
    file.write_text("fertig", "utf-8")
    assert await work == "fertig"


ENOUGH = Allowance(seconds=60, processor=30, advice="Bitte kleiner.")


async def test_each_thing_from_outside_is_read_by_a_process_of_its_own() -> None:
    readers = Readers()
    pids = await asyncio.gather(*(readers.run("a", ENOUGH, os.getpid) for _ in range(3)))
    assert len({*pids, os.getpid()}) == 4


async def test_pages_get_on_while_something_is_read_that_never_ends() -> None:
    readers, turns = Readers(), 0
    short = Allowance(seconds=60, processor=1, advice="Bitte kleiner.")
    reading = asyncio.ensure_future(readers.run("a", short, eval, "sum(iter(int, 1))"))
    while not reading.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert turns > 200
    with pytest.raises(TooMuch, match="a: Das Lesen dauert zu lange"):
        await reading


async def test_readers_take_turns_and_refuse_what_is_too_much(tmp_path: Path) -> None:
    readers, file = Readers(), tmp_path / "go"
    begun = [tmp_path / f"{n}" for n in range(MOST_WAITING)]
    taken_on = [
        asyncio.ensure_future(readers.run("a", ENOUGH, begin_and_wait, mark, file))
        for mark in begun
    ]
    while sum(mark.exists() for mark in begun) < AT_ONCE and not any(t.done() for t in taken_on):
        await asyncio.sleep(0.01)
    with pytest.raises(Crowded):
        await readers.run("a", ENOUGH, os.getpid)
    assert sum(mark.exists() for mark in begun) == AT_ONCE
    file.write_text("fertig", "utf-8")
    assert await asyncio.gather(*taken_on) == ["fertig"] * MOST_WAITING
    assert await readers.run("a", ENOUGH, abs, -1) == 1
