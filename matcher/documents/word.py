"""Parts of a Word file that our documents share: A4 page, styles, tables, page numbers."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

EXTENSION = "docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BRAND, QUIET = RGBColor(0x14, 0x40, 0x3A), RGBColor(0x56, 0x63, 0x6F)
_HEAD_FILL, _LINE = "E8EBE6", "A9B1AA"
_FONT = "Arial"


def new_document(title: str, *, landscape: bool = False) -> Word:
    """An empty German A4 document; `title` goes into its properties."""
    document: Word = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.8 if landscape else 2.2)
    section.top_margin = section.bottom_margin = Cm(1.8 if landscape else 2.2)
    document.core_properties.title = title
    document.core_properties.author = "Förderlage"
    document.core_properties.language = "de-DE"
    document.core_properties.comments = ""
    _hyphenated(document)
    _styles(document, 9 if landscape else 10.5)
    return document


def _hyphenated(document: Word) -> None:
    """Let long German words be parted at syllables: columns are narrow."""
    made = OxmlElement("w:autoHyphenation")
    made.set(qn("w:val"), "true")
    # the schema wants it right there
    document.settings.element.find(qn("w:defaultTabStop")).addnext(made)


def _styles(document: Word, size: float) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(size)
    normal.paragraph_format.space_after = Pt(5)
    properties = normal.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "de-DE")
    properties.append(language)
    sizes = {"Title": size + 9, "Heading 1": size + 3.5, "Heading 2": size + 1.5}
    for name, points in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(points), True
        style.font.color.rgb = BRAND
        fonts = style.element.rPr.rFonts
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), _FONT)
        style.paragraph_format.space_before = Pt(0 if name == "Title" else 12)
        style.paragraph_format.space_after = Pt(4)
    border = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        document.styles["Title"].element.pPr.remove(border)


def quiet(paragraph: Paragraph, size: float = 8.5) -> Paragraph:
    """The paragraph's words smaller and grey."""
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(size), QUIET
    return paragraph


def table(
    document: Word, headings: Sequence[str], widths: Sequence[float], right: Sequence[int] = ()
) -> Table:
    """A table with a shaded heading row that repeats on every page; widths in cm.

    `right` are the columns of numbers.
    """
    made: Table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    _grey_lines(made)
    head = made.rows[0]
    _mark(head._tr.get_or_add_trPr(), "w:tblHeader")
    for place, (cell, words) in enumerate(zip(head.cells, headings, strict=True)):
        cell.width = Cm(widths[place])
        write(cell, words, bold=True, right=place in right)
        # a heading row is never left alone at the foot of a page
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        fill = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD_FILL)):
            fill.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(fill)
    return made


def add_row(
    made: Table,
    values: Sequence[str],
    right: Sequence[int] = (),
    *,
    bold: bool = False,
    with_next: bool = False,
) -> None:
    """A row that stays on one page, also `with_next`; `right` are the columns of numbers."""
    row = made.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves this one untyped
    _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
    for place, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
        cell.width = made.columns[place].width
        write(cell, value, bold=bold, right=place in right)
        for paragraph in cell.paragraphs if with_next else ():
            paragraph.paragraph_format.keep_with_next = True


def write(cell: _Cell, words: str, *, bold: bool = False, right: bool = False) -> None:
    """Put words into an empty cell, a paragraph per line."""
    for number, line in enumerate(words.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.space_before = Pt(1)
        paragraph.add_run(line).bold = bold
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def footer(document: Word, words: str) -> None:
    """The words and the page number at the foot of every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{words} · Seite ")
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        # a run each, or the number keeps the size of the body
        paragraph.add_run()._r.append(_field_part(kind, text))
    quiet(paragraph, 8)


def _field_part(kind: str, text: str) -> Any:
    """A piece of the field that shows the page number."""
    if kind == "text":
        shown = OxmlElement("w:t")
        shown.text = text
        return shown
    if not kind:
        instruction = OxmlElement("w:instrText")
        instruction.set(qn("xml:space"), "preserve")
        instruction.text = text
        return instruction
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _grey_lines(made: Table) -> None:
    """Thin grey lines instead of black ones."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    # the schema wants them before the layout, which python-docx has set by now
    made._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)


def _mark(properties: Any, name: str) -> None:
    """Switch on a property of a row."""
    made = OxmlElement(name)
    made.set(qn("w:val"), "true")
    properties.append(made)
