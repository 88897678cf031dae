"""The log: a JSON object per line, rotated, and no trace when it cannot be written."""

import json
import logging
import os
from pathlib import Path

import pytest

from db.files import DataDir
from matcher.operations.forked import forked
from matcher.operations.nightly import log as nightly_log
from matcher.operations.nightly.log import night_log


def lines(folder: Path) -> list[dict[str, object]]:
    text = (folder / "protokolle" / "nightly.log").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_every_line_is_an_object_with_time_level_event_and_fields(tmp_path: Path) -> None:
    with night_log(DataDir(tmp_path)) as log:
        log("begin", today="2026-11-24")
        log("step_end", logging.WARNING, problems=("zwei\nZeilen ä",), new=3)
    first, second = lines(tmp_path)
    assert (first["event"], first["level"], first["today"]) == ("begin", "info", "2026-11-24")
    assert (second["level"], second["new"]) == ("warning", 3)
    assert second["problems"] == ["zwei\nZeilen ä"]
    assert first["pid"] == os.getpid()
    assert str(first["time"]).count(":") == 3


def test_an_error_leaves_its_trace_in_one_line(tmp_path: Path) -> None:
    with night_log(DataDir(tmp_path)) as log:
        log("step_error", logging.ERROR, step="facts", trace="Traceback:\nValueError: so nicht")
    (line,) = lines(tmp_path)
    assert (line["level"], line["step"]) == ("error", "facts")
    assert "ValueError: so nicht" in str(line["trace"])


def test_a_trace_tells_the_server_of_an_address_and_not_its_key(tmp_path: Path) -> None:
    with night_log(DataDir(tmp_path)) as log:
        told = "ValueError: https://a:GEHEIM@rat.example/GEHEIM?k=GEHEIM"
        log("step_error", logging.ERROR, trace=told)
    (line,) = lines(tmp_path)
    assert "ValueError: https://rat.example" in str(line["trace"])
    assert "GEHEIM" not in (tmp_path / "protokolle" / "nightly.log").read_text("utf-8")


def test_a_step_in_another_process_may_turn_the_log_and_no_line_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nightly_log, "MAX_BYTES", 500)
    with night_log(DataDir(tmp_path)) as log:
        log("step_begin", number=0)
        forked(lambda: [log("step", number=number) for number in range(1, 8)] and None)
        log("step_end", number=8)
    files = sorted((tmp_path / "protokolle").iterdir(), key=lambda file: file.stat().st_mtime_ns)
    assert len(files) > 1
    said = [json.loads(line)["number"] for file in files for line in file.read_text().splitlines()]
    assert sorted(said) == list(range(9))
    assert lines(tmp_path)[-1]["number"] == 8


def test_a_log_that_is_full_is_rotated_and_only_so_many_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nightly_log, "MAX_BYTES", 500)
    with night_log(DataDir(tmp_path)) as log:
        for number in range(100):
            log("step_end", number=number)
    files = sorted(p.name for p in (tmp_path / "protokolle").iterdir())
    assert files == ["nightly.log", *(f"nightly.log.{n}" for n in range(1, 6))]
    assert all(p.stat().st_size <= 500 for p in (tmp_path / "protokolle").iterdir())
    assert lines(tmp_path)[-1]["number"] == 99


def test_nights_are_appended_and_a_closed_log_gets_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        with night_log(DataDir(tmp_path)) as log:
            log("begin")
    logging.getLogger("foerderlage").info("after")
    assert [line["event"] for line in lines(tmp_path)] == ["begin", "begin"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="braucht /dev/full")
def test_a_line_that_cannot_be_written_is_remembered_without_a_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "protokolle").mkdir()
    (tmp_path / "protokolle" / "nightly.log").symlink_to("/dev/full")
    with night_log(DataDir(tmp_path)) as log:
        log("begin")
        assert log.lost == "nightly.log: begin"
    assert capsys.readouterr().err == ""
