"""The frame of a night: what becomes of steps, status and log."""

import os
import signal
from datetime import date
from pathlib import Path

import pytest

from db.errors import FoerderlageError
from db.files import DataDir
from db.locks import Busy
from db.nightly_status import (
    Run,
    Running,
    SourceStatus,
    Status,
    read_status,
    status_file,
    write_status,
)
from matcher.operations.nightly.outcome import Outcome
from matcher.operations.nightly.run import night_lock, run_night
from matcher.operations.nightly.steps import Step
from matcher.operations.nightly.stopping import Stopped
from matcher.operations.nightly.summary import summary
from tests.support.processes.nights import log_lines

TODAY = date(2026, 11, 24)
GOOD = Step("a", "Erstens", lambda: Outcome("gut", {"n": 3}))
LAST = Step("z", "Letztens", lambda: Outcome("auch gut"))


def night(folder: Path, *steps: Step) -> Run:
    return run_night(DataDir(folder), TODAY, steps, lambda: (SourceStatus(name="q", title="Q"),))


def failing(error: BaseException) -> Step:
    def run() -> Outcome:
        raise error

    return Step("x", "Kaputt", run)


def kept(folder: Path) -> Status:
    status = read_status(DataDir(folder))
    assert status is not None
    return status


def test_a_good_night_is_recorded_with_steps_counts_and_sources(tmp_path: Path) -> None:
    run = night(tmp_path, GOOD, LAST)
    status = kept(tmp_path)
    assert (run.state, run.problems) == ("good", ())
    assert status.last == run
    assert status.running is None
    assert [(s.name, s.state, s.counts) for s in run.steps] == [
        ("a", "good", {"n": 3}), ("z", "good", {}),
    ]  # fmt: skip
    assert status.last_good == dict.fromkeys(("a", "z", "nightly"), run.ended)
    assert [s.name for s in status.sources] == ["q"]
    assert [line["event"] for line in log_lines(tmp_path)] == [
        "begin", *["step_begin", "step_end"] * 2, "end",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FoerderlageError("Nichts geht.", "Bitte warten."), "Kaputt: Nichts geht. Bitte warten."),
        (
            OSError(28, "No space left on device"),
            "Kaputt: Auf dem Datenträger ist kein Platz mehr, oder er nimmt nichts an. "
            "Bitte Platz schaffen und den Befehl wiederholen; Gespeichertes ist unverändert.",
        ),
        (KeyError("x"), "Kaputt: Unerwarteter Fehler (KeyError in "),
    ],
)
def test_a_failing_step_stops_no_other_and_asks_for_attention(
    tmp_path: Path, error: Exception, words: str
) -> None:
    run = night(tmp_path, GOOD, failing(error), LAST)
    assert [step.state for step in run.steps] == ["good", "failed", "good"]
    (problem,) = run.problems
    assert run.state == "attention"
    assert problem.startswith(words)
    assert set(kept(tmp_path).last_good) == {"a", "z"}
    (trace,) = [line for line in log_lines(tmp_path) if line["event"] == "step_error"]
    assert type(error).__name__ in trace["trace"]


def test_what_was_good_once_keeps_its_date_until_it_is_good_again(tmp_path: Path) -> None:
    first = night(tmp_path, GOOD, LAST)
    night(tmp_path, failing(OSError("kaputt")))
    assert kept(tmp_path).last_good["nightly"] == first.ended
    assert kept(tmp_path).last_good["a"] == first.ended


def test_a_skipped_step_is_no_problem_and_one_with_problems_is(tmp_path: Path) -> None:
    idle = Step("i", "Leer", lambda: Outcome("nichts zu tun", state="skipped"))
    odd = Step("o", "Seltsam", lambda: Outcome("fast", problems=("Schau.",), state="attention"))
    assert night(tmp_path, idle).state == "good"
    assert night(tmp_path, idle, odd).problems == ("Seltsam: Schau.",)


