"""What happens to the process of a nightly run: it is killed, stopped, started twice."""

import os
import random
import secrets
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db.files import DataDir
from db.nightly_status import read_status
from tests.support.processes.command import matcher
from tests.support.processes.nights import (
    SECOND,
    assert_sound,
    begun,
    copied,
    end_state,
    ended,
    entered,
    left_over,
    log_lines,
    next_night,
    publish,
    publisher,
    sample_members,
    town,
    written,
)

pytestmark = pytest.mark.slow

START = "start"
STOP_SECONDS = 10


@dataclass(frozen=True)
class Base:
    """A town before its second night, how that night ends undisturbed, and how long its
    phases take in seconds."""

    folder: Path
    undisturbed: dict[str, Any]
    phases: dict[str, float]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    folder = tmp_path_factory.mktemp("naechte")
    members = sample_members(folder)
    with publisher(written(folder, members)) as site:
        before = town(folder / "vorher")
        publish(site, written(folder, next_night(members, 1)))
        after = copied(before, folder / "ungestoert")
        ran = ended(begun(after))
        assert ran.code == 0, ran
        steps = [line for line in log_lines(after) if line["event"] == "step_end"]
        phases = {line["step"]: line["seconds"] for line in steps}
        yield Base(before, end_state(after), {START: 0.5, **phases})


@pytest.mark.parametrize("kills", [12, pytest.param(50, marks=pytest.mark.long)])
def test_killed_at_any_moment_the_next_run_ends_as_an_undisturbed_one(
    kills: int, base: Base, tmp_path: Path
) -> None:
    seed = int(os.environ.get("FOERDERLAGE_SEED") or secrets.randbelow(10**9))
    print(f"seed {seed}: repeat with FOERDERLAGE_SEED={seed}")
    chance = random.Random(seed)
    # each phase once; besides, the crawl is most of the time, but the other steps write as well
    names = [*base.phases, *[n for n in base.phases if n.startswith("crawl")] * 3]
    phases = [*base.phases, *(chance.choice(names) for _ in range(kills))][:kills]
    moments = [(phase, chance.uniform(0, base.phases[phase])) for phase in phases]

    def one(number: int) -> str:
        folder = copied(base.folder, tmp_path / str(number))
        place = _killed(folder, *moments[number])
        again = ended(begun(folder))
        assert again.code == 0, (number, moments[number], again)
        assert_sound(folder)
        assert entered(folder) == entered(base.folder), number
        assert end_state(folder) == base.undisturbed, (number, place)
        assert left_over(folder) == [], number
        return place

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        places = Counter(pool.map(one, range(kills)))
    print(dict(places))
    assert places["ended before"] < max(4, kills / 5)
    assert len(places) > len(base.phases) / 2


def _killed(folder: Path, phase: str, seconds: float) -> str:
    """Start a run, kill it so long after the begin of a phase, and say in which step it was."""
    lines = len(log_lines(folder))
    process = begun(folder)
    while phase not in {line.get("step", START) for line in log_lines(folder)[lines:]}:
        if phase == START or process.poll() is not None:
            break
        time.sleep(0.002)
    time.sleep(seconds)
    process.kill()
    ran = ended(process)
    if ran.code != -signal.SIGKILL:
        return "ended before"
    events = log_lines(folder)[lines:]
    return str(events[-1].get("step", events[-1]["event"])) if events else START


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_it_ends_cleanly_says_so_and_takes_its_helpers_along(
    base: Base, tmp_path: Path, number: signal.Signals
) -> None:
    folder = copied(base.folder, tmp_path / "d")
    untouched = end_state(folder)
    process = begun(folder)
    _until_crawling(folder)
    process.send_signal(number)
    ran = ended(process, STOP_SECONDS)
    assert ran.code == 128 + number
    assert f"beendet ({number.name})" in ran.err
    assert "Traceback" not in ran.err
    assert left_over(folder) == []
    assert [line["signal"] for line in log_lines(folder) if line["event"] == "stopped"] == [
        number.name
    ]
    status = read_status(DataDir(folder))
    assert status is not None
    assert status.running is None
    assert status.last is not None
    assert status.last.state == "stopped"
    assert_sound(folder)
    assert end_state(folder) == untouched
    assert ended(begun(folder)).code == 0
    assert end_state(folder) == base.undisturbed


def test_of_two_runs_at_once_the_second_ends_at_once_and_says_why(
    base: Base, tmp_path: Path
) -> None:
    folder = copied(base.folder, tmp_path / "d")
    first = begun(folder)
    _until_crawling(folder)
    second = matcher("nightly", "--today", SECOND, data=folder)
    assert second.code == 4
    assert "läuft schon seit" in second.err
    assert f"Prozess {first.pid}" in second.err
    assert second.out == ""
    assert ended(first).code == 0
    assert end_state(folder) == base.undisturbed


def test_the_lock_and_status_of_a_killed_run_hold_nobody_up_and_are_reported(
    base: Base, tmp_path: Path
) -> None:
    folder = copied(base.folder, tmp_path / "d")
    process = begun(folder)
    _until_crawling(folder)
    process.kill()
    process.communicate()
    assert "brach ab" in matcher("status", "--today", SECOND, data=folder).out
    checked = matcher("status", "--check", "--today", SECOND, data=folder)
    assert checked.code in (1, 2)
    assert "brach ab" in checked.out
    assert ended(begun(folder)).code == 0
    broken = [line for line in log_lines(folder) if line["event"] == "broken_off_before"]
    assert [line["pid_before"] for line in broken] == [process.pid]
    assert "brach ab" not in matcher("status", "--today", SECOND, data=folder).out


def test_a_clock_set_back_or_far_forward_spoils_nothing(base: Base, tmp_path: Path) -> None:
    folder = copied(base.folder, tmp_path / "d")
    for day in ("2025-01-02", "2031-06-30", SECOND):
        ran = ended(begun(folder, day))
        assert ran.code == 0, (day, ran)
        assert "nicht fällig" not in ran.out
        assert_sound(folder)
        assert entered(folder) == entered(base.folder)
    past = matcher("status", "--check", "--today", "2025-01-02", data=folder)
    assert past.code == 2
    assert "Uhr des Rechners" in past.out


def _until_crawling(folder: Path) -> None:
    """Wait until the run has started its crawler."""
    before = sum(line["event"] == "step_begin" for line in log_lines(folder))
    while sum(line["event"] == "step_begin" for line in log_lines(folder)) <= before:
        time.sleep(0.02)
    while not any("crawlers" in words for words in left_over(folder)):
        time.sleep(0.02)
