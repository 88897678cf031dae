"""The report and the search through the command line."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.files import kommune_at
from db.kommune.work.archive import archive
from tests.support.files.word import by_heading
from tests.support.handover.lohental import act, town
from tests.support.processes.command import Ran, matcher


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("lohental")
    town(made)
    return made


def run(folder: Path, *arguments: str | Path) -> Ran:
    return matcher("--today", "2026-11-24", *arguments, data=folder)


def test_the_report_is_printed_or_written_as_a_word_file(folder: Path, tmp_path: Path) -> None:
    printed = run(folder, "handover", "--project", "hallenbad")
    assert printed.code == 0, printed.err
    assert "Lüftung im Hallenbad erneuern\n====" in printed.out
    assert "noch abzurufen sind 250.000" in " ".join(printed.out.split())
    file = tmp_path / "uebergabe.docx"
    written = run(folder, "handover", "--person", "ben tal", "--out", file)
    assert written.out == f"Geschrieben: {file}\n"
    titles = [*by_heading(file.read_bytes())]
    assert "Lüftung im Hallenbad erneuern" in titles
    assert "Friedhofskapelle" not in titles


def test_whoever_or_whatever_nobody_knows_is_refused_with_advice(folder: Path) -> None:
    unknown = run(folder, "handover", "--person", "Niemand")
    assert unknown.code == 1
    assert "„Niemand“ gibt es nicht. Es gibt:" in unknown.err
    assert "Anna Berg" in unknown.err
    assert "Das Vorhaben „mond“ gibt es nicht." in run(folder, "handover", "--project", "mond").err
    assert run(folder, "handover", "--out", "bericht.pdf").code == 2


def test_of_an_archived_project_there_is_no_report(tmp_path: Path) -> None:
    data = town(tmp_path)
    with kommune_at(data.kommune) as own:
        archive(own, "kapelle", "verkauft", act(own, "Anna Berg"))
    ran = run(tmp_path, "handover", "--project", "kapelle")
    assert ran.code == 1
    assert "Das Vorhaben „kapelle“ ist archiviert" in ran.err


def test_what_people_wrote_is_found_by_words_person_project_and_time(
    folder: Path, tmp_path: Path
) -> None:
    found = run(folder, "find", "Kühn")
    assert found.out.splitlines()[0].startswith("02.11.2026 · Ben Tal · Notiz · Radverkehr vor Ort")
    assert "0611 774-12" in found.out
    early = run(folder, "find", "kuehn", "--person", "Anna Berg", "--until", "2026-10-31")
    assert "Ben Tal" not in early.out
    assert "Frau Kühn, Bewilligungsstelle Rad" in early.out
    assert run(folder, "find", "Kühn", "--project", "kapelle").out == "Nichts gefunden.\n"
    file = tmp_path / "gefunden.xlsx"
    assert run(folder, "find", "--out", file).code == 0
    rows = [*load_workbook(io.BytesIO(file.read_bytes())).active.iter_rows(values_only=True)]
    assert {"Notiz", "Entscheidung", "Bescheid", "Pflicht"} < {row[2] for row in rows}
