"""Files and nights fill the record of applications and notices; commands show what counts."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml

from db.clock import BERLIN
from db.files import DataDir, kommune_at
from db.kommune.award.applications import applications
from db.kommune.award.awards import awards
from db.kommune.log import Subject, entries, last_entry
from matcher.cli.printing import out
from matcher.operations.nightly import planning
from tests.support.processes.in_process import run_here
from tests.support.stored.plans import state_of

KITA, ENERGY = "kita-wiesengrund", "kita-gebaeude-energie"
NIGHT, TODAY = datetime(2026, 11, 24, 3, tzinfo=BERLIN), date(2026, 11, 24)
STATED = {
    "programm": ENERGY, "antrag": "2026-02-02", "bewilligung": "2026-06-15",
    "bewilligungszeitraum_ab": "2026-07-01", "bewilligungszeitraum_bis": "2028-06-30",
}  # fmt: skip


class Desk:
    """Runs commands over a copy of the demo."""

    def __init__(
        self, data: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.data, self._patch, self._capture = data, patch, capture

    def says(self, *words: str | Path) -> str:
        ran = run_here(
            self._patch, self._capture, "--data", self.data, "--today", "2026-11-24", *words
        )
        assert ran.code == 0, ran.err
        return " ".join(ran.out.replace("\xa0", " ").split())


@pytest.fixture
def desk(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setattr(out, "width", 200)
    return Desk(data, monkeypatch, capsys)


def file_with(data: Path, **more: str) -> Path:
    """The town's own file with the statement."""
    file = data / "kommune.yml"
    state_of(data, KITA, foerderungen=[{**STATED, **more}])
    shutil.copy(data / "geändert.yml", file)
    state_of(data, KITA, foerderungen=[])
    return file


def test_a_file_that_is_read_fills_the_record_and_read_again_nothing_more(desk: Desk) -> None:
    file = file_with(desk.data)
    said = desk.says("projects", "import", file)
    assert said.endswith("Aus den Angaben eingetragen: 1 Antrag, 1 Bescheid.")
    with kommune_at(desk.data / "kommune.db") as own:
        assert len(awards(own)) == 1
        told = {one.kind: one.person for one in entries(own, Subject(KITA))}
        assert told["award_notice"].startswith("Kommandozeile")
        before = last_entry(own)
    assert "0 Vorhaben neu, 0 geändert, 3 unverändert" in desk.says("projects", "import", file)
    planning.records(DataDir(desk.data), NIGHT, TODAY)
    with kommune_at(desk.data / "kommune.db") as own:
        assert last_entry(own) == before


def test_commands_show_what_counts_and_name_what_is_stated_otherwise(desk: Desk) -> None:
    desk.says("projects", "import", file_with(desk.data))
    desk.says("award", "amend", "1", "datum=01.09.2026", "zuwendung_eur=300.000",
              "zuwendungsfaehig_eur=500.000", "zeitraum_bis=31.12.2029")  # fmt: skip
    shown = desk.says("award", "show", "1")
    assert "Abweichung: „Bewilligungszeitraum bis“: Die Angaben zum Programm nennen" in shown
    assert "Zuschuss laut Zuwendungsbescheid vom 15.06.2026" in desk.says("share", KITA, ENERGY)
    assert "300.000 €" in desk.says("combine", KITA, ENERGY)
    assert "31.12.2029" in desk.says("projects", "show", KITA)
    desk.says("projects", "export", "--out", desk.data / "neu.yml")
    (kita,) = [
        one for one in yaml.safe_load((desk.data / "neu.yml").read_text("utf-8"))["projekte"]
        if one["id"] == KITA
    ]  # fmt: skip
    (said,) = kita["foerderungen"]
    assert said["bewilligungszeitraum_bis"] == "2029-12-31"
    assert said["zuwendungsfaehig_eur"] == 500_000
    read = desk.says("projects", "import", desk.data / "neu.yml")
    assert "0 Vorhaben neu, 0 geändert, 3 unverändert" in read


def test_a_night_fills_what_was_stated_before_there_was_a_record(data: Path) -> None:
    state_of(data, KITA, foerderungen=[STATED])
    told = planning.records(DataDir(data), NIGHT, TODAY)
    assert told.message == "aus den Angaben eingetragen: 1 Antrag, 1 Bescheid"
    with kommune_at(data / "kommune.db") as own:
        assert [one.submitted for one in applications(own)] == [date(2026, 2, 2)]
        assert {one.person for one in entries(own, Subject(KITA))} == {"Nachtlauf"}
    assert planning.records(DataDir(data), NIGHT, TODAY).state == "skipped"
