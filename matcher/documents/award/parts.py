"""Parts of our templates of letters: head, facts, tables of lists, closing, hints."""

from collections.abc import Mapping, Sequence

from docx.document import Document as Word
from docx.shared import Cm, Pt

from matcher.documents import word
from matcher.documents.award.about import OPEN

TO_FILL = "– bitte ausfüllen"
"""How a place begins that only the town can fill in."""
_WIDTH = 16.6
"""Width between the margins in cm."""
_LABEL = 4.2


def head(document: Word, subject: str) -> None:
    """Who writes to whom, when and about what."""
    word.quiet(document.add_paragraph("{{ kommune }} · {{ fachamt }}"), 9)
    made = document.add_table(rows=1, cols=2)
    made.autofit = False
    left, right = made.rows[0].cells
    for cell, width in ((left, 9.2), (right, _WIDTH - 9.2)):
        cell.width = Cm(width)
    word.write(left, "{{ behoerde }}\n{{ behoerde_kontakt }}")
    word.write(
        right,
        "Datum: {{ datum }}\nIhr Aktenzeichen: {{ aktenzeichen }}\nAnsprechperson: {{ kontakt }}",
    )
    title = document.add_paragraph(subject, style="Title")
    title.runs[0].font.size = Pt(15)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(16), Pt(7)


def facts(document: Word, rows: Sequence[tuple[str, str]]) -> None:
    """What the letter is about, as a table."""
    made = word.table(document, ["Angabe", "Inhalt"], [_LABEL, _WIDTH - _LABEL])
    for row in rows:
        word.add_row(made, row)


def sums(document: Word, rows: Sequence[tuple[str, str]]) -> None:
    """Sums below each other, kept on one page."""
    made = word.table(document, ["Stand", "Betrag"], [12.2, _WIDTH - 12.2], (1,))
    for number, row in enumerate(rows, start=1):
        word.add_row(made, row, (1,), with_next=number < len(rows))


def heading(document: Word, words: str, level: int = 1) -> None:
    """A heading of a part."""
    made = document.add_paragraph(words, style=f"Heading {level}")
    made.paragraph_format.space_before = Pt(10)
    made.runs[0].font.size = Pt(13 - level)


def to_fill(document: Word, what: str) -> None:
    """A place that only the town can fill in."""
    document.add_paragraph(f"{TO_FILL}: {what} –")


def rows_of(
    document: Word,
    name: str,
    columns: Mapping[str, tuple[str, float]],
    numbers: Sequence[int] = (),
) -> None:
    """A table with a row per item of a list, or that nothing is entered."""
    document.add_paragraph(f"{{%p if {name} %}}")
    made = word.table(document, [*columns], [width for _, width in columns.values()], numbers)
    empty = [""] * (len(columns) - 1)
    word.add_row(made, [f"{{%tr for zeile in {name} %}}", *empty])
    fields = [f"{{{{ zeile.{field} }}}}" for field, _ in columns.values()]
    # sums are read together: they stay on one page
    word.add_row(made, fields, numbers, with_next=True)
    word.add_row(made, ["{%tr endfor %}", *empty])
    document.add_paragraph("{%p else %}")
    document.add_paragraph(OPEN)
    document.add_paragraph("{%p endif %}")


def below(document: Word, words: str) -> None:
    """A sentence below a table, with some air between."""
    document.add_paragraph(words).paragraph_format.space_before = Pt(5)


def sentences(document: Word, name: str) -> None:
    """A list of sentences; nothing where there are none."""
    document.add_paragraph(f"{{%p for satz in {name} %}}")
    document.add_paragraph("{{ satz }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")


def salutation(document: Word) -> None:
    """How a letter begins."""
    begin = document.add_paragraph("Sehr geehrte Damen und Herren,")
    begin.paragraph_format.space_before = Pt(12)


def closing(document: Word) -> None:
    """How a letter ends."""
    # the greeting is never alone on a page
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    end = document.add_paragraph("Mit freundlichen Grüßen")
    end.paragraph_format.space_before = Pt(14)
    end.paragraph_format.keep_with_next = True
    signature(document)


def signature(document: Word) -> None:
    """A line to sign on."""
    line = document.add_paragraph("_" * 38)
    line.paragraph_format.space_before = Pt(34)
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.keep_with_next = True
    word.quiet(document.add_paragraph("Ort, Datum, Unterschrift"))


def hints(document: Word) -> None:
    """What to check before the letter is sent, on a page of its own that is deleted then."""
    document.add_paragraph("{%p if hinweise %}")
    begin = document.add_paragraph("Vor dem Absenden prüfen", style="Heading 1")
    begin.paragraph_format.page_break_before = True
    word.quiet(document.add_paragraph("Dieses Blatt gehört nicht zum Schreiben; bitte löschen."), 9)
    sentences(document, "hinweise")
    document.add_paragraph("{%p endif %}")