@pytest.mark.parametrize("swallowed", [False, True])
def test_asked_to_end_the_rest_is_not_begun_and_that_is_recorded(
    tmp_path: Path, swallowed: bool
) -> None:
    def run() -> Outcome:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except Stopped:
            if not swallowed:
                raise
        return Outcome("gut")

    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Stopped, match="SIGTERM") as caught:
        night(tmp_path, GOOD, Step("s", "Signal", run), LAST)
    assert caught.value.exit_code == 143
    assert signal.getsignal(signal.SIGTERM) is before
    last = kept(tmp_path).last
    assert last is not None
    assert (last.state, last.steps[-1].message) == ("stopped", "nicht mehr begonnen")
    assert "Der Lauf wurde von außen beendet (SIGTERM)." in last.problems
    assert log_lines(tmp_path)[-2]["event"] == "stopped"


def test_a_request_to_end_while_all_is_done_changes_nothing(tmp_path: Path) -> None:
    def late() -> tuple[SourceStatus, ...]:
        os.kill(os.getpid(), signal.SIGTERM)
        return ()

    assert run_night(DataDir(tmp_path), TODAY, [GOOD], late).state == "good"
    assert kept(tmp_path).last is not None


def test_while_it_runs_the_status_names_the_process_and_keeps_the_last_run(tmp_path: Path) -> None:
    seen: list[Status] = []
    last = night(tmp_path, GOOD)
    night(tmp_path, Step("s", "Sehen", lambda: seen.append(kept(tmp_path)) or Outcome("")))
    assert seen[0].running is not None
    assert (seen[0].running.pid, seen[0].running.alive) == (os.getpid(), True)
    assert seen[0].last == last


def test_sources_that_cannot_be_read_are_a_problem_and_their_last_state_stays(
    tmp_path: Path,
) -> None:
    def unreadable() -> tuple[SourceStatus, ...]:
        raise FoerderlageError("katalog.db lässt sich nicht öffnen.")

    night(tmp_path, GOOD)
    run = run_night(DataDir(tmp_path), TODAY, [GOOD], unreadable)
    assert (run.state, run.problems) == ("attention", ("katalog.db lässt sich nicht öffnen.",))
    assert [s.name for s in kept(tmp_path).sources] == ["q"]


def test_a_status_that_cannot_be_written_is_told_and_the_old_one_stays_whole(
    tmp_path: Path,
) -> None:
    night(tmp_path, GOOD)
    before = status_file(DataDir(tmp_path)).read_bytes()
    (tmp_path / ".status.json.teil").mkdir()
    with pytest.raises(OSError, match=r"status\.json\.teil"):
        write_status(DataDir(tmp_path), Status())
    run = night(tmp_path, GOOD)
    assert run.state == "attention"
    assert "Die Statusdatei ließ sich nicht schreiben" in run.problems[0]
    assert status_file(DataDir(tmp_path)).read_bytes() == before


def test_the_lock_names_the_run_that_has_it(tmp_path: Path) -> None:
    data = DataDir(tmp_path)

    def second() -> Outcome:
        with pytest.raises(Busy, match=rf"läuft schon seit .* \(Prozess {os.getpid()}\)"), \
                night_lock(data):  # fmt: skip
            pass
        return Outcome("gut")

    with night_lock(data):
        assert night(tmp_path, Step("s", "Zweiter", second)).state == "good"
    with night_lock(data):
        pass


@pytest.mark.parametrize("content", ["", "{", '{"last": 3}', "[]"])
def test_a_damaged_status_counts_as_none_and_the_next_night_writes_it_anew(
    tmp_path: Path, content: str
) -> None:
    status_file(DataDir(tmp_path)).write_text(content)
    assert read_status(DataDir(tmp_path)) is None
    night(tmp_path, GOOD)
    assert kept(tmp_path).last is not None


def test_a_process_that_is_gone_is_not_alive() -> None:
    from db import clock

    assert not Running(pid=2**22 + 1, started=clock.now()).alive


def test_the_summary_says_what_was_done_and_what_to_look_at(tmp_path: Path) -> None:
    text = summary(night(tmp_path, GOOD, failing(OSError("kaputt"))))
    first, *rest = text.splitlines()
    assert first.startswith("Nachtlauf vom 24.11.2026, ")
    assert first.endswith("): Es gibt etwas zu prüfen.")
    assert rest == [
        "  ✓ Erstens  gut",
        "  ✗ Kaputt   gescheitert",
        "",
        "Zu prüfen:",
        "- Kaputt: Ein Zugriff ist gescheitert: Fehler des Systems, Kennung OSError.",
    ]
