"""Reading apart: what comes back, and what becomes of a reader that takes too much."""

import os
import resource
import signal
import sys
import time
from pathlib import Path

import pytest

from db.errors import FaultyFields, FoerderlageError
from matcher.files import apart
from matcher.files.apart import Allowance, Elsewhere, TooMuch
from matcher.profile.sheets.problems import FaultyFile, Problem

ENOUGH = Allowance(seconds=60, processor=30, advice="Bitte kleiner.")
SHORT = Allowance(seconds=1.5, processor=30, advice="Bitte kleiner.")
BOUNDS = pytest.mark.skipif(sys.platform == "win32", reason="Windows kennt keine solchen Grenzen")


def own_process(*_: object) -> int:
    return os.getpid()


def refuse(words: str) -> None:
    raise FoerderlageError(words, "Bitte ändern.")


def refuse_rows() -> None:
    raise FaultyFile("liste.xlsx", [Problem("Vorhaben", 2, column="Titel", message="fehlt")], 7)


def break_down() -> None:
    raise FaultyFields("Etwas fehlt.", fields={"titel": "Etwas fehlt."})


def fill_memory() -> None:
    held: list[bytes] = []
    try:
        while True:
            held.append(bytes(10_000_000))
    except MemoryError as error:
        held.clear()
        raise ValueError("unlesbar") from error


def print_much() -> str:
    print("laut" * 100_000)
    return "fertig"


def end_by(number: int) -> None:
    os.kill(os.getpid(), number)


def spin() -> None:
    while True:
        pass


def say_and_wait(file: Path) -> None:
    file.write_text(str(os.getpid()))
    time.sleep(60)


def limits() -> tuple[int, int, int]:
    found = (resource.RLIMIT_DATA, resource.RLIMIT_CPU, resource.RLIMIT_CORE)
    return tuple(resource.getrlimit(one)[0] for one in found)  # type: ignore[return-value]


def said(allowed: Allowance, work: object, *given: object) -> str:
    with pytest.raises(TooMuch) as caught:
        apart.read("liste.xlsx", allowed, work, *given)  # type: ignore[arg-type]
    return str(caught.value)


def test_each_thing_is_read_by_a_process_of_its_own() -> None:
    pids = {apart.read("a", ENOUGH, own_process, bytes(3_000_000)) for _ in range(2)}
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_what_the_reader_raises_is_raised_here_with_its_trace() -> None:
    with pytest.raises(FoerderlageError, match=r"So nicht\. Bitte ändern\.") as caught:
        apart.read("a", ENOUGH, refuse, "So nicht.")
    assert (caught.value.what, caught.value.advice) == ("So nicht.", "Bitte ändern.")
    assert isinstance(caught.value.__cause__, Elsewhere)
    assert "in refuse" in str(caught.value.__cause__)
    with pytest.raises(FaultyFile) as rows:
        apart.read("a", ENOUGH, refuse_rows)
    assert (rows.value.count, len(rows.value.problems)) == (7, 1)


def test_an_error_that_cannot_be_sent_names_its_place() -> None:
    with pytest.raises(RuntimeError, match=r"FaultyFields in .*test_apart\.py"):
        apart.read("a", ENOUGH, break_down)


def test_what_a_reader_prints_does_not_spoil_its_answer() -> None:
    assert apart.read("a", ENOUGH, print_much) == "fertig"


@BOUNDS
def test_too_much_memory_is_said_also_by_a_reader_that_calls_it_unreadable() -> None:
    words = "liste.xlsx: Das Lesen braucht mehr Arbeitsspeicher als die 450 MB, die es haben darf."
    assert said(ENOUGH, fill_memory) == f"{words} Bitte kleiner."
    assert said(ENOUGH, bytes, 10**9) == f"{words} Bitte kleiner."
    assert said(ENOUGH, bytes, apart.MOST_ANSWERED + 1) == f"{words} Bitte kleiner."
    assert said(ENOUGH, end_by, signal.SIGKILL) == f"{words} Bitte kleiner."


@BOUNDS
def test_it_may_take_so_much_of_the_machine() -> None:
    assert apart.read("a", ENOUGH, limits) == (apart.MEMORY, 30, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="nur Linux fragt danach")
def test_it_is_the_first_to_go_when_the_machine_runs_out_of_memory() -> None:
    asked = Path("/proc/self/oom_score_adj")
    assert int(apart.read("a", ENOUGH, Path.read_text, asked)) > int(asked.read_text())


def test_too_long_is_said_and_the_reader_is_ended(tmp_path: Path) -> None:
    words = "liste.xlsx: Das Lesen dauert zu lange und wurde abgebrochen. Bitte kleiner."
    assert said(SHORT, time.sleep, 60) == words
    assert said(Allowance(60, 1, advice="Bitte kleiner."), spin) == words
    waiting = Allowance(4, 30, advice="Bitte kleiner.")
    assert said(waiting, say_and_wait, tmp_path / "pid") == words
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_any_other_end_is_named() -> None:
    assert "Das Lesen endete unerwartet (Kennung -6). Bitte kleiner." in said(
        ENOUGH, end_by, signal.SIGABRT
    )
    assert "(Kennung 7)" in said(ENOUGH, os._exit, 7)
