"""The report as a Word file takes whatever people typed."""

from datetime import date

from matcher.handover.report.model import Part, Report, Section
from matcher.handover.report.output.word_file import document
from tests.support.files.word import opened


def test_signs_that_no_word_file_can_hold_are_left_out_wherever_they_stand() -> None:
    sign = "\ufffe"
    part = Part("", (f"Die Gl{sign}ocke",))
    report = Report(
        f"Aue{sign}ntal, Stand 24.11.2026",
        date(2026, 11, 24),
        front=(),
        sections=(Section("kapelle", f"Kap{sign}elle", (part,)),),
        unknown=part,
    )
    words = opened(document(report)).text
    for whole in ("Auental, Stand 24.11.2026", "Kapelle", "Die Glocke"):
        assert whole in words
