"""`matcher award letter` and `matcher config letter`, through a process of their own."""

from pathlib import Path

import pytest
from docx import Document
from sqlite_utils import Database

from tests.support.awards.under_way import enter_award
from tests.support.files.word import opened
from tests.support.processes.command import matcher

DAY = ("--today", "2026-11-24")


@pytest.fixture
def awarded(data: Path, own: Database) -> Path:
    enter_award(own)
    return data


def test_a_letter_is_written_and_says_what_speaks_against_it(awarded: Path, tmp_path: Path) -> None:
    target = tmp_path / "antrag.docx"
    stated = ("neues_ende=30.06.2027", "grund=Lieferzeit", "--out", target)
    ran = matcher("--today", "2027-01-02", "award", "letter", "verlaengerung", "1", *stated,
                  data=awarded)  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Geschrieben: {target}\n– Der Bewilligungszeitraum ist am")
    assert "bis 30.06.2027 zu verlängern" in opened(target.read_bytes()).text


def test_what_cannot_be_is_one_line_and_writes_nothing(awarded: Path, tmp_path: Path) -> None:
    target = tmp_path / "abruf.docx"
    for stated, said in (
        (("mittelabruf", "1", "betrag_eur=99.999"), "bewilligt sind 12.000"),
        (("mittelabruf", "1"), "Betrag in Euro: Fehlt."),
        (("mittelabruf", "1", "farbe=rot"), "möglich sind betrag_eur, zahlungen, kontakt"),
        (("sachbericht", "7"), "mit der Nummer 7 gibt es nicht"),
    ):
        ran = matcher(*DAY, "award", "letter", *stated, "--out", target, data=awarded)
        assert ran.code in (1, 2)
        assert said in ran.err.replace("\u00a0", " ")
    assert not target.exists()


def test_a_town_changes_our_template_of_a_letter_and_uses_it(awarded: Path, tmp_path: Path) -> None:
    own = awarded / "abruf.docx"
    assert matcher("config", "letter", "mittelabruf", "--out", own).code == 0
    document = Document(str(own))
    document.add_paragraph("Stadt der Brunnen: {{ rest }}")
    document.save(str(own))
    settings = '[documents]\nmittelabruf_template = "abruf.docx"\n'
    (awarded / "foerderlage.toml").write_text(settings, "utf-8")
    target = tmp_path / "x.docx"
    stated = ("award", "letter", "mittelabruf", "1", "betrag_eur=4.000", "--out", target)
    assert matcher(*DAY, *stated, data=awarded).code == 0
    assert "Stadt der Brunnen: 2.000,00 €" in opened(target.read_bytes()).text
