"""`status set`, `status log` and `export decisions`, through a real process."""

import csv
import getpass
import io
import json
from pathlib import Path

from db.files import kommune_at
from db.kommune.work import decisions
from db.kommune.work.decisions import Decision
from tests.support.processes.command import Ran, matcher

PAIR = ("kita-wiesengrund", "kita-gebaeude-energie.html")


def stored(data: Path) -> list[Decision]:
    with kommune_at(data / "kommune.db") as own:
        return decisions.decisions(own)


def set_status(data: Path, *words: str) -> Ran:
    return matcher("status", "set", *PAIR, *words, data=data)


def test_a_status_in_german_words_is_stored_and_told(data: Path) -> None:
    ran = set_status(data, "In Prüfung", "--note", "Kämmerei fragen")
    assert (ran.code, ran.err) == (0, "")
    assert "neu → in Prüfung" in ran.out
    (one,) = stored(data)
    assert (one.status, one.note) == ("checking", "Kämmerei fragen")


def test_declining_needs_reason_and_note_and_keeps_both_in_the_log(data: Path) -> None:
    refused = set_status(data, "verworfen", "--note", "zu teuer")
    assert (refused.code, stored(data)) == (1, [])
    assert "nennt einen Grund" in refused.err
    assert set_status(data, "verworfen", "--reason", "eigenanteil", "--note", "20 %").code == 0
    ran = matcher("status", "log", *PAIR, "--today", "2026-11-24", data=data)
    for words in (f"Kommandozeile ({getpass.getuser()})", "neu → verworfen", "Eigenanteil – 20 %"):
        assert words in ran.out
    assert "verworfen" in matcher("status", "log", PAIR[0], data=data).out


def test_the_log_has_no_column_without_a_word(data: Path) -> None:
    set_status(data, "beobachten")
    told = matcher("status", "log", *PAIR, data=data).out
    assert ("Was" in told, "Warum" in told, "Programm" in told) == (True, False, False)
    set_status(data, "Skizze", "--note", "liegt im Bauamt")
    assert "Warum" in matcher("status", "log", *PAIR, data=data).out
    assert "Programm" in matcher("status", "log", PAIR[0], data=data).out


def test_the_note_stays_when_only_the_status_changes(data: Path) -> None:
    set_status(data, "beobachten", "--note", "bleibt")
    set_status(data, "Skizze")
    assert [(one.status, one.note) for one in stored(data)] == [("sketch", "bleibt")]


def test_words_that_do_not_exist_are_named_with_those_that_do(data: Path) -> None:
    ran = set_status(data, "fertig")
    assert (ran.code, stored(data)) == (2, [])
    assert "neu, beobachten, in Prüfung" in ran.err
    assert set_status(data, "verworfen", "--reason", "laune").code == 2
    missing = matcher("status", "set", "mond", PAIR[1], "neu", data=data)
    assert (missing.code, missing.err.count("\n")) == (1, 1)


def test_an_empty_log_says_so(data: Path) -> None:
    assert "Noch hat niemand" in matcher("status", "log", PAIR[0], data=data).out


def test_decisions_are_exported_as_lines_and_as_a_table(data: Path) -> None:
    set_status(data, "verworfen", "--reason", "Personal fehlt", "--note", "=SUMME(A1)")
    (row,) = map(json.loads, matcher("export", "decisions", data=data).out.splitlines())
    assert (row["project"], row["status"], row["reason"]) == (
        "kita-wiesengrund", "verworfen", "Personal fehlt",
    )  # fmt: skip
    text = matcher("export", "decisions", "--format", "csv", data=data).out
    (line,) = csv.DictReader(io.StringIO(text))
    assert line["note"] == "'=SUMME(A1)"
    assert line["changed_by"].startswith("Kommandozeile (")


def test_a_backup_holds_the_decisions_as_a_file_anybody_can_read(data: Path) -> None:
    set_status(data, "Antrag")
    assert matcher("backup", "--today", "2026-11-24", data=data).code == 0
    (made,) = (data / "sicherungen").iterdir()
    (line,) = csv.DictReader(io.StringIO((made / "entscheidungen.csv").read_text("utf-8")))
    assert line["status"] == "Antrag"
