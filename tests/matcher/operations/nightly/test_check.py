"""The line for monitoring and its code."""

import os
from datetime import datetime, timedelta

import pytest

from crawlers.source import load_sources
from db.clock import BERLIN
from db.nightly_status import Run, Running, SourceStatus, Status
from matcher.operations.nightly.check import age_words, check

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=BERLIN)
SOURCES = load_sources()
NO_PROCESS = 2**22 + 1


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


def status(ended: datetime, problems: tuple[str, ...] = ()) -> Status:
    run = Run(today=ended.date(), started=ended, ended=ended, seconds=1,
              state="attention" if problems else "good", problems=problems)  # fmt: skip
    return Status(last=run)


def judged(
    kept: Status | None,
    source: datetime | None = NOW,
    backup: datetime | None = NOW,
    max_hours: int = 36,
) -> tuple[int, str]:
    stand = SourceStatus(name="foerderdatenbank", title="F", last_good=source)
    found = check(kept, [stand], SOURCES, backup, NOW, timedelta(hours=max_hours))
    return found.code, found.line


def test_a_recent_good_run_is_ok_with_its_age() -> None:
    line = "FOERDERLAGE OK - Nachtlauf vor 5 Stunden | age=18000s;;129600"
    assert judged(status(ago(5))) == (0, line)


@pytest.mark.parametrize(
    ("kept", "source", "backup", "words"),
    [
        (None, NOW, NOW, "Nachtlauf: noch nie gelungen"),
        (status(ago(37)), NOW, NOW, "Nachtlauf zuletzt vor 37 Stunden, erlaubt sind 36 Stunden"),
        (status(ago(5)), None, NOW, "Quelle foerderdatenbank: noch nie gelungen"),
        (status(ago(5)), ago(100), NOW, "Quelle foerderdatenbank zuletzt vor 4 Tagen"),
        (status(ago(5)), NOW, ago(60), "Sicherung zuletzt vor 2 Tagen"),
        (status(ago(5)), NOW, None, "Sicherung: noch nie gelungen"),
        (status(ago(-3)), NOW, NOW, "Nachtlauf liegt in der Zukunft"),
        (status(ago(5)), ago(-3), NOW, "Quelle foerderdatenbank liegt in der Zukunft"),
    ],
)
def test_what_is_too_old_or_never_was_or_lies_ahead_is_critical(
    kept: Status | None, source: datetime | None, backup: datetime | None, words: str
) -> None:
    code, line = judged(kept, source, backup)
    assert code == 2
    assert line.startswith("FOERDERLAGE CRITICAL - ")
    assert words in line


def test_problems_of_a_recent_run_are_a_warning_in_one_line() -> None:
    code, line = judged(status(ago(5), ("Abruf:\nkaputt",)))
    assert (code, line.splitlines()) == (
        1,
        ["FOERDERLAGE WARNING - Abruf: kaputt | age=18000s;;129600"],
    )


def test_a_run_that_was_broken_off_is_a_warning_and_one_under_way_is_none() -> None:
    kept = status(ago(5))
    dead = kept.model_copy(update={"running": Running(pid=NO_PROCESS, started=ago(1))})
    assert judged(dead)[0] == 1
    assert "vom 24.11.2026 07:00 brach ab" in judged(dead)[1]
    alive = kept.model_copy(update={"running": Running(pid=os.getpid(), started=ago(1))})
    assert judged(alive)[0] == 0


def test_a_longer_age_can_be_allowed() -> None:
    assert judged(status(ago(40)), ago(40), max_hours=48)[0] == 0


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0.5, "vor weniger als 1 Stunde"), (1, "vor 1 Stunde"), (47, "vor 47 Stunden"),
     (48, "vor 2 Tagen"), (-1, "in der Zukunft")],
)  # fmt: skip
def test_ages_in_words(hours: float, words: str) -> None:
    assert age_words(ago(hours), NOW) == words
