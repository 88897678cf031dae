"""`matcher award years` as a treasurer uses it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlite_utils import Database

from db.kommune.log import Subject
from matcher.cli.printing import out
from tests.support.awards.ended import MATCH, enter_rejected
from tests.support.awards.under_way import enter_award
from tests.support.processes.command import matcher
from tests.support.processes.in_process import run_here

KITA = Subject("kita-wiesengrund", MATCH.source, MATCH.programme_key)


def test_the_years_are_listed_with_their_total(
    data: Path,
    own: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(out, "width", 160)
    enter_award(own)
    enter_rejected(own, KITA, amount=None)
    given = ("--data", data, "--today", "2026-11-24", "award", "years")
    said = " ".join(run_here(monkeypatch, capsys, *given).out.replace("\xa0", " ").split())
    assert "2026 0 1 0 0 0 6.000 € unbekannt 12.000 €" in said
    assert "2024 1 0 1 0 0 0 € 5 Monate (aus 1) 1 unbekannt" in said
    assert "zusammen" in said
    assert "nicht unter „beantragt“: 1." in said


def test_a_process_writes_the_years_and_says_when_there_is_none(data: Path, own: Database) -> None:
    empty = matcher("--data", data, "award", "years")
    assert (empty.code, empty.out.strip()) == (
        0, "Noch ist kein Antrag eingereicht und kein Bescheid eingetragen.",
    )  # fmt: skip
    enter_rejected(own, KITA)
    target = data / "bilanz.xlsx"
    ran = matcher("--data", data, "award", "years", "--out", target)
    assert ran.code == 0, ran.err
    assert load_workbook(target)["Je Jahr"]["A3"].value == 2024
