"""A night in which a step is ended for its memory, and addresses send too much."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from db.clock import BERLIN
from db.files import DataDir, kommune_at
from db.kommune.log import Act
from db.kommune.people import stand_in
from db.kommune.tracker import meetings
from db.nightly_status import Run, read_status
from matcher.tracker.calendars import reading
from tests.support.files.expanding import daily_since_1900
from tests.support.processes.memory import peaks_of
from tests.support.processes.nights import (
    SECOND,
    assert_sound,
    begun,
    copied,
    ended,
    entered,
    left_over,
    log_lines,
    publisher,
    sample_members,
    town,
    written,
)
from tests.support.servers.answers import Answer, answering
from tests.support.servers.council import calendar, event

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=BERLIN)
MOST_MEMORY = 600_000_000
GOOD = calendar([event("a", "20261217")]).encode()
LISTS = b'{"data":[' + b"[]," * 6_000_000 + b"[]]}"
WORDS = b'{"data":[' + b'"' + b"x" * 19_000_000 + b'"]}'


@contextmanager
def calendars(answers: dict[str, bytes]) -> Iterator[str]:
    """A server with calendars at these paths, which may be others later."""
    with answering(lambda path, _: Answer(answers[path])) as served:
        yield served.home


def remember(folder: Path, home: str, paths: tuple[str, ...]) -> None:
    with kommune_at(folder / "kommune.db") as own:
        act = Act(stand_in(own, "Testperson", "edit", NOW).id, NOW)
        for path in paths:
            found = reading.from_address(home + path, "06799001", NOW, TODAY)
            reading.keep(own, "06799001", found, act)


def last_run(folder: Path) -> Run:
    status = read_status(DataDir(folder))
    assert status is not None
    assert status.last is not None
    return status.last


def copy_in(process: "subprocess.Popen[str]", folder: Path, step: str) -> int:
    """The copy of a nightly run that does this step."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        begun_steps = [line["step"] for line in log_lines(folder) if line["event"] == "step_begin"]
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        if begun_steps[-1:] == [step] and listed:
            return int(listed[0])
        time.sleep(0.02)
    raise AssertionError(f"{step} was not begun")


def test_a_step_that_is_killed_for_its_memory_is_told_and_the_others_follow(
    tmp_path: Path,
) -> None:
    with publisher(written(tmp_path, sample_members(tmp_path))) as site:
        folder = town(tmp_path / "d")
        before, lines = entered(folder), len(log_lines(folder))
        site.silent = True  # so that it is killed while it waits
        process = begun(folder)
        step = next(line["step"] for line in log_lines(folder) if line["event"] == "step_begin")
        while len(log_lines(folder)) < lines + 2:
            assert process.poll() is None
            time.sleep(0.02)
        copy = copy_in(process, folder, step)
        while not Path(f"/proc/{copy}/task/{copy}/children").read_text().split():
            time.sleep(0.02)  # until it has started what crawls
        os.kill(copy, signal.SIGKILL)
        ran = ended(process, 120)
    assert ran.code == 3, ran
    words = "Das System hat den Schritt beendet, vermutlich reichte der Arbeitsspeicher nicht."
    assert words in ran.out
    run = last_run(folder)
    states = {one.name: one.state for one in run.steps}
    assert states.pop(step) == "failed"
    assert set(states.values()) <= {"good", "skipped"}
    assert states["backup"] == "good"
    assert [problem for problem in run.problems if words in problem]
    assert [line for line in log_lines(folder) if line["event"] == "step_error"]
    until = time.monotonic() + 10
    while left_over(folder) and time.monotonic() < until:
        time.sleep(0.05)
    assert left_over(folder) == []
    assert_sound(folder)
    assert entered(folder) == before


def test_addresses_that_send_too_much_cost_themselves_alone(tmp_path: Path) -> None:
    answers = dict.fromkeys(("/1.ics", "/2.ics", "/3.ics", "/gut.ics"), GOOD)
    with (
        publisher(written(tmp_path, sample_members(tmp_path))),
        calendars(answers) as home,
    ):
        folder = town(tmp_path / "d")
        remember(folder, home, tuple(answers))
        with kommune_at(folder / "kommune.db") as own:  # two of them are OParl servers by now
            own["meeting_source"].update(2, {"kind": "oparl"})
            own["meeting_source"].update(3, {"kind": "oparl"})
            before = meetings.meetings(own)
        answers |= {"/1.ics": daily_since_1900(), "/2.ics": LISTS, "/3.ics": WORDS}
        answers["/gut.ics"] = calendar([event("a", "20261217"), event("b", "20270128")]).encode()
        process = begun(copied(folder, tmp_path / "nacht"), SECOND)
        with peaks_of(process.pid) as peaks:
            ran = ended(process, 200)
    print(f"{peaks.most / 1e6:.0f} MB", json.dumps(ran.out, ensure_ascii=False))
    assert ran.code == 3, ran
    run = last_run(tmp_path / "nacht")
    states = {one.name: one.state for one in run.steps}
    assert states["meetings"] == "attention"
    assert "failed" not in states.values()
    told = [p for p in run.problems if home in p]
    assert len(told) == 3
    assert [p for p in told if "mehr als 5000 Termine" in p]
    assert [p for p in told if "mehr Angaben, als gelesen werden" in p]
    assert not [p for p in told if ".ics" in p]  # addresses are for who manages
    with kommune_at(tmp_path / "nacht" / "kommune.db") as own:
        after = meetings.meetings(own)
    (town_id,) = after
    assert len(after[town_id]) == len(before[town_id]) + 1
    assert peaks.most < MOST_MEMORY, peaks
