"""The report as a Word file: a heading for each project, lists, tables for money alone."""

from io import BytesIO

from docx.document import Document as Word

from matcher import german
from matcher.documents.word import add_row, footer, new_document, quiet, table
from matcher.files.signs import fit_for_xml
from matcher.handover.report.model import TITLE, Money, Part, Report, parts

_SMALL = 9
"""Size in points of what explains a word."""
_FIRST, _SUM = 4.6, 3.0
"""Widths in cm of the column of names and of those of sums."""


def document(report: Report) -> bytes:
    """A .docx file, A4; its text alone answers what a successor has to know."""
    subtitle = fit_for_xml(report.subtitle)
    made = new_document(f"{TITLE} {subtitle}")
    made.add_heading(TITLE, 0)
    quiet(made.add_paragraph(subtitle), 10.5)
    for heading, found in parts(report):
        if heading:
            made.add_heading(fit_for_xml(heading), 1)
        for part in found:
            _part(made, part)
    footer(made, f"{TITLE}, Stand {german.day(report.today)}")
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _part(made: Word, part: Part) -> None:
    if part.heading:
        made.add_heading(part.heading, 2)
    for line in part.lines:
        made.add_paragraph(fit_for_xml(line), style="List Bullet" if part.listed else None)
    if part.money is not None:
        _money(made, part.money)
    for words in part.words:
        quiet(made.add_paragraph(words), _SMALL)


def _money(made: Word, money: Money) -> None:
    sums = range(1, len(money.headings))
    grid = table(made, money.headings, [_FIRST, *(_SUM for _ in sums)], right=sums)
    for row in money.rows:
        add_row(grid, [fit_for_xml(words) for words in row], right=sums)
